package track

import (
	"time"

	"github.com/throughline-cx/throughline/server/measure"
)

// minBeforeWeeks is how many weeks before a fix are needed to tell how much weeks differ.
const minBeforeWeeks = 4

// minAfterWeeks is how many weeks after a fix a verdict needs.
const minAfterWeeks = 2

// Options say which days around a fix are compared.
type Options struct {
	BeforeWeeks int // at most so many weeks before the fix, at least 4
	AfterWeeks  int // at most so many weeks after it, at least 2
	LagDays     int // complaints of so many days from the fix on may be about journeys before it; at least 7 days are left out
}

// DefaultOptions compare twenty weeks before a fix, long enough to tell a trend from chance and
// short enough for a straight one, with up to eight after it, and leave out the fix's week.
var DefaultOptions = Options{BeforeWeeks: 20, AfterWeeks: 8, LagDays: 7}

// Windows are the days that are compared. Before and After are whole weeks, counted from the
// day of the fix, so that every day of the week weighs the same on both sides.
type Windows struct {
	Before  measure.Window `json:"before"`   // ends with the day before the fix
	LeftOut measure.Window `json:"left_out"` // the fix's own week, or the lag when that is longer
	After   measure.Window `json:"after"`    // days 0 while no week has passed
}

// windowsOf lays the windows around a fix. The day of now is not over, so it does not count.
func windowsOf(fix, from measure.Day, o Options, now time.Time) Windows {
	gap := max(o.LagDays, 7)
	start := fix + measure.Day(gap)
	before := min(max(o.BeforeWeeks, minBeforeWeeks), max(int(fix-from)/7, 0))
	after := min(max(o.AfterWeeks, minAfterWeeks), max(int(measure.DayOf(now)-start)/7, 0))
	return Windows{
		Before:  measure.Window{Last: fix - 1, Days: 7 * before},
		LeftOut: measure.Window{Last: start - 1, Days: gap},
		After:   measure.Window{Last: start + measure.Day(7*after) - 1, Days: 7 * after},
	}
}
