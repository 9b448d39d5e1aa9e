package teach

import (
	"math"

	"github.com/throughline-cx/throughline/server/group"
)

// How far a fit strays from the present calibration is paid for like that of a normal prior
// around it with these standard deviations: some dozen decisions outweigh it.
const (
	slopeSpread  = 0.5
	offsetSpread = 1.0
	leastSlope   = 0.05 // so that the order of confidences stays
	newtonSteps  = 50
)

// fitConfidence returns the Slope and Offset that make what was decided likeliest, shrunk to the
// present ones: Platt scaling with a normal prior, by Newton's method on a convex loss.
func fitConfidence(present group.Calibration, votes []vote) group.Calibration {
	c := present
	loss := penalised(present, c, votes)
	for range newtonSteps {
		da, db := step(present, c, votes)
		next, less := c, false
		for scale := 1.0; scale > 1e-6 && !less; scale /= 2 {
			next.Slope, next.Offset = max(c.Slope-scale*da, leastSlope), c.Offset-scale*db
			less = penalised(present, next, votes) < loss
		}
		if !less {
			return c
		}
		c, loss = next, penalised(present, next, votes)
	}
	return c
}

// step returns Newton's step from a calibration: the inverse of the second derivatives times the
// first.
func step(present, c group.Calibration, votes []vote) (da, db float64) {
	va, vb := slopeSpread*slopeSpread, offsetSpread*offsetSpread
	ga, gb := (c.Slope-present.Slope)/va, (c.Offset-present.Offset)/vb
	haa, hab, hbb := 1/va, 0.0, 1/vb
	for _, v := range votes {
		w := 1 / float64(len(v.of))
		for _, e := range v.of {
			p := group.Logistic(c.Slope*e.x + c.Offset)
			off, curve := w*(p-told(e)), w*p*(1-p)
			ga, gb = ga+off*e.x, gb+off
			haa, hab, hbb = haa+curve*e.x*e.x, hab+curve*e.x, hbb+curve
		}
	}
	det := haa*hbb - hab*hab
	return (hbb*ga - hab*gb) / det, (haa*gb - hab*ga) / det
}

// penalised is the log loss of all votes and what straying from the present costs.
func penalised(present, c group.Calibration, votes []vote) float64 {
	a, b := (c.Slope-present.Slope)/slopeSpread, (c.Offset-present.Offset)/offsetSpread
	sum := (a*a + b*b) / 2
	for _, v := range votes {
		_, loss := scoreConfidence(c, v)
		sum += loss
	}
	return sum
}

// scoreConfidence says how well a calibration foresees a decision, and the loss that counts.
func scoreConfidence(c group.Calibration, v vote) (Score, float64) {
	var s Score
	for _, e := range v.of {
		x := c.Slope*e.x + c.Offset
		p := group.Logistic(x)
		if !e.yes {
			x = -x
		}
		s.LogLoss += math.Log1p(math.Exp(-x))
		s.Brier += (p - told(e)) * (p - told(e))
		if (p >= group.MinConfidence) == e.yes {
			s.Right++
		}
	}
	s = s.over(float64(len(v.of)))
	return s, s.LogLoss
}

func told(e example) float64 {
	if e.yes {
		return 1
	}
	return 0
}
