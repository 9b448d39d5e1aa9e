package track

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/measure"
)

// Verdict says in a word what a fix did.
type Verdict string

// The closed set of verdicts.
const (
	Worked       Verdict = "worked"          // fewer complaints than expected, and not by chance
	NoEffectSeen Verdict = "no_effect_seen"  // a halving would show, and none does
	Worse        Verdict = "worse"           // more complaints than expected, and not by chance
	NotEnough    Verdict = "not_enough_data" // even a halving could not be told from chance
	CoverageLost Verdict = "coverage_lost"   // what complaints came through is heard less than before
)

// Method says how an effect was measured.
type Method string

// The closed set of methods.
const (
	MethodNone        Method = ""            // nothing to compare
	MethodTrend       Method = "trend"       // against the weeks before the fix and their trend
	MethodControl     Method = "control"     // against the locations without the fix in the same weeks
	MethodConditional Method = "conditional" // fewer than five complaints before the fix: against their number alone
)

// Tally is what was heard over some weeks.
type Tally struct {
	Weeks      int     `json:"weeks"`
	Complaints int     `json:"complaints"`
	Others     int     `json:"others"`      // interactions about anything else
	PerHundred float64 `json:"per_hundred"` // complaints for each hundred of the others, 0 when there are none
}

// Effect is what a fix did, so far.
type Effect struct {
	FixID   uuid.UUID `json:"fix_id"`
	At      time.Time `json:"at"` // the instant it was measured
	Windows Windows   `json:"windows"`
	Verdict Verdict   `json:"verdict"`
	Method  Method    `json:"method"`
	Reason  string    `json:"reason"` // in words, with figures

	Before     Tally    `json:"before"`     // where the fix is
	After      Tally    `json:"after"`      // where the fix is
	Baseline   int      `json:"baseline"`   // weeks before the fix that the expectation rests on
	Plain      float64  `json:"plain"`      // the rate after the fix to that of as many weeks before it, by volume alone; 0 when unknown
	Expected   float64  `json:"expected"`   // complaints after the fix, had nothing changed
	Rate       Interval `json:"rate"`       // heard to expected, with its 95 % interval: the effect. All 0 without a method
	Trend      Interval `json:"trend"`      // how the rate went from week to week before the fix, as a factor; with MethodControl relative to the control
	Dispersion float64  `json:"dispersion"` // how many times as much as chance alone (Poisson) the complaints after the fix may vary

	Control      *Control     `json:"control"`       // the locations without the fix; nil when they are not used
	CoverageLost []Loss       `json:"coverage_lost"` // not empty when the verdict is CoverageLost
	EnoughOn     *measure.Day `json:"enough_on"`     // the first day on which a halving could show, at the present pace; nil when it could already, or never within the windows
	Complete     bool         `json:"complete"`      // the window after the fix is full: the effect is final
	Notes        []string     `json:"notes"`         // what limits it, in words
}

// Control is what was heard where the fix is not.
type Control struct {
	Locations int   `json:"locations"`
	Before    Tally `json:"before"`
	After     Tally `json:"after"`
}

// EffectOf measures what a fix did by the complaints about its break. Rows are those of the
// tenant, all locations and channels; those outside the scope of the fix serve as control or are
// not looked at. A verdict is for one look: while the effect is not complete, a look each
// week gives chance more than one try (docs/tracking.md has the figures).
func EffectOf(f Fix, rows []Row, o Options, now time.Time) Effect {
	c := newComparison(f, rows, o, now)
	out := Effect{
		FixID: f.ID, At: now, Windows: c.windows, Before: tallyOf(c.before), After: tallyOf(c.after),
		Complete: c.windows.After.Days == 7*max(o.AfterWeeks, minAfterWeeks), Notes: c.notes(f),
	}
	if !c.comparable() {
		out.Verdict, out.EnoughOn = NotEnough, c.enoughOn(o)
		out.Reason = c.whyNot(out.EnoughOn)
		return out
	}
	e := c.expect(c.after, c.controlAfter)
	out.Method, out.Expected, out.Trend, out.Baseline = e.method, e.complaint, e.trend, e.weeks
	out.Rate = e.interval(float64(out.After.Complaints), level)
	out.Dispersion = e.scatter(max(float64(out.After.Complaints), 1))
	out.Plain = c.plain()
	if e.method == MethodControl {
		out.Control = c.control()
	}
	out.CoverageLost = losses(c.rows, c.windows)
	out.Verdict = out.verdict(e)
	if out.Verdict == NotEnough {
		out.EnoughOn = c.enoughOn(o)
	}
	out.Reason = out.reason()
	return out
}

// verdict puts the figures into a word. A rate that fell less than its growth had to be
// expected, or rose less than its decline, is no effect that one would call so: the plain
// rate must have gone the same way.
func (e *Effect) verdict(x expectation) Verdict {
	switch {
	case len(e.CoverageLost) > 0:
		return CoverageLost
	case e.Rate.High < 1 && e.Plain < 1:
		return Worked
	case e.Rate.Low > 1 && e.Plain > 1:
		return Worse
	case x.interval(x.complaint/2, level).High >= 1:
		return NotEnough
	default:
		return NoEffectSeen
	}
}

func tallyOf(weeks []week) Tally {
	t := Tally{Weeks: len(weeks)}
	for _, w := range weeks {
		t.Complaints += int(w.complaints)
		t.Others += int(w.others)
	}
	if t.Others > 0 {
		t.PerHundred = 100 * float64(t.Complaints) / float64(t.Others)
	}
	return t
}

// locationsIn returns the distinct locations of rows, sorted.
func locationsIn(rows []Row) []string {
	var out []string
	for _, r := range rows {
		out = append(out, r.Location)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
