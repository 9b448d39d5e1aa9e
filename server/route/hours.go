package route

import (
	"cmp"
	"slices"
	"time"
	_ "time/tzdata" // so that time zones are the same everywhere, and there at all

	"github.com/throughline-cx/throughline/server/alert"
)

// zone returns where the team's clock hangs.
func (t TeamSettings) zone() (*time.Location, error) {
	if t.TimeZone == "" {
		return time.UTC, nil
	}
	return time.LoadLocation(t.TimeZone)
}

// clockTime reads a time of day, "18:30".
func clockTime(text string) (hour, minute int, err error) {
	at, err := time.Parse("15:04", text)
	return at.Hour(), at.Minute(), err
}

// on returns a time of day on the day of an instant, some days later. Where clocks go forward
// over it, it is as long after midnight as it would be on another day, give or take that hour.
func on(day time.Time, later int, clock string) time.Time {
	hour, minute, _ := clockTime(clock)
	return time.Date(day.Year(), day.Month(), day.Day()+later, hour, minute, 0, 0, day.Location())
}

// span returns the quiet hours that begin on the day of an instant, false when none do.
func (q QuietHours) span(day time.Time) (start, end time.Time, ok bool) {
	if len(q.Days) > 0 && !slices.Contains(q.Days, day.Weekday()) {
		return start, end, false
	}
	start, end = on(day, 0, q.Start), on(day, 0, q.End)
	if q.End <= q.Start {
		end = on(day, 1, q.End)
	}
	return start, end, true
}

// maxQuietSteps is more than the spans that can follow each other without a gap in a week that
// is not covered whole.
const maxQuietSteps = 64

// QuietUntil returns the end of the quiet hours in which an instant is; false when it is in none.
// Spans that follow each other without a gap are one.
func (t TeamSettings) QuietUntil(at time.Time) (time.Time, bool) {
	zone, err := t.zone()
	if err != nil {
		return at, false // Validate refuses such a zone
	}
	until := at.In(zone)
	for range maxQuietSteps {
		later, quiet := t.quietEnd(until)
		if !quiet {
			break
		}
		until = later
	}
	return until.UTC(), until.After(at)
}

// quietEnd returns the end of one span in which an instant is.
func (t TeamSettings) quietEnd(at time.Time) (time.Time, bool) {
	for _, q := range t.Quiet {
		for _, back := range []int{1, 0} {
			start, end, ok := q.span(on(at, -back, "00:00"))
			if ok && !at.Before(start) && at.Before(end) {
				return end, true
			}
		}
	}
	return at, false
}

// coversEverything reports whether no minute of a week is open.
func (t TeamSettings) coversEverything(zone *time.Location) bool {
	monday := time.Date(2026, 1, 5, 0, 0, 0, 0, zone)
	at := monday
	for at.Before(monday.AddDate(0, 0, 7)) {
		end, quiet := t.quietEnd(at)
		if !quiet {
			return false
		}
		at = end
	}
	return true
}

// NextDigest returns when the team gets its next digest: after an instant, and not in its quiet
// hours.
func (t TeamSettings) NextDigest(after time.Time) time.Time {
	zone, err := t.zone()
	if err != nil {
		zone = time.UTC
	}
	local := after.In(zone)
	for later := 0; ; later++ {
		at := on(local, later, cmp.Or(t.DigestAt, DefaultDigestAt))
		if at.After(after) && (len(t.DigestDays) == 0 || slices.Contains(t.DigestDays, at.Weekday())) {
			until, _ := t.QuietUntil(at)
			return until
		}
	}
}

// HoldReason says why a message waits.
type HoldReason string

// The closed set of reasons.
const (
	HeldQuietHours HoldReason = "quiet_hours"
	HeldDigest     HoldReason = "digest"
	HeldOverBudget HoldReason = "over_budget"
)

// hold returns until when a message of a severity waits, and why; "" when it does not. spent says
// whether the team has been told of as many other alerts as its budget allows.
func (t TeamSettings) hold(at time.Time, severity alert.Severity, spent bool) (time.Time, HoldReason) {
	if severe(severity, cmp.Or(t.UrgentFrom, alert.SeverityCritical)) {
		return time.Time{}, ""
	}
	switch {
	case t.DigestAlways:
		return t.NextDigest(at), HeldDigest
	case spent:
		return t.NextDigest(at), HeldOverBudget
	}
	if until, quiet := t.QuietUntil(at); quiet {
		return until, HeldQuietHours
	}
	return time.Time{}, ""
}
