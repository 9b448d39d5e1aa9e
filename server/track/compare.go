package track

import (
	"fmt"
	"slices"
	"time"

	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/measure/counts"
)

// comparison is what is held against each other: the weeks where the fix is, before and after
// it, and those of the locations without it.
type comparison struct {
	windows       Windows
	rows          []Row // where the fix is
	others        []Row // at known locations without it, through its channels; nil for a fix everywhere
	before, after []week
	controlBefore []week
	controlAfter  []week
	rates         counts.Rates[stratum]
	baseline      []week // see baselineOf
	controlWeeks  int    // see baselineWeeks
}

func newComparison(f Fix, rows []Row, o Options, now time.Time) *comparison {
	fix := measure.DayOf(f.ShippedAt)
	c := &comparison{windows: windowsOf(fix, firstDay(rows, fix), o, now)}
	rows = slices.Clone(rows)
	slices.SortFunc(rows, Row.compare) // so that sums are the same in whichever order rows come
	c.rows, c.others = f.split(rows)
	c.rates = ratesIn(slices.Concat(c.rows, c.others), c.windows.Before)
	c.before = weeksOf(c.rows, &c.rates, c.windows.Before, fix)
	c.after = weeksOf(c.rows, &c.rates, c.windows.After, fix)
	c.controlBefore = weeksOf(c.others, &c.rates, c.windows.Before, fix)
	c.controlAfter = weeksOf(c.others, &c.rates, c.windows.After, fix)
	c.baseline = baselineOf(heard(c.before))
	c.controlWeeks = baselineWeeks(c.before, c.controlBefore)
	return c
}

// firstDay is the first day on which anything was heard, or the day of the fix.
func firstDay(rows []Row, fix measure.Day) measure.Day {
	first := fix
	for _, r := range rows {
		if r.Volume > 0 {
			first = min(first, r.Day)
		}
	}
	return first
}

// split parts rows by the scope of a fix. Where it has locations, rows without one may be
// either and are neither.
func (f Fix) split(rows []Row) (with, without []Row) {
	for _, r := range rows {
		switch {
		case len(f.Channels) > 0 && !slices.Contains(f.Channels, r.Channel):
		case len(f.Locations) == 0 || slices.Contains(f.Locations, r.Location):
			with = append(with, r)
		case r.Location != "":
			without = append(without, r)
		}
	}
	return with, without
}

// comparable reports whether there is anything to compare.
func (c *comparison) comparable() bool {
	return len(heard(c.before)) >= minBeforeWeeks && len(heard(c.after)) >= minAfterWeeks
}

// expect says what was to be heard over some weeks after the fix.
func (c *comparison) expect(after, controlAfter []week) expectation {
	if !c.controlled(after, controlAfter) {
		return expect(c.baseline, heard(after))
	}
	return expectByControl(c.before[:c.controlWeeks], c.controlBefore[:c.controlWeeks], after, controlAfter)
}

// controlled reports whether the locations without the fix serve as control.
func (c *comparison) controlled(after, controlAfter []week) bool {
	return len(c.others) > 0 && usable(c.before, c.controlBefore, after, controlAfter)
}

// surgeWeeks are the weeks just before a fix that may have been a surge that passes by itself.
const surgeWeeks = 4

// surgeLevel is the level of the interval above which they are a surge: one in ten are by
// chance, which costs little, and a surge that is taken for the usual costs a false success.
const surgeLevel = 0.8

// baselineOf is the weeks before a fix that its effect is measured against: those since the
// break began, without a surge just before the fix. Fixes are shipped when complaints are many,
// and what is many by chance falls by itself (regression to the mean; the like of Ashenfelter
// 1978).
func baselineOf(weeks []week) []week {
	weeks = sinceOnset(weeks)
	n := len(weeks) - surgeWeeks
	if n < minBeforeWeeks {
		return weeks
	}
	early, last := weeks[:n], weeks[n:]
	if y, _ := total(early); y < fewComplaints {
		return weeks
	}
	if heard, _ := total(last); expect(early, last).interval(heard, surgeLevel).Low > 1 {
		return early
	}
	return weeks
}

