package store_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/store"
)

// TestQueueHandsOutEachInteractionOnce lets many workers take, save, give back and lose
// claims at once.
func TestQueueHandsOutEachInteractionOnce(t *testing.T) {
	f := newFixture(t)
	const each = 150
	f.push(acme, items("a", each)...)
	f.push(other, items("o", each)...)
	var saved sync.Map
	var group sync.WaitGroup
	for worker := range 6 {
		group.Go(func() {
			for round := 0; ; round++ {
				claims, err := f.ClaimUnderstanding(t.Context(), 10+worker, time.Minute)
				if err != nil {
					t.Error(err)
					return
				}
				if len(claims) == 0 {
					return
				}
				for _, c := range claims {
					if worker == 0 && round < 3 { // a worker that stops
						if err := f.ReleaseUnderstanding(t.Context(), c); err != nil {
							t.Error(err)
						}
						continue
					}
					n, err := f.SaveUnderstanding(t.Context(), c.Tenant, understood(c))
					if err != nil || n != len(c.Interactions) {
						t.Errorf("saved %d of %d, %v", n, len(c.Interactions), err)
					}
					for _, in := range c.Interactions {
						if _, twice := saved.LoadOrStore(c.Tenant+in.ExternalID, true); twice {
							t.Errorf("%s was handed out twice", in.ExternalID)
						}
					}
				}
			}
		})
	}
	group.Wait()
	f.understandAll() // what was given back last
	for _, tenant := range []string{acme, other} {
		if n := f.count(`SELECT count(*) FROM mentions WHERE tenant_id = $1`, tenant); n != each {
			t.Errorf("%s has %d mentions, want %d", tenant, n, each)
		}
	}
	if n := f.count(`SELECT count(*) FROM pending_interactions WHERE stage = 'group'`); n != 2*each {
		t.Errorf("%d wait to be grouped, want %d", n, 2*each)
	}
}

func TestAClaimWhoseLeaseIsOverIsSavedOnce(t *testing.T) {
	f := newFixture(t)
	f.push(acme, items("a", 3)...)
	slow, err := f.ClaimUnderstanding(t.Context(), 10, 0) // over at once
	if err != nil || len(slow) != 1 {
		t.Fatal(slow, err)
	}
	quick, err := f.ClaimUnderstanding(t.Context(), 10, time.Minute)
	if err != nil || len(quick) != 1 || len(quick[0].Interactions) != 3 {
		t.Fatal(quick, err)
	}
	for i, want := range []int{3, 0} {
		claim := [][]store.Claim{quick, slow}[i][0]
		if n, err := f.SaveUnderstanding(t.Context(), acme, understood(claim)); err != nil || n != want {
			t.Errorf("save %d: %d, %v, want %d", i, n, err, want)
		}
	}
	if n := f.count(`SELECT count(*) FROM mentions`); n != 3 {
		t.Errorf("%d mentions, want 3", n)
	}
}

func TestAnInteractionThatCrashesItsWorkerIsParked(t *testing.T) {
	f := newFixture(t)
	f.push(acme, item("1", "x"))
	handed := 0
	for range 8 {
		claims, err := f.ClaimUnderstanding(t.Context(), 10, 0)
		if err != nil {
			t.Fatal(err)
		}
		handed += len(claims)
	}
	depth, err := f.QueueDepth(t.Context())
	if err != nil || handed != 5 || depth.Parked != 1 || depth.Understand != 0 {
		t.Errorf("handed out %d times, depth %+v, %v", handed, depth, err)
	}
}

func TestQueueDepthTellsTheOldest(t *testing.T) {
	f := newFixture(t)
	old := item("1", "x")
	old.Interaction.ReceivedAt = time.Now().Add(-time.Hour)
	f.push(acme, old)
	f.push(other, item("2", "x"))
	depth, err := f.QueueDepth(t.Context())
	if err != nil || depth.Understand != 2 || depth.OldestUnderstand < time.Hour || depth.OldestGroup != 0 {
		t.Errorf("depth %+v, %v", depth, err)
	}
}

// TestArrivalsComeInTheOrderReceived and with their mentions, as they were understood.
func TestArrivalsComeInTheOrderReceived(t *testing.T) {
	f := newFixture(t)
	var all []store.Item
	for i := range 5 {
		it := item(string(rune('e'-i)), "it broke")
		it.Interaction.ReceivedAt = noon.Add(time.Duration(i) * time.Minute)
		all = append(all, it)
	}
	f.push(acme, all...)
	f.understandAll()
	_, err := f.TakeTurn(t.Context(), acme, func(ctx context.Context, turn *store.Turn) error {
		arrivals, err := turn.Arrivals(ctx, 3)
		if err != nil || len(arrivals) != 3 {
			t.Fatalf("%d arrivals, %v", len(arrivals), err)
		}
		for i, a := range arrivals {
			if want := all[i].Interaction.ExternalID; a.Interaction.ExternalID != want || a.ReceivedAt != all[i].Interaction.ReceivedAt {
				t.Errorf("arrival %d is %s, want %s", i, a.Interaction.ExternalID, want)
			}
			if len(a.Mentions) != 1 {
				t.Fatalf("arrival %d has %d mentions", i, len(a.Mentions))
			}
			same(t, "mention", a.Mentions[0], broken("it broke"))
			if a.Interaction.ID == uuid.Nil {
				t.Error("an arrival without its interaction's id")
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
