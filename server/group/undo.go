package group

import (
	"fmt"
	"slices"

	"github.com/google/uuid"
)

// Undo takes a decision back: its mentions go to where they were before it, and what it left
// behind ends. Of by only Actor, Reason and At count. A decision that is not in force is
// ErrUnknown; one of whose mentions or clusters a later one decided is ErrStoodUpon.
func (s *State) Undo(decision uuid.UUID, by Decision) ([]Event, error) {
	i := slices.IndexFunc(s.decisions, func(d Decided) bool { return d.ID == decision })
	if i < 0 {
		return nil, fmt.Errorf("undo: decision %s %w, or was undone before", decision, ErrUnknown)
	}
	d := s.decisions[i]
	for _, later := range s.decisions[i+1:] {
		if standsOn(later, d) {
			return nil, fmt.Errorf("undo: %w: undo decision %s (%s) first", ErrStoodUpon, later.ID, later.Kind)
		}
	}
	s.decisions = slices.Delete(slices.Clone(s.decisions), i, i+1)
	s.rebound()
	for _, e := range slices.Backward(d.Events) {
		s.reverse(d, e, by)
	}
	s.obey(Event{Actor: by.Actor, Reason: "a decision that still holds put it there", DecisionID: d.ID})
	return s.taken(), nil
}

// obey puts mentions back to where the decisions in force pinned them. A cluster that comes back when a
// decision is undone may be one that others were pinned to before it went.
func (s *State) obey(e Event) {
	away := map[*Cluster][]*place{}
	for id, pin := range s.bounds.pins {
		p, known := s.places[id]
		to, alive := s.Resolve(pin)
		if known && alive && (p.cluster == nil || p.cluster.ID != to) {
			away[s.byID[to]] = append(away[s.byID[to]], p)
		}
	}
	for _, c := range s.Clusters() {
		if places := away[c]; len(places) > 0 && s.byID[c.ID] == c {
			e.Kind = Moved
			s.shift(e, places, c)
		}
	}
}

// standsOn reports whether a decision concerns mentions that an earlier one placed, or clusters
// that it made, emptied or renamed.
func standsOn(later, d Decided) bool {
	mentions, clusters := map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	for _, m := range d.Mentions {
		mentions[m] = true
	}
	for _, e := range d.Events {
		for _, m := range e.MentionIDs {
			mentions[m] = true
		}
		switch e.Kind {
		case Born, Split, Renamed:
			clusters[e.ClusterID] = true
		case Merged, Retired:
			clusters[e.FromClusterID] = true
		case Joined, Held, Moved, Rejected:
		}
	}
	named := append([]uuid.UUID{later.Cluster}, later.Clusters...)
	if slices.ContainsFunc(named, func(id uuid.UUID) bool { return clusters[id] }) {
		return true
	}
	about := func(id uuid.UUID) bool { return mentions[id] }
	if slices.ContainsFunc(later.Mentions, about) || slices.ContainsFunc(later.Kept, about) {
		return true
	}
	return slices.ContainsFunc(later.Events, func(e Event) bool {
		return slices.ContainsFunc(e.MentionIDs, about)
	})
}

// reverse takes one event of a decision back.
func (s *State) reverse(d Decided, e Event, by Decision) {
	out := Event{Kind: Moved, Actor: by.Actor, Reason: by.Reason, DecisionID: d.ID}
	if out.Reason == "" {
		out.Reason = fmt.Sprintf("the decision to %s is undone", d.Kind)
	}
	if e.Kind == Renamed {
		out.Kind, out.ClusterID = Renamed, e.ClusterID
		s.emit(out)
		return
	}
	var places []*place
	for _, id := range e.MentionIDs {
		if p, known := s.places[id]; known {
			places = append(places, p)
		}
	}
	if len(places) == 0 {
		return
	}
	if e.FromClusterID == uuid.Nil {
		out.Kind = Held
		s.shift(out, places, nil)
		return
	}
	if id, alive := s.Resolve(e.FromClusterID); alive && !d.emptied(e.FromClusterID) {
		s.shift(out, places, s.byID[id])
		return
	}
	to, alive := s.byID[e.FromClusterID]
	if !alive { // the decision left it without mentions: it comes back
		to = s.open(e.FromClusterID, slices.MinFunc(places, comparePlaces))
		out.Kind = Split
	}
	s.shift(out, places, to)
}

// emptied reports whether the decision took a cluster its last mentions.
func (d Decided) emptied(cluster uuid.UUID) bool {
	return slices.ContainsFunc(d.Events, func(e Event) bool {
		return (e.Kind == Retired || e.Kind == Merged) && e.FromClusterID == cluster
	})
}
