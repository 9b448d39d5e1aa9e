package counts

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Critical is the two-sided critical value of Student's t, or of the normal distribution
// without degrees of freedom.
func Critical(freedom, level float64) float64 {
	if freedom <= 0 {
		return distuv.UnitNormal.Quantile((1 + level) / 2)
	}
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: freedom}.Quantile((1 + level) / 2)
}

// Odds are those of a probability.
func Odds(p float64) float64 {
	if p >= 1 {
		return math.Inf(1)
	}
	return p / (1 - p)
}

// atLeast is the probability of y or more of y+m in a binomial with share p; y and m need not
// be whole.
func atLeast(y, m, p float64) float64 {
	switch {
	case y <= 0:
		return 1
	case m < 0:
		return 0
	}
	return mathext.RegIncBeta(y, m+1, p)
}

// MidUpper is the probability of more than y, and half of that of y.
func MidUpper(y, m, p float64) float64 {
	more := 0.0
	if m > 0 {
		more = mathext.RegIncBeta(y+1, m, p)
	}
	return (atLeast(y, m, p) + more) / 2
}

// LowShare is the share at which so many or more are as rare as tail; 0 when none was heard.
func LowShare(y, m, tail float64) float64 {
	if y <= 0 {
		return 0
	}
	return solve(func(p float64) bool { return MidUpper(y, m, p) < tail })
}

// HighShare is the share at which so few or fewer are as rare as tail; 1 when nothing was
// heard before.
func HighShare(y, m, tail float64) float64 {
	if m <= 0 {
		return 1
	}
	return solve(func(p float64) bool { return 1-MidUpper(y, m, p) > tail })
}

// solve finds where below turns from true to false between 0 and 1.
func solve(below func(float64) bool) float64 {
	low, high := 0.0, 1.0
	for range 60 {
		if middle := (low + high) / 2; below(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}

// PoissonAtMost is the probability of at most k events where mean are expected.
func PoissonAtMost(k, mean float64) float64 {
	term := math.Exp(-mean)
	sum := term
	for i := 1.0; i <= k; i++ {
		term *= mean / i
		sum += term
	}
	return sum
}

// Ratio is an estimate of a ratio with its interval.
type Ratio struct {
	Estimate float64 `json:"estimate"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
}

// MaxRatio is the greatest ratio that is told. An interval that reaches it has no upper end.
const MaxRatio = 1000

// ShareRatio is how many times as large a share y of n is as v of m, with its interval at a level
// between 0 and 1. The estimate has a half added to each count. The interval is exact and rather too
// wide than too narrow: of the y+v that fall on the share, how many are of the n is
// binomial (Przyborowski and Wilenski 1940; Clopper and Pearson 1934), n to m taken as known. All are at least 0, and the totals
// are positive.
func ShareRatio(y, n, v, m, level float64) Ratio {
	tail, usual := (1-level)/2, n/m
	out := Ratio{Estimate: min((y+0.5)/(n+0.5)/((v+0.5)/(m+0.5)), MaxRatio), High: MaxRatio}
	if y > 0 {
		out.Low = min(oddsAt(y, v+1, tail)/usual, out.Estimate)
	}
	if v > 0 {
		out.High = max(min(1/oddsAt(v, y+1, tail)/usual, MaxRatio), out.Estimate)
	}
	return out
}

// oddsAt returns the odds of the quantile of the beta distribution with parameters a and b, above 0,
// at a probability below one half; 0 at none.
//
// Newton's method on the logarithm of the probability as a function of the log odds: that is
// concave, so that from the second step on it nears the quantile from below, and nearly a line in
// the tail.
func oddsAt(a, b, tail float64) float64 {
	if tail <= 0 {
		return 0
	}
	norm := mathext.Lbeta(a, b)
	t := math.Log(a/b) - math.Sqrt(-2*math.Log(tail)*(1/a+1/b))
	low, high := -700.0, 700.0
	for range 60 {
		p := 1 / (1 + math.Exp(-t))
		below := mathext.RegIncBeta(a, b, p)
		if below < tail {
			low = t
		} else {
			high = t
		}
		slope := math.Exp(a*math.Log(p)-b*math.Log1p(math.Exp(t))-norm) / below // of the logarithm
		next := t - math.Log(below/tail)/slope
		if !(low < next && next < high) { // the slope is no guide there
			next = (low + high) / 2
		}
		done := math.Abs(next-t) < 1e-12
		if t = next; done {
			break
		}
	}
	return math.Exp(t)
}
