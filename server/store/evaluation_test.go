package store_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand"
)

// theMap has one seam, from web to store, with an owner on each side.
var theMap = &journey.Map{
	Teams: []string{"digital", "store_ops"},
	Touchpoints: []journey.Touchpoint{
		{ID: "web", Name: "Web shop", Kinds: []journey.Kind{journey.KindWeb}, Team: "digital"},
		{ID: "desk", Name: "Pickup desk", Kinds: []journey.Kind{journey.KindStore}, Team: "store_ops"},
	},
	Seams: []journey.OwnedSeam{{Seam: journey.Seam{From: "web", To: "desk"}, Accountable: "digital", Contributing: "store_ops"}},
}

var thePolicy = alert.Policy{WindowDays: 21, MinCustomers: 4, MinConsistency: 0.5, NearThresholdRatio: 0.5}

// broken is the mention that each complaint of these tests has.
func broken(text string) understand.Mention {
	return understand.Mention{
		Confidence: 0.9, SeamConfidence: 0.8, Located: journey.LocatedBoth, Model: "test-1",
		From: journey.Certain("web", 0.9), To: journey.Certain("desk", 0.85),
		FromKind: journey.Certain("web", 0.9), ToKind: journey.Certain("store", 0.9),
		Mode: journey.Certain(string(journey.ModeStateMismatch), 0.7), Vector: []float32{0.6, -0.8, 1e-7},
		Quote: understand.Quote{Turn: 0, Start: 0, End: len(text), Text: text},
	}
}

// configure gives a tenant a map, a policy, and both owners a webhook.
func (f *fixture) configure(tenant string) (destination store.Destination) {
	f.t.Helper()
	ctx := f.t.Context()
	if _, err := f.PutJourneyMap(ctx, tenant, theMap, "", "test"); err != nil {
		f.t.Fatal(err)
	}
	if _, err := f.PutPolicy(ctx, tenant, thePolicy, "", "test"); err != nil {
		f.t.Fatal(err)
	}
	destination, _, err := f.CreateDestination(ctx, tenant,
		store.Destination{DisplayName: "hook", Kind: route.Webhook, URL: "https://hooks.example/t0ken"}, channel.Secrets{Signing: []string{"whsec_c2VjcmV0"}}, store.Request{})
	if err != nil {
		f.t.Fatal(err)
	}
	for _, team := range theMap.Teams {
		if _, _, err := f.CreateRoute(ctx, tenant, store.Route{Team: team, Destinations: []uuid.UUID{destination.ID}}, store.Request{}); err != nil {
			f.t.Fatal(err)
		}
	}
	return destination
}

// complain pushes one complaint of each of n customers, a day apart, and understands them.
func (f *fixture) complain(tenant, prefix string, n int) {
	f.t.Helper()
	for i := range n {
		it := item(fmt.Sprintf("%s-%03d", prefix, i), "the web said ready, the desk had nothing")
		it.Interaction.CustomerID = fmt.Sprintf("%s-c%d", prefix, i)
		it.Interaction.AccountID = fmt.Sprintf("%s-a%d", prefix, i)
		it.Interaction.OccurredAt = noon.AddDate(0, 0, i)
		it.Interaction.ReceivedAt = it.Interaction.OccurredAt
		f.push(tenant, it)
	}
	f.understandAll()
}

// understandAll finds the same break in everything that waits.
func (f *fixture) understandAll() int {
	f.t.Helper()
	total := 0
	for {
		claims, err := f.ClaimUnderstanding(f.t.Context(), 100, time.Minute)
		if err != nil {
			f.t.Fatal(err)
		}
		if len(claims) == 0 {
			return total
		}
		for _, c := range claims {
			saved, err := f.SaveUnderstanding(f.t.Context(), c.Tenant, understood(c))
			if err != nil {
				f.t.Fatal(err)
			}
			total += saved
		}
	}
}

