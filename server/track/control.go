package track

import (
	"math"

	"github.com/throughline-cx/throughline/server/measure/counts"
)

// A control is used when it has complained enough to tell how weeks go without the fix.
const (
	controlBefore = 20 // complaints at least before the fix
	controlAfter  = 10 // and after it
)

// expectByControl expects of the places that got a fix what happened to those that did not:
// difference-in-differences on the log scale (Angrist and Pischke 2009, section 5.2), as the
// odds of a complaint coming from a place with the fix, given that one came (conditional
// binomial, overdispersed as quasi-binomial: McCullagh and Nelder 1989, section 4.5). What
// happens everywhere in the same weeks cancels.
//
// The two need not have gone the same way before the fix: how their odds went is continued as a
// trend, with the same prior as any.
func expectByControl(before, control, after, controlAfter []week) expectation {
	times, told, f := pairs(before, control)
	freedom := float64(len(times) - 2)
	l, phi := fitOdds(times, told, f, freedom)
	e := expectation{method: MethodControl, linear: 1, weeks: len(times)}
	if phi > 1 {
		e.freedom = freedom
	}
	e.trend = wald(l.B, math.Sqrt(phi*l.BB), e.freedom, level)
	var gb, squares float64
	for i, w := range after {
		if w.exposure == 0 || controlAfter[i].exposure == 0 {
			continue
		}
		odds := w.exposure / controlAfter[i].exposure * math.Exp(l.A+l.B*w.at)
		mu := odds * controlAfter[i].complaints
		e.complaint += mu
		gb += mu * w.at
		squares += odds * mu
	}
	gb /= e.complaint
	e.square = (phi - 1) / e.complaint // phi at the expected count; less of them differ less
	relative := phi * (l.AA + 2*l.AB*gb + l.BB*gb*gb + squares/(e.complaint*e.complaint))
	e.evidence, e.exposure = 1/relative, e.complaint*relative
	return e
}

// pairs puts the weeks in which both were heard side by side.
func pairs(with, without []week) (times, told []float64, f counts.Binomial) {
	for i, w := range with {
		c := without[i]
		if w.exposure == 0 || c.exposure == 0 {
			continue
		}
		times = append(times, w.at)
		told = append(told, w.complaints)
		f.Sum = append(f.Sum, w.complaints+c.complaints)
		f.Offset = append(f.Offset, math.Log(w.exposure/c.exposure))
	}
	return times, told, f
}

// fitOdds fits the odds before the fix and their dispersion, at least that of binomial counts.
func fitOdds(times, told []float64, f counts.Binomial, freedom float64) (counts.Line, float64) {
	phi := 1.0
	var l counts.Line
	for range 3 {
		l = counts.FitLine(times, told, f, phi/(slopeSD*slopeSD), 0)
		phi = max(1, l.Pearson()/freedom)
	}
	return l, phi
}

// usable reports whether a control has complained enough, with weeks enough that both were heard.
func usable(before, control, after, controlled []week) bool {
	times, _, _ := pairs(before, control)
	fixed, _ := total(before)
	was, _ := total(control)
	is, exposure := total(controlled)
	_, ahead := total(after)
	return len(times) >= minBeforeWeeks && fixed >= fewComplaints && was >= controlBefore &&
		(is >= controlAfter && exposure > 0 && ahead > 0 || len(after) == 0)
}