// baselineWeeks is how many of the weeks before a fix it is compared with a control over: those
// before a surge that only the places with the fix had.
func baselineWeeks(before, control []week) int {
	n := len(before) - surgeWeeks
	if n < 1 || !usable(before[:n], control[:n], before[n:], control[n:]) {
		return len(before)
	}
	surge, _ := total(before[n:])
	if expectByControl(before[:n], control[:n], before[n:], control[n:]).interval(surge, surgeLevel).Low > 1 {
		return n
	}
	return len(before)
}

// plain is the rate after the fix to that of as many weeks before it.
func (c *comparison) plain() float64 {
	after := heard(c.after)
	before := heard(c.before)
	before = before[max(len(before)-len(after), 0):]
	was, old := total(before)
	is, exposure := total(after)
	if was == 0 {
		return min(is*MaxRatio, MaxRatio)
	}
	return min((is/exposure)/(was/old), MaxRatio)
}

func (c *comparison) control() *Control {
	return &Control{
		Locations: len(locationsIn(c.others)), Before: tallyOf(c.controlBefore), After: tallyOf(c.controlAfter),
	}
}

// enoughOn is the first day on which an interval could exclude 1 for a halving, were the volume
// to go on as it is; nil when that does not come to pass within the windows.
func (c *comparison) enoughOn(o Options) *measure.Day {
	if len(heard(c.before)) < minBeforeWeeks {
		return nil
	}
	after, controlled := slices.Clone(c.after), slices.Clone(c.controlAfter)
	for len(after) < max(o.AfterWeeks, minAfterWeeks) {
		after = append(after, next(c.before, c.after, after, c.windows))
		controlled = append(controlled, next(c.controlBefore, c.controlAfter, controlled, c.windows))
		if len(heard(after)) < minAfterWeeks {
			continue
		}
		e := c.expect(after, controlled)
		if e.interval(e.complaint/2, level).High < 1 {
			day := c.windows.LeftOut.Last + 1 + measure.Day(7*len(after))
			return &day
		}
	}
	return nil
}

// next is the week to come after some: like the mean of those after the fix, or of the last
// four before it.
func next(before, after, sofar []week, w Windows) week {
	like := heard(after)
	if len(like) == 0 {
		like = before[max(len(before)-4, 0):]
	}
	y, exposure := total(like)
	n := max(float64(len(like)), 1)
	return week{
		at:         (float64(w.LeftOut.Days) + float64(7*len(sofar)) + 3.5) / 7,
		complaints: y / n, exposure: exposure / n,
	}
}

// notes say what limits the comparison.
func (c *comparison) notes(f Fix) []string {
	notes := []string{}
	controlled := c.controlled(c.after, c.controlAfter)
	if len(f.Locations) > 0 && c.windows.After.Days > 0 && !controlled {
		notes = append(notes, "the locations without the fix complain too little to serve as a control")
	}
	if left := unplaced(c.rows, &c.rates, c.windows.After); left > 0 {
		notes = append(notes, count(left, "complaint")+" from sources or channels not heard before the fix left out")
	}
	if len(heard(c.before)) < minBeforeWeeks {
		return notes
	}
	surged := controlled && c.controlWeeks < len(c.before)
	if !controlled {
		begun := sinceOnset(heard(c.before))
		if n := len(c.before) - len(begun); n > 0 {
			notes = append(notes, count(n, "week")+" before the break began, or silent, left out")
		}
		surged = len(c.baseline) < len(begun)
	}
	if surged {
		notes = append(notes, fmt.Sprintf("complaints surged in the last %s before the fix; a surge may pass by itself, so the fix is held against the weeks before it", count(surgeWeeks, "week")))
	}
	return notes
}

// unplaced counts the complaints of a window whose strata were not heard before the fix.
func unplaced(rows []Row, r *counts.Rates[stratum], w measure.Window) int {
	sum := 0
	for _, row := range rows {
		if _, known := r.Of(stratum{row.Source, row.Channel}); !known && row.Day >= w.First() && row.Day <= w.Last {
			sum += row.Complaints
		}
	}
	return sum
}
