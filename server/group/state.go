package group

import (
	"cmp"
	"slices"

	"github.com/google/uuid"
)

// State is everything that grouping knows of one tenant. Make one with NewState or Restore.
// It is not safe for concurrent use, and Step, Consolidate, Decide and Undo change it: a caller
// that could not write what they gave must throw the State away and Restore it.
type State struct {
	set      *Settings
	clusters []*Cluster // alive, in order of birth
	byID     map[uuid.UUID]*Cluster
	gone     map[uuid.UUID]gone // clusters without mentions
	places   map[uuid.UUID]*place
	arrivals []*place // those that came in since Consolidate was last called
	keys     keys
	index    index
	tenant   voice      // how all members of clusters sound
	without  without    // scratch
	possible []possible // scratch

	decisions []Decided // in force, in order of Number
	decided   int64     // Number of the last decision ever made
	bounds    bounds    // what they leave behind

	sequence int64 // of the last event
	settled  int64 // of the last event when Consolidate was last called
	events   []Event
}

// gone is a cluster that has no mentions any more.
type gone struct {
	lineage Lineage
	into    uuid.UUID // where its id leads; uuid.Nil for nowhere
}

// NewState returns the state of a tenant that has no mentions yet, with the Default settings.
func NewState() *State { return NewStateWith(Default) }

// NewStateWith returns the same with other settings.
func NewStateWith(settings Settings) *State {
	return &State{
		set:    &settings,
		byID:   map[uuid.UUID]*Cluster{},
		gone:   map[uuid.UUID]gone{},
		places: map[uuid.UUID]*place{},
		keys:   keys{},
		index:  index{lists: map[bucketKey][]int32{}},
		tenant: voice{lengths: map[int]int{}},
		bounds: newBounds(),
	}
}

// Clusters returns the clusters in order of birth. They belong to the State.
func (s *State) Clusters() []*Cluster { return slices.Clone(s.clusters) }

// Cluster returns the living cluster with this id, see Resolve for those that were merged.
func (s *State) Cluster(id uuid.UUID) (*Cluster, bool) {
	c, ok := s.byID[id]
	return c, ok
}

// ClusterOf returns the cluster that a mention is in; false when it is in none or not known.
func (s *State) ClusterOf(mention uuid.UUID) (uuid.UUID, bool) {
	p, known := s.places[mention]
	if !known || p.cluster == nil {
		return uuid.Nil, false
	}
	return p.cluster.ID, true
}

// Resolve returns the living cluster that an id leads to, over all merges since: the id itself
// while it lives. It returns false for an id that no cluster ever had, and for one that leads
// nowhere because its mentions are in no cluster any more.
func (s *State) Resolve(id uuid.UUID) (uuid.UUID, bool) {
	for id != uuid.Nil {
		if _, alive := s.byID[id]; alive {
			return id, true
		}
		id = s.gone[id].into
	}
	return uuid.Nil, false
}

// Sequence returns the Sequence of the last event, 0 before the first.
func (s *State) Sequence() int64 { return s.sequence }

// Settled returns what Sequence was when Consolidate was last called, 0 before.
func (s *State) Settled() int64 { return s.settled }

// arrive takes note that the next event is the first that places a mention.
func (s *State) arrive(p *place) {
	p.arrived = s.sequence + 1
	s.arrivals = append(s.arrivals, p)
}

// arrivedAs takes note of a mention that an earlier event placed first.
func (s *State) arrivedAs(p *place, sequence int64) {
	if p.arrived = sequence; sequence > s.settled {
		s.arrivals = append(s.arrivals, p)
	}
}

// insert puts a mention into a cluster and keeps everything that is summed up right.
func (s *State) insert(c *Cluster, p *place) {
	v := s.tenant.fixed(p)
	c.add(p, v)
	s.tenant.add(v, 1)
	p.cluster = c
	s.index.update(c)
}

// take takes a mention out of its cluster, if it is in one. The cluster may be left empty.
func (s *State) take(p *place) {
	c := p.cluster
	if c == nil {
		return
	}
	v := s.tenant.fixed(p)
	c.remove(p, v)
	s.tenant.add(v, -1)
	p.cluster = nil
	s.index.update(c)
}

// open makes a cluster, or brings one back that was gone, with the mention that founds it. The
// next event is the one that makes it.
func (s *State) open(id uuid.UUID, founder *place) *Cluster {
	c := &Cluster{set: s.set, ID: id, Lineage: Lineage{FoundedBy: founder.member.ID, BornAt: s.sequence + 1}}
	if was, back := s.gone[id]; back {
		c.Lineage = was.lineage
		delete(s.gone, id)
	}
	c.Title = s.bounds.titles[id]
	s.enter(c)
	return c
}

// enter lists a cluster among the living, in order of birth.
func (s *State) enter(c *Cluster) {
	at, _ := slices.BinarySearchFunc(s.clusters, c, compareClusters)
	s.clusters = slices.Insert(s.clusters, at, c)
	s.byID[c.ID] = c
}

// leave takes an empty cluster from the living; its id leads to another from now on.
func (s *State) leave(c *Cluster, into uuid.UUID) {
	at, _ := slices.BinarySearchFunc(s.clusters, c, compareClusters)
	s.clusters = slices.Delete(s.clusters, at, at+1)
	delete(s.byID, c.ID)
	s.gone[c.ID] = gone{lineage: c.Lineage, into: into}
}

// compareClusters orders clusters by birth.
func compareClusters(a, b *Cluster) int {
	return cmp.Or(cmp.Compare(a.Lineage.BornAt, b.Lineage.BornAt), slices.Compare(a.ID[:], b.ID[:]))
}

// used reports whether a cluster has or had an id.
func (s *State) used(id uuid.UUID) bool {
	_, alive := s.byID[id]
	_, gone := s.gone[id]
	return alive || gone
}
