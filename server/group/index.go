package group

import (
	"math/bits"
	"slices"
	"sync"

	"github.com/throughline-cx/throughline/server/journey"
)

// index lists clusters by the touchpoints that they name on each side, so that a mention is
// weighed against those only that may explain it. What a search asks of hundreds of clusters lies
// in slots, side by side.
type index struct {
	lists    map[bucketKey][]int32 // slots
	slots    []slot
	free     []int32
	searches int64 // so far
	found    []int32
	ranks    []uint8    // scratch
	clusters []*Cluster // scratch
}

// slot is a listed cluster.
type slot struct {
	cluster *Cluster // nil in a slot that is free
	sketch  sketch   // of the centre, when sketched
	seen    int64    // the last search that found it, and on which sides
	sides   uint8
	drawn   bool // whether the sketch is that of the centre as it is now
}

// bucketKey is a touchpoint on one side of the seam.
type bucketKey struct {
	to    bool // the side where the journey broke
	point string
}

const (
	// namingMass is the mass from which a member counts as naming a touchpoint, and namingShare
	// the share of its evidence from which a cluster does.
	namingMass  = 0.1
	namingShare = 0.12
	// nearest is how many clusters a mention is weighed against exactly. Of more, those are
	// taken that match on both sides and sound most alike.
	nearest = 24
	// bothSides is how many sketch bits a match on both sides is worth in that choice.
	bothSides = 16
)

// update lists a cluster where it belongs now; nowhere when it is empty.
func (x *index) update(c *Cluster) {
	keys := c.bucketKeys(c.spare[:0])
	if len(c.keys) == 0 && len(keys) > 0 {
		c.slot = x.take(c)
	}
	if len(c.keys)+len(keys) == 0 {
		return
	}
	x.slots[c.slot].drawn = false
	if slices.Equal(keys, c.keys) {
		c.spare = keys
		return
	}
	for _, k := range c.keys {
		if !slices.Contains(keys, k) {
			list := x.lists[k]
			i := slices.Index(list, c.slot)
			list[i] = list[len(list)-1]
			x.lists[k] = list[:len(list)-1]
		}
	}
	for _, k := range keys {
		if !slices.Contains(c.keys, k) {
			x.lists[k] = append(x.lists[k], c.slot)
		}
	}
	c.keys, c.spare = keys, c.keys
	if len(keys) == 0 {
		x.slots[c.slot] = slot{}
		x.free = append(x.free, c.slot)
	}
}

// take returns a slot for a cluster.
func (x *index) take(c *Cluster) int32 {
	if n := len(x.free); n > 0 {
		at := x.free[n-1]
		x.free, x.slots[at] = x.free[:n-1], slot{cluster: c}
		return at
	}
	x.slots = append(x.slots, slot{cluster: c})
	return int32(len(x.slots) - 1)
}

// sketch returns the sketch of a slot's cluster, worked out when it is asked for: clusters change
// more often than they are looked at.
func (x *index) sketch(at int32) sketch {
	l := &x.slots[at]
	if !l.drawn {
		l.sketch, l.drawn = sketchOf(l.cluster.centre), true
	}
	return l.sketch
}

