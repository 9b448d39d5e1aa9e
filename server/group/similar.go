package group

import (
	"cmp"
	"math"
	"slices"

	"github.com/google/uuid"
)

// Scored is a mention with how likely it tells of the same break as another, 0 to 1.
type Scored struct {
	MentionID uuid.UUID
	ClusterID uuid.UUID // the cluster it is in; uuid.Nil for none
	Score     float64
}

// Similar returns up to n other mentions that are most likely about the same break as one,
// the likeliest first, in clusters or waiting; none for a mention that is not known. Those
// that a person rejected are left out.
func (s *State) Similar(mention uuid.UUID, n int) []Scored {
	of, known := s.places[mention]
	if !known {
		return nil
	}
	alone := s.alone(of)
	out := make([]Scored, 0, len(s.places))
	for id, p := range s.places {
		if id != mention && !s.Rejected(id) {
			out = append(out, s.score(alone, p))
		}
	}
	return top(out, n)
}

// alone returns a cluster of one mention, which the State does not list.
func (s *State) alone(p *place) *Cluster {
	c := &Cluster{set: s.set}
	c.add(p, s.tenant.fixed(p))
	return c
}

// score returns how likely a mention tells of the break of a cluster that it is not in.
func (s *State) score(c *Cluster, p *place) Scored {
	x := Scored{MentionID: p.member.ID, Score: 1 / (1 + math.Exp(-s.fit(c, p).Total()))}
	if p.cluster != nil {
		x.ClusterID = p.cluster.ID
	}
	return x
}

// top returns the n with the highest scores, in that order.
func top(list []Scored, n int) []Scored {
	slices.SortFunc(list, func(a, b Scored) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), slices.Compare(a.MentionID[:], b.MentionID[:]))
	})
	return list[:min(max(n, 0), len(list))]
}
