package group

import (
	"fmt"

	"github.com/google/uuid"
)

// Stored is one event as a store keeps it: the member and the cluster it went to, uuid.Nil
// when it was held.
type Stored struct {
	Member    Member
	Sequence  int64
	ClusterID uuid.UUID
	Founds    bool // it founded the cluster; after a regrouping the cluster's id need not follow from it
}

// Restore rebuilds a State exactly, to the last bit, from everything it gave out, in order of
// Sequence. It fails when that order is broken or a member goes to a cluster that no earlier
// one founded.
func Restore(stored []Stored) (*State, error) {
	s := NewState()
	for _, e := range stored {
		if e.Sequence <= s.sequence {
			return nil, fmt.Errorf("group: restore: sequence %d follows %d; it must grow", e.Sequence, s.sequence)
		}
		s.sequence = e.Sequence
		if _, known := s.assigned[e.Member.ID]; known {
			return nil, fmt.Errorf("group: restore: mention %s is stored twice", e.Member.ID)
		}
		if err := s.restore(e); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *State) restore(e Stored) error {
	c, ok := s.byID[e.ClusterID]
	switch {
	case e.ClusterID == uuid.Nil:
		s.assigned[e.Member.ID] = uuid.Nil
	case ok:
		s.insert(c, e.Member, orientation(c.orient(e.Member).turned))
	case e.Founds || e.ClusterID == ClusterID(e.Member.ID):
		s.open(e.Member, e.ClusterID)
	default:
		return fmt.Errorf("group: restore: mention %s goes to cluster %s, which nothing founded", e.Member.ID, e.ClusterID)
	}
	return nil
}
