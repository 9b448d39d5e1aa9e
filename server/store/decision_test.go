package store_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand"
)

// carry decides, or undoes when u is given, from what the database holds, and saves it.
func (f *fixture) carry(tenant string, d group.Decision, u uuid.UUID) (store.StoredDecision, group.Parts) {
	f.t.Helper()
	var out store.StoredDecision
	var parts group.Parts
	d.ID, d.Actor, d.At = uuid.Must(uuid.NewV7()), "tenants/"+tenant+"/apiKeys/k", noon.AddDate(0, 0, 6)
	taken, err := f.TakeTurn(f.t.Context(), tenant, func(ctx context.Context, t *store.Turn) error {
		state, _, config, err := load(ctx, t)
		if err != nil {
			return err
		}
		saved := store.Evaluated{At: state.At(), Config: config, Audit: &store.AuditEntry{Actor: d.Actor, Action: "decide"}}
		if u == uuid.Nil {
			saved.Delta, err = state.Decide(d, config)
		} else {
			saved.Delta, err = state.Undo(u, d, config)
			saved.Undone = &store.Undoing{Decision: u, By: d.Actor, Reason: d.Reason, At: d.At}
			d.ID = u
		}
		if err != nil {
			return err
		}
		if _, err := t.Save(ctx, saved); err != nil {
			return err
		}
		parts = state.Groups().Parts()
		out, err = t.Decision(ctx, d.ID)
		return err
	})
	if err != nil || !taken {
		f.t.Fatalf("%s by %s: taken %v, %v", d.Kind, tenant, taken, err)
	}
	return out, parts
}

func (f *fixture) decide(tenant string, d group.Decision) store.StoredDecision {
	f.t.Helper()
	out, _ := f.carry(tenant, d, uuid.Nil)
	return out
}

