package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand"
)

const newModel = "test-2"

// brokenAnew is the same complaint as the new model reads it.
func brokenAnew(text string) understand.Mention {
	m := broken(text)
	m.Model, m.Confidence, m.Vector = newModel, 0.95, []float32{0.8, 0.6, 3e-9}
	m.Assistant = understand.Assistant{Model: "labels", Prompt: "3"}
	return m
}

type reads func(store.StoredInteraction) []understand.Mention

func readAnew(in store.StoredInteraction) []understand.Mention {
	return []understand.Mention{brokenAnew(in.Turns[0].Text)}
}

// nothingIn is a batch in which nothing is found.
func nothingIn(batch store.RereadBatch) []store.Understood {
	out := make([]store.Understood, len(batch.Interactions))
	for i, in := range batch.Interactions {
		out[i] = store.Understood{Interaction: in}
	}
	return out
}

// reread reads batches of a tenant's history until all is read, at most so many.
func (f *fixture) reread(tenant string, read reads, size, most int) {
	f.t.Helper()
	for range most {
		batch, err := f.NextToReread(f.t.Context(), tenant, size)
		if err != nil {
			f.t.Fatal(err)
		}
		found := make([]store.Understood, len(batch.Interactions))
		for i, in := range batch.Interactions {
			found[i] = store.Understood{Interaction: in, Mentions: read(in)}
		}
		if err := f.SaveReread(f.t.Context(), tenant, batch, found, 0); err != nil {
			f.t.Fatal(err)
		}
		if len(found) == 0 {
			return
		}
	}
}

func (f *fixture) start(tenant string) store.Rereading {
	f.t.Helper()
	r, err := f.StartRereading(f.t.Context(), tenant, newModel)
	if err != nil {
		f.t.Fatal(err)
	}
	return r
}

// apply applies a tenant's rereading.
func (f *fixture) apply(tenant string) (ended store.Rereading) {
	f.t.Helper()
	taken, err := f.TakeTurn(f.t.Context(), tenant, func(ctx context.Context, t *store.Turn) error {
		config, err := t.Config(ctx)
		if err != nil {
			return err
		}
		r, err := t.Reread(ctx)
		if err != nil {
			return err
		}
		made, err := evaluate.Reread(r.History, t.EvaluatedAt, config)
		if err != nil {
			return err
		}
		ended, err = t.ApplyRereading(ctx, r, config, made)
		return err
	})
	if err != nil || !taken {
		f.t.Fatalf("apply: taken %v, %v", taken, err)
	}
	return ended
}

func (f *fixture) latest(tenant string) store.Rereading {
	f.t.Helper()
	r, err := f.LatestRereading(f.t.Context(), tenant)
	if err != nil {
		f.t.Fatal(err)
	}
	return r
}

// snapshot is everything that a tenant's users can see, as text.
func (f *fixture) snapshot(tenant string) string {
	f.t.Helper()
	var out string
	for _, table := range []string{"mentions", "clusters", "cluster_events", "alerts", "alert_changes", "deliveries", "evaluations", "interactions"} {
		rows := f.strings(fmt.Sprintf(`SELECT x::text FROM %s x WHERE tenant_id = $1 ORDER BY 1`, table), tenant)
		out += fmt.Sprintln(table, rows)
	}
	return out
}

// firing gives a tenant five complaints over which an alert fires.
func (f *fixture) firing(tenant string) store.StoredAlert {
	f.t.Helper()
	f.configure(tenant)
	f.complain(tenant, "x", 5)
	f.advance(tenant, noon.AddDate(0, 0, 5))
	return f.onlyAlert(tenant)
}

func (f *fixture) onlyAlert(tenant string) store.StoredAlert {
	f.t.Helper()
	alerts, err := f.ListAlerts(f.t.Context(), tenant, store.AlertFilter{}, store.Page{Size: 10})
	if err != nil || len(alerts) != 1 {
		f.t.Fatalf("%d alerts, %v; want 1", len(alerts), err)
	}
	return alerts[0]
}

