package group

import (
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
	if len(c.Members) < 2*splitLeast || !c.divided() {
		return false
	}
	var worst []*place
	var reason string
	against := s.set.Split
	for _, part := range byMode(c) {
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

// divided reports whether the members tell of several failure modes, enough of them of a lesser one.
func (c *Cluster) divided() bool {
	var count [16]struct {
		mode string
		n    int
	}
	modes := 0
	for _, seat := range c.seats {
		i := 0
		for i < modes && count[i].mode != seat.mode {
			i++
		}
		if i == len(count) {
			return true // there are not so many failure modes: whoever asks must count for himself
		}
		if i == modes {
			count[i].mode = seat.mode
			modes++
		}
		count[i].n++
	}
	return slices.ContainsFunc(count[:modes], func(x struct {
		mode string
		n    int
	}) bool {
		return x.n >= splitLeast && 2*x.n <= len(c.seats)
	})
}

// byMode returns the mentions of a cluster by their likeliest failure mode, in order of the modes.
func byMode(c *Cluster) [][]*place {
	var parts [][]*place
	var modes []string
	for _, seat := range c.seats {
		at, found := slices.BinarySearch(modes, seat.mode)
		if !found {
			modes, parts = slices.Insert(modes, at, seat.mode), slices.Insert(parts, at, nil)
		}
		parts[at] = append(parts[at], seat.place)
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
	for _, seat := range c.seats {
		p, to := seat.place, &rest
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
