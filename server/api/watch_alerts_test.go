package api

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// patience is how long a test waits for what must come.
const patience = time.Minute

type watching = grpc.ServerStreamingClient[v1.WatchAlertsResponse]

// watch opens a watch, and returns what ends it.
func (f *fixture) watch(token string, states ...v1.AlertState) (watching, context.CancelFunc) {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(f.t.Context(), patience)
	f.t.Cleanup(cancel)
	w, err := f.alerts.WatchAlerts(ctx, &v1.WatchAlertsRequest{Parent: parent, States: states, ResumeToken: token})
	if err != nil {
		f.t.Fatal(err)
	}
	return w, cancel
}

func receive(t *testing.T, w watching) *v1.WatchAlertsResponse {
	t.Helper()
	m, err := w.Recv()
	if err != nil {
		t.Fatal(err)
	}
	if m.GetResumeToken() == "" {
		t.Fatalf("no resume token in %v", m)
	}
	return m
}

// event returns the next change that a watch brings, and the token after it.
func event(t *testing.T, w watching) (*v1.AlertEvent, string) {
	t.Helper()
	for {
		m := receive(t, w)
		if m.GetAlertEvent() != nil {
			return m.GetAlertEvent(), m.GetResumeToken()
		}
	}
}

func TestWatchBeatsAtOnceAndAgain(t *testing.T) {
	f := newFixture(t, func(o *Options) { o.Heartbeat = time.Millisecond })
	w, _ := f.watch("")
	for range 3 {
		if m := receive(t, w); !m.GetHeartbeat().GetSentAt().AsTime().Equal(noon) {
			t.Fatalf("%v, want a heartbeat at the server's time", m)
		}
	}
}

func TestWatchBringsWhatChangesAndOnlyThat(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	p.complain(0, "before", 3)
	p.settle()
	all, _ := f.watch("")
	firing, _ := f.watch("", v1.AlertState_ALERT_STATE_FIRING)
	receive(t, all)
	receive(t, firing)
	p.complain(1, "near", 3)
	p.settle()
	p.complain(0, "fire", 1)
	p.settle()
	if e, _ := event(t, all); e.GetChange().GetState() != v1.AlertState_ALERT_STATE_NEAR_THRESHOLD {
		t.Errorf("first change %v, want the second cluster near its threshold: nothing of before", e.GetChange())
	}
	for name, w := range map[string]watching{"all": all, "only firing": firing} {
		if e, _ := event(t, w); e.GetChange().GetState() != v1.AlertState_ALERT_STATE_FIRING || e.GetAlert().GetState() != v1.AlertState_ALERT_STATE_FIRING {
			t.Errorf("%s: %v, want the first cluster firing", name, e.GetChange())
		}
	}
}

// A watch that waits for something rare must not go through everything else at each look: its
// heartbeats pass over what the filter leaves out, and over nothing else.
func TestHeartbeatsPassOverWhatTheFilterLeavesOut(t *testing.T) {
	f := newFixture(t, func(o *Options) { o.Heartbeat = time.Millisecond })
	p := newPipeline(f)
	fading := v1.AlertState_ALERT_STATE_FADING
	w, cancel := f.watch("", fading)
	request := &v1.WatchAlertsRequest{Parent: parent, States: []v1.AlertState{fading}}
	at := func(token string) (c store.Cursor) {
		if err := newTokens(testKeys{}.PageTokens()).open(must(scopeOf(request)), token, &c); err != nil {
			t.Fatal(err)
		}
		return c
	}
	receive(t, w)
	p.complain(0, "c", 4)
	p.settle() // fires, which the watch does not ask for
	fired := must(f.AlertChangesAfter(t.Context(), acme, store.Cursor{}, store.AlertFilter{}, 10))
	token := receive(t, w).GetResumeToken()
	for at(token).Transaction <= fired[len(fired)-1].Cursor.Transaction {
		token = receive(t, w).GetResumeToken()
	}
	cancel()
	p.need(100)
	w, _ = f.watch(token, fading)
	if e, _ := event(t, w); e.GetChange().GetState() != fading {
		t.Errorf("resumed after a heartbeat: %v, want the alert fading", e.GetChange())
	}
}

