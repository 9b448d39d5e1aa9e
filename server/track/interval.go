package track

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// level is the level of the intervals that are shown.
const level = 0.95

// MaxRatio is the greatest ratio that is told: that of complaints where none was expected. An
// interval that reaches it has no upper end.
const MaxRatio = 1000

// Interval is an estimate of a ratio with its interval.
type Interval struct {
	Ratio float64 `json:"ratio"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// manyCounts is from how many complaints on, heard and expected, the logarithm of a ratio is
// near enough to normal; below it tails of the binomial distribution are used.
const manyCounts = 10

// interval compares the complaints heard after a fix with what was expected, at a level
// between 0 and 1.
//
// From manyCounts on it is the interval of the logarithm of a ratio of two rates (delta method:
// Rothman, Greenland and Lash 2008, chapter 14), the variances of both sides added, with
// Student's t because the dispersion is itself estimated.
//
// Below, it is exact up to mid-p: of all complaints, those before the fix and after it, how many
// come after it is binomial whatever their level (Przyborowski and Wilenski 1940; Clopper and
// Pearson 1934), and the mid-p value takes off most of its excess (Lancaster 1961; Berry and
// Armitage 1995). Counts that vary k times as much as Poisson count one k-th.
func (e expectation) interval(heard, level float64) Interval {
	t := critical(e.freedom, level)
	out := Interval{Ratio: 1}
	if e.complaint > 0 || heard > 0 {
		out.Ratio = min(heard/e.complaint, MaxRatio)
	}
	if heard >= manyCounts && e.complaint >= manyCounts {
		se := math.Sqrt(e.scatter(heard)/heard + 1/e.evidence)
		out.Low, out.High = out.Ratio*math.Exp(-t*se), min(out.Ratio*math.Exp(t*se), MaxRatio)
		return out
	}
	wide := t / critical(0, level)
	k := e.scatter(max(heard, 1)) * wide * wide
	y, m := heard/k, e.evidence/(wide*wide)
	perOne := e.exposure * wide * wide / k // expected y for each one of m
	out.Low = min(odds(lowShare(y, m, (1-level)/2))/perOne, MaxRatio)
	out.High = min(odds(highShare(y, m, (1-level)/2))/perOne, MaxRatio)
	return out
}

// wald is the interval of exp(estimate).
func wald(estimate, se, freedom, level float64) Interval {
	t := critical(freedom, level)
	return Interval{Ratio: math.Exp(estimate), Low: math.Exp(estimate - t*se), High: min(math.Exp(estimate+t*se), MaxRatio)}
}

// critical is the two-sided critical value of Student's t, or of the normal distribution
// without degrees of freedom.
func critical(freedom, level float64) float64 {
	if freedom <= 0 {
		return distuv.UnitNormal.Quantile((1 + level) / 2)
	}
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: freedom}.Quantile((1 + level) / 2)
}

func odds(p float64) float64 {
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

// midUpper is the probability of more than y, and half of that of y.
func midUpper(y, m, p float64) float64 {
	more := 0.0
	if m > 0 {
		more = mathext.RegIncBeta(y+1, m, p)
	}
	return (atLeast(y, m, p) + more) / 2
}

// lowShare is the share at which so many or more are as rare as tail; 0 when none was heard.
func lowShare(y, m, tail float64) float64 {
	if y <= 0 {
		return 0
	}
	return solve(func(p float64) bool { return midUpper(y, m, p) < tail })
}

// highShare is the share at which so few or fewer are as rare as tail; 1 when nothing was
// heard before.
func highShare(y, m, tail float64) float64 {
	if m <= 0 {
		return 1
	}
	return solve(func(p float64) bool { return 1-midUpper(y, m, p) > tail })
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
