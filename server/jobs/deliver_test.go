package jobs_test

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/store"
)

func TestBothOwnersGetTheSameEvidence(t *testing.T) {
	o := newOffice(t)
	in := newInbox(t, nil)
	o.route(in.URL+"/digital", "digital")
	o.route(in.URL+"/stores", "stores")
	o.fire()
	o.work()
	ids := in.taken()
	if len(ids) != 2 {
		t.Fatalf("%d messages, want one for each owner", len(ids))
	}
	one, two := in.fields(ids[0]), in.fields(ids[1])
	var teams []string
	for _, fields := range []map[string]json.RawMessage{one, two} {
		var to route.Owner
		if err := json.Unmarshal(fields["recipient"], &to); err != nil {
			t.Fatal(err)
		}
		teams = append(teams, to.Team+" "+string(to.Role))
		delete(fields, "recipient")
	}
	if slices.Sort(teams); !slices.Equal(teams, []string{"digital accountable", "stores contributing"}) {
		t.Errorf("recipients %v", teams)
	}
	for name := range one {
		if string(one[name]) != string(two[name]) {
			t.Errorf("%s differs: %s and %s", name, one[name], two[name])
		}
	}
	var m route.Message
	if err := json.Unmarshal(in.bodies[ids[0]], &m); err != nil || m.Alert.State != alert.Firing || len(m.Quotes) == 0 {
		t.Errorf("message %+v, %v", m, err)
	}
	for _, d := range o.deliveries() {
		if d.State != store.DeliveryDone || d.LastStatus != http.StatusNoContent || d.Attempts != 1 || !slices.Contains(ids, d.ID.String()) {
			t.Errorf("delivery %+v; the messages had the ids %v", d, ids)
		}
	}
}

