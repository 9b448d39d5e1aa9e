package app

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"sync"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/gen/openapi"
	"github.com/throughline-cx/throughline/server/api"
	"github.com/throughline-cx/throughline/server/api/doors"
	"github.com/throughline-cx/throughline/server/api/hooks"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/assist"
	"github.com/throughline-cx/throughline/server/jobs"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/slack"
	"github.com/throughline-cx/throughline/server/route/webhook"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand"
)

// App is a server: a database, the workers and the doors. Make one with New, then Run it.
type App struct {
	options  Options
	database *database
	store    *store.Store
	doors    *doors.Doors
	hooks    *hooks.Hooks
	workers  []func(context.Context)
	periodic *jobs.Periodic
}

// New makes a server and opens its ports; calls are answered once Run runs. When it fails,
// nothing is left running.
func New(ctx context.Context, o Options) (_ *App, err error) {
	a := &App{options: o.withDefaults()}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.close())
		}
	}()
	if a.database, err = openDatabase(ctx, a.options.Database); err != nil {
		return nil, err
	}
	secrets, err := a.database.secrets(a.options.SecretKey)
	if err != nil {
		return nil, err
	}
	if err := a.database.checkMigrated(ctx); err != nil {
		return nil, err
	}
	if a.store, err = store.Open(ctx, a.database.appURL, store.Options{SealingKey: secrets.Sealing(), ConnectTimeout: a.options.Database.Patience}); err != nil {
		return nil, err
	}
	return a, a.wire(ctx, secrets)
}

// wire connects workers, services and doors.
func (a *App) wire(ctx context.Context, secrets Secrets) error {
	policy := outbound.Policy{
		AllowHTTP: a.options.AllowPrivateWebhooks, AllowPrivate: a.options.AllowPrivateWebhooks, Allow: a.options.AllowDestinations,
	}
	client := outbound.NewClient(outbound.Options{Policy: policy})
	ingested, grouped, alerted := jobs.NewSignal(), jobs.NewSignal(), jobs.NewSignal()
	changes := &api.Changes{}
	authenticator := api.NewAuthenticator(a.store, a.options.Clock)
	evaluation := &jobs.Evaluation{
		Store: a.store, Clock: a.options.Clock, Log: a.options.Logger, Wake: grouped, Alerted: alerted, Changed: changes.Notify,
	}
	inSlack := slack.New(client, a.options.slackOptions()...)
	channels, err := a.channels(client, inSlack)
	if err != nil {
		return err
	}
	deliveries := &jobs.Deliveries{Store: a.store, Channels: channels, Clock: a.options.Clock, Log: a.options.Logger, Wake: alerted}
	rereading := &jobs.Rereading{Store: a.store, Log: a.options.Logger}
	services := api.New(api.Options{
		Store: a.store, Decider: evaluation, Model: understand.Default(), Rereads: rereading, Keys: secrets, Clock: a.options.Clock, Log: a.options.Logger,
		Ingested: ingested.Wake, Configured: func() { ingested.Wake(); grouped.Wake() }, Revoked: authenticator.Forget, Changes: changes,
		Random: rand.Reader, NewSecret: webhook.NewSecret, ValidateURL: policy.ValidateURL, Planned: alerted.Wake,
		MailServer: channels[route.Email] != nil,
		TryDestination: func(ctx context.Context, tenant string, destination, message uuid.UUID) (api.Trial, error) {
			trial, err := deliveries.Try(ctx, tenant, destination, message)
			return api.Trial(trial), err
		},
	})
	measured, err := newMetrics(a.store)
	if err != nil {
		return err
	}
	assistant, err := a.assistant(measured)
	if err != nil {
		return err
	}
	a.addWorkers(deliveries, assistant, evaluation, rereading, ingested, grouped)
	if a.periodic, err = jobs.NewPeriodic(a.store, a.options.Logger); err != nil {
		return err
	}
	chain, err := intercept.New(intercept.Options{
		MeterProvider: measured.provider,
		Authenticator: authenticator, Auditor: api.NewAuditor(a.store), Translate: api.Error,
		Rate:   intercept.Rate{PerSecond: a.options.RatePerSecond, Burst: a.options.RateBurst},
		Logger: a.options.Logger,
	})
	if err != nil {
		return err
	}
	a.hooks = a.newHooks(secrets, chain, services, inSlack)
	deliveries.Offer = a.hooks.Offer
	return a.openDoors(ctx, chain, services, measured)
}