func understood(c store.Claim) []store.Understood {
	out := make([]store.Understood, len(c.Interactions))
	for i, in := range c.Interactions {
		out[i] = store.Understood{Interaction: in, Mentions: []understand.Mention{broken(in.Turns[0].Text)}}
	}
	return out
}

// advance evaluates a tenant at an instant from what the database holds, and saves it.
func (f *fixture) advance(tenant string, at time.Time) evaluate.Delta {
	f.t.Helper()
	var delta evaluate.Delta
	taken, err := f.TakeTurn(f.t.Context(), tenant, func(ctx context.Context, t *store.Turn) error {
		state, arrivals, config, err := load(ctx, t)
		if err != nil {
			return err
		}
		delta = state.Advance(at, arrivals, config)
		_, err = t.Save(ctx, store.Evaluated{At: state.At(), Arrivals: arrivals, Config: config, Delta: delta})
		return err
	})
	if err != nil || !taken {
		f.t.Fatalf("turn of %s: taken %v, %v", tenant, taken, err)
	}
	return delta
}

func load(ctx context.Context, t *store.Turn) (*evaluate.State, []evaluate.Arrival, evaluate.Config, error) {
	config, err := t.Config(ctx)
	if err != nil {
		return nil, nil, config, err
	}
	arrivals, err := t.Arrivals(ctx, 1000)
	if err != nil {
		return nil, nil, config, err
	}
	parts, err := t.Parts(ctx)
	if err != nil {
		return nil, nil, config, err
	}
	state, err := evaluate.Restore(parts)
	if err != nil {
		return nil, nil, config, err
	}
	return state, arrivals, config, t.Learn(ctx, state.Facts(), arrivals)
}

func TestComplaintsBecomeADeliveredAlert(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	destination := f.configure(acme)
	f.complain(acme, "x", 5)
	delta := f.advance(acme, noon.AddDate(0, 0, 5))
	if len(delta.Events) != 5 || len(delta.Readings) != 1 || len(delta.Notices) == 0 {
		t.Fatalf("%d events, %d readings, %d notices", len(delta.Events), len(delta.Readings), len(delta.Notices))
	}

	alerts, err := f.ListAlerts(ctx, acme, store.AlertFilter{States: []alert.State{alert.Firing}}, store.Page{Size: 10})
	if err != nil || len(alerts) != 1 {
		t.Fatalf("%d firing alerts, %v", len(alerts), err)
	}
	want := delta.Notices[len(delta.Notices)-1]
	got := alerts[0]
	same(t, "alert", got.Alert, want.Alert)
	same(t, "last change", got.LastChange.Change, want.Change)
	same(t, "message", got.LastChange.Message, want.Message)
	if one, err := f.GetAlert(ctx, acme, got.ID); err != nil || one.ETag != got.ETag {
		t.Errorf("GetAlert = %v, %v", one.ETag, err)
	}

	cluster, err := f.GetCluster(ctx, acme, got.ClusterID)
	if err != nil || cluster.Seam != theMap.Seams[0].Seam || cluster.Mentions != 5 || cluster.Interactions != 5 || cluster.AlertID != got.ID {
		t.Errorf("cluster = %+v, %v", cluster, err)
	}
	if page, err := f.ListClusters(ctx, acme, store.Page{Size: 5}); err != nil || len(page) != 1 || page[0].ID != cluster.ID {
		t.Errorf("clusters = %+v, %v", page, err)
	}
	after := store.Page{Size: 5, After: store.Position{Time: cluster.ChangedAt, ID: cluster.ID}}
	if page, err := f.ListClusters(ctx, acme, after); err != nil || len(page) != 0 {
		t.Errorf("clusters after the last = %+v, %v", page, err)
	}
	mentions, err := f.ListMentions(ctx, acme, cluster.ID, 2, 2)
	if err != nil || len(mentions) != 2 || mentions[0].Sequence != 3 || mentions[1].Quote.Text != "the web said ready, the desk had nothing" {
		t.Errorf("second page of mentions = %+v, %v", mentions, err)
	}
	one, in, err := f.GetMention(ctx, acme, mentions[0].ID)
	if err != nil || in.ID != mentions[0].InteractionID || in.ExternalID != mentions[0].ExternalID {
		t.Errorf("mention of %+v, %v", in, err)
	}
	same(t, "mention", one, mentions[0].Mention)

	deliveries, err := f.ListDeliveries(ctx, acme, store.DeliveryFilter{AlertID: got.ID}, store.Page{Size: 10})
	if err != nil || len(deliveries) != 2 {
		t.Fatalf("%d deliveries, %v; want one for each owner", len(deliveries), err)
	}
	for _, d := range deliveries {
		if d.DestinationID != destination.ID || d.State != store.DeliveryPending {
			t.Errorf("delivery %+v", d)
		}
	}
	depth, err := f.QueueDepth(ctx)
	if err != nil || depth != (store.QueueDepth{}) {
		t.Errorf("queue afterwards: %+v, %v", depth, err)
	}
}

