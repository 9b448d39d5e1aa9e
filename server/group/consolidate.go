package group

import (
	"cmp"
	"slices"

	"github.com/google/uuid"
)

// Consolidate is called when a day ends. It settles what came in since it was last called once
// more, in the order in which it happened: in which order it arrived changes nothing from here
// on. Then it looks through the clusters that grew: mentions that another cluster explains
// clearly better move, clusters that are one break become one, and one that holds two is split.
// What a person decided stays as it is.
func (s *State) Consolidate() []Event {
	touched := s.resettle()
	fresh := s.fresh()
	half := grown(touched, fresh, 2)
	for _, c := range s.Clusters() {
		if half[c] {
			s.review(c)
		}
	}
	s.mergeTouched(grown(touched, fresh, 8))
	s.splitTouched(half)
	events := s.taken()
	s.settled, s.arrivals = s.sequence, s.arrivals[:0]
	return events
}

// grown returns the clusters that have taken a step of growth, by one part in so many, since
// Consolidate was last called, so that each is looked at a few times in its life. fresh is how many
// members each has that came in since.
func grown(touched map[*Cluster]bool, fresh map[*Cluster]int, parts int) map[*Cluster]bool {
	out := map[*Cluster]bool{}
	for c := range touched {
		before := len(c.Members) - fresh[c]
		if len(c.Members) <= alwaysLook || growth(len(c.Members), parts) > growth(before, parts) {
			out[c] = true
		}
	}
	return out
}

// fresh returns how many members of each cluster came in since the last Consolidate.
func (s *State) fresh() map[*Cluster]int {
	out := map[*Cluster]int{}
	for _, p := range s.arrivals {
		if p.cluster != nil && p.arrived > s.settled {
			out[p.cluster]++
		}
	}
	return out
}

// alwaysLook is the size up to which a cluster is looked at whenever it grows.
const alwaysLook = 16

// growth counts the steps of one part in so many more that lead to a size.
func growth(n, parts int) int {
	steps := 0
	for size := 1; size <= n; size += (size + parts - 1) / parts {
		steps++
	}
	return steps
}

// newcomers returns the mentions that came in since the last Consolidate and that nobody
// decided about, in order of when they happened.
func (s *State) newcomers() []*place {
	var out []*place
	for _, p := range s.arrivals {
		known := s.places[p.member.ID] == p // and not read anew or lost since
		if known && p.arrived > s.settled && !s.Decided(p.member.ID) && (p.cluster == nil || p.cluster.Title == "") {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, comparePlaces)
	return out
}

// resettle takes the newcomers out and puts them in again, in order of when they happened. It
// returns the clusters that they are in afterwards.
func (s *State) resettle() map[*Cluster]bool {
	list := s.newcomers()
	s.settleAgain(list)
	touched := map[*Cluster]bool{}
	for _, p := range list {
		if p.cluster != nil {
			touched[p.cluster] = true
		}
	}
	return touched
}

func (s *State) settleAgain(list []*place) {
	inOrder := slices.IsSortedFunc(list, func(a, b *place) int { return cmp.Compare(a.arrived, b.arrived) })
	if inOrder && s.sequence-s.settled == int64(len(list)) {
		return
	}
	before := make([]uuid.UUID, len(list))
	var left []*Cluster
	for i, p := range list {
		if c := p.cluster; c != nil {
			before[i] = c.ID
			s.take(p)
			if len(c.Members) == 0 {
				left = append(left, c)
			}
		}
	}
	for _, c := range left {
		s.leave(c, uuid.Nil)
		delete(s.gone, c.ID) // it is born again below, or else follow says where its id leads
	}
	for i, p := range list {
		s.again(p, before[i])
	}
	for _, c := range left {
		s.follow(c, before, list)
	}
}

// again places a newcomer anew and tells of it when it is elsewhere than before.
func (s *State) again(p *place, before uuid.UUID) {
	e := s.settle(p)
	e.FromClusterID = before
	if e.ClusterID == before && e.Kind != Born {
		return
	}
	if e.Kind == Joined && before != uuid.Nil {
		e.Kind = Moved
	}
	s.emit(e)
}

// follow lets the id of a cluster that settling left empty lead to where most of its mentions
// are now.
func (s *State) follow(c *Cluster, before []uuid.UUID, list []*place) {
	if _, back := s.byID[c.ID]; back {
		return
	}
	count := map[*Cluster]int{}
	var most *Cluster
	for i, p := range list {
		if before[i] == c.ID && p.cluster != nil {
			count[p.cluster]++
			if most == nil || count[p.cluster] > count[most] {
				most = p.cluster
			}
		}
	}
	e := Event{Kind: Retired, FromClusterID: c.ID, Reason: "the day's mentions were settled in the order in which they happened"}
	if most != nil {
		e.ClusterID = most.ID
	}
	s.gone[c.ID] = gone{lineage: c.Lineage, into: e.ClusterID}
	s.emit(e)
}