func TestARereadingIsStartedOnce(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	if _, err := f.StartRereading(ctx, "nobody", newModel); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("of no tenant: %v", err)
	}
	if _, err := f.StartRereading(ctx, acme, newModel); !errors.Is(err, store.ErrRereadingState) {
		t.Errorf("without history: %v", err)
	}
	if _, err := f.LatestRereading(ctx, acme); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("before the first: %v", err)
	}
	f.firing(acme)
	first := f.start(acme)
	if first.State != store.RereadingReading || first.Total != 5 || first.Model != newModel || first.StartedAt.IsZero() {
		t.Errorf("started %+v", first)
	}
	if again := f.start(acme); again.ID != first.ID {
		t.Errorf("a second one was started beside the first")
	}
	if _, err := f.StartRereading(ctx, acme, "test-3"); !errors.Is(err, store.ErrExists) {
		t.Errorf("with another model: %v", err)
	}
	if _, err := f.LatestRereading(ctx, other); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another tenant's: %v", err)
	}
}

// What a process that dies was at is read by the next one, and nothing is read twice.
func TestARereadingIsResumed(t *testing.T) {
	f := newFixture(t)
	f.firing(acme)
	f.start(acme)
	tenant, err := f.ClaimRereading(t.Context(), 0) // by one that dies at once
	if err != nil || tenant != acme {
		t.Fatalf("claimed %q, %v", tenant, err)
	}
	f.reread(acme, readAnew, 2, 1)
	if r := f.latest(acme); r.State != store.RereadingReading || r.Interactions != 2 || r.Mentions != 2 {
		t.Errorf("after one batch: %+v", r)
	}
	late, err := f.NextToReread(t.Context(), acme, 2) // by one that hangs, and saves when others have
	if err != nil {
		t.Fatal(err)
	}
	seen := map[uuid.UUID]int{}
	f.reread(acme, func(in store.StoredInteraction) []understand.Mention { seen[in.ID]++; return readAnew(in) }, 2, 10)
	if len(seen) != 3 || f.latest(acme).Interactions != 5 || f.latest(acme).State != store.RereadingReady {
		t.Errorf("resumed with %v, %+v", seen, f.latest(acme))
	}
	if err := f.SaveReread(t.Context(), acme, late, nothingIn(late), 0); err != nil {
		t.Fatal(err)
	}
	if r := f.latest(acme); r.Interactions != 5 || r.Mentions != 5 || r.State != store.RereadingReady {
		t.Errorf("what came too late counted: %+v", r)
	}
	if tenant, err := f.ClaimRereading(t.Context(), 0); err != nil || tenant != "" {
		t.Errorf("claimed %q when all is read, %v", tenant, err)
	}
}

