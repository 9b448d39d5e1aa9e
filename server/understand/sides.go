package understand

import (
	"math"
	"slices"

	"github.com/throughline-cx/throughline/server/journey"
)

// joint is the distribution over the two sides' kinds together, in the order of journey.Kinds
// with unknown last.
type joint [sideCount][sideCount]float64

// sides weighs every pair of kinds as the two sides of the break told in sentence i: what the
// text says for each, what it says of the two together, and how often the pair occurs at all.
func (s *scan) sides(i int) *joint {
	from, to := s.candidateScores(i)
	h := &s.model.head
	s.pairKeys = s.text.Pairs(i, s.pairKeys)
	scores := make([]float64, 0, sideCount*sideCount)
	for f := range sideCount {
		for k := range sideCount {
			score := h.Pair.Sum*(from[f]+to[k]) + h.Pair.Least*min(from[f], to[k]) + h.Pairs[f][k]
			scores = append(scores, score+s.model.pair.total(s.pairKeys[len(scores)], 0))
		}
	}
	var j joint
	for n, p := range softmax(scores) {
		j[n/sideCount][n%sideCount] = p
	}
	return &j
}

// candidateScores returns the log-probabilities of the kinds as either side, each by itself.
func (s *scan) candidateScores(i int) (from, to []float64) {
	from, to = make([]float64, sideCount), make([]float64, sideCount)
	h, t := &s.model.head.Network, s.model.side
	var sum sideTotals
	s.candidateKeys = s.text.SidesThemselves(i, s.candidateKeys)
	for k, keys := range s.candidateKeys {
		sum.add(t, k, keys)
	}
	s.context = s.text.SideContext(i, s.context)
	for _, c := range s.context {
		s.contexts.add(&sum, t, c)
	}
	for k := range from {
		from[k], to[k] = float64(sum.from[k])*t.Scales[0], float64(sum.to[k])*t.Scales[1]
	}
	if s.neural.ran {
		learnedFrom, learnedTo := s.model.net.sides(&s.neural, i, s.text.SourceFamily())
		for k := range from {
			from[k] += h.From * float64(learnedFrom[k])
			to[k] += h.To * float64(learnedTo[k])
		}
	}
	for _, side := range [][]float64{from, to} {
		norm := logSumExp(side)
		for k := range side {
			side[k] -= norm
		}
	}
	return from, to
}

// kinds returns the distribution over kinds of each side.
func (j *joint) kinds() (from, to journey.Distribution) {
	var f, t [sideCount]float64
	for a := range j {
		for b, p := range j[a] {
			f[a] += p
			t[b] += p
		}
	}
	return kindDistribution(f), kindDistribution(t)
}

func kindDistribution(weights [sideCount]float64) journey.Distribution {
	byKind := make(map[string]float64, sideCount)
	for i, w := range weights {
		byKind[kindKey(i)] = w
	}
	return journey.NewDistribution(byKind)
}

// kindKey is a candidate's key in a distribution over kinds.
func kindKey(i int) string {
	if i < len(journey.Kinds) {
		return string(journey.Kinds[i])
	}
	return journey.Unknown
}

// most is the mass of the likeliest pair.
func (j *joint) most() float64 {
	most := 0.0
	for a := range j {
		most = max(most, slices.Max(j[a][:]))
	}
	return most
}

// confidence is the calibrated probability that the likeliest pair is right.
func (j *joint) confidence(t temperature) float64 {
	best := min(max(j.most(), 1e-6), 1-1e-6)
	return sigmoid(t.Seam*math.Log(best/(1-best)) + t.Shift)
}

// located says how many of the two sides the text names.
func located(from, to journey.Distribution) journey.Located {
	named := 0
	for _, d := range []journey.Distribution{from, to} {
		if key, _ := d.Top(); key != journey.Unknown {
			named++
		}
	}
	switch named {
	case 2:
		return journey.LocatedBoth
	case 1:
		return journey.LocatedOne
	}
	return journey.LocatedNone
}
