package group

import (
	"fmt"
	"slices"

	"github.com/google/uuid"
)

// carryOut does what the decision says.
func (d *deciding) carryOut() {
	switch d.Kind {
	case Confirm:
		d.confirm()
	case Move:
		d.shift(d.event(Moved), d.places, d.target)
	case Reject:
		d.shift(d.event(Rejected), d.places, nil)
	case Hold:
		d.shift(d.event(Held), d.places, nil)
	case Cut:
		founder := slices.MinFunc(d.places, comparePlaces)
		c := d.open(d.freeID(founder.member.ID, d.target.ID), founder)
		d.shift(d.event(Split), d.places, c)
	case Merge:
		for _, c := range d.clusters[1:] {
			d.absorb(d.event(Merged), c, d.clusters[0])
		}
	case Rename:
		e := d.event(Renamed)
		e.ClusterID, e.Reason = d.target.ID, fmt.Sprintf("title %q instead of %q", d.Title, d.target.Title)
		d.emit(e)
	}
}

// event is what every event of the decision has in common.
func (d *deciding) event(kind EventKind) Event {
	return Event{Kind: kind, Actor: d.Actor, DecisionID: d.ID, Reason: d.Reason}
}

// confirm moves what is named to where it belongs. What is in no cluster goes where it fits, or
// else founds one.
func (d *deciding) confirm() {
	if d.target != nil {
		d.shift(d.event(Moved), d.places, d.target)
		return
	}
	for _, p := range slices.SortedFunc(slices.Values(d.places), comparePlaces) {
		if p.cluster != nil {
			continue
		}
		e := d.event(Joined)
		e.MentionIDs = []uuid.UUID{p.member.ID}
		if best, fit := d.best(p, nil); best != nil && fit.joins(d.set) {
			d.insert(best, p)
			e.ClusterID, e.Fit = best.ID, fit
		} else {
			e.Kind, e.ClusterID = Born, d.found(p, uuid.Nil).ID
		}
		d.emit(e)
	}
}

// shift takes mentions from where they are to a cluster, nil for none, and gives an event for
// each cluster they come from; for each mention where it comes from none or is held. Clusters
// that this leaves empty are retired.
func (s *State) shift(e Event, places []*place, to *Cluster) {
	sources := map[*Cluster][]*place{}
	var order []*Cluster
	for _, p := range slices.SortedFunc(slices.Values(places), comparePlaces) {
		if p.cluster == to && to != nil {
			continue
		}
		if _, seen := sources[p.cluster]; !seen {
			order = append(order, p.cluster)
		}
		sources[p.cluster] = append(sources[p.cluster], p)
	}
	if to != nil {
		e.ClusterID = to.ID
	}
	for _, from := range order {
		s.shiftFrom(e, from, sources[from], to)
	}
}

func (s *State) shiftFrom(e Event, from *Cluster, places []*place, to *Cluster) {
	e.FromClusterID = uuid.Nil
	if from != nil {
		e.FromClusterID = from.ID
	} else if to != nil {
		e.Kind = Joined
	}
	for _, p := range places {
		s.take(p)
		if to != nil {
			s.insert(to, p)
		}
	}
	if e.Kind == Joined || e.Kind == Held {
		for _, p := range places {
			e.MentionIDs = []uuid.UUID{p.member.ID}
			s.emit(e)
		}
	} else {
		e.MentionIDs = idsOf(places)
		s.emit(e)
	}
	s.retireEmpty(e, from, to)
}

// retireEmpty lets the id of a cluster that is left empty lead to another, nil for nowhere.
func (s *State) retireEmpty(because Event, c, into *Cluster) {
	if c == nil || len(c.Members) > 0 {
		return
	}
	because.Kind, because.MentionIDs, because.Fit = Retired, nil, Fit{}
	because.FromClusterID, because.ClusterID = c.ID, uuid.Nil
	if into != nil {
		because.ClusterID = into.ID
	}
	s.leave(c, because.ClusterID)
	s.emit(because)
}

// absorb takes all mentions of a cluster over into another; its id leads there from now on.
func (s *State) absorb(e Event, c, into *Cluster) {
	var places []*place
	for _, seat := range c.seats {
		places = append(places, seat.place)
	}
	e.Kind, e.FromClusterID, e.ClusterID, e.MentionIDs = Merged, c.ID, into.ID, idsOf(places)
	for _, p := range places {
		s.take(p)
		s.insert(into, p)
	}
	s.leave(c, into.ID)
	s.emit(e)
}
