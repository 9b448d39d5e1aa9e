package group

import (
	"cmp"
	"slices"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/journey"
)

// State is everything that grouping knows of one tenant. Make one with NewState or Restore.
// It is not safe for concurrent use, and Step changes it: a caller that could not write what
// Step gave must throw the State away and Restore it.
type State struct {
	clusters []*Cluster              // in order of birth
	byID     map[uuid.UUID]*Cluster  // the same
	naming   map[string][]*Cluster   // clusters whose members name a touchpoint, in order of first naming
	assigned map[uuid.UUID]uuid.UUID // mention id to cluster id; uuid.Nil when held
	wording  wording                 // of all members of clusters
	sequence int64                   // of the last event
}

// NewState returns the state of a tenant that has no mentions yet.
func NewState() *State {
	return &State{
		byID:     map[uuid.UUID]*Cluster{},
		naming:   map[string][]*Cluster{},
		assigned: map[uuid.UUID]uuid.UUID{},
	}
}

// Clusters returns the clusters in order of birth. They belong to the State.
func (s *State) Clusters() []*Cluster { return slices.Clone(s.clusters) }

// Cluster returns the cluster with this id.
func (s *State) Cluster(id uuid.UUID) (*Cluster, bool) {
	c, ok := s.byID[id]
	return c, ok
}

// ClusterOf returns the cluster that a mention is in; false when it is held or not known.
func (s *State) ClusterOf(mention uuid.UUID) (uuid.UUID, bool) {
	id := s.assigned[mention]
	return id, id != uuid.Nil
}

// Sequence returns the Sequence of the last event, 0 before the first.
func (s *State) Sequence() int64 { return s.sequence }

// insert puts a member into a cluster and keeps the indexes right.
func (s *State) insert(c *Cluster, m Member, o orientation) {
	c.add(m, o)
	s.wording = s.wording.add(m.Vector)
	s.assigned[m.ID] = c.ID
	s.index(c, m)
}

// open makes the cluster that a member founds, under an id that no other one ever had.
func (s *State) open(m Member, id uuid.UUID) *Cluster {
	c := found(m, id, s.sequence)
	s.wording = s.wording.add(m.Vector)
	s.clusters = append(s.clusters, c)
	s.byID[c.ID] = c
	s.assigned[m.ID] = c.ID
	s.index(c, m)
	return c
}

// index remembers which touchpoints the members of a cluster name.
func (s *State) index(c *Cluster, m Member) {
	for _, d := range []journey.Distribution{m.From, m.To} {
		for _, p := range d {
			if p.Key != journey.Unknown && p.P >= namingMass && !slices.Contains(c.named, p.Key) {
				c.named = append(c.named, p.Key)
				s.naming[p.Key] = append(s.naming[p.Key], c)
			}
		}
	}
}

// namingMass is the mass from which a member counts as naming a touchpoint. A cluster with
// which a member shares no named touchpoint can never explain it: two sides that disagree
// outweigh all other evidence.
const namingMass = 0.1

// candidates returns the clusters that share a named touchpoint with the member, in order of
// birth.
func (s *State) candidates(m Member) []*Cluster {
	var out []*Cluster
	for _, d := range []journey.Distribution{m.From, m.To} {
		for _, p := range d {
			if p.Key != journey.Unknown && p.P >= namingMass {
				out = append(out, s.naming[p.Key]...)
			}
		}
	}
	slices.SortFunc(out, func(a, b *Cluster) int { return cmp.Compare(a.Lineage.BornAt, b.Lineage.BornAt) })
	return slices.Compact(out)
}