func TestClaimsOfRereadingsAreLeased(t *testing.T) {
	f := newFixture(t)
	for _, tenant := range []string{acme, other} {
		f.firing(tenant)
		f.start(tenant)
	}
	claim := func() string {
		tenant, err := f.ClaimRereading(t.Context(), time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		return tenant
	}
	got := []string{claim(), claim(), claim()}
	slices.Sort(got[:2])
	if !slices.Equal(got, []string{acme, other, ""}) {
		t.Errorf("claimed %q", got)
	}
	if err := f.YieldRereading(t.Context(), other, 0); err != nil {
		t.Fatal(err)
	}
	if again := claim(); again != other {
		t.Errorf("claimed %q after it was given back", again)
	}
}

// The same reading by a new model replaces the mentions and nothing else: ids, alert and
// deliveries stay, and another tenant sees nothing of it.
func TestApplyingKeepsIdsAndTellsNobodyTwice(t *testing.T) {
	f := newFixture(t)
	before := f.firing(acme)
	f.firing(other)
	untouched := f.snapshot(other)
	deliveries := f.count(`SELECT count(*) FROM deliveries`)
	f.start(acme)
	f.reread(acme, readAnew, 3, 10)
	ended := f.apply(acme)
	want := evaluate.MentionCounts{Before: 5, After: 5, Same: 5}
	if ended.State != store.RereadingApplied || ended.EndedAt.IsZero() || ended.Diff.Mentions != want || len(ended.Diff.Alerts) != 0 {
		t.Errorf("ended %+v with %+v", ended, ended.Diff)
	}
	after := f.onlyAlert(acme)
	if after.ID != before.ID || after.ClusterID != before.ClusterID || after.ETag != before.ETag || after.Changes != before.Changes {
		t.Errorf("the alert is %+v, was %+v", after, before)
	}
	if n := f.count(`SELECT count(*) FROM deliveries`); n != deliveries {
		t.Errorf("%d deliveries, were %d", n, deliveries)
	}
	mentions, err := f.ListMentions(t.Context(), acme, before.ClusterID, 0, 10)
	if err != nil || len(mentions) != 5 {
		t.Fatalf("%d mentions, %v", len(mentions), err)
	}
	same(t, "mention", mentions[0].Mention, brokenAnew(mentions[0].Quote.Text))
	if mentions[0].Sequence != 1 || mentions[0].Kind != group.Joined {
		t.Errorf("the first is at %d, %s", mentions[0].Sequence, mentions[0].Kind)
	}
	if f.snapshot(other) != untouched {
		t.Error("another tenant's rows changed")
	}
	if n := f.count(`SELECT count(*) FROM reread_interactions`) + f.count(`SELECT count(*) FROM due_rereadings`); n != 0 {
		t.Errorf("%d rows of the rereading are left", n)
	}
	if got := f.strings(`SELECT kind FROM cluster_events WHERE tenant_id = 'acme' ORDER BY id`); !slices.Equal(got, []string{"born"}) {
		t.Errorf("lineage %q", got)
	}
}

// Complaints go on after a rereading as before it, in the same cluster.
func TestLiveGoesOnAfterApplying(t *testing.T) {
	f := newFixture(t)
	before := f.firing(acme)
	f.start(acme)
	f.reread(acme, func(in store.StoredInteraction) []understand.Mention {
		if in.ExternalID == "x-000" { // the founder
			return nil
		}
		return readAnew(in)
	}, 3, 10)
	f.apply(acme)
	f.complain(acme, "later", 2)
	f.advance(acme, noon.AddDate(0, 0, 6))
	cluster, err := f.GetCluster(t.Context(), acme, before.ClusterID)
	if err != nil || cluster.Mentions != 6 || len(cluster.Reading.Customers) != 6 {
		t.Errorf("cluster %+v, %v; want the old id with 4 + 2 mentions", cluster, err)
	}
	if n := f.count(`SELECT count(*) FROM clusters`); n != 1 {
		t.Errorf("%d clusters", n)
	}
	if again := f.start(acme); again.Total != 7 {
		t.Errorf("the next rereading is of %d interactions", again.Total)
	}
}

// What the new model does not find fades, with its history, and its cluster leaves the list.
func TestWhatIsNotFoundAnyMoreRetires(t *testing.T) {
	f := newFixture(t)
	before := f.firing(acme)
	f.start(acme)
	f.reread(acme, func(store.StoredInteraction) []understand.Mention { return nil }, 10, 10)
	ended := f.apply(acme)
	if a := ended.Diff.Alerts; len(a) != 1 || !a[0].Stops() {
		t.Errorf("alerts %+v", a)
	}
	after := f.onlyAlert(acme)
	if after.State != alert.Resolved || !after.FiredAt.Equal(before.FiredAt) || after.Evidence == nil || after.Changes != before.Changes+1 {
		t.Errorf("the alert is %+v", after)
	}
	if page, err := f.ListClusters(t.Context(), acme, store.Page{Size: 5}); err != nil || len(page) != 0 {
		t.Errorf("clusters %+v, %v", page, err)
	}
	if gone, err := f.GetCluster(t.Context(), acme, before.ClusterID); err != nil || gone.Mentions != 0 || len(gone.Reading.Customers) != 0 {
		t.Errorf("the cluster is %+v, %v", gone, err)
	}
	if got := f.strings(`SELECT kind FROM cluster_events ORDER BY id`); !slices.Equal(got, []string{"born", "retired"}) {
		t.Errorf("lineage %q", got)
	}
	f.complain(acme, "later", 5) // finds nothing to join
	f.advance(acme, noon.AddDate(0, 0, 6))
	if n := f.count(`SELECT count(*) FROM alerts WHERE state = 'firing' AND cluster_id <> $1`, before.ClusterID); n != 1 {
		t.Errorf("%d new alerts fire", n)
	}
}

func TestDiscardingLeavesEverythingAsItWas(t *testing.T) {
	f := newFixture(t)
	f.firing(acme)
	before := f.snapshot(acme)
	f.start(acme)
	batch, err := f.NextToReread(t.Context(), acme, 2)
	if err != nil {
		t.Fatal(err)
	}
	f.reread(acme, func(store.StoredInteraction) []understand.Mention { return nil }, 10, 10)
	ended, err := f.DiscardRereading(t.Context(), acme)
	if err != nil || ended.State != store.RereadingDiscarded || ended.Diff != nil {
		t.Fatalf("%+v, %v", ended, err)
	}
	if f.snapshot(acme) != before {
		t.Error("discarding changed something")
	}
	if _, err := f.DiscardRereading(t.Context(), acme); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("discarded twice: %v", err)
	}
	if err := f.SaveReread(t.Context(), acme, batch, nothingIn(batch), 0); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a worker saved after the end: %v", err)
	}
	if next := f.start(acme); next.ID == ended.ID || next.Interactions != 0 {
		t.Errorf("the next one is %+v", next)
	}
	if err := f.SaveReread(t.Context(), acme, batch, nothingIn(batch), 0); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a worker saved the batch of one rereading into the next: %v", err)
	}
}

