package track

import "math"

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
	times, counts, f := pairs(before, control)
	freedom := float64(len(times) - 2)
	l, phi := fitOdds(times, counts, f, freedom)
	e := expectation{method: MethodControl, linear: 1, weeks: len(times)}
	if phi > 1 {
		e.freedom = freedom
	}
	e.trend = wald(l.b, math.Sqrt(phi*l.bb), e.freedom, level)
	var gb, squares float64
	for i, w := range after {
		if w.exposure == 0 || controlAfter[i].exposure == 0 {
			continue
		}
		odds := w.exposure / controlAfter[i].exposure * math.Exp(l.a+l.b*w.at)
		mu := odds * controlAfter[i].complaints
		e.complaint += mu
		gb += mu * w.at
		squares += odds * mu
	}
	gb /= e.complaint
	e.square = (phi - 1) / e.complaint // phi at the expected count; less of them differ less
	relative := phi * (l.aa + 2*l.ab*gb + l.bb*gb*gb + squares/(e.complaint*e.complaint))
	e.evidence, e.exposure = 1/relative, e.complaint*relative
	return e
}

// pairs puts the weeks in which both were heard side by side.
func pairs(with, without []week) (times, counts []float64, f binomial) {
	for i, w := range with {
		c := without[i]
		if w.exposure == 0 || c.exposure == 0 {
			continue
		}
		times = append(times, w.at)
		counts = append(counts, w.complaints)
		f.sum = append(f.sum, w.complaints+c.complaints)
		f.offset = append(f.offset, math.Log(w.exposure/c.exposure))
	}
	return times, counts, f
}

// fitOdds fits the odds before the fix and their dispersion, at least that of binomial counts.
func fitOdds(times, counts []float64, f binomial, freedom float64) (line, float64) {
	phi := 1.0
	var l line
	for range 3 {
		l = fitLine(times, counts, f, phi/(slopeSD*slopeSD), 0)
		phi = max(1, l.pearson()/freedom)
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