// bucketKeys appends the touchpoints that a cluster names; both ways round when it is bounced.
func (c *Cluster) bucketKeys(keys []bucketKey) []bucketKey {
	if len(c.Members) == 0 {
		return keys
	}
	add := func(e Evidence, to bool) {
		least := MassOf(namingShare * e.Total())
		for _, w := range e {
			if k := (bucketKey{to, w.Key}); w.Mass >= least && !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
	}
	add(c.from, false)
	add(c.to, true)
	if c.Bounced() {
		add(c.from, true)
		add(c.to, false)
	}
	return keys
}

// search begins another search, which has found nothing yet.
func (x *index) search() {
	x.searches++
	x.found = x.found[:0]
}

// look finds the clusters that name a touchpoint on one side, each once.
func (x *index) look(k bucketKey, side bool) {
	for _, at := range x.lists[k] {
		l := &x.slots[at]
		if l.seen != x.searches {
			l.seen, l.sides = x.searches, 0
			x.found = append(x.found, at)
		}
		l.sides |= 1 << btoi(side)
	}
}

// candidates returns the clusters that a mention is to be weighed against, in any order. They are
// good until the next search.
func (s *State) candidates(p *place) []*Cluster {
	s.index.search()
	look := func(d journey.Distribution, to bool) {
		for _, q := range d {
			if q.Key != journey.Unknown && q.P >= namingMass {
				s.index.look(bucketKey{to, q.Key}, to)
			}
		}
	}
	look(p.member.From, false)
	look(p.member.To, true)
	if p.member.Mode.Of(string(journey.ModeBounced)) >= namingMass {
		look(p.member.To, false)
		look(p.member.From, true)
	}
	return s.index.nearest(sketchOf(p.vector))
}

// nearest returns what was found, of many the nearest by sketch, in any order.
func (x *index) nearest(of sketch) []*Cluster {
	if len(x.found) > nearest {
		x.keepClosest(of)
	}
	x.clusters = x.clusters[:0]
	for _, at := range x.found {
		x.clusters = append(x.clusters, x.slots[at].cluster)
	}
	return x.clusters
}

// around returns the other clusters that share a touchpoint with one on both sides, in any order; of
// many the nearest by sketch. They are good until the next search.
func (s *State) around(c *Cluster) []*Cluster {
	if len(c.keys) == 0 { // its members name nothing: a person put them together
		return nil
	}
	x := &s.index
	x.search()
	for _, k := range c.keys {
		x.look(k, k.to)
	}
	x.found = slices.DeleteFunc(x.found, func(at int32) bool { return at == c.slot || x.slots[at].sides != 3 })
	return x.nearest(x.sketch(c.slot))
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// keepClosest keeps the nearest clusters by sketch; all at the last distance that would be
// taken in part, so that the order in which they are listed does not matter.
func (x *index) keepClosest(of sketch) {
	var count [64 + bothSides + 1]int
	x.ranks = x.ranks[:0]
	for _, at := range x.found {
		rank := of.distance(x.sketch(at))
		if x.slots[at].sides != 3 {
			rank += bothSides
		}
		count[rank]++
		x.ranks = append(x.ranks, uint8(rank))
	}
	last, total := 0, 0
	for ; last < len(count)-1 && total < nearest; last++ {
		total += count[last]
	}
	kept := x.found[:0]
	for i, at := range x.found {
		if int(x.ranks[i]) < last {
			kept = append(kept, at)
		}
	}
	x.found = kept
}

// sketch is 64 signs of a vector: two vectors that are close have few that differ.
type sketch uint64

func (s sketch) distance(t sketch) int { return bits.OnesCount64(uint64(s ^ t)) }

// sketchOf takes the sign of 64 random sums of a vector's numbers (Charikar's hyperplanes,
// 2002, sparse as in Achlioptas 2003); the same ones every time.
func sketchOf(v []float32) sketch {
	var out sketch
	if len(v) == 0 {
		return out
	}
	at := 0
	plan := plans(len(v))
	for bit := range 64 {
		sum := float32(0)
		for _, term := range plan[at : at+planeTerms] {
			sum += term.sign * v[term.at]
		}
		at += planeTerms
		if sum > 0 {
			out |= 1 << bit
		}
	}
	return out
}

// planeTerms is how many numbers of a vector one bit of its sketch sums up.
const planeTerms = 8

// planeTerm is a number of a vector that is added, or taken away.
type planeTerm struct {
	at   int32
	sign float32
}

// plans returns which numbers of a vector of some length its sketch sums up.
func plans(length int) *[64 * planeTerms]planeTerm {
	if known, ok := planes.Load(length); ok {
		return known.(*[64 * planeTerms]planeTerm)
	}
	var out [64 * planeTerms]planeTerm
	h := uint64(1)
	for i := range out {
		h = h*6364136223846793005 + 1442695040888963407 // Knuth's generator
		out[i] = planeTerm{int32((h >> 33) % uint64(length)), 1}
		if h>>32&1 != 0 {
			out[i].sign = -1
		}
	}
	known, _ := planes.LoadOrStore(length, &out)
	return known.(*[64 * planeTerms]planeTerm)
}

// planes holds the plans by length: there is one length, that of the wording vectors, and of
// another model's perhaps another.
var planes sync.Map
