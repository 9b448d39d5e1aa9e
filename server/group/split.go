package group

import (
	"cmp"
	"fmt"
	"slices"
)

// splitTouched splits clusters that changed and hold two breaks: mentions of one failure mode
// that, as a cluster of their own, would clearly not be merged with the others. The bigger part keeps the id.
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
		if f := s.partFit(c, part); f.Total() < against {
			worst, against = part, f.Total()
			reason = fmt.Sprintf("%d of %d tell of %s, which is another break: %s", len(part), len(c.Members), best(part[0].member.Mode), f)
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

// partFit weighs whether a part of a cluster tells of what the rest does, as for two clusters.
func (s *State) partFit(c *Cluster, part []*place) Fit {
	own := map[*place]bool{}
	for _, p := range part {
		own[p] = true
	}
	var inside, rest Cluster
	for i := range c.Members {
		p, to := s.places[c.Members[i].ID], &rest
		if own[p] {
			to = &inside
		}
		to.Members = append(to.Members, p.member)
		to.tell(p, s.tenant.fixed(p), 1)
	}
	inside.recentre()
	rest.recentre()
	return s.link(&rest, &inside)
}
