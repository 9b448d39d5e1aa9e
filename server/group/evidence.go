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

// pairEvidence is the summed mass on ordered pairs of touchpoints, sorted by pair.
type pairEvidence []pairWeight

type pairWeight struct {
	seam   journey.Seam
	weight float64
}

func compareSeams(a, b journey.Seam) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
}

// add returns the evidence with the joint mass of one more member's two sides.
func (e pairEvidence) add(from, to journey.Distribution) pairEvidence {
	for _, f := range from {
		for _, t := range to {
			if f.Key == journey.Unknown || t.Key == journey.Unknown || f.P*t.P <= 0 {
				continue
			}
			seam := journey.Seam{From: f.Key, To: t.Key}
			i, found := slices.BinarySearchFunc(e, seam, func(w pairWeight, s journey.Seam) int { return compareSeams(w.seam, s) })
			if !found {
				e = slices.Insert(e, i, pairWeight{seam: seam})
			}
			e[i].weight += f.P * t.P
		}
	}
	return e
}

func (e pairEvidence) of(seam journey.Seam) float64 {
	i, found := slices.BinarySearchFunc(e, seam, func(w pairWeight, s journey.Seam) int { return compareSeams(w.seam, s) })
	if !found {
		return 0
	}
	return e[i].weight
}

func (e pairEvidence) total() float64 {
	sum := 0.0
	for _, w := range e {
		sum += w.weight
	}
	return sum
}

// best returns the pair with the most weight and its share of the total. With bothWays the
// weights of a pair's two directions are added up, and the heavier direction is returned.
func (e pairEvidence) best(bothWays bool) (journey.Seam, float64) {
	var best pairWeight
	var bestSum float64
	for _, w := range e {
		sum := w.weight
		back := journey.Seam{From: w.seam.To, To: w.seam.From}
		if bothWays && back != w.seam {
			sum += e.of(back)
		}
		if sum > bestSum || sum == bestSum && w.weight > best.weight {
			best, bestSum = w, sum
		}
	}
	if bestSum == 0 {
		return journey.Seam{}, 0
	}
	return best.seam, bestSum / e.total()
}

// most returns the weight of the best pair.
func (e pairEvidence) most(bothWays bool) float64 {
	_, share := e.best(bothWays)
	return share * e.total()
}
