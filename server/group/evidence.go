package group

import (
	"cmp"
	"math"
	"slices"

	"github.com/throughline-cx/throughline/server/journey"
)

// Mass is an amount of evidence in fixed point: one certain member weighs One. Sums of whole
// numbers do not depend on their order, and what was added can be taken away again exactly.
type Mass int64

// One is the mass of one certain member.
const One Mass = 1 << 32

// MassOf returns the mass of a probability.
func MassOf(p float64) Mass { return Mass(math.Round(p * float64(One))) }

// Members returns how many certain members a mass is worth.
func (m Mass) Members() float64 { return float64(m) / float64(One) }

// Evidence is what the members of a cluster say about one thing together: the sum of their
// distributions, mass on unknown left out. It is sorted by key and holds no key twice.
type Evidence []Weight

// Weight is the summed mass on one key.
type Weight struct {
	Key  string
	Mass Mass // above 0
}

// add returns the evidence with a member's distribution added, or taken away with sign -1.
func (e Evidence) add(d journey.Distribution, sign Mass) Evidence {
	for _, p := range d {
		mass := MassOf(p.P)
		if p.Key == journey.Unknown || mass <= 0 {
			continue
		}
		i, found := e.find(p.Key)
		if !found {
			e = slices.Insert(e, i, Weight{Key: p.Key})
		}
		if e[i].Mass += sign * mass; e[i].Mass == 0 {
			e = slices.Delete(e, i, i+1)
		}
	}
	return e
}

func (e Evidence) find(key string) (int, bool) {
	return slices.BinarySearchFunc(e, key, func(w Weight, key string) int { return cmp.Compare(w.Key, key) })
}

// few is up to how many keys going through all is faster than halving: telling two keys apart
// costs less than ordering them.
const few = 16

// Of returns how many certain members a key is worth.
func (e Evidence) Of(key string) float64 {
	if len(e) <= few {
		for i := range e {
			if e[i].Key == key {
				return e[i].Mass.Members()
			}
		}
		return 0
	}
	i, found := e.find(key)
	if !found {
		return 0
	}
	return e[i].Mass.Members()
}

// Total returns how many certain members all of it is worth.
func (e Evidence) Total() float64 {
	var sum Mass
	for _, w := range e {
		sum += w.Mass
	}
	return sum.Members()
}

// Top returns the heaviest key and its share of the total, or "" and 0 when there is no
// evidence. The smaller key wins a tie.
func (e Evidence) Top() (string, float64) {
	best, sum := Weight{}, Mass(0)
	for _, w := range e {
		sum += w.Mass
		if w.Mass > best.Mass {
			best = w
		}
	}
	if sum == 0 {
		return "", 0
	}
	return best.Key, float64(best.Mass) / float64(sum)
}

// distribution returns the evidence of n members as the distribution of one: what they left
// unknown stays unknown.
func (e Evidence) distribution(n int) journey.Distribution {
	if n == 0 {
		return nil
	}
	unknown := max(One*Mass(n)-MassOf(e.Total()), 0)
	out := make(journey.Distribution, 0, len(e)+1)
	out = append(out, journey.Probability{Key: journey.Unknown, P: unknown.Members() / float64(n)})
	for _, w := range e {
		out = append(out, journey.Probability{Key: w.Key, P: w.Mass.Members() / float64(n)})
	}
	return out
}

// predict returns the probability that the next member's d and a draw from the pooled
// evidence name the same key, where the evidence starts from prior members that give every
// key the probability chance. Mass of d on unknown is left out.
func (e Evidence) predict(d journey.Distribution, chance, prior float64) float64 {
	total, agree := e.Total(), 0.0
	for _, p := range d {
		if p.Key != journey.Unknown {
			agree += p.P * (e.Of(p.Key) + prior*chance) / (total + prior)
		}
	}
	return agree
}
