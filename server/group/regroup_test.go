package group_test

import (
	"fmt"
	"maps"
	"reflect"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

// Whatever was lived through: regrouping is told by its events without a gap, moves nothing that a
// person decided about, uses no id again and can be restored. Where people decided nothing, doing it
// twice changes nothing.
func TestRegroupingKeepsWhatMustStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := live(t)
		before, first := where(l.State), l.Sequence()
		ever := map[uuid.UUID]bool{}
		for _, e := range l.events {
			ever[e.ClusterID], ever[e.FromClusterID] = true, true
		}
		alive := map[uuid.UUID]bool{}
		for _, c := range l.Clusters() {
			alive[c.ID] = true
		}
		at := maps.Clone(before)
		for i, e := range l.Regroup("regrouped") {
			if e.Sequence != first+int64(i+1) {
				t.Fatalf("event %d after %d has sequence %d", i, first, e.Sequence)
			}
			for _, id := range e.MentionIDs {
				if at[id] != e.FromClusterID {
					t.Fatalf("event %+v: the mention was in %s", e, at[id])
				}
				at[id] = e.ClusterID
			}
		}
		now := where(l.State)
		maps.DeleteFunc(at, func(_, c uuid.UUID) bool { return c == uuid.Nil })
		if !maps.Equal(at, now) {
			t.Fatalf("the events give\n%v\nthe state\n%v", at, now)
		}
		for _, c := range l.Clusters() {
			if ever[c.ID] && !alive[c.ID] {
				t.Fatalf("the id of %s, which was gone, is used again", c.ID)
			}
		}
		for id := range alive {
			if to, ok := l.Resolve(id); ok {
				if _, lives := l.Cluster(to); !lives {
					t.Fatalf("%s leads to %s, which does not live", id, to)
				}
			}
		}
		for _, m := range l.Parts().Members {
			id := m.Member.ID
			if was, _ := l.Resolve(before[id]); l.Decided(id) && now[id] != was {
				t.Fatalf("mention %s, which a person decided about, went from %s to %s", id, before[id], now[id])
			}
		}
		restored, err := group.Restore(l.Parts())
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(l.Parts(), restored.Parts()) {
			t.Fatal("it cannot be restored")
		}
		if again := l.Regroup("again"); len(again) != 0 && len(l.Decisions()) == 0 {
			t.Fatalf("regrouped again: %+v", again)
		}
	})
}

// spoken returns n members of one seam and mode, from the first-th on, whose words point one way.
func spoken(first, n int, from, to string, words []float32) []group.Member {
	out := make([]group.Member, n)
	for i := range out {
		out[i] = member(first+i, from, to, journey.ModeStateMismatch)
		out[i].Vector = words
	}
	return out
}

// What another reading says of mentions can make two clusters one, and one two: the older id, and
// that of the bigger part, go on.
func TestRegroupingMergesAndSplits(t *testing.T) {
	a, b := spoken(0, 12, "web", "desk", nil), spoken(100, 8, "phone", "store", nil)
	s := group.NewState()
	s.Step(a)
	s.Step(b)
	s.Consolidate()
	one, _ := s.ClusterOf(a[0].ID)
	other, _ := s.ClusterOf(b[0].ID)
	reread := func(list []group.Member, from, to string) {
		var replaced []group.Replacement
		for i, m := range list {
			old := m.ID
			list[i].From, list[i].To = certain(from), certain(to)
			replaced = append(replaced, group.Replacement{Old: old, New: list[i]}) // nothing is looked at again
		}
		s.Reread(replaced, nil, nil)
	}
	reread(b, "web", "desk")
	if len(s.Clusters()) != 2 {
		t.Fatalf("rereading alone made them %d clusters", len(s.Clusters()))
	}
	kinds := map[group.EventKind]int{}
	for _, e := range s.Regroup("reread") {
		kinds[e.Kind]++
	}
	if to, _ := s.Resolve(other); len(s.Clusters()) != 1 || to != one || kinds[group.Merged] != 1 {
		t.Errorf("events %v; %d clusters, %s leads to %s, want %s", kinds, len(s.Clusters()), other, to, one)
	}
	reread(b, "phone", "store")
	kinds = map[group.EventKind]int{}
	for _, e := range s.Regroup("reread") {
		kinds[e.Kind]++
	}
	apart, _ := s.ClusterOf(b[0].ID)
	if still, _ := s.ClusterOf(a[0].ID); still != one || apart == one || apart == other || kinds[group.Split] != 1 {
		t.Errorf("events %v; the bigger part is in %s, want %s; the smaller in %s, want a new one", kinds, still, one, apart)
	}
}

// A person's word outlasts what the readings say.
func TestRegroupingObeysPeople(t *testing.T) {
	a, b := spoken(0, 6, "web", "desk", nil), spoken(100, 6, "phone", "store", nil)
	s := group.NewState()
	s.Step(a)
	s.Step(b)
	one, _ := s.ClusterOf(a[0].ID)
	other, _ := s.ClusterOf(b[0].ID)
	for i, d := range []group.Decision{
		{Kind: group.Move, Cluster: one, Mentions: []uuid.UUID{b[0].ID}},
		{Kind: group.Reject, Mentions: []uuid.UUID{b[1].ID}},
		{Kind: group.Rename, Cluster: other, Title: "ours"},
	} {
		d.ID = group.Derive("decision", fmt.Sprint(i))
		if _, err := s.Decide(d); err != nil {
			t.Fatal(err)
		}
	}
	s.Regroup("new settings")
	if in, _ := s.ClusterOf(b[0].ID); in != one {
		t.Errorf("what was moved to %s is in %s", one, in)
	}
	if in, ok := s.ClusterOf(b[1].ID); ok {
		t.Errorf("what was rejected is in %s", in)
	}
	if c, ok := s.Cluster(other); !ok || c.Title != "ours" || len(c.Members) != 4 {
		t.Errorf("the renamed cluster is %+v", c)
	}
}
