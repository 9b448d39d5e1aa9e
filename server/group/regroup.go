package group

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"
)

// Regroup groups everything afresh by what mentions say now, day by day in the order in which they
// happened, and changes the clusters into what comes of that. A new cluster goes on as the one
// with which it shares most mentions; ids of what is merged lead to where most of it is.
//
// What people decided stands. Clusters that they pinned mentions to, named or told apart are the
// frame: the others are grouped around them, and their own mentions are then looked through once
// more, those that are pinned left where they are.
func (s *State) Regroup(reason string) []Event {
	fresh := s.afresh()
	names := s.goOn(fresh)
	r := regrouping{State: s, reason: reason, targets: map[*Cluster]*target{}, to: map[*place]*target{}}
	for _, c := range fresh.clusters {
		t := &target{id: names[c]}
		for i := range c.Members {
			p := s.places[c.Members[i].ID]
			t.places = append(t.places, p)
			r.to[p] = t
		}
		r.targets[c] = t
	}
	r.emptyWhatEnds(fresh.clusters)
	r.move(fresh.clusters)
	return s.taken()
}

// afresh groups everything into a State of its own, around the frame.
func (s *State) afresh() *State {
	fresh, frame := NewStateWith(*s.set), s.frame()
	fresh.bounds, fresh.sequence, fresh.gone = s.bounds, s.sequence, map[uuid.UUID]gone{}
	for id, g := range s.gone { // what is kept apart is found by where its ids lead
		fresh.gone[id] = g
	}
	var free []*place
	for _, p := range s.inOrder() {
		q := &place{member: p.member}
		fresh.know(q)
		switch {
		case frame[p.cluster]:
			if fresh.byID[p.cluster.ID] == nil {
				fresh.enter(&Cluster{set: fresh.set, ID: p.cluster.ID, Lineage: p.cluster.Lineage, Title: p.cluster.Title})
			}
			fresh.insert(fresh.byID[p.cluster.ID], q)
		case !s.Decided(p.member.ID):
			free = append(free, q)
		}
	}
	for len(free) > 0 {
		day := free[0].member.OccurredAt.UTC().Truncate(24 * time.Hour)
		n := 0
		for ; n < len(free) && free[n].member.OccurredAt.Before(day.Add(24*time.Hour)); n++ {
			fresh.arrive(free[n])
			fresh.emit(fresh.settle(free[n]))
		}
		free = free[n:]
		fresh.Consolidate()
	}
	framed := map[*Cluster]bool{}
	for c := range frame {
		if id, alive := fresh.Resolve(c.ID); alive {
			framed[fresh.byID[id]] = true
		}
	}
	fresh.reconsider(framed, "")
	fresh.lookThrough(framed)
	return fresh
}

// frame returns the clusters about which people decided something that must stay.
func (s *State) frame() map[*Cluster]bool {
	out := map[*Cluster]bool{}
	add := func(id uuid.UUID) {
		if id, alive := s.Resolve(id); alive {
			out[s.byID[id]] = true
		}
	}
	for _, id := range s.bounds.pins {
		add(id)
	}
	for id, title := range s.bounds.titles {
		if title != "" {
			add(id)
		}
	}
	for pair := range s.bounds.apart {
		add(pair[0])
		add(pair[1])
	}
	return out
}

// goOn says which clusters of a fresh grouping go on as which of the present ones: those of the
// frame as themselves, then by the most mentions in common, the older before the younger. What is
// less than half of either is not the same cluster; it gets no id here.
func (s *State) goOn(fresh *State) map[*Cluster]uuid.UUID {
	names, taken := map[*Cluster]uuid.UUID{}, map[uuid.UUID]bool{}
	for c := range s.frame() {
		taken[c.ID] = true
		if now, alive := fresh.byID[c.ID]; alive {
			names[now] = c.ID
		}
	}
	for _, p := range s.overlaps(fresh) {
		if _, named := names[p.now]; named || taken[p.was.ID] || 2*p.n < min(len(p.now.Members), len(p.was.Members)) {
			continue
		}
		names[p.now], taken[p.was.ID] = p.was.ID, true
	}
	return names
}

// overlap is how many mentions a present cluster and a fresh one have in common.
type overlap struct {
	was, now *Cluster
	n        int
}

