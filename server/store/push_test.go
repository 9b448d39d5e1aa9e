package store_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/store"
)

func TestPushIsIdempotent(t *testing.T) {
	const a, d, c = store.Accepted, store.Duplicate, store.Conflict
	f := newFixture(t)
	for _, step := range []struct {
		name  string
		items []store.Item
		want  []store.PushStatus
		rows  int
	}{
		{"first", []store.Item{item("1", "x"), item("2", "y")}, []store.PushStatus{a, a}, 2},
		{"again", []store.Item{item("1", "x"), item("2", "y")}, []store.PushStatus{d, d}, 2},
		{"in another order, with a new one", []store.Item{item("2", "y"), item("3", "z"), item("1", "x")}, []store.PushStatus{d, a, d}, 3},
		{"changed", []store.Item{item("1", "changed")}, []store.PushStatus{c}, 3},
		{"twice in a batch", []store.Item{item("4", "x"), item("4", "x"), item("4", "other"), item("4", "x")}, []store.PushStatus{a, d, c, d}, 4},
		{"a stored one twice, once changed", []store.Item{item("1", "changed"), item("1", "x")}, []store.PushStatus{c, d}, 4},
		{"none", nil, nil, 4},
	} {
		if got := statuses(f.push(acme, step.items...)); !slices.Equal(got, step.want) {
			t.Errorf("%s: %v, want %v", step.name, got, step.want)
		}
		if n := f.count(`SELECT count(*) FROM interactions`); n != step.rows {
			t.Errorf("%s: %d rows, want %d", step.name, n, step.rows)
		}
		if n := f.count(`SELECT count(*) FROM pending_interactions`); n != step.rows {
			t.Errorf("%s: %d queued, want %d", step.name, n, step.rows)
		}
	}
	if n := f.count(`SELECT count(*) FROM interactions WHERE turns::text LIKE '%changed%'`); n != 0 {
		t.Error("a conflict overwrote what was stored")
	}
}

func TestPushReturnsTheStoredID(t *testing.T) {
	f := newFixture(t)
	first := f.push(acme, item("1", "x"))[0]
	if first.ID.Version() != 7 {
		t.Errorf("id %v is no UUID of version 7", first.ID)
	}
	for _, text := range []string{"x", "changed"} {
		if got := f.push(acme, item("1", text))[0]; got.ID != first.ID {
			t.Errorf("pushing %q again gives id %v, want %v", text, got.ID, first.ID)
		}
	}
	in, err := f.GetInteraction(t.Context(), acme, first.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "interaction", in.Interaction, item("1", "x").Interaction)
	if _, err := f.GetInteraction(t.Context(), other, first.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another tenant's interaction: %v, want ErrNotFound", err)
	}
}

// TestConcurrentPushesStoreEachItemOnce pushes the same items from many callers at once, in
// different orders and sizes.
func TestConcurrentPushesStoreEachItemOnce(t *testing.T) {
	for name, window := range map[string]func(*store.Options){
		"coalesced": func(*store.Options) {},
		"alone":     func(o *store.Options) { o.CoalesceWindow = -1 },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t, window)
			all := items("i", 120)
			var accepted, total sync.Map
			var group sync.WaitGroup
			for caller := range 8 {
				group.Go(func() {
					mine := slices.Clone(all)
					if caller%2 == 1 {
						slices.Reverse(mine)
					}
					for chunk := range slices.Chunk(mine, 7+caller) {
						results, err := f.PushInteractions(t.Context(), acme, chunk)
						if err != nil {
							t.Error(err)
							return
						}
						for i, r := range results {
							id := chunk[i].Interaction.ExternalID
							if stored, loaded := total.LoadOrStore(id, r.ID); loaded && stored != r.ID {
								t.Errorf("%s has two ids", id)
							}
							if r.Status == store.Accepted {
								if _, twice := accepted.LoadOrStore(id, true); twice {
									t.Errorf("%s was accepted twice", id)
								}
							}
						}
					}
				})
			}
			group.Wait()
			for _, it := range all {
				if _, ok := accepted.Load(it.Interaction.ExternalID); !ok {
					t.Errorf("%s was never accepted", it.Interaction.ExternalID)
				}
			}
			if n := f.count(`SELECT count(*) FROM interactions`); n != len(all) {
				t.Errorf("%d rows, want %d", n, len(all))
			}
		})
	}
}

func TestPushLargeBatch(t *testing.T) {
	f := newFixture(t)
	results := f.push(acme, items("i", 2500)...)
	ids := map[uuid.UUID]bool{}
	for _, r := range results {
		if r.Status != store.Accepted {
			t.Fatalf("status %s", r.Status)
		}
		ids[r.ID] = true
	}
	if len(ids) != 2500 {
		t.Errorf("%d different ids, want 2500", len(ids))
	}
}

func TestPushRefuses(t *testing.T) {
	f := newFixture(t)
	if _, err := f.PushInteractions(t.Context(), "nobody", items("i", 1)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("unknown tenant: %v, want ErrNotFound", err)
	}
	nul := item("1", "x")
	nul.Interaction.CustomerID = "a\x00b"
	if _, err := f.PushInteractions(t.Context(), acme, []store.Item{nul}); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("NUL byte: %v, want ErrInvalid", err)
	}
	nul = item("1", "a\x00b")
	if _, err := f.PushInteractions(t.Context(), acme, []store.Item{nul}); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("NUL byte in a turn: %v, want ErrInvalid", err)
	}
	if n := f.count(`SELECT count(*) FROM interactions`); n != 0 {
		t.Errorf("%d rows, want 0", n)
	}
}

func TestListInteractionsPages(t *testing.T) {
	f := newFixture(t)
	var all []store.Item
	for i := range 25 {
		it := item(fmt.Sprintf("i-%02d", i), "x")
		it.Interaction.OccurredAt = noon.AddDate(0, 0, i/3) // ties
		all = append(all, it)
	}
	f.push(acme, all...)
	f.push(other, items("o", 3)...)
	seen := map[uuid.UUID]bool{}
	page := store.Page{Size: 4}
	for {
		got, err := f.ListInteractions(t.Context(), acme, store.InteractionFilter{}, page)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) == 0 {
			break
		}
		for _, in := range got {
			if seen[in.ID] {
				t.Errorf("%s came twice", in.ExternalID)
			}
			if seen[in.ID] = true; in.OccurredAt.After(noon.AddDate(0, 0, 9)) {
				t.Errorf("%s is out of order", in.ExternalID)
			}
		}
		last := got[len(got)-1]
		page.After = store.Position{Time: last.OccurredAt, ID: last.ID}
	}
	if len(seen) != 25 {
		t.Errorf("%d interactions over all pages, want 25", len(seen))
	}
	one, err := f.ListInteractions(t.Context(), acme, store.InteractionFilter{SourceSystem: "crm", ExternalID: "i-07"}, store.Page{Size: 5})
	if err != nil || len(one) != 1 {
		t.Errorf("by external id: %d, %v", len(one), err)
	}
}
