package jobs_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/jobs"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/storetest"
	"github.com/throughline-cx/throughline/server/understand"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const acme = "acme"

// pipeline is the two workers on a database of their own, with mentions that the test gives.
type pipeline struct {
	*store.Store
	t             *testing.T
	now           time.Time
	understanding *jobs.Understanding
	evaluation    *jobs.Evaluation
}

func newPipeline(t *testing.T) *pipeline {
	t.Helper()
	return pipelineOn(t, storetest.New(t), true)
}

func pipelineOn(t *testing.T, db *storetest.DB, fresh bool) *pipeline {
	t.Helper()
	s, err := store.Open(t.Context(), db.AppURL, store.Options{SealingKey: make([]byte, 32)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	p := &pipeline{Store: s, t: t, now: time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)}
	log := slog.New(slog.DiscardHandler)
	p.understanding = &jobs.Understanding{Store: s, Model: understand.Default(), Log: log, Given: given}
	p.evaluation = &jobs.Evaluation{Store: s, Log: log, Clock: func() time.Time { return p.now }}
	if fresh {
		p.configure()
	}
	return p
}

func (p *pipeline) configure() {
	p.t.Helper()
	ctx := p.t.Context()
	if _, err := p.CreateTenant(ctx, store.Tenant{ID: acme, DisplayName: "Acme"}); err != nil {
		p.t.Fatal(err)
	}
	m := &journey.Map{
		Teams: []string{"digital", "stores"},
		Touchpoints: []journey.Touchpoint{
			{ID: "notice", Name: "Notice", Kinds: []journey.Kind{journey.KindMessage}, Team: "digital"},
			{ID: "desk", Name: "Desk", Kinds: []journey.Kind{journey.KindStore}, Team: "stores"},
		},
		Seams: []journey.OwnedSeam{{Seam: journey.Seam{From: "notice", To: "desk"}, Accountable: "digital", Contributing: "stores"}},
	}
	if _, err := p.PutJourneyMap(ctx, acme, m, "", "test"); err != nil {
		p.t.Fatal(err)
	}
	policy := alert.Policy{WindowDays: 7, MinCustomers: 4, MinDistinctDays: 2, NearThresholdRatio: 0.5}.WithDefaults()
	if _, err := p.PutPolicy(ctx, acme, policy, "", "test"); err != nil {
		p.t.Fatal(err)
	}
}

const complaint = "the notice said ready but the desk has no record"

// given says that every complaint is about the handoff from notice to desk.
func given(in ingest.Interaction) []understand.Mention {
	if in.Turns[0].Text != complaint {
		return nil
	}
	return []understand.Mention{{
		Confidence: 0.9, From: journey.Certain("notice", 0.9), To: journey.Certain("desk", 0.9),
		Mode: journey.Certain(string(journey.ModeStateMismatch), 0.9), Located: journey.LocatedBoth, SeamConfidence: 0.8,
		Quote: understand.Quote{End: len(complaint), Text: complaint}, Model: "test",
	}}
}

// push stores one complaint for each time, each of another customer.
func (p *pipeline) push(prefix string, times ...time.Time) {
	p.t.Helper()
	items := make([]store.Item, len(times))
	for i, at := range times {
		id := fmt.Sprintf("%s-%d", prefix, i)
		in := ingest.Interaction{
			SourceSystem: "test", ExternalID: id, Source: "call", Channel: "phone", OccurredAt: at, ReceivedAt: at,
			CustomerID: "customer-" + id, Turns: []ingest.Turn{{Speaker: ingest.SpeakerCustomer, Text: complaint}},
		}
		items[i] = store.Item{Interaction: in, ContentHash: []byte(id)}
	}
	if _, err := p.PushInteractions(p.t.Context(), acme, items); err != nil {
		p.t.Fatal(err)
	}
}

// settle runs the workers until nothing waits.
func (p *pipeline) settle() {
	p.t.Helper()
	for {
		n, err := p.understanding.Once(p.t.Context())
		if err != nil {
			p.t.Fatal(err)
		}
		m, err := p.evaluation.Once(p.t.Context())
		if err != nil {
			p.t.Fatal(err)
		}
		if n+m == 0 {
			return
		}
	}
}

func (p *pipeline) alerts() []store.StoredAlert {
	p.t.Helper()
	alerts, err := p.ListAlerts(p.t.Context(), acme, store.AlertFilter{}, store.Page{Size: 10})
	if err != nil {
		p.t.Fatal(err)
	}
	return alerts
}

func (p *pipeline) onlyAlert() store.StoredAlert {
	p.t.Helper()
	alerts := p.alerts()
	if len(alerts) != 1 {
		p.t.Fatalf("%d alerts, want 1", len(alerts))
	}
	return alerts[0]
}

func days(from time.Time, n int) []time.Time {
	out := make([]time.Time, n)
	for i := range out {
		out[i] = from.AddDate(0, 0, i)
	}
	return out
}

func TestComplaintsBecomeAnAlert(t *testing.T) {
	p := newPipeline(t)
	p.push("a", days(p.now.AddDate(0, 0, -2), 3)...)
	p.settle()
	if got := p.onlyAlert(); got.State != alert.NearThreshold {
		t.Errorf("three customers of four: state %s, want %s", got.State, alert.NearThreshold)
	}
	p.push("b", p.now)
	p.settle()
	if got := p.onlyAlert(); got.State != alert.Firing || len(got.Last.Customers) != 4 {
		t.Errorf("the fourth customer: state %s with %d customers, want firing with 4", got.State, len(got.Last.Customers))
	}
}

// An import of old complaints must fire on the days on which it would have fired, and fade once
// the clock has caught up.
func TestImportOfHistoryKeepsItsOwnTime(t *testing.T) {
	p := newPipeline(t)
	start := p.now.AddDate(0, -3, 0)
	p.push("a", days(start, 5)...)
	p.settle()
	got := p.onlyAlert()
	want := start.AddDate(0, 0, 3)
	if got.State != alert.Firing || got.FiredAt.Before(want) || got.FiredAt.After(want.AddDate(0, 0, 1)) {
		t.Fatalf("state %s, fired at %v; want firing on %v", got.State, got.FiredAt, want)
	}
	p.now = p.now.Add(2 * time.Minute) // nothing arrives any more
	p.settle()
	if got := p.onlyAlert(); got.State != alert.Resolved || got.ChangedAt.After(start.AddDate(0, 0, 14)) {
		t.Errorf("state %s since %v; want it faded, and resolved, within two weeks of the last complaint", got.State, got.ChangedAt)
	}
}

// A second process must carry on from the database exactly where the first one stopped.
func TestAnotherProcessCarriesOn(t *testing.T) {
	db := storetest.New(t)
	first := pipelineOn(t, db, true)
	first.push("a", days(first.now.AddDate(0, 0, -2), 3)...)
	first.settle()
	before := first.onlyAlert()
	second := pipelineOn(t, db, false)
	second.push("b", second.now)
	second.settle()
	after := second.onlyAlert()
	if after.ID != before.ID || after.ClusterID != before.ClusterID || after.State != alert.Firing {
		t.Errorf("alert %v in state %s, want %v firing", after.ID, after.State, before.ID)
	}
	first.push("c", first.now) // the first one's kept state is of an older generation now
	first.settle()
	if got := first.onlyAlert(); len(got.Evidence.Members) != 4 {
		t.Errorf("evidence holds %d members, want the 4 it fired on", len(got.Evidence.Members))
	}
}

func TestPolicyChangeIsJudgedWithoutNewComplaints(t *testing.T) {
	p := newPipeline(t)
	p.push("a", days(p.now.AddDate(0, 0, -2), 3)...)
	p.settle()
	policy := alert.Policy{WindowDays: 7, MinCustomers: 3, NearThresholdRatio: 0.5}.WithDefaults()
	if _, err := p.PutPolicy(t.Context(), acme, policy, "", "test"); err != nil {
		t.Fatal(err)
	}
	p.settle()
	if got := p.onlyAlert(); got.State != alert.Firing {
		t.Errorf("state %s, want firing under the lower threshold", got.State)
	}
}

// What comes in before a tenant has a journey map waits for it, and is not read in vain.
func TestComplaintsWaitForTheFirstMap(t *testing.T) {
	p := newPipeline(t)
	const late = "late"
	if _, err := p.CreateTenant(t.Context(), store.Tenant{ID: late, DisplayName: late}); err != nil {
		t.Fatal(err)
	}
	in := ingest.Interaction{
		SourceSystem: "test", ExternalID: "1", Source: "call", OccurredAt: p.now, ReceivedAt: p.now, CustomerID: "c",
		Turns: []ingest.Turn{{Speaker: ingest.SpeakerCustomer, Text: complaint}},
	}
	if _, err := p.PushInteractions(t.Context(), late, []store.Item{{Interaction: in, ContentHash: []byte("1")}}); err != nil {
		t.Fatal(err)
	}
	clusters := func() int {
		p.settle()
		found, err := p.ListClusters(t.Context(), late, store.Page{Size: 10})
		if err != nil {
			t.Fatal(err)
		}
		return len(found)
	}
	if n := clusters(); n != 0 {
		t.Fatalf("%d clusters without a map", n)
	}
	m, err := p.GetJourneyMap(t.Context(), acme)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.PutJourneyMap(t.Context(), late, m.Map, "", "test"); err != nil {
		t.Fatal(err)
	}
	if n := clusters(); n != 1 {
		t.Errorf("%d clusters once the map is there, want 1", n)
	}
}

func TestStoppedUnderstandingGivesItsBatchBack(t *testing.T) {
	p := newPipeline(t)
	p.push("a", p.now)
	ctx, cancel := context.WithCancel(t.Context())
	p.understanding.Given = func(in ingest.Interaction) []understand.Mention {
		cancel() // the process is told to stop while it reads
		return given(in)
	}
	p.push("b", p.now)
	if _, err := p.understanding.Once(ctx); err == nil {
		t.Fatal("no error from a worker that was stopped")
	}
	p.understanding.Given = given
	p.settle()
	if got := p.onlyAlert(); len(got.Last.Customers) != 2 {
		t.Errorf("%d customers after the restart, want 2", len(got.Last.Customers))
	}
}