// What a watch tells late must be the alert as it was then, not as it is now.
func TestWatchTellsTheAlertAsItWas(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	w, cancel := f.watch("")
	token := receive(t, w).GetResumeToken()
	cancel()
	p.complain(0, "near", 3)
	p.settle()
	f.clock.Add(time.Minute)
	p.complain(0, "fire", 1)
	p.settle()
	w, _ = f.watch(token)
	near, _ := event(t, w)
	fired, _ := event(t, w)
	now := call(t, f.alerts.GetAlert, &v1.GetAlertRequest{Name: fired.GetAlert().GetName(), View: v1.AlertView_ALERT_VIEW_BASIC})
	now.Ownerships, now.UnownedCost, now.Standing = nil, nil, nil // who holds it and what it counts now is no part of what the change told
	if !proto.Equal(fired.GetAlert(), now) || !proto.Equal(fired.GetChange(), now.GetLastChange()) {
		t.Errorf("the last event is %v, the alert is %v", fired, now)
	}
	a := near.GetAlert()
	if a.GetState() != v1.AlertState_ALERT_STATE_NEAR_THRESHOLD || a.GetFiredAt() != nil || a.GetEtag() != "" || a.GetChangeCount() != 1 ||
		a.GetReading().GetCustomerCount() != 3 || !proto.Equal(a.GetOpenedAt(), now.GetOpenedAt()) {
		t.Errorf("the first event is %v, want the alert before it fired", a)
	}
}

// A reader that comes back again and again with its token, while alerts go on changing, must in
// the end have seen each change once and in order.
func TestResumingLosesAndRepeatsNothing(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	for seam := range seams {
		p.complain(seam, "c", 4)
	}
	w, cancel := f.watch("")
	token := receive(t, w).GetResumeToken()
	cancel()
	const flips = 8
	seen, failed := map[string][]int32{}, make(chan error)
	go func() { failed <- f.readInPieces(token, seams*(1+flips), seen) }()
	p.settle() // they fire
	for i := range flips {
		p.need([]int32{100, 4}[i%2]) // they fade, they fire
	}
	if err := <-failed; err != nil {
		t.Fatal(err)
	}
	if len(seen) != seams {
		t.Errorf("changes of %d alerts, want %d", len(seen), seams)
	}
	for name, numbers := range seen {
		want := make([]int32, 1+flips)
		for i := range want {
			want[i] = int32(i + 1)
		}
		if !slices.Equal(numbers, want) {
			t.Errorf("%s: changes %v, want each once and in order", name, numbers)
		}
	}
}

// readInPieces notes the numbers of so many changes of each alert, and leaves and comes back
// after every few.
func (f *fixture) readInPieces(token string, changes int, seen map[string][]int32) error {
	for n := 0; n < changes; {
		ctx, cancel := context.WithTimeout(f.t.Context(), patience)
		defer cancel()
		w, err := f.alerts.WatchAlerts(ctx, &v1.WatchAlertsRequest{Parent: parent, ResumeToken: token})
		if err != nil {
			return err
		}
		for stay := n + 1 + n%4; n < min(stay, changes); {
			m, err := w.Recv()
			if err != nil {
				return err
			}
			token = m.GetResumeToken()
			if e := m.GetAlertEvent(); e != nil {
				seen[e.GetAlert().GetName()] = append(seen[e.GetAlert().GetName()], e.GetChange().GetNumber())
				n++
			}
		}
		cancel()
	}
	return nil
}

