package api

import (
	"context"
	"io"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand"
)

// Keys derives the keys that handlers need.
type Keys interface {
	Redaction(tenant string) []byte   // of a tenant's pseudonyms
	ContentHash(tenant string) []byte // of the hashes by which a tenant's repeated items are known
	PageTokens() []byte               // authenticates page tokens and resume tokens
}

// Decider carries out what people decide, and shows what is known of a tenant now.
type Decider interface {
	// Carry carries out a decision, or undoes one, and everything that comes of it.
	Carry(ctx context.Context, tenant string, o store.Order) (store.StoredDecision, error)
	// Preview returns what Carry would change now.
	Preview(ctx context.Context, tenant string, o store.Order) (evaluate.Preview, error)
	// Act does what a person asks about an alert, and returns the alert after it.
	Act(ctx context.Context, tenant string, o store.AlertOrder) (store.StoredAlert, error)
	// JudgePast judges days that have ended, from one on, for breaks that never fired; 0 for all days.
	JudgePast(ctx context.Context, tenant string, first measure.Day, audit store.AuditEntry) (evaluate.Past, error)
	// Look lets fn read the tenant's state, and what it set, while nobody changes it. fn must keep
	// nothing of it.
	Look(ctx context.Context, tenant string, fn func(*evaluate.State, evaluate.Config) error) error
	// Learn works out what reviews teach, beside the present calibration.
	Learn(ctx context.Context, tenant string) (evaluate.Lesson, store.Calibration, error)
	// Recalibrate takes over what reviews teach, or goes back.
	Recalibrate(ctx context.Context, tenant string, o store.RecalibrationOrder) (store.Calibration, error)
}

// Options are what the services work with. Store, Decider, Model, Rereads, Keys, Clock, ValidateURL,
// Random and TryDestination are required.
type Options struct {
	Store   *store.Store
	Decider Decider
	Model   *understand.Model // explains mentions
	Rereads Rereader
	Keys    Keys
	Clock   func() time.Time
	Log     *slog.Logger

	Ingested   func()          // called after something was stored that waits to be understood
	Configured func()          // called after a tenant's settings, accounts or records changed
	Revoked    func(id string) // called with the id of an API key that was revoked
	Changes    *Changes        // wakes watchers when alerts changed; nil leaves them to poll
	Heartbeat  time.Duration   // between messages of a watch; 0 means 15 s
	Random     io.Reader       // for secrets: crypto/rand.Reader
	NewSecret  func(io.Reader) (string, error)
	// ValidateURL says why a destination's address cannot be used.
	ValidateURL func(address string) error
	MailServer  bool   // there is one to write to people through
	Planned     func() // called after deliveries became due
	// TryDestination sends a made-up alert to a destination, with the message's id.
	TryDestination func(ctx context.Context, tenant string, destination, message uuid.UUID) (Trial, error)
}

// Trial is how a test of a destination went.
type Trial struct {
	outbound.Result
	Latency time.Duration // of the attempt
}

// Rereader compares what was read again with what is live, and makes it live.
type Rereader interface {
	// Model is the version of what this server reads with.
	Model() string
	// Diff and Apply fail with store.ErrRereadingState when the rereading is not the open one, or not
	// ready.
	Diff(ctx context.Context, tenant string, rereading uuid.UUID, regroup bool) (store.Rereading, evaluate.Diff, error)
	Apply(ctx context.Context, tenant string, rereading uuid.UUID, regroup bool) (store.Rereading, error)
}

// API holds the services.
type API struct {
	ingestion *ingestionService
	journey   *journeyService
	policy    *policyService
	clusters  *clusterService
	alerts    *alertService
	routing   *routingService
	review    *reviewService
	admin     *adminService
}

// New returns the services.
func New(o Options) *API {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Heartbeat == 0 {
		o.Heartbeat = 15 * time.Second
	}
	if o.Revoked == nil {
		o.Revoked = func(string) {}
	}
	for _, f := range []*func(){&o.Ingested, &o.Configured, &o.Planned} {
		if *f == nil {
			*f = func() {}
		}
	}
	c := &core{Options: o, tokens: newTokens(o.Keys.PageTokens()), redactors: newRedactors(o.Keys, o.Store)}
	c.histories = &histories{store: o.Store, clock: o.Clock}
	return &API{
		ingestion: &ingestionService{core: c},
		journey:   &journeyService{core: c},
		policy:    &policyService{core: c},
		clusters:  &clusterService{core: c, explaining: make(chan struct{}, explainedAtOnce)},
		alerts:    &alertService{core: c},
		routing:   &routingService{core: c},
		review:    &reviewService{core: c},
		admin:     &adminService{core: c},
	}
}

// core is what all services share.
type core struct {
	Options
	tokens    *tokens
	redactors *redactors
	histories *histories
}

// Register registers every service.
func (a *API) Register(r grpc.ServiceRegistrar) {
	throughlinev1.RegisterIngestionServiceServer(r, a.ingestion)
	throughlinev1.RegisterJourneyServiceServer(r, a.journey)
	throughlinev1.RegisterPolicyServiceServer(r, a.policy)
	throughlinev1.RegisterClusterServiceServer(r, a.clusters)
	throughlinev1.RegisterAlertServiceServer(r, a.alerts)
	throughlinev1.RegisterRoutingServiceServer(r, a.routing)
	throughlinev1.RegisterReviewServiceServer(r, a.review)
	throughlinev1.RegisterAdminServiceServer(r, a.admin)
}

// RegisterGateway registers the JSON form of every service. conn must lead through the
// interceptors.
func RegisterGateway(ctx context.Context, mux *runtime.ServeMux, conn grpc.ClientConnInterface) error {
	for _, register := range []func() error{
		func() error {
			return throughlinev1.RegisterIngestionServiceHandlerClient(ctx, mux, throughlinev1.NewIngestionServiceClient(conn))
		},
		func() error {
			return throughlinev1.RegisterJourneyServiceHandlerClient(ctx, mux, throughlinev1.NewJourneyServiceClient(conn))
		},
		func() error {
			return throughlinev1.RegisterPolicyServiceHandlerClient(ctx, mux, throughlinev1.NewPolicyServiceClient(conn))
		},
		func() error {
			return throughlinev1.RegisterClusterServiceHandlerClient(ctx, mux, throughlinev1.NewClusterServiceClient(conn))
		},
		func() error {
			return throughlinev1.RegisterAlertServiceHandlerClient(ctx, mux, throughlinev1.NewAlertServiceClient(conn))
		},
		func() error {
			return throughlinev1.RegisterRoutingServiceHandlerClient(ctx, mux, throughlinev1.NewRoutingServiceClient(conn))
		},
		func() error {
			return throughlinev1.RegisterAdminServiceHandlerClient(ctx, mux, throughlinev1.NewAdminServiceClient(conn))
		},
		// After admin: of paths that fit several methods the last one registered is called, and
		// "tenants/acme:reviewAgreement" fits a tenant's name.
		func() error {
			return throughlinev1.RegisterReviewServiceHandlerClient(ctx, mux, throughlinev1.NewReviewServiceClient(conn))
		},
	} {
		if err := register(); err != nil {
			return err
		}
	}
	return nil
}
