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
		low := solve(func(p float64) bool { return atLeast(y, v, p) < tail })
		out.Low = min(Odds(low)/usual, out.Estimate)
	}
	if v > 0 {
		high := solve(func(p float64) bool { return 1-atLeast(y+1, v-1, p) > tail })
		out.High = max(min(Odds(high)/usual, MaxRatio), out.Estimate)
	}
	return out
}