func TestResumeTokensAreBoundToTheirWatch(t *testing.T) {
	f := newFixture(t)
	w, _ := f.watch("", v1.AlertState_ALERT_STATE_FIRING)
	token := receive(t, w).GetResumeToken()
	page := must(newTokens(testKeys{}.PageTokens()).seal(nil, 1))
	scope := must(scopeOf(&v1.WatchAlertsRequest{Parent: "tenants/other", States: []v1.AlertState{v1.AlertState_ALERT_STATE_FIRING}}))
	ofOther := must(newTokens(testKeys{}.PageTokens()).seal(scope, store.Cursor{}))
	for name, c := range map[string]struct {
		token  string
		states []v1.AlertState
	}{
		"without the filter": {token, nil},
		"another filter":     {token, []v1.AlertState{v1.AlertState_ALERT_STATE_FADING}},
		"changed":            {spoilt(token), []v1.AlertState{v1.AlertState_ALERT_STATE_FIRING}},
		"no token":           {"x", nil},
		"of something else":  {page, nil},
		"of another tenant":  {ofOther, []v1.AlertState{v1.AlertState_ALERT_STATE_FIRING}},
	} {
		w, _ := f.watch(c.token, c.states...)
		_, err := w.Recv()
		t.Run(name, func(t *testing.T) { checkError(t, err, codes.InvalidArgument, "RESUME_TOKEN_INVALID") })
	}
}

// A token of a database that is gone must not resume in the one that took its place, and one of a
// change that was lost with a restore must not either: changes would be skipped without a word.
func TestResumeTokensOfALostDatabaseExpire(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	w, cancel := f.watch("")
	begun := receive(t, w).GetResumeToken()
	p.complain(0, "c", 4)
	p.settle()
	_, fired := event(t, w)
	cancel()
	ahead := must(newTokens(testKeys{}.PageTokens()).seal(must(scopeOf(&v1.WatchAlertsRequest{Parent: parent})), store.Cursor{Transaction: 1 << 40}))
	resume := func(f *fixture, token string) error {
		w, _ := f.watch(token)
		_, err := w.Recv()
		return err
	}
	elsewhere := newFixture(t) // the same keys and tenant, another database
	for _, tc := range []struct {
		name  string
		err   error
		fails bool
	}{
		{"where it was made", resume(f, fired), false},
		{"before all changes", resume(f, begun), false},
		{"a place in another database", resume(elsewhere, begun), true},
		{"a change in another database", resume(elsewhere, fired), true},
		{"ahead of every transaction", resume(f, ahead), true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if tc.fails {
				checkError(t, tc.err, codes.OutOfRange, "RESUME_TOKEN_EXPIRED")
			} else if tc.err != nil {
				t.Error(tc.err)
			}
		})
	}
	pool := must(pgxpool.New(t.Context(), f.db.AdminURL))
	defer pool.Close()
	must(pool.Exec(t.Context(), `DELETE FROM alert_changes WHERE tenant_id = $1 AND state = 'firing'`, acme)) // as a restore from before it would
	checkError(t, resume(f, fired), codes.OutOfRange, "RESUME_TOKEN_EXPIRED")
}

func TestWatchEndsWhenTheServerStops(t *testing.T) {
	f := newFixture(t)
	w, _ := f.watch("")
	receive(t, w)
	f.chain.Stop()
	_, err := w.Recv()
	s := checkError(t, err, codes.Unavailable, "SERVER_STOPPING")
	if detail[*errdetails.RetryInfo](s) == nil {
		t.Error("the end does not say when to come back")
	}
}

// The picture that the documentation promises: watch, list, apply.
func TestWatchThenListIsComplete(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	p.complain(0, "early", 3)
	p.settle()
	w, _ := f.watch("")
	receive(t, w)
	p.complain(0, "fire", 1)
	p.settle()
	picture := map[string]string{}
	for _, a := range call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent}).GetAlerts() {
		picture[a.GetName()] = fmt.Sprint(a.GetChangeCount(), a.GetState())
	}
	p.complain(1, "late", 4)
	p.settle()
	for len(picture) < 2 {
		e, _ := event(t, w)
		picture[e.GetAlert().GetName()] = fmt.Sprint(e.GetAlert().GetChangeCount(), e.GetAlert().GetState())
	}
	want := map[string]string{}
	for _, a := range call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent}).GetAlerts() {
		want[a.GetName()] = fmt.Sprint(a.GetChangeCount(), a.GetState())
	}
	if !maps.Equal(picture, want) {
		t.Errorf("the picture is %v, the truth %v", picture, want)
	}
}