// TestRestoredStateGoesOnAsBefore compares a state that stayed in memory with one that is
// restored from the database before every step.
func TestRestoredStateGoesOnAsBefore(t *testing.T) {
	f := newFixture(t)
	f.configure(acme)
	value := &ingest.Money{Minor: 123456, Currency: "EUR"}
	if _, err := f.UpsertAccounts(t.Context(), acme, []ingest.Account{{AccountID: "r1-a1", Segment: ingest.SegmentHighValue, AnnualValue: value}}); err != nil {
		t.Fatal(err)
	}
	kept := evaluate.NewState()
	for day, round := range []string{"r0", "r1", "r2"} {
		f.complain(acme, round, 3)
		at := noon.AddDate(0, 0, 3+day)
		taken, err := f.TakeTurn(t.Context(), acme, func(ctx context.Context, turn *store.Turn) error {
			restored, arrivals, config, err := load(ctx, turn)
			if err != nil {
				return err
			}
			if err := turn.Learn(ctx, kept.Facts(), arrivals); err != nil {
				return err
			}
			fromMemory := kept.Advance(at, arrivals, config)
			fromDatabase := restored.Advance(at, arrivals, config)
			same(t, "delta of "+round, fromDatabase, fromMemory)
			_, err = turn.Save(ctx, store.Evaluated{At: restored.At(), Arrivals: arrivals, Config: config, Delta: fromDatabase})
			return err
		})
		if err != nil || !taken {
			t.Fatalf("round %s: %v, %v", round, taken, err)
		}
	}
	if n := f.count(`SELECT count(*) FROM evaluations`); n != 3 {
		t.Errorf("%d evaluations in the log, want 3", n)
	}
}

// same compares values that may hold nil and empty slices alike, as JSON does.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := fmt.Sprintf("%+v", normal(got)), fmt.Sprintf("%+v", normal(want)); g != w && !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %s\nwant %s", what, g, w)
	}
}

func TestAFailedTurnLeavesEverythingWaiting(t *testing.T) {
	f := newFixture(t)
	f.configure(acme)
	f.complain(acme, "x", 5)
	boom := fmt.Errorf("boom")
	_, err := f.TakeTurn(t.Context(), acme, func(ctx context.Context, turn *store.Turn) error {
		state, arrivals, config, err := load(ctx, turn)
		if err != nil {
			return err
		}
		delta := state.Advance(noon.AddDate(0, 0, 5), arrivals, config)
		if _, err := turn.Save(ctx, store.Evaluated{At: state.At(), Arrivals: arrivals, Config: config, Delta: delta}); err != nil {
			return err
		}
		return boom
	})
	if err == nil || f.count(`SELECT count(*) FROM clusters`)+f.count(`SELECT count(*) FROM alerts`)+f.count(`SELECT count(*) FROM deliveries`) != 0 {
		t.Fatalf("something was kept: %v", err)
	}
	if n := f.count(`SELECT count(*) FROM pending_interactions WHERE stage = 'group'`); n != 5 {
		t.Errorf("%d interactions wait, want 5", n)
	}
	f.advance(acme, noon.AddDate(0, 0, 5))
	if n := f.count(`SELECT count(*) FROM alerts WHERE state = 'firing'`); n != 1 {
		t.Errorf("%d alerts fire after the second try, want 1", n)
	}
}

