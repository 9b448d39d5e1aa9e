package group_test

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

// lived is a state with everything that it gave out.
type lived struct {
	*group.State
	events []group.Event
	known  []uuid.UUID
	n      int // decisions so far
}

func (l *lived) step(batch []group.Member) {
	for _, m := range batch {
		l.known = append(l.known, m.ID)
	}
	l.events = append(l.events, l.Step(batch)...)
}

// decide draws a decision and carries it out when the state allows it.
func (l *lived) decide(t *rapid.T) {
	if len(l.known) == 0 {
		return
	}
	l.n++
	d := group.Decision{
		ID: group.Derive("decision", fmt.Sprint(l.n)), Actor: "apiKeys/1", Reason: "drawn",
		Kind: rapid.SampledFrom([]group.DecisionKind{group.Confirm, group.Move, group.Reject, group.Cut, group.Merge, group.Rename, group.Hold}).Draw(t, "kind"),
	}
	if d.Kind != group.Merge && d.Kind != group.Rename {
		d.Mentions = rapid.SliceOfNDistinct(rapid.SampledFrom(l.known), 1, 3, rapid.ID[uuid.UUID]).Draw(t, "mentions")
	}
	if clusters := l.Clusters(); len(clusters) > 0 {
		some := rapid.SampledFrom(clusters)
		d.Cluster = some.Draw(t, "cluster").ID
		d.Clusters = []uuid.UUID{some.Draw(t, "one").ID, some.Draw(t, "other").ID}
		d.Title = rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "title")
	}
	if events, err := l.Decide(d); err == nil {
		l.events = append(l.events, events...)
	}
}

// live draws some days of a tenant: arrivals, decisions, undone decisions, and the days' ends.
func live(t *rapid.T) *lived {
	l := &lived{State: group.NewState()}
	l.goOn(t, members(t))
	return l
}

func (l *lived) goOn(t *rapid.T, list []group.Member) {
	for batch := range slices.Chunk(list, rapid.IntRange(1, 12).Draw(t, "batch")) {
		l.step(batch)
		switch rapid.IntRange(0, 5).Draw(t, "then") {
		case 0, 1:
			l.decide(t)
		case 2:
			if done := l.Decisions(); len(done) > 0 {
				undone := rapid.SampledFrom(done).Draw(t, "undone")
				if events, err := l.Undo(undone.ID, group.Decision{Actor: "apiKeys/2"}); err == nil {
					l.events = append(l.events, events...)
				}
			}
		case 3, 4:
			l.events = append(l.events, l.Consolidate()...)
		}
	}
}

// where says in which cluster every mention is.
func where(s *group.State) map[uuid.UUID]uuid.UUID {
	out := map[uuid.UUID]uuid.UUID{}
	for _, c := range s.Clusters() {
		for _, m := range c.Members {
			out[m.ID] = c.ID
		}
	}
	return out
}

// Read forwards the events give where every mention is; read backwards each gives where its
// mentions were before it.
func TestEventsTellEverythingAndCanBeTakenBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := live(t)
		at := map[uuid.UUID]uuid.UUID{}
		for i, e := range l.events {
			if e.Sequence != int64(i+1) {
				t.Fatalf("event %d has sequence %d", i, e.Sequence)
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
		for _, e := range slices.Backward(l.events) {
			for _, id := range e.MentionIDs {
				if now[id] != e.ClusterID {
					t.Fatalf("event %+v taken back: the mention is in %s", e, now[id])
				}
				now[id] = e.FromClusterID
			}
		}
		for id, c := range now {
			if c != uuid.Nil {
				t.Fatalf("mention %s is left in %s", id, c)
			}
		}
	})
}

// No id is given to two clusters, and the id of one that is gone leads to a living one or nowhere.
func TestIDsAreForEver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := live(t)
		undone := map[uuid.UUID]bool{}
		for _, e := range l.events {
			if e.Kind == group.Born && undone[e.ClusterID] && e.FromClusterID == uuid.Nil {
				t.Fatalf("cluster %s is founded again by one that was in none", e.ClusterID)
			}
			if e.Kind == group.Retired || e.Kind == group.Merged {
				undone[e.FromClusterID] = true
				if c, ok := l.StoredCluster(e.FromClusterID); !ok || c.ID != e.FromClusterID {
					t.Fatalf("cluster %s is forgotten", e.FromClusterID)
				}
			}
		}
		for id := range undone {
			if to, ok := l.Resolve(id); ok {
				if _, alive := l.Cluster(to); !alive {
					t.Fatalf("%s leads to %s, which does not live", id, to)
				}
			}
		}
	})
}

func TestRestoreIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := live(t)
		restored, err := group.Restore(l.Parts())
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(l.Parts(), restored.Parts()) || !slices.Equal(views(l.State), views(restored)) {
			t.Fatalf("restored\n%+v\nwas\n%+v", restored.Parts(), l.Parts())
		}
		more := members(t)
		for i := range more {
			more[i].ExternalID += "-later"
			more[i].ID = group.MentionID("test", more[i].ExternalID, 0)
		}
		a, b := l.Step(more), restored.Step(more)
		if !reflect.DeepEqual(a, b) {
			t.Fatalf("they go on differently:\n%v\n%v", a, b)
		}
		if a, b := l.Consolidate(), restored.Consolidate(); !reflect.DeepEqual(a, b) {
			t.Fatalf("they consolidate differently:\n%v\n%v", a, b)
		}
	})
}

// In which order the mentions of a day arrive, and in how many batches, changes nothing from the
// day's end on.
func TestArrivalWithinADayDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := group.NewState(), group.NewState()
		list := members(t)
		byDay := map[time.Time][]group.Member{}
		for _, m := range list {
			day := m.OccurredAt.Truncate(24 * time.Hour)
			byDay[day] = append(byDay[day], m)
		}
		for _, day := range slices.SortedFunc(maps.Keys(byDay), time.Time.Compare) {
			batch := byDay[day]
			a.Step(batch)
			shuffled := rapid.Permutation(batch).Draw(t, "shuffled")
			for one := range slices.Chunk(shuffled, rapid.IntRange(1, 5).Draw(t, "batch")) {
				b.Step(one)
			}
			a.Consolidate()
			b.Consolidate()
			if !slices.Equal(views(a), views(b)) || !maps.Equal(where(a), where(b)) {
				t.Fatalf("after %s:\n%v\n%v", day, views(a), views(b))
			}
		}
	})
}

// What a person decided holds, whatever comes after it, until it is undone.
func TestDecisionsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := live(t)
		before := l.Decisions()
		more := members(t)
		for i := range more {
			more[i].ExternalID += "-later"
			more[i].ID = group.MentionID("test", more[i].ExternalID, 0)
		}
		l.step(more)
		l.Consolidate()
		last := map[uuid.UUID]group.Decided{}
		place := map[uuid.UUID]uuid.UUID{}
		for _, d := range before {
			for i, m := range d.Mentions {
				last[m], place[m] = d, d.Placed[i]
			}
			for _, e := range d.Events {
				if d.Kind == group.Merge {
					for _, m := range e.MentionIDs {
						last[m], place[m] = d, e.ClusterID
					}
				}
			}
		}
		for m, d := range last {
			in, _ := l.ClusterOf(m)
			want, _ := l.Resolve(place[m])
			if d.Kind == group.Reject || d.Kind == group.Hold {
				want = uuid.Nil
			}
			if in != want {
				t.Fatalf("mention %s is in %s; %s put it into %s", m, in, d.Kind, want)
			}
		}
	})
}

// Undoing the last decision puts everything back where it was.
func TestUndoPutsEverythingBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := live(t)
		before, clusters, decided := where(l.State), views(l.State), len(l.Decisions())
		l.decide(t)
		done := l.Decisions()
		if len(done) == decided {
			return
		}
		if _, err := l.Undo(done[len(done)-1].ID, group.Decision{Actor: "apiKeys/2"}); err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(before, where(l.State)) || !slices.Equal(clusters, views(l.State)) || len(l.Decisions()) != decided {
			t.Fatalf("%s undone:\n%v\nwas\n%v", done[len(done)-1].Kind, views(l.State), clusters)
		}
	})
}

// Whoever makes a cluster one with a third says of all its mentions that they belong together, those
// that an earlier merger brought too: that one is undone after the later one.
func TestAMergerStandsOnTheOneBefore(t *testing.T) {
	s := group.NewState()
	list := []group.Member{
		member(1, "web", "desk", journey.ModeContextLost), member(2, "phone", "store", journey.ModeBounced), member(3, "desk", "phone", journey.ModeDeadEnd),
	}
	s.Step(list)
	var clusters []uuid.UUID
	for _, m := range list {
		c, _ := s.ClusterOf(m.ID)
		clusters = append(clusters, c)
	}
	first := group.Decision{ID: uuid.New(), Kind: group.Merge, Clusters: clusters[:2], At: start}
	second := group.Decision{ID: uuid.New(), Kind: group.Merge, Clusters: []uuid.UUID{clusters[0], clusters[2]}, At: start}
	for _, d := range []group.Decision{first, second} {
		if _, err := s.Decide(d); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Undo(first.ID, group.Decision{}); !errors.Is(err, group.ErrStoodUpon) {
		t.Fatalf("the earlier is undone first: %v", err)
	}
	for _, d := range []group.Decision{second, first} {
		if _, err := s.Undo(d.ID, group.Decision{}); err != nil {
			t.Error(err)
		}
	}
	for i, m := range list {
		if c, _ := s.ClusterOf(m.ID); c != clusters[i] {
			t.Errorf("mention %d is in %s, not %s", i, c, clusters[i])
		}
	}
}
