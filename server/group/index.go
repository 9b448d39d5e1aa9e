package group

import (
	"math/bits"
	"slices"

	"github.com/throughline-cx/throughline/server/journey"
)

// index lists clusters by the touchpoints that they name on each side, so that a mention is
// weighed against those only that may explain it.
type index map[bucketKey][]*Cluster

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
func (x index) update(c *Cluster) {
	keys := c.bucketKeys()
	c.sketch = sketchOf(c.centre)
	if slices.Equal(keys, c.keys) {
		return
	}
	for _, k := range c.keys {
		if !slices.Contains(keys, k) {
			list := x[k]
			i := slices.Index(list, c)
			list[i] = list[len(list)-1]
			x[k] = list[:len(list)-1]
		}
	}
	for _, k := range keys {
		if !slices.Contains(c.keys, k) {
			x[k] = append(x[k], c)
		}
	}
	c.keys = keys
}

// bucketKeys returns the touchpoints that a cluster names; both ways round when it is bounced.
func (c *Cluster) bucketKeys() []bucketKey {
	if len(c.Members) == 0 {
		return nil
	}
	keys := make([]bucketKey, 0, 8)
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

// search collects clusters, each once.
type search struct {
	stamp int64
	found []*Cluster
}

// look adds the clusters that name a touchpoint on one side.
func (f *search) look(list []*Cluster, to bool) {
	for _, c := range list {
		if c.seen != f.stamp {
			c.seen, c.sides = f.stamp, 0
			f.found = append(f.found, c)
		}
		c.sides |= 1 << btoi(to)
	}
}

// candidates returns the clusters that a mention is to be weighed against, in order of birth.
func (s *State) candidates(p *place) []*Cluster {
	f := s.search()
	look := func(d journey.Distribution, to bool) {
		for _, q := range d {
			if q.Key != journey.Unknown && q.P >= namingMass {
				f.look(s.index[bucketKey{to, q.Key}], to)
			}
		}
	}
	look(p.member.From, false)
	look(p.member.To, true)
	if p.member.Mode.Of(string(journey.ModeBounced)) >= namingMass {
		look(p.member.To, false)
		look(p.member.From, true)
	}
	return f.nearest(sketchOf(p.vector))
}

func (s *State) search() *search {
	s.searches++
	return &search{stamp: s.searches, found: s.scratch[:0]}
}

// nearest returns what was found, of many the nearest by sketch, in order of birth.
func (f *search) nearest(of sketch) []*Cluster {
	if len(f.found) > nearest {
		f.found = closest(f.found, of)
	}
	slices.SortFunc(f.found, compareClusters)
	return f.found
}

// around returns the other clusters that share a touchpoint with one on both sides, in order of
// birth; of many the nearest by sketch.
func (s *State) around(c *Cluster) []*Cluster {
	f := s.search()
	for _, k := range c.keys {
		f.look(s.index[k], k.to)
	}
	f.found = slices.DeleteFunc(f.found, func(other *Cluster) bool { return other == c || other.sides != 3 })
	return slices.Clone(f.nearest(c.sketch))
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// closest returns the nearest clusters by sketch; all at the last distance that would be
// taken in part, so that the order in which they are listed does not matter.
func closest(found []*Cluster, of sketch) []*Cluster {
	var count [64 + bothSides + 1]int
	rank := func(c *Cluster) int {
		d := of.distance(c.sketch) + bothSides
		if c.sides == 3 {
			d -= bothSides
		}
		return d
	}
	for _, c := range found {
		count[rank(c)]++
	}
	last, total := 0, 0
	for ; last < len(count)-1 && total < nearest; last++ {
		total += count[last]
	}
	return slices.DeleteFunc(found, func(c *Cluster) bool { return rank(c) >= last })
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
	h := uint64(1)
	for bit := range 64 {
		sum := float32(0)
		for range 8 {
			h = h*6364136223846793005 + 1442695040888963407 // Knuth's generator
			x := v[(h>>33)%uint64(len(v))]
			if h>>32&1 == 0 {
				sum += x
			} else {
				sum -= x
			}
		}
		if sum > 0 {
			out |= 1 << bit
		}
	}
	return out
}
