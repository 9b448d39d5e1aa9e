package group_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/group"
)

// view is what must be equal of two states.
type view struct {
	id          uuid.UUID
	members     int
	seam, mode  string
	consistency float64
	share       float64
}

func views(s *group.State) []view {
	var out []view
	for _, c := range s.Clusters() {
		seam, consistency := c.Seam()
		mode, share := c.Mode()
		out = append(out, view{c.ID, len(c.Members), seam.From + ">" + seam.To, string(mode), consistency, share})
	}
	return out
}

func TestOrderWithinABatchDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := members(t)
		a, b := group.NewState(), group.NewState()
		shuffled := rapid.Permutation(list).Draw(t, "shuffled")
		if ea, eb := a.Step(list), b.Step(shuffled); !reflect.DeepEqual(ea, eb) {
			t.Fatalf("events differ:\n%v\n%v", ea, eb)
		}
		if !slices.Equal(views(a), views(b)) {
			t.Fatalf("clusters differ:\n%v\n%v", views(a), views(b))
		}
	})
}

func TestRestoredStateGoesOnIdentically(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := members(t)
		cut := rapid.IntRange(0, len(list)).Draw(t, "cut")
		a := group.NewState()
		a.Step(list[:cut])
		b, err := group.Restore(a.Parts())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(views(a), views(b)) {
			t.Fatalf("the restored state differs:\n%v\n%v", views(a), views(b))
		}
		if ea, eb := a.Step(list[cut:]), b.Step(list[cut:]); !reflect.DeepEqual(ea, eb) {
			t.Fatalf("events differ after restoring:\n%v\n%v", ea, eb)
		}
		if !slices.Equal(views(a), views(b)) {
			t.Fatalf("clusters differ after going on:\n%v\n%v", views(a), views(b))
		}
	})
}

func TestEveryMemberHasOnePlaceAndIDsAreNeverReused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := members(t)
		s := group.NewState()
		events := s.Step(list)
		if len(events) != len(list) {
			t.Fatalf("%d events for %d members", len(events), len(list))
		}
		placed, born := 0, map[uuid.UUID]bool{}
		for i, e := range events {
			if e.Sequence != int64(i+1) {
				t.Fatalf("sequence %d at place %d", e.Sequence, i)
			}
			if e.Kind != group.Held {
				placed++
			}
			if e.Kind == group.Born {
				if born[e.ClusterID] || e.ClusterID != group.ClusterID(e.MentionIDs[0]) {
					t.Fatalf("cluster id %s is used twice or not its founder's", e.ClusterID)
				}
				born[e.ClusterID] = true
			}
		}
		for _, c := range s.Clusters() {
			placed -= len(c.Members)
			if _, consistency := c.Seam(); consistency < 0 || consistency > 1+1e-9 {
				t.Fatalf("consistency %v", consistency)
			}
		}
		if placed != 0 || len(s.Clusters()) != len(born) {
			t.Fatalf("%d members are in no cluster or in two", placed)
		}
	})
}

func TestReplayingTwiceIsIdentical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := members(t)
		size := rapid.IntRange(1, 10).Draw(t, "batch")
		run := func() []group.Event {
			s := group.NewState()
			var out []group.Event
			for batch := range slices.Chunk(list, size) {
				out = append(out, s.Step(batch)...)
			}
			return out
		}
		if !reflect.DeepEqual(run(), run()) {
			t.Fatal("two runs differ")
		}
	})
}