// overlaps returns those there are, the biggest first.
func (s *State) overlaps(fresh *State) []overlap {
	var out []overlap
	for _, now := range fresh.clusters {
		count := map[*Cluster]int{}
		for i := range now.Members {
			if was := s.places[now.Members[i].ID].cluster; was != nil {
				count[was]++
			}
		}
		for was, n := range count {
			out = append(out, overlap{was, now, n})
		}
	}
	slices.SortFunc(out, func(a, b overlap) int {
		return cmp.Or(cmp.Compare(b.n, a.n), compareClusters(a.was, b.was), compareClusters(a.now, b.now))
	})
	return out
}

// regrouping changes the clusters of a State into those of a fresh grouping.
type regrouping struct {
	*State
	reason  string
	targets map[*Cluster]*target // by the cluster of the fresh grouping
	to      map[*place]*target   // of a mention; nil for none
}

// target is what a cluster of the fresh grouping is to be.
type target struct {
	id      uuid.UUID // of the cluster that it goes on as; uuid.Nil for a new one
	cluster *Cluster  // nil while a new one is not there yet
	places  []*place
}

// at returns the cluster of a target, which is made when it is not there yet for a mention that is
// about to be put into it.
func (r *regrouping) at(t *target, founder *place) (c *Cluster, made bool) {
	if t.cluster == nil && t.id != uuid.Nil {
		t.cluster = r.byID[t.id]
	}
	if t.cluster != nil {
		return t.cluster, false
	}
	from := uuid.Nil
	if founder.cluster != nil {
		from = founder.cluster.ID
	}
	t.cluster = r.open(r.freeID(founder.member.ID, from), founder)
	return t.cluster, true
}

// emptyWhatEnds moves the mentions of clusters that nothing goes on from, the biggest part last, so
// that the id leads to where most of them are; where a person pinned mentions to it, to where those
// are.
func (r *regrouping) emptyWhatEnds(fresh []*Cluster) {
	goesOn := map[uuid.UUID]bool{}
	for _, c := range fresh {
		goesOn[r.targets[c].id] = true
	}
	for _, c := range r.Clusters() {
		if goesOn[c.ID] {
			continue
		}
		parts := r.parts(c)
		for i, part := range parts {
			t := r.to[part[0]]
			if last := i == len(parts)-1; last && t != nil && (t.cluster != nil || t.id != uuid.Nil) {
				into, _ := r.at(t, part[0])
				r.absorb(Event{Reason: r.reason}, c, into)
				continue
			}
			r.part(c, part)
		}
	}
}

// parts returns the mentions of a cluster by where they go, the smallest part first and what a person
// pinned to it last.
func (r *regrouping) parts(c *Cluster) [][]*place {
	at := map[*target]int{}
	var out [][]*place
	for _, seat := range c.seats {
		p := seat.place
		n, known := at[r.to[p]]
		if !known {
			n = len(out)
			at[r.to[p]] = n
			out = append(out, nil)
		}
		out[n] = append(out[n], p)
	}
	pinned := func(part []*place) int {
		return btoi(slices.ContainsFunc(part, func(p *place) bool { return r.Pinned(p.member.ID) }))
	}
	slices.SortStableFunc(out, func(a, b []*place) int {
		return cmp.Or(cmp.Compare(pinned(a), pinned(b)), cmp.Compare(len(a), len(b)))
	})
	return out
}

// part moves some mentions of a cluster to where they go.
func (r *regrouping) part(from *Cluster, part []*place) {
	e := Event{Kind: Moved, Reason: r.reason}
	t := r.to[part[0]]
	if t == nil {
		e.Kind = Held
		r.shift(e, part, nil)
		return
	}
	c, made := r.at(t, part[0])
	if c == from {
		return
	}
	if made {
		e.Kind = Split
	}
	r.shift(e, part, c)
}

// move moves the mentions of the clusters that go on, and places those that were in none.
func (r *regrouping) move(fresh []*Cluster) {
	for _, c := range r.Clusters() {
		for _, part := range r.parts(c) {
			r.part(c, part)
		}
	}
	for _, now := range fresh {
		for _, p := range r.targets[now].places {
			if p.cluster == nil {
				r.gather(p, r.targets[now])
			}
		}
	}
}

// gather puts a mention that was in no cluster where it goes.
func (r *regrouping) gather(p *place, t *target) {
	e := Event{Kind: Joined, MentionIDs: []uuid.UUID{p.member.ID}, Reason: r.reason}
	c, made := r.at(t, p)
	if made {
		e.Kind = Born
	}
	r.insert(c, p)
	e.ClusterID = c.ID
	r.emit(e)
}
