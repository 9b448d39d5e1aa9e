package track

import (
	"math"

	"github.com/throughline-cx/throughline/server/measure/counts"
)

// slopeSD is the standard deviation of the prior on a trend, in log units a week: that a rate
// keeps changing by more than an eighth each week is hardly ever so. It steadies short series and
// leaves long ones to themselves.
const slopeSD = 0.06

// expectation is what was to be heard after a fix, had nothing changed. It knows as much as so
// many complaints heard before it.
type expectation struct {
	method    Method
	complaint float64 // expected complaints after the fix
	evidence  float64 // the inverse of the relative variance of that: worth so many complaints
	exposure  float64 // expected complaints after the fix for each one of the evidence
	linear    float64 // a count of mean mu after the fix has the variance linear mu + square mu^2
	square    float64
	freedom   float64 // of the dispersion, for Student's t; 0 where it is not estimated
	trend     Interval
	weeks     int // before the fix that it rests on
}

// scatter is how many times as much as a Poisson count one of mean mu varies.
func (e expectation) scatter(mu float64) float64 { return e.linear + e.square*mu }

// fewComplaints is how many complaints before a fix are too few to tell a trend from.
const fewComplaints = 5

// expect continues the weeks before a fix into those after it: log-linear, by the exposure
// of each week. Counts are negative-binomial; their dispersion is what makes Pearson's statistic
// of the weeks before the fix equal its degrees of freedom (Breslow 1984; Lawless 1987), and
// is at least that of Poisson counts. Zeger 1988 and Bernal, Cummins and Gasparrini 2017 on the
// design, an interrupted time series.
func expect(before, after []week) expectation {
	y, exposure := total(before)
	_, ahead := total(after)
	if y < fewComplaints || len(before) < minBeforeWeeks {
		return expectation{
			method: MethodConditional, complaint: y * ahead / exposure, evidence: y, exposure: ahead / exposure,
			linear: 1, trend: Interval{Ratio: 1}, weeks: len(before),
		}
	}
	freedom := float64(len(before) - 2)
	l, alpha := fitTrend(before, freedom)
	e := expectation{method: MethodTrend, linear: 1, weeks: len(before)}
	if alpha > 0 {
		e.freedom = freedom
	}
	var gb, squares float64
	for _, w := range after {
		mu := w.exposure * math.Exp(l.A+l.B*w.at)
		e.complaint += mu
		gb += mu * w.at
		squares += mu * mu
	}
	gb /= e.complaint
	relative := l.AA + 2*l.AB*gb + l.BB*gb*gb
	e.square = alpha * squares / (e.complaint * e.complaint)
	e.evidence = 1 / relative
	e.exposure = e.complaint * relative
	e.trend = wald(l.B, math.Sqrt(l.BB), e.freedom, level)
	return e
}

// fitTrend fits the weeks before a fix and their dispersion in turn.
func fitTrend(before []week, freedom float64) (counts.Line, float64) {
	times, heard, exposure := columns(before)
	y, e := total(before)
	return counts.FitNegativeBinomial(times, heard, exposure, freedom, math.Log(y/e), slopeSD)
}

func columns(weeks []week) (times, heard, exposure []float64) {
	for _, w := range weeks {
		times = append(times, w.at)
		heard = append(heard, w.complaints)
		exposure = append(exposure, w.exposure)
	}
	return times, heard, exposure
}