// restored is the grouping that the database holds.
func (f *fixture) restored(tenant string) group.Parts {
	f.t.Helper()
	var parts group.Parts
	_, err := f.TakeTurn(f.t.Context(), tenant, func(ctx context.Context, t *store.Turn) error {
		read, err := t.Parts(ctx)
		if err != nil {
			return err
		}
		state, err := evaluate.Restore(read)
		if err == nil {
			parts = state.Groups().Parts()
		}
		return err
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return parts
}

func (f *fixture) firstID(query, tenant string) (id uuid.UUID) {
	f.t.Helper()
	if err := f.super.QueryRow(f.t.Context(), query, tenant).Scan(&id); err != nil {
		f.t.Fatal(err)
	}
	return id
}

func (f *fixture) firstCluster(tenant string) uuid.UUID {
	return f.firstID(`SELECT id FROM clusters WHERE tenant_id = $1 ORDER BY born_sequence LIMIT 1`, tenant)
}

func (f *fixture) firstMention(tenant string) uuid.UUID {
	return f.firstID(`SELECT id FROM mentions WHERE tenant_id = $1 ORDER BY arrival LIMIT 1`, tenant)
}

func (f *fixture) firstDecision(tenant string) uuid.UUID {
	return f.firstID(`SELECT id FROM decisions WHERE tenant_id = $1 ORDER BY number LIMIT 1`, tenant)
}

// Whatever is decided and undone, what the database gives back is what was in memory.
func TestTheDatabaseHoldsWhatWasDecided(t *testing.T) {
	f := newFixture(t)
	f.configure(acme)
	f.complain(acme, "x", 6)
	f.advance(acme, noon.AddDate(0, 0, 6))
	cluster := f.firstCluster(acme)
	members, err := f.ListMentions(t.Context(), acme, cluster, 0, 10)
	if err != nil || len(members) != 6 {
		t.Fatalf("%d members, %v", len(members), err)
	}
	m := func(from, to int) (ids []uuid.UUID) {
		for _, x := range members[from:to] {
			ids = append(ids, x.ID)
		}
		return ids
	}
	step := func(d group.Decision, undo uuid.UUID) store.StoredDecision {
		t.Helper()
		out, inMemory := f.carry(acme, d, undo)
		same(t, string(d.Kind), f.restored(acme), inMemory)
		return out
	}
	cut := step(group.Decision{Kind: group.Cut, Cluster: cluster, Mentions: m(4, 6), Reason: "another desk"}, uuid.Nil)
	other := cut.Placed[0]
	step(group.Decision{Kind: group.Reject, Mentions: m(0, 1)}, uuid.Nil)
	step(group.Decision{Kind: group.Hold, Mentions: m(1, 2)}, uuid.Nil)
	step(group.Decision{Kind: group.Confirm, Mentions: m(2, 3)}, uuid.Nil)
	renamed := step(group.Decision{Kind: group.Rename, Cluster: other, Title: "Desk"}, uuid.Nil)
	merged := step(group.Decision{Kind: group.Merge, Clusters: []uuid.UUID{cluster, other}}, uuid.Nil)

	if c, err := f.GetCluster(t.Context(), acme, other); err != nil || c.ID != cluster || c.Mentions != 4 {
		t.Errorf("the merged id leads to %+v, %v", c, err)
	}
	if got := f.strings(`SELECT status || ' ' || count(*) FROM mentions GROUP BY status ORDER BY 1`); len(got) != 3 {
		t.Errorf("mentions %v, want grouped, held and rejected ones", got)
	}
	step(group.Decision{Kind: group.Merge}, merged.ID)
	step(group.Decision{Kind: group.Rename}, renamed.ID)
	if c, err := f.GetCluster(t.Context(), acme, other); err != nil || c.ID != other || c.Mentions != 2 || c.Title != "" || !c.RetiredAt.IsZero() {
		t.Errorf("after undoing it is %+v, %v", c, err)
	}
	if d, err := f.GetDecision(t.Context(), acme, merged.ID); err != nil || d.UndoneAt.IsZero() || d.UndoneBy == "" {
		t.Errorf("the undone decision is %+v, %v", d, err)
	}
	if n := f.count(`SELECT count(*) FROM audit_entries WHERE action = 'decide'`); n != 8 {
		t.Errorf("%d audit entries, want one for each of 8", n)
	}
	f.complain(acme, "y", 3)
	f.advance(acme, noon.AddDate(0, 0, 9))
	if c, err := f.GetCluster(t.Context(), acme, other); err != nil || c.ID != other || c.Mentions < 2 {
		t.Errorf("after more has come it is %+v, %v", c, err)
	}
}

// Growth leaves a cluster's etag; a decision, and a mention that leaves, do not.
func TestETagsChangeWithDecisions(t *testing.T) {
	f := newFixture(t)
	f.configure(acme)
	f.complain(acme, "x", 4)
	f.advance(acme, noon.AddDate(0, 0, 4))
	id := f.firstCluster(acme)
	etag := func() string {
		t.Helper()
		c, err := f.GetCluster(t.Context(), acme, id)
		if err != nil {
			t.Fatal(err)
		}
		return c.ETag
	}
	first := etag()
	f.complain(acme, "y", 2)
	f.advance(acme, noon.AddDate(0, 0, 4).Add(1))
	if etag() != first {
		t.Errorf("two joined, and %q became %q", first, etag())
	}
	f.decide(acme, group.Decision{Kind: group.Reject, Mentions: []uuid.UUID{f.firstMention(acme)}})
	if etag() == first {
		t.Error("a mention was rejected, and the etag stayed")
	}
	_, err := f.TakeTurn(t.Context(), acme, func(ctx context.Context, turn *store.Turn) error {
		return turn.Expect(ctx, []store.Expected{{Cluster: id, ETag: first}})
	})
	var changed *store.ChangedError
	if !errors.As(err, &changed) || !errors.Is(err, store.ErrConflict) || changed.Present != etag() {
		t.Errorf("expecting the old etag: %v", err)
	}
}

// readOthers finds nothing in the first two complaints any more, and the same break elsewhere.
func readOthers(in store.StoredInteraction) []understand.Mention {
	if in.ExternalID == "x-000" || in.ExternalID == "x-001" {
		return nil
	}
	return []understand.Mention{brokenAnew(in.Turns[0].Text)}
}

// Another model reads everything again: what a person decided stays, also of mentions that the
// model does not find, and can be undone afterwards.
func TestDecisionsOutliveARereading(t *testing.T) {
	f := newFixture(t)
	f.configure(acme)
	f.complain(acme, "x", 6)
	f.advance(acme, noon.AddDate(0, 0, 6))
	cluster := f.firstCluster(acme)
	members, err := f.ListMentions(t.Context(), acme, cluster, 0, 10)
	if err != nil || len(members) != 6 {
		t.Fatalf("%d members, %v", len(members), err)
	}
	rejected := f.decide(acme, group.Decision{Kind: group.Reject, Mentions: []uuid.UUID{members[0].ID}})
	f.decide(acme, group.Decision{Kind: group.Confirm, Mentions: []uuid.UUID{members[1].ID}})
	part := f.decide(acme, group.Decision{Kind: group.Cut, Cluster: cluster, Mentions: []uuid.UUID{members[4].ID, members[5].ID}}).Placed[0]
	old, err := f.PlacedMention(t.Context(), acme, members[4].ID)
	if err != nil {
		t.Fatal(err)
	}
	f.start(acme)
	f.reread(acme, readOthers, 3, 10)
	f.apply(acme)

	placed := func(i int) store.StoredMention {
		t.Helper()
		m, err := f.PlacedMention(t.Context(), acme, members[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	if m := placed(0); m.Status != "rejected" || m.ClusterID != uuid.Nil || m.Model != "test-1" {
		t.Errorf("the rejected one is %s in %s by %s", m.Status, m.ClusterID, m.Model)
	}
	if m := placed(1); m.ClusterID != cluster || m.Model != "test-1" {
		t.Errorf("the confirmed one is in %s by %s", m.ClusterID, m.Model)
	}
	if m := placed(4); m.ClusterID != part || m.Model != newModel || m.ETag == old.ETag {
		t.Errorf("one of the part is in %s by %s with etag %s, was %s", m.ClusterID, m.Model, m.ETag, old.ETag)
	}
	if c, err := f.GetCluster(t.Context(), acme, part); err != nil || c.ID != part || c.Mentions != 2 {
		t.Errorf("the part is %+v, %v", c, err)
	}
	_, inMemory := f.carry(acme, group.Decision{}, rejected.ID)
	same(t, "undone afterwards", f.restored(acme), inMemory)
	if m := placed(0); m.ClusterID != cluster {
		t.Errorf("undone, it is in %s", m.ClusterID)
	}
}
