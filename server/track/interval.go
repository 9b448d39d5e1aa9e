package track

import (
	"math"

	"github.com/throughline-cx/throughline/server/measure/counts"
)

// level is the level of the intervals that are shown.
const level = 0.95

// MaxRatio is the greatest ratio that is told: that of complaints where none was expected. An
// interval that reaches it has no upper end.
const MaxRatio = counts.MaxRatio

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
	t := counts.Critical(e.freedom, level)
	out := Interval{Ratio: 1}
	if e.complaint > 0 || heard > 0 {
		out.Ratio = min(heard/e.complaint, MaxRatio)
	}
	if heard >= manyCounts && e.complaint >= manyCounts {
		se := math.Sqrt(e.scatter(heard)/heard + 1/e.evidence)
		out.Low, out.High = out.Ratio*math.Exp(-t*se), min(out.Ratio*math.Exp(t*se), MaxRatio)
		return out
	}
	wide := t / counts.Critical(0, level)
	k := e.scatter(max(heard, 1)) * wide * wide
	y, m := heard/k, e.evidence/(wide*wide)
	perOne := e.exposure * wide * wide / k // expected y for each one of m
	out.Low = min(counts.Odds(counts.LowShare(y, m, (1-level)/2))/perOne, MaxRatio)
	out.High = min(counts.Odds(counts.HighShare(y, m, (1-level)/2))/perOne, MaxRatio)
	return out
}

// wald is the interval of exp(estimate).
func wald(estimate, se, freedom, level float64) Interval {
	t := counts.Critical(freedom, level)
	return Interval{Ratio: math.Exp(estimate), Low: math.Exp(estimate - t*se), High: min(math.Exp(estimate+t*se), MaxRatio)}
}
