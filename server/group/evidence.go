package group

import (
	"cmp"
	"slices"

	"github.com/throughline-cx/throughline/server/journey"
)

// Evidence is what the members of a cluster say about one thing together: the sum of their
// distributions, mass on unknown left out. It is sorted by key and no map, so that sums over
// it are the same in every run.
type Evidence []Weight

// Weight is the summed mass on one key.
type Weight struct {
	Key    string
	Weight float64 // above 0; one certain member weighs 1
}

// add returns the evidence with one more member's distribution.
func (e Evidence) add(d journey.Distribution) Evidence {
	for _, p := range d {
		if p.Key == journey.Unknown || p.P <= 0 {
			continue
		}
		i, found := slices.BinarySearchFunc(e, p.Key, func(w Weight, key string) int { return cmp.Compare(w.Key, key) })
		if !found {
			e = slices.Insert(e, i, Weight{Key: p.Key})
		}
		e[i].Weight += p.P
	}
	return e
}

// Of returns the weight of a key.
func (e Evidence) Of(key string) float64 {
	i, found := slices.BinarySearchFunc(e, key, func(w Weight, key string) int { return cmp.Compare(w.Key, key) })
	if !found {
		return 0
	}
	return e[i].Weight
}

// Total returns the sum of all weights: how many certain members it is worth.
func (e Evidence) Total() float64 {
	sum := 0.0
	for _, w := range e {
		sum += w.Weight
	}
	return sum
}

// Top returns the heaviest key and its share of the total, or "" and 0 when there is no
// evidence. The smaller key wins a tie.
func (e Evidence) Top() (string, float64) {
	best := Weight{}
	for _, w := range e {
		if w.Weight > best.Weight {
			best = w
		}
	}
	if best.Weight == 0 {
		return "", 0
	}
	return best.Key, best.Weight / e.Total()
}

// predict returns the probability that the next member's d and a draw from the pooled
// evidence name the same key, where the evidence starts from a prior worth one member that
// gives every key the probability chance. Mass of d on unknown is left out.
func (e Evidence) predict(d journey.Distribution, chance float64) float64 {
	total, agree := e.Total(), 0.0
	for _, p := range d {
		if p.Key != journey.Unknown {
			agree += p.P * (e.Of(p.Key) + chance) / (total + 1)
		}
	}
	return agree
}
