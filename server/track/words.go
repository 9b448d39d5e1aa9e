package track

import (
	"fmt"
	"strings"

	"github.com/throughline-cx/throughline/server/measure"
)

// reason says in words how the verdict came about.
func (e *Effect) reason() string {
	figures := fmt.Sprintf("%s in the %s from %s, %.1f expected %s: %s",
		count(e.After.Complaints, "complaint"), count(e.After.Weeks, "week"), e.Windows.After.First(), e.Expected, e.against(), e.Rate)
	switch e.Verdict {
	case CoverageLost:
		var lost []string
		for _, l := range e.CoverageLost {
			lost = append(lost, l.Note)
		}
		return "quiet is not fixed: " + strings.Join(lost, "; ") + ". " + figures
	case NotEnough:
		return figures + ". " + until(e.EnoughOn)
	case NoEffectSeen:
		return figures + ". " + e.unseen()
	}
	return figures
}

// against says what the complaints are held against.
func (e *Effect) against() string {
	switch e.Method {
	case MethodControl:
		return fmt.Sprintf("by the %s without the fix in the same weeks", count(e.Control.Locations, "location"))
	case MethodConditional:
		return fmt.Sprintf("by volume from the %s before", count(e.Before.Complaints, "complaint"))
	default:
		return fmt.Sprintf("from the %s before, their trend and the volume", count(e.Baseline, "week"))
	}
}

// unseen says why an interval without 1 was not enough, or that there is none.
func (e *Effect) unseen() string {
	switch {
	case e.Rate.High < 1:
		return fmt.Sprintf("The rate itself did not fall: it is %.2f times that of as many weeks before", e.Plain)
	case e.Rate.Low > 1:
		return fmt.Sprintf("The rate itself did not rise: it is %.2f times that of as many weeks before", e.Plain)
	default:
		return "A halving would show, and none does"
	}
}

// String tells a ratio with its interval.
func (i Interval) String() string {
	switch {
	case i.Ratio >= MaxRatio:
		return fmt.Sprintf("ratio without bound, 95 %% interval from %.2f on", i.Low)
	case i.High >= MaxRatio:
		return fmt.Sprintf("ratio %.2f, 95 %% interval from %.2f on", i.Ratio, i.Low)
	}
	return fmt.Sprintf("ratio %.2f, 95 %% interval %.2f to %.2f", i.Ratio, i.Low, i.High)
}

func until(day *measure.Day) string {
	if day == nil {
		return "Even a halving cannot show within these weeks: complaints are too few, or weeks differ too much"
	}
	return fmt.Sprintf("Not enough data until %s, when a halving could show", day)
}

// whyNot says why there is nothing to compare.
func (c *comparison) whyNot(enough *measure.Day) string {
	switch b, a := len(heard(c.before)), len(heard(c.after)); {
	case b < minBeforeWeeks:
		return fmt.Sprintf("%s with known volume before the fix; at least %d are needed to compare with", count(b, "week"), minBeforeWeeks)
	default:
		first := c.windows.LeftOut.Last + 1 + 7*minAfterWeeks
		return fmt.Sprintf("%s with known volume after the fix; at least %d are needed, on %s at the soonest. %s",
			count(a, "week"), minAfterWeeks, first, until(enough))
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
