package evaluate

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
)

// regroup groups the history from its beginning, in the order in which it was grouped live, and
// gives each cluster its id. Of the Rereading it fills Members, Retired and the Delta's Events.
func regroup(h History) Rereading {
	state := group.NewState()
	var members []group.Member
	var events []group.Event
	for _, a := range inOrderOfGrouping(h.Live.Members, h.Arrivals) {
		these := a.members()
		events = append(events, state.Step(these)...)
		members = append(members, these...)
	}
	byID := make(map[uuid.UUID]group.Member, len(members))
	for _, m := range members {
		byID[m.ID] = m
	}
	ids, retired := identify(h, state)
	out := Rereading{Retired: retired}
	for _, e := range events {
		e.Sequence += h.Sequence
		if e.ClusterID != uuid.Nil {
			e.ClusterID = ids[e.ClusterID]
		}
		out.Delta.Events = append(out.Delta.Events, e)
		out.Members = append(out.Members, stored(byID[e.MentionID], e))
	}
	return out
}

// inOrderOfGrouping returns the arrivals in the order in which they were grouped live. Those
// that had no mentions then come just before the first that reached us later.
func inOrderOfGrouping(live []group.Stored, arrivals []Arrival) []Arrival {
	first := map[uuid.UUID]int64{}
	for _, m := range live {
		if _, known := first[m.Member.InteractionID]; !known {
			first[m.Member.InteractionID] = m.Sequence
		}
	}
	next := nextPlaces(first, arrivals)
	type placed struct {
		Arrival
		place int64
		new   bool
	}
	order := make([]placed, len(arrivals))
	for i, a := range arrivals {
		place, known := first[a.Interaction.ID]
		if !known {
			place = next(a.ReceivedAt)
		}
		order[i] = placed{a, place, !known}
	}
	slices.SortFunc(order, func(x, y placed) int {
		return cmp.Or(
			cmp.Compare(x.place, y.place), -compareBools(x.new, y.new), x.ReceivedAt.Compare(y.ReceivedAt),
			cmp.Compare(x.Interaction.ID.String(), y.Interaction.ID.String()),
		)
	})
	out := make([]Arrival, len(order))
	for i, p := range order {
		out[i] = p.Arrival
	}
	return out
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// nextPlaces returns what gives the first place that was given to anything received after an
// instant; what reached us after everything else comes last.
func nextPlaces(first map[uuid.UUID]int64, arrivals []Arrival) func(time.Time) int64 {
	type point struct {
		at    time.Time
		place int64
	}
	var points []point
	for _, a := range arrivals {
		if place, ok := first[a.Interaction.ID]; ok {
			points = append(points, point{a.ReceivedAt, place})
		}
	}
	slices.SortFunc(points, func(a, b point) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.place, b.place)) })
	for i := len(points) - 2; i >= 0; i-- { // late data was grouped after what reached us later
		points[i].place = min(points[i].place, points[i+1].place)
	}
	return func(at time.Time) int64 {
		i := sort.Search(len(points), func(i int) bool { return points[i].at.After(at) })
		if i == len(points) {
			return math.MaxInt64
		}
		return points[i].place
	}
}

// identify gives the clusters of a regrouping their ids, by the natural ones that grouping gave
// them. A cluster goes on under the id of the live cluster with which it shares most
// interactions; one that goes on from none gets an id that was never used. Live clusters that
// no cluster goes on from are retired.
func identify(h History, state *group.State) (ids map[uuid.UUID]uuid.UUID, retired []Retired) {
	overlaps := shared(h.Live.Members, state.Clusters())
	ids = map[uuid.UUID]uuid.UUID{}
	goesOn := map[uuid.UUID]bool{}
	for _, o := range overlaps {
		if _, named := ids[o.new]; !named && !goesOn[o.old] {
			ids[o.new], goesOn[o.old] = o.old, true
		}
	}
	taken := map[uuid.UUID]bool{}
	for _, id := range h.Taken {
		taken[id] = true
	}
	for _, m := range h.Live.Members {
		taken[m.ClusterID] = true
	}
	for _, c := range state.Clusters() {
		if _, named := ids[c.ID]; named {
			continue
		}
		ids[c.ID] = c.ID
		if taken[c.ID] {
			ids[c.ID] = group.Derive("cluster", c.Lineage.FoundedBy.String(), h.Seed.String())
		}
	}
	for _, old := range clustersOf(h.Live.Members) {
		if goesOn[old] {
			continue
		}
		r := Retired{ClusterID: old}
		if i := slices.IndexFunc(overlaps, func(o overlap) bool { return o.old == old }); i >= 0 {
			r.Into = ids[overlaps[i].new]
		}
		retired = append(retired, r)
	}
	return ids, retired
}

// clustersOf returns the clusters that stored members are in, in order of birth.
func clustersOf(members []group.Stored) []uuid.UUID {
	var out []uuid.UUID
	seen := map[uuid.UUID]bool{uuid.Nil: true}
	for _, m := range members {
		if !seen[m.ClusterID] {
			seen[m.ClusterID] = true
			out = append(out, m.ClusterID)
		}
	}
	return out
}

// overlap is how many interactions a live cluster and one of a regrouping share.
type overlap struct {
	old, new     uuid.UUID
	oldBirth     int
	newBirth     int64
	interactions int
}

// shared returns the overlaps that are not empty, the greatest first; at a tie older clusters
// come first.
func shared(live []group.Stored, clusters []*group.Cluster) []overlap {
	in := map[uuid.UUID][]uuid.UUID{} // interaction to live clusters
	for _, m := range live {
		id := m.Member.InteractionID
		if m.ClusterID != uuid.Nil && !slices.Contains(in[id], m.ClusterID) {
			in[id] = append(in[id], m.ClusterID)
		}
	}
	birth := map[uuid.UUID]int{}
	for i, old := range clustersOf(live) {
		birth[old] = i
	}
	var out []overlap
	for _, c := range clusters {
		with := map[uuid.UUID]int{}
		for _, id := range interactionsOf(c) {
			for _, old := range in[id] {
				with[old]++
			}
		}
		for old, n := range with {
			out = append(out, overlap{old: old, new: c.ID, oldBirth: birth[old], newBirth: c.Lineage.BornAt, interactions: n})
		}
	}
	slices.SortFunc(out, func(a, b overlap) int {
		return cmp.Or(cmp.Compare(b.interactions, a.interactions), cmp.Compare(a.oldBirth, b.oldBirth), cmp.Compare(a.newBirth, b.newBirth))
	})
	return out
}

// interactionsOf returns the distinct interactions of a cluster's members, in order of joining.
func interactionsOf(c *group.Cluster) []uuid.UUID {
	var out []uuid.UUID
	seen := make(map[uuid.UUID]bool, len(c.Members))
	for i := range c.Members {
		if id := c.Members[i].InteractionID; !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}
