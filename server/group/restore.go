package group

import (
	"fmt"
	"slices"

	"github.com/google/uuid"
)

// Parts are everything that a State gave out, as a store keeps it: enough to rebuild it exactly.
type Parts struct {
	Members   []Stored        // every mention that was ever stepped in and not forgotten, in any order
	Clusters  []StoredCluster // every cluster that ever was, in any order
	Decisions []Decided       // those in force, in order of Number
	Decided   int64           // Number of the last decision ever made, in force or not
	Sequence  int64           // of the last event
	Settled   int64           // what State.Settled returned after the last call of Consolidate

	Calibration Calibration // what reviews taught; the zero value is AsRead
}

// Stored is one mention as a store keeps it.
type Stored struct {
	Member    Member
	Sequence  int64     // of the event that first placed it: its place in the order of arrival, which later moves do not change
	ClusterID uuid.UUID // the cluster it is in now; uuid.Nil when it is held or rejected
}

// StoredCluster is one cluster as a store keeps it.
type StoredCluster struct {
	ID      uuid.UUID
	Lineage Lineage
	Gone    bool      // it has no mentions any more
	Into    uuid.UUID // where its id leads when it is gone; uuid.Nil for nowhere
}

// Restore rebuilds a State exactly from everything that one gave out. It fails when a mention is
// in a cluster that is not listed or gone, when a living cluster has none, or when anything is
// listed twice.
func Restore(parts Parts) (*State, error) {
	s := NewState()
	if parts.Calibration != (Calibration{}) {
		*s.set = s.set.calibrated(parts.Calibration)
	}
	s.sequence, s.settled = parts.Sequence, parts.Settled
	s.decisions, s.decided = slices.Clone(parts.Decisions), parts.Decided
	if err := s.restoreClusters(parts.Clusters); err != nil {
		return nil, fmt.Errorf("group: restore: %w", err)
	}
	s.rebound()
	if err := s.restoreMembers(parts.Members); err != nil {
		return nil, fmt.Errorf("group: restore: %w", err)
	}
	for _, c := range s.clusters {
		if len(c.Members) == 0 {
			return nil, fmt.Errorf("group: restore: cluster %s has no mentions and is not marked as gone", c.ID)
		}
	}
	return s, nil
}

func (s *State) restoreClusters(clusters []StoredCluster) error {
	for _, c := range clusters {
		if s.used(c.ID) {
			return fmt.Errorf("cluster %s is listed twice", c.ID)
		}
		if c.Gone {
			s.gone[c.ID] = gone{lineage: c.Lineage, into: c.Into}
			continue
		}
		alive := &Cluster{set: s.set, ID: c.ID, Lineage: c.Lineage}
		s.clusters = append(s.clusters, alive)
		s.byID[c.ID] = alive
	}
	slices.SortFunc(s.clusters, compareClusters)
	return nil
}

func (s *State) restoreMembers(members []Stored) error {
	for _, m := range members {
		if _, known := s.places[m.Member.ID]; known {
			return fmt.Errorf("mention %s is listed twice", m.Member.ID)
		}
		if m.Sequence > s.sequence || m.Sequence <= 0 {
			return fmt.Errorf("mention %s arrived as %d; want 1 to the last event, %d", m.Member.ID, m.Sequence, s.sequence)
		}
		p := &place{member: m.Member}
		s.arrivedAs(p, m.Sequence)
		s.know(p)
	}
	for _, m := range members {
		if m.ClusterID == uuid.Nil {
			continue
		}
		c, alive := s.byID[m.ClusterID]
		if !alive {
			return fmt.Errorf("mention %s is in cluster %s, which is not among the living", m.Member.ID, m.ClusterID)
		}
		s.insert(c, s.places[m.Member.ID])
	}
	return nil
}

// Parts returns everything that is needed to Restore the State.
func (s *State) Parts() Parts {
	out := Parts{Decisions: slices.Clone(s.decisions), Decided: s.decided, Sequence: s.sequence, Settled: s.settled, Calibration: s.set.Calibration}
	for _, p := range s.places {
		m := Stored{Member: p.member, Sequence: p.arrived}
		if p.cluster != nil {
			m.ClusterID = p.cluster.ID
		}
		out.Members = append(out.Members, m)
	}
	slices.SortFunc(out.Members, func(a, b Stored) int { return int(a.Sequence - b.Sequence) })
	for _, c := range s.clusters {
		out.Clusters = append(out.Clusters, StoredCluster{ID: c.ID, Lineage: c.Lineage})
	}
	dead := make([]StoredCluster, 0, len(s.gone))
	for id, g := range s.gone {
		dead = append(dead, StoredCluster{ID: id, Lineage: g.lineage, Gone: true, Into: g.into})
	}
	slices.SortFunc(dead, func(a, b StoredCluster) int { return slices.Compare(a.ID[:], b.ID[:]) })
	out.Clusters = append(out.Clusters, dead...)
	return out
}

// Stored returns what a store keeps of a mention; false for one that is not known.
func (s *State) Stored(mention uuid.UUID) (Stored, bool) {
	p, known := s.places[mention]
	if !known {
		return Stored{}, false
	}
	m := Stored{Member: p.member, Sequence: p.arrived}
	if p.cluster != nil {
		m.ClusterID = p.cluster.ID
	}
	return m, true
}

// StoredCluster returns what a store keeps of a cluster; false for an id that no cluster had.
func (s *State) StoredCluster(id uuid.UUID) (StoredCluster, bool) {
	if c, alive := s.byID[id]; alive {
		return StoredCluster{ID: id, Lineage: c.Lineage}, true
	}
	g, known := s.gone[id]
	return StoredCluster{ID: id, Lineage: g.lineage, Gone: true, Into: g.into}, known
}
