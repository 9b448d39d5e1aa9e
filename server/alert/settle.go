package alert

import (
	"fmt"
	"strings"
	"time"

	"github.com/throughline-cx/throughline/server/measure"
)

// What becomes of what people did, judgement by judgement. Each function changes the alert after
// the judgement and says why, or says nothing.

// bury resolves what fired when its cluster has no mentions any more, and takes that back when it
// has some again: a merger that was undone.
func bury(after *Alert, _ Alert, j Judgement) string {
	h := &after.Handling
	switch {
	case j.Gone && !after.Fired():
		h.Snooze = nil
	case j.Gone && (h.Resolved == nil || h.Snooze != nil):
		*h = Handling{Resolved: &Resolution{At: j.At, Gone: true}}
		return "its cluster has no mentions any more"
	case !j.Gone && h.Resolved != nil && h.Resolved.Gone:
		*h = Handling{}
		return "its cluster has mentions again"
	}
	return ""
}

// regress ends what people did when complaints from after it cross the policy by themselves, and
// when it fires again after fading without anything that speaks for a fix.
func regress(after *Alert, before Alert, j Judgement) string {
	switch {
	case j.Again != nil && j.Again.Crossed && !j.Gone:
		fix, at := after.fixed(j.Fix), j.At
		what := "its resolution"
		if fix != nil {
			what = fmt.Sprintf("the fix of %s and %d days", measure.DayOf(fix.ShippedAt), int(RegressionLag/(24*time.Hour)))
		}
		after.Handling = Handling{Snooze: after.Handling.Snooze, Regressed: &at}
		by := after.heldBy() // thresholds alone go on as if nobody had resolved it
		after.Evidence = freeze(j)
		after.Evidence.HeldBy = by
		return "complaints from after " + what + " meet every threshold by themselves: " + j.Again.String()
	case j.Again == nil && before.Level == Fading && after.Level == Firing && after.Handling.Taken != nil:
		after.Handling.Taken = nil // whoever took it took what has faded since
	}
	return ""
}

// noteFix takes in a fix that shipped at the seam. Where the alert had not fired before this
// judgement, it fires first.
func noteFix(after *Alert, before Alert, j Judgement) string {
	if !before.Fired() || j.Gone {
		return ""
	}
	fix := after.fixed(j.Fix)
	if fix == after.Handling.Fix {
		return ""
	}
	after.Handling.Fix, after.Handling.Regressed = fix, nil
	return fmt.Sprintf("a fix shipped at its seam on %s; complaints from %s on speak against it",
		measure.DayOf(fix.ShippedAt), measure.DayOf(fix.ShippedAt.Add(RegressionLag)))
}

// endSnooze ends a snooze that is over.
func endSnooze(after *Alert, _ Alert, j Judgement) string {
	s := after.Handling.Snooze
	if s == nil {
		return ""
	}
	why := ""
	switch ends, have := s.Ends(), len(j.Reading.Customers); {
	case !s.Until.IsZero() && !j.At.Before(s.Until):
		why = "the snooze until " + s.Until.Format(time.RFC3339) + " has ended"
	case ends > 0 && have >= ends:
		why = fmt.Sprintf("the snooze has ended: %d customers, %d when it began, and it was to last until they grow by %d %%", have, s.Customers, s.GrowthPercent)
	case !s.Fired && after.Fired():
		why = "the snooze has ended: it had not fired when it began"
	}
	if why != "" {
		after.Handling.Snooze = nil
	}
	return why
}

// rest resolves what had faded and of which nothing was heard over the whole window, while its
// sources are heard. What has faded at an instant is not resolved at the same one: judged twice, as when
// texts are read again, it stays.
func rest(after *Alert, before Alert, j Judgement) string {
	h := &after.Handling
	quiet := before.Level == Fading && after.Level == Fading && len(j.Reading.Interactions) == 0 && len(j.Unheard) == 0
	if !quiet || !j.At.After(before.ChangedAt) || j.Gone || h.Resolved != nil || h.Snooze != nil {
		return ""
	}
	h.Resolved = &Resolution{At: j.At}
	return fmt.Sprintf("nothing was heard of it in %d days, and its sources are heard as before", j.Outcome.WindowDays)
}

// facets returns what is true of the alert beside its level, and, where that is not something that
// a person did, why.
func (a Alert) facets(j Judgement) (facet, string) {
	var f facet
	h := a.Handling
	for _, is := range []struct {
		true bool
		facet
	}{{h.Snooze != nil, isSnoozed}, {h.Resolved != nil, isResolved}, {h.Regressed != nil, isRegressed}, {h.Fix != nil, isFixed}, {h.Taken != nil, isTaken}} {
		if is.true {
			f |= is.facet
		}
	}
	if a.Level == Fading && len(j.Unheard) > 0 {
		return f | isUnheard, "quiet is not fixed while less is heard: " + strings.Join(j.Unheard, "; ")
	}
	trend, why := a.trend(j)
	return f | trend, why
}

// Course is where the complaints of a cluster are going.
type Course struct {
	Word   measure.Course
	Reason string // in words, with figures
}

// CourseWeeks is over how many weeks a course is told: long enough for an interval, and short enough
// to be about what goes on since somebody took the alert.
const CourseWeeks = 8

// courseDays is how long after an alert was taken, or after its fix and the week in which complaints
// may still be about what came before it, its course says something about it.
const courseDays = 14

// Watched reports whether an alert, given the latest fix at its seam, is one whose course is looked
// at.
func Watched(a Alert, latest *Fix) bool {
	return a.Fired() && (a.Handling.Taken != nil || a.fixed(latest) != nil)
}

// trend says whether complaints grow, once the alert was taken or fixed two weeks ago. They grow when
// the interval of their weekly ratio lies above 1; else they are steady. With too few to tell the alert
// stays as it is.
func (a Alert) trend(j Judgement) (facet, string) {
	var since time.Time
	switch h := a.Handling; {
	case a.Level != Firing || j.Course == nil:
		return 0, ""
	case h.Fix != nil:
		since = h.Fix.ShippedAt.Add(RegressionLag)
	case h.Taken != nil:
		since = h.Taken.At
	default:
		return 0, ""
	}
	if j.At.Before(since.AddDate(0, 0, courseDays)) {
		return 0, ""
	}
	switch j.Course.Word {
	case measure.CourseGrowing:
		return isGrowing, "grows: " + j.Course.Reason
	case measure.CourseSteady, measure.CourseFading:
		return isSteady, "does not grow: " + j.Course.Reason
	case measure.CourseTooFew:
	}
	return 0, ""
}

func heard(days []measure.DayCount) (n int) {
	for _, d := range days {
		n += d.Interactions
	}
	return n
}