// understandingWorkers is how many batches are read at once; reading keeps a core busy.
const understandingWorkers = 2

// assistant returns the language model's reader, or nil when none is set.
func (a *App) assistant(measured *metrics) (*assist.Assistant, error) {
	if a.options.Assist == nil {
		return nil, nil
	}
	return assist.New(assist.Options{
		Settings: *a.options.Assist, Keeper: a.store, Clock: a.options.Clock, Log: a.options.Logger, Meters: measured.provider,
	})
}

func (a *App) addWorkers(deliveries *jobs.Deliveries, assistant *assist.Assistant, evaluation *jobs.Evaluation, rereading *jobs.Rereading, ingested, grouped jobs.Signal) {
	log := a.options.Logger
	understanding := &jobs.Understanding{Store: a.store, Model: understand.Default(), Assist: assistant, Log: log, Wake: ingested, Grouped: grouped}
	for range understandingWorkers {
		a.workers = append(a.workers, understanding.Run)
	}
	rereading.Understanding = understanding
	a.workers = append(a.workers, evaluation.Run, deliveries.Run, rereading.Run)
}

func (a *App) openDoors(ctx context.Context, chain *intercept.Chain, services *api.API, measured *metrics) error {
	certificates, err := loadTLS(a.options.TLSCert, a.options.TLSKey)
	if err != nil {
		return err
	}
	a.doors, err = doors.Open(ctx, doors.Options{
		GRPCAddr: a.options.GRPCAddr, HTTPAddr: a.options.HTTPAddr, TLS: certificates,
		Chain: chain, Register: services.Register, RegisterGateway: api.RegisterGateway,
		ItemsJudgedAlone: []proto.Message{
			(*throughlinev1.PushInteractionsRequest)(nil), (*throughlinev1.StreamInteractionsRequest)(nil),
			(*throughlinev1.PushAccountsRequest)(nil), (*throughlinev1.PushLocationsRequest)(nil),
			(*throughlinev1.PushCommercialRecordsRequest)(nil),
		},
		OpenAPI: openapi.JSON, Handlers: a.handlers(measured), Ready: a.store.Ping, Reflection: a.options.Reflection, Origins: a.options.CORSOrigins,
		Logger: a.options.Logger,
	})
	return err
}

func loadTLS(cert, key string) (*tls.Config, error) {
	if cert == "" && key == "" {
		return nil, nil
	}
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		return nil, fmt.Errorf("TLS: %w", err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}

// GRPCAddr is where native gRPC is served, "host:port".
func (a *App) GRPCAddr() string { return a.doors.GRPCAddress() }

// HTTPAddr is where everything else is served, "host:port".
func (a *App) HTTPAddr() string { return a.doors.HTTPAddress() }

// Store is the server's store, for tests and for the demo.
func (a *App) Store() *store.Store { return a.store }

// CreateTenant makes a tenant, and a key of role admin for it.
func (a *App) CreateTenant(ctx context.Context, t store.Tenant) (key string, err error) {
	if _, err := a.store.CreateTenant(ctx, t); err != nil {
		return "", err
	}
	_, made, err := a.store.CreateAPIKey(ctx, t.ID, store.NewAPIKey{DisplayName: "first key", Role: store.Admin})
	return made.Reveal(), err
}

// Idle reports whether nothing waits in the pipeline and no delivery is due.
func (a *App) Idle(ctx context.Context) (bool, error) {
	depth, err := a.store.QueueDepth(ctx)
	if err != nil || depth.Understand+depth.Group > 0 {
		return false, err
	}
	due, err := a.store.DueDeliveries(ctx)
	return due == 0, err
}

// Run answers calls and works until ctx ends, then stops in order: the doors first, so that
// nothing new comes in, then the workers, then the database. It returns nil when that went well.
func (a *App) Run(ctx context.Context) error {
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	var workers sync.WaitGroup
	for _, work := range a.workers {
		workers.Go(func() { work(working) })
	}
	var periodicErr error
	workers.Go(func() { periodicErr = a.periodic.Run(working) })
	doorsErr := a.doors.Run(ctx)
	a.hooks.Wait()
	stop()
	workers.Wait()
	return errors.Join(doorsErr, periodicErr, a.close())
}

// close releases what New has acquired so far.
func (a *App) close() error {
	if a.store != nil {
		a.store.Close()
	}
	if a.database != nil {
		return a.database.stop()
	}
	return nil
}
