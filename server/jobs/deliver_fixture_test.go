package jobs_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/jobs"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/webhook"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

const (
	secret    = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwqwertyuiop12"
	oldSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDdbhqbmz8Yis="
)

// office is a firing alert whose owners, digital and stores, are told over HTTP.
type office struct {
	*pipeline
	super  *pgxpool.Pool
	worker *jobs.Deliveries
	later  time.Duration // how far the worker's clock is ahead
}

func newOffice(t *testing.T) *office {
	t.Helper()
	db := storetest.New(t)
	o := &office{pipeline: pipelineOn(t, db, true)}
	pool, err := pgxpool.New(t.Context(), db.AdminURL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	o.super = pool
	o.worker = o.dispatcher(outbound.Options{Policy: outbound.Policy{AllowHTTP: true, AllowPrivate: true}})
	return o
}

// dispatcher returns a worker as another process would have it.
func (o *office) dispatcher(options outbound.Options) *jobs.Deliveries {
	client := outbound.NewClient(options)
	o.t.Cleanup(client.Close)
	return &jobs.Deliveries{
		Store: o.Store, Channels: map[route.DestinationKind]channel.Channel{route.Webhook: webhook.New(webhook.NewSender(client))}, Log: slog.New(slog.DiscardHandler), Wake: jobs.NewSignal(),
		Clock: func() time.Time { return time.Now().Add(o.later) },
	}
}

// route tells teams at an address.
func (o *office) route(url string, teams ...string) store.Destination {
	o.t.Helper()
	return o.routeTo(store.Destination{DisplayName: "hook", Kind: route.Webhook, URL: url}, channel.Secrets{Signing: []string{secret, oldSecret}}, teams...)
}

// routeTo tells teams at a destination of any kind.
func (o *office) routeTo(d store.Destination, secrets channel.Secrets, teams ...string) store.Destination {
	o.t.Helper()
	d, _, err := o.CreateDestination(o.t.Context(), acme, d, secrets, store.Request{})
	if err != nil {
		o.t.Fatal(err)
	}
	for _, team := range teams {
		_, _, err := o.CreateRoute(o.t.Context(), acme, store.Route{Team: team, Destinations: []uuid.UUID{d.ID}, Conditions: route.Conditions{States: []alert.State{alert.Firing}}}, store.Request{})
		if err != nil {
			o.t.Fatal(err)
		}
	}
	return d
}

// fire makes the alert fire, which plans a delivery for each route.
func (o *office) fire() {
	o.t.Helper()
	o.push("a", days(o.now.AddDate(0, 0, -3), 4)...)
	o.settle()
}

// work runs the worker until nothing is due.
func (o *office) work() {
	o.t.Helper()
	for {
		n, err := o.worker.Once(o.t.Context())
		if err != nil {
			o.t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

// wait lets time pass, for the worker's clock and for what the database's clock makes due.
func (o *office) wait(d time.Duration) {
	o.t.Helper()
	o.later += d
	o.exec(`UPDATE due_deliveries SET due_at = due_at - $1::interval, leased_until = leased_until - $1::interval WHERE due_at < 'infinity'`, d)
	o.exec(`UPDATE destinations SET paced_until = paced_until - $1::interval`, d)
}

// multiply plans n more messages like the ones that are planned, due before those.
func (o *office) multiply(n int) {
	o.t.Helper()
	o.exec(`INSERT INTO deliveries (tenant_id, id, alert_id, change, team, role, likely, destination_id, route_id)
		SELECT tenant_id, gen_random_uuid(), alert_id, change, team || n, role, likely, destination_id, route_id
		FROM deliveries, generate_series(1, $1::int) n`, n)
	o.exec(`INSERT INTO due_deliveries (tenant_id, delivery_id, destination_id, due_at)
		SELECT tenant_id, id, destination_id, now() - interval '1 hour' FROM deliveries ON CONFLICT DO NOTHING`)
}

// change plans the alert's next change for everybody who is told of it: a message that says its number.
func (o *office) change() {
	o.t.Helper()
	o.exec(`INSERT INTO alert_changes SELECT (jsonb_populate_record(c, jsonb_build_object('id', c.id + 1000, 'number', c.number + 1, 'message',
		  jsonb_set(jsonb_set(c.message, '{alert,change_number}', to_jsonb(c.number + 1)), '{alert,title}', to_jsonb('state ' || (c.number + 1))))) ).*
		FROM alert_changes c ORDER BY number DESC LIMIT 1`)
	o.exec(`INSERT INTO deliveries (tenant_id, id, alert_id, change, team, role, likely, destination_id, route_id)
		SELECT DISTINCT ON (team, destination_id) tenant_id, gen_random_uuid(), alert_id, (SELECT max(number) FROM alert_changes), team, role, likely, destination_id, route_id
		FROM deliveries ORDER BY team, destination_id, change DESC`)
	o.exec(`INSERT INTO due_deliveries (tenant_id, delivery_id, destination_id)
		SELECT tenant_id, id, destination_id FROM deliveries WHERE change = (SELECT max(number) FROM alert_changes)`)
}

// last is the number of the alert's last change.
func (o *office) last() (n int) {
	o.t.Helper()
	if err := o.super.QueryRow(o.t.Context(), `SELECT max(number) FROM alert_changes`).Scan(&n); err != nil {
		o.t.Fatal(err)
	}
	return n
}

func (o *office) exec(query string, args ...any) {
	o.t.Helper()
	if _, err := o.super.Exec(o.t.Context(), query, args...); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) deliveries() []store.Delivery {
	o.t.Helper()
	all, err := o.ListDeliveries(o.t.Context(), acme, store.DeliveryFilter{}, store.Page{Size: 200})
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}

func (o *office) only() store.Delivery {
	o.t.Helper()
	all := o.deliveries()
	if len(all) != 1 {
		o.t.Fatalf("%d deliveries, want 1", len(all))
	}
	return all[0]
}

func (o *office) destination(d store.Destination) store.Destination {
	o.t.Helper()
	got, err := o.GetDestination(o.t.Context(), acme, d.ID)
	if err != nil {
		o.t.Fatal(err)
	}
	return got
}

// inbox is a receiver that takes what is signed with either secret.
type inbox struct {
	*httptest.Server
	t      *testing.T
	answer func(http.ResponseWriter, *http.Request) bool // false lets the inbox answer
	ahead  bool                                          // the sender's clock is, by more than receivers accept

	mu     sync.Mutex
	ids    []string // of messages taken, in order
	bodies map[string][]byte
	asked  int // requests, whatever the answer
}

func newInbox(t *testing.T, answer func(http.ResponseWriter, *http.Request) bool) *inbox {
	in := &inbox{t: t, answer: answer, bodies: map[string][]byte{}}
	in.Server = httptest.NewServer(in)
	t.Cleanup(in.Close)
	return in
}

// ServeHTTP takes a message that the public library of Standard Webhooks verifies.
func (in *inbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	in.mu.Lock()
	in.asked++
	in.mu.Unlock()
	if in.answer != nil && in.answer(w, r) {
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		in.t.Error(err)
	}
	for _, s := range []string{secret, oldSecret} {
		verifier, err := standardwebhooks.NewWebhook(s)
		if err != nil {
			in.t.Error(err)
		}
		verify := verifier.Verify
		if in.ahead {
			verify = verifier.VerifyIgnoringTimestamp
		}
		if err := verify(body, r.Header); err != nil {
			in.t.Errorf("a receiver that knows one of the secrets refuses the message: %v", err)
		}
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	id := r.Header.Get("webhook-id")
	in.ids, in.bodies[id] = append(in.ids, id), body
	w.WriteHeader(http.StatusNoContent)
}

func (in *inbox) taken() []string {
	in.mu.Lock()
	defer in.mu.Unlock()
	return slices.Clone(in.ids)
}

func (in *inbox) requests() int {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.asked
}

// fields returns a message's top-level fields as they were sent.
func (in *inbox) fields(id string) map[string]json.RawMessage {
	in.t.Helper()
	in.mu.Lock()
	defer in.mu.Unlock()
	var out map[string]json.RawMessage
	if err := json.Unmarshal(in.bodies[id], &out); err != nil {
		in.t.Fatal(err)
	}
	return out
}

// status answers the first n requests with a status.
func status(code, n int) func(http.ResponseWriter, *http.Request) bool {
	var mu sync.Mutex
	return func(w http.ResponseWriter, _ *http.Request) bool {
		mu.Lock()
		defer mu.Unlock()
		if n--; n < 0 {
			return false
		}
		w.WriteHeader(code)
		return true
	}
}