func TestTurnIsTakenByOneAtATime(t *testing.T) {
	f := newFixture(t)
	f.complain(acme, "x", 1)
	taken, err := f.TakeTurn(t.Context(), acme, func(ctx context.Context, turn *store.Turn) error {
		again := make(chan bool)
		go func() {
			second, err := f.TakeTurn(context.Background(), acme, func(context.Context, *store.Turn) error { return nil })
			if err != nil {
				t.Error(err)
			}
			again <- second
		}()
		if <-again {
			t.Error("two workers had one tenant's turn")
		}
		elsewhere := make(chan bool)
		go func() {
			second, _ := f.TakeTurn(context.Background(), other, func(context.Context, *store.Turn) error { return nil })
			elsewhere <- second
		}()
		if !<-elsewhere {
			t.Error("another tenant's turn was not to be had")
		}
		return nil
	})
	if err != nil || !taken {
		t.Fatal(taken, err)
	}
}

func TestTenantsToEvaluate(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	due := func(now time.Time) string {
		t.Helper()
		got, err := f.TenantsToEvaluate(ctx, now, 10)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(got)
	}
	long := time.Unix(0, 0)
	if got := due(long); got != "[acme other]" {
		t.Errorf("new tenants: %s", got)
	}
	f.advance(acme, noon)
	f.advance(other, noon)
	if got := due(long); got != "[]" {
		t.Errorf("after an evaluation: %s", got)
	}
	if got := due(noon.Add(12 * time.Hour).Add(-time.Second)); got != "[]" {
		t.Errorf("before the day is over: %s", got)
	}
	if got := due(noon.Add(12 * time.Hour)); got != "[acme other]" {
		t.Errorf("once the day is over: %s", got)
	}
	f.complain(other, "x", 1)
	if got := due(long); got != "[other]" {
		t.Errorf("with arrivals: %s", got)
	}
	f.advance(other, noon)
	if _, err := f.UpsertLocations(ctx, acme, []ingest.Location{{LocationID: "l", Name: "L"}}); err != nil {
		t.Fatal(err)
	}
	if got := due(long); got != "[acme]" {
		t.Errorf("with changed inputs: %s", got)
	}
	f.advance(acme, noon)
	if _, err := f.UpsertLocations(ctx, acme, []ingest.Location{{LocationID: "l", Name: "L"}}); err != nil {
		t.Fatal(err)
	}
	if got := due(long); got != "[]" {
		t.Errorf("with inputs that stayed the same: %s", got)
	}
}

func TestATenantThatFailsGoesToTheBackOfTheLine(t *testing.T) {
	f := newFixture(t)
	boom := errors.New("boom")
	for _, want := range []string{acme, other, acme, other} {
		got, err := f.TenantsToEvaluate(t.Context(), time.Unix(0, 0), 1)
		if err != nil || len(got) != 1 || got[0] != want {
			t.Fatalf("first in line: %v, %v, want %s", got, err, want)
		}
		taken, err := f.TakeTurn(t.Context(), want, func(context.Context, *store.Turn) error { return boom })
		if taken || !errors.Is(err, boom) {
			t.Errorf("taken %v, %v", taken, err)
		}
	}
}

func TestBacklogIsTheTenantsOwn(t *testing.T) {
	f := newFixture(t)
	f.push(acme, items("a", 3)...)
	f.push(other, items("o", 1)...)
	_, err := f.TakeTurn(t.Context(), acme, func(ctx context.Context, turn *store.Turn) error {
		got, err := turn.Backlog(ctx)
		if got != (store.Backlog{Interactions: 3, Oldest: noon}) {
			t.Errorf("backlog = %+v", got)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.GetCluster(t.Context(), acme, uuid.New()); err == nil {
		t.Error("a cluster that does not exist was found")
	}
}