// Many messages wait for a receiver that is down: it is asked once a minute, and when it is back
// each arrives once, all within a minute.
func TestAReceiverThatComesBackGetsEachMessageOnce(t *testing.T) {
	o := newOffice(t)
	var down atomic.Bool
	in := newInbox(t, func(w http.ResponseWriter, _ *http.Request) bool {
		if down.Load() {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		return down.Load()
	})
	d := o.route(in.URL, "digital", "stores")
	o.fire()
	o.multiply(100) // of each of the two
	down.Store(true)
	o.work()
	if n := in.requests(); n < 2 || n > 8 || o.destination(d).FailingSince.IsZero() {
		t.Errorf("%d requests until the circuit opened", n)
	}
	before := in.requests()
	for range 18 { // three minutes
		o.wait(10 * time.Second)
		o.work()
	}
	if n := in.requests() - before; n < 2 || n > 4 {
		t.Errorf("%d requests in three minutes, want a probe a minute", n)
	}
	down.Store(false)
	for range 8 {
		o.wait(10 * time.Second)
		o.work()
	}
	ids := in.taken()
	slices.Sort(ids)
	if n := len(slices.Compact(slices.Clone(ids))); n != 202 || len(ids) != 202 {
		t.Errorf("%d messages taken, %d different ones, want 202", len(ids), n)
	}
	if got := o.destination(d); !got.FailingSince.IsZero() || !got.DisabledAt.IsZero() {
		t.Errorf("the destination works again, but is %+v", got)
	}
	for _, got := range o.deliveries() {
		if got.State != store.DeliveryDone || got.Attempts > 6 {
			t.Errorf("delivery %+v", got)
		}
	}
}

// A process that starts while a receiver is down knows no more than the database: the first
// failure opens the circuit again, the first success lets everything go.
func TestAnotherDispatcherTakesOver(t *testing.T) {
	o := newOffice(t)
	in := newInbox(t, status(http.StatusServiceUnavailable, 4))
	o.route(in.URL, "digital", "stores")
	o.fire()
	o.work()
	for range 12 {
		o.worker = o.dispatcher(outbound.Options{Policy: outbound.Policy{AllowHTTP: true, AllowPrivate: true}})
		o.wait(20 * time.Second)
		o.work()
	}
	if ids := in.taken(); len(ids) != 2 || ids[0] == ids[1] || in.requests() > 6 {
		t.Errorf("%d requests, taken %v; want two messages once each", in.requests(), ids)
	}
}

func TestAReceiverThatIsGoneIsDisabled(t *testing.T) {
	o := newOffice(t)
	in := newInbox(t, status(http.StatusGone, 1))
	d := o.route(in.URL, "digital")
	o.fire()
	o.work()
	disabled := o.destination(d)
	if disabled.DisabledAt.IsZero() || !strings.Contains(disabled.DisabledReason, "wants no more messages") {
		t.Fatalf("after a 410: %+v", disabled)
	}
	o.wait(time.Hour)
	o.work()
	if got := o.only(); in.requests() != 1 || got.State != store.DeliveryPending || got.LastStatus != http.StatusGone {
		t.Errorf("%d requests, delivery %+v; want it held", in.requests(), got)
	}
	disabled.DisabledAt, o.later = time.Time{}, 0
	if _, err := o.UpdateDestination(t.Context(), acme, disabled, nil, ""); err != nil {
		t.Fatal(err)
	}
	o.work()
	if len(in.taken()) != 1 {
		t.Error("the message was not sent once the destination was enabled")
	}
}

// One receiver has many messages and does not answer; the other's, planned last, must go through.
func TestASlowReceiverHoldsUpNobodyElse(t *testing.T) {
	o := newOffice(t)
	release := make(chan struct{})
	busy := make(chan struct{}, 100)
	slow := newInbox(t, func(http.ResponseWriter, *http.Request) bool {
		busy <- struct{}{}
		<-release
		return false
	})
	got := make(chan struct{})
	healthy := newInbox(t, func(http.ResponseWriter, *http.Request) bool { close(got); return false })
	o.route(slow.URL, "digital")
	o.fire()
	o.multiply(60)
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { o.worker.Run(ctx) })
	for range 4 {
		<-busy
	}
	other := o.route(healthy.URL)
	o.exec(`WITH planned AS (INSERT INTO deliveries (tenant_id, id, alert_id, change, team, role, likely, destination_id, route_id)
		SELECT tenant_id, gen_random_uuid(), alert_id, change, team, role, likely, $1, route_id FROM deliveries LIMIT 1
		RETURNING tenant_id, id, destination_id)
		INSERT INTO due_deliveries (tenant_id, delivery_id, destination_id) SELECT * FROM planned`, other.ID)
	o.worker.Wake.Wake()
	select {
	case <-got:
	case <-time.After(10 * time.Second):
		t.Error("the healthy receiver got nothing within 10 s")
	}
	if n := slow.requests(); n != 4 {
		t.Errorf("%d requests at once to one receiver, want 4", n)
	}
	stop()
	close(release)
	running.Wait()
	if n := len(slow.taken()); n != 4 {
		t.Errorf("%d attempts were noted at the stop, want the 4 under way", n)
	}
	for _, d := range o.deliveries() {
		if (d.State == store.DeliveryDone) != (slices.Contains(slow.taken(), d.ID.String()) || d.DestinationID == other.ID) {
			t.Errorf("delivery %s of %s is %s", d.ID, d.DestinationID, d.State)
		}
	}
}