// What comes in while the history is read is neither lost nor counted twice, wherever in the
// pipeline it is when the rereading is applied.
func TestWhatComesInMeanwhileIsNotLost(t *testing.T) {
	f := newFixture(t)
	before := f.firing(acme)
	f.start(acme)
	f.reread(acme, readAnew, 3, 1)
	f.complain(acme, "evaluated", 1)
	f.advance(acme, noon.AddDate(0, 0, 6))
	f.reread(acme, readAnew, 3, 10) // reads it too
	f.complain(acme, "unread", 1)
	f.advance(acme, noon.AddDate(0, 0, 6))
	f.complain(acme, "understood", 1)
	f.push(acme, item("pushed", "the web said ready, the desk had nothing"))
	f.apply(acme)
	f.understandAll()
	f.advance(acme, noon.AddDate(0, 0, 6))
	cluster, err := f.GetCluster(t.Context(), acme, before.ClusterID)
	if err != nil || cluster.Mentions != 9 || cluster.Interactions != 9 {
		t.Errorf("cluster %+v, %v; want 9 mentions", cluster, err)
	}
	models := f.strings(`SELECT i.external_id || ' ' || m.model FROM mentions m JOIN interactions i ON i.id = m.interaction_id
		WHERE i.external_id NOT LIKE 'x-%' ORDER BY 1`)
	if !slices.Equal(models, []string{"evaluated-000 test-2", "pushed test-1", "understood-000 test-1", "unread-000 test-1"}) {
		t.Errorf("read by %q", models)
	}
	if n := f.count(`SELECT count(*) FROM deliveries WHERE change > $1`, before.Changes); n != 0 {
		t.Errorf("%d deliveries were added", n)
	}
}

// A break at another seam, and one that nobody saw, are told in the diff before they take effect.
func TestTheDiffIsThatOfApplying(t *testing.T) {
	f := newFixture(t)
	f.firing(acme)
	f.start(acme)
	f.reread(acme, func(in store.StoredInteraction) []understand.Mention {
		m := brokenAnew(in.Turns[0].Text)
		m.From, m.To = journey.Certain("desk", 0.9), journey.Certain("web", 0.9)
		return []understand.Mention{m}
	}, 10, 10)
	var diff evaluate.Diff
	_, err := f.TakeTurn(t.Context(), acme, func(ctx context.Context, turn *store.Turn) error {
		config, err := turn.Config(ctx)
		if err != nil {
			return err
		}
		r, err := turn.Reread(ctx)
		if err != nil {
			return err
		}
		made, err := evaluate.Reread(r.History, turn.EvaluatedAt, config)
		diff = made.Diff
		return err
	})
	if err != nil || diff.Mentions.Changed != 5 || len(diff.Clusters) != 1 || diff.Clusters[0].After.Seam.From != "desk" {
		t.Fatalf("%+v, %v", diff, err)
	}
	same(t, "the diff of applying", *f.apply(acme).Diff, diff)
	same(t, "the diff on record", *f.latest(acme).Diff, diff)
}
