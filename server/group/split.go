package group

import (
	"cmp"
	"fmt"
	"slices"
)

// splitTouched splits clusters that changed and hold two breaks: mentions of one failure mode
// whose wording says that they are not what the others tell of. The bigger part keeps the id.
func (s *State) splitTouched(touched map[*Cluster]bool) {
	for _, c := range s.Clusters() {
		for touched[c] && s.splitOne(c) {
			continue
		}
	}
}

// splitOne takes the mentions of the mode that fits least out of a cluster; false when all may stay.
func (s *State) splitOne(c *Cluster) bool {
	if len(c.Members) < 2*splitLeast {
		return false
	}
	var worst []*place
	var reason string
	against := s.set.Split
	for _, part := range s.byMode(c) {
		if len(part) < splitLeast || 2*len(part) > len(c.Members) {
			continue
		}
		if odds, ok := s.partOdds(c, part); ok && odds <= against {
			worst, against = part, odds
			reason = fmt.Sprintf("%d of %d tell of %s, in words that are not those of the others: log-odds %+.1f", len(part), len(c.Members), best(part[0].member.Mode), odds)
		}
	}
	if worst == nil || slices.ContainsFunc(worst, func(p *place) bool { return s.Decided(p.member.ID) }) {
		return false
	}
	to := s.open(s.freeID(worst[0].member.ID, c.ID), worst[0])
	s.shift(Event{Kind: Split, Reason: reason}, worst, to)
	return true
}

// byMode returns the mentions of a cluster by their likeliest failure mode, in order of the modes.
func (s *State) byMode(c *Cluster) [][]*place {
	var parts [][]*place
	for i := range c.Members {
		p := s.places[c.Members[i].ID]
		at, found := slices.BinarySearchFunc(parts, p, func(part []*place, p *place) int {
			return cmp.Compare(best(part[0].member.Mode), best(p.member.Mode))
		})
		if !found {
			parts = slices.Insert(parts, at, nil)
		}
		parts[at] = append(parts[at], p)
	}
	return parts
}

// partOdds returns the log-odds of wording that a part of a cluster tells of what the rest does;
// false when they cannot be compared.
func (s *State) partOdds(c *Cluster, part []*place) (float64, bool) {
	var inside, rest wording
	own := map[*place]bool{}
	for _, p := range part {
		own[p] = true
		inside.add(s.tenant.fixed(p), 1)
	}
	for i := range c.Members {
		if p := s.places[c.Members[i].ID]; !own[p] {
			rest.add(s.tenant.fixed(p), 1)
		}
	}
	if inside.n == 0 || rest.n == 0 {
		return 0, false
	}
	return s.soundOdds(inside.sound(), rest.sound()), true
}