// A process that dies between the receiver's answer and its own note of it repeats the message,
// once, with the same id.
func TestACrashAfterSendingRepeatsWithTheSameID(t *testing.T) {
	o := newOffice(t)
	in := newInbox(t, nil)
	o.route(in.URL, "digital")
	o.fire()
	claimed, err := o.ClaimDeliveries(t.Context(), 1, 1, 0) // its lease is over at once
	if err != nil || len(claimed) != 1 {
		t.Fatal(claimed, err)
	}
	c := claimed[0]
	sent, err := o.worker.Channels[route.Webhook].Send(t.Context(), channel.Told{
		ID: c.ID.String(), Timestamp: time.Now(), Body: c.Message.Body, Destination: c.Destination.Reach(c.Secrets),
	})
	if err != nil || sent.Status != http.StatusNoContent {
		t.Fatal(sent, err)
	}
	o.work()
	o.wait(time.Minute)
	o.work()
	if ids := in.taken(); len(ids) != 2 || ids[0] != ids[1] {
		t.Errorf("taken %v, want one message twice", ids)
	}
	if got := o.only(); got.Attempts != 2 || got.State != store.DeliveryDone {
		t.Errorf("delivery %+v", got)
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	o := newOffice(t)
	canary := newInbox(t, nil)
	in := newInbox(t, func(w http.ResponseWriter, r *http.Request) bool {
		http.Redirect(w, r, canary.URL, http.StatusTemporaryRedirect)
		return true
	})
	o.route(in.URL, "digital")
	o.fire()
	o.work()
	if got := o.only(); got.State != store.DeliveryPending || got.LastStatus != http.StatusTemporaryRedirect || canary.requests() != 0 {
		t.Errorf("delivery %+v, %d requests where the redirect led", got, canary.requests())
	}
}

func TestAConnectionThatIsResetIsTriedAgain(t *testing.T) {
	o := newOffice(t)
	var once sync.Once
	in := newInbox(t, func(w http.ResponseWriter, _ *http.Request) (done bool) {
		once.Do(func() {
			done = true
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			_ = conn.(*net.TCPConn).SetLinger(0)
			_ = conn.Close()
		})
		return done
	})
	o.route(in.URL, "digital")
	o.fire()
	o.work()
	failed := o.only()
	if failed.State != store.DeliveryPending || failed.LastStatus != 0 || failed.LastError == "" {
		t.Fatalf("after a reset: %+v", failed)
	}
	o.wait(10 * time.Second)
	o.work()
	if got := o.only(); got.State != store.DeliveryDone || got.Attempts != 2 || got.LastError != "" {
		t.Errorf("after the second attempt: %+v", got)
	}
}

func TestAReceiverMayAskForTime(t *testing.T) {
	o := newOffice(t)
	in := newInbox(t, func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusTooManyRequests)
		return true
	})
	o.route(in.URL, "digital")
	o.fire()
	o.work()
	got := o.only()
	if wait := got.NextAttemptAt.Sub(got.LastAttemptAt); wait < 59*time.Minute || wait > 61*time.Minute {
		t.Errorf("the next attempt is in %v, want an hour", wait)
	}
}

// In production nothing is sent into private networks, and whoever looks sees why.
func TestPrivateAddressesAreRefused(t *testing.T) {
	o := newOffice(t)
	canary := newInbox(t, nil)
	d := o.route(canary.URL, "digital")
	o.fire()
	o.worker = o.dispatcher(outbound.Options{Policy: outbound.Policy{AllowHTTP: true}})
	o.work()
	if got := o.destination(d); got.DisabledAt.IsZero() || canary.requests() != 0 {
		t.Errorf("%d requests, destination %+v", canary.requests(), got)
	}
	if got := o.only(); got.State != store.DeliveryPending || got.LastError == "" {
		t.Errorf("delivery %+v, want it held with a reason", got)
	}
}

// Whoever lost the sealing key can put it back: no message is lost, no destination disabled.
func TestAChangedSealingKeyKeepsMessages(t *testing.T) {
	o := newOffice(t)
	in := newInbox(t, nil)
	d := o.route(in.URL, "digital")
	o.fire()
	o.exec(`UPDATE destinations SET sealed_secrets = 'x'`)
	o.work()
	if got := o.only(); got.State != store.DeliveryPending || got.LastError == "" || in.requests() != 0 {
		t.Errorf("%d requests, delivery %+v", in.requests(), got)
	}
	if !o.destination(d).DisabledAt.IsZero() {
		t.Error("the destination was disabled")
	}
}
