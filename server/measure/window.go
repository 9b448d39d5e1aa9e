package measure

import (
	"fmt"
	"time"
)

// Day is a calendar day, of UTC or of the tenant's time zone, counted from 1970-01-01 as day 0. It
// reads and writes as YYYY-MM-DD.
type Day int32

const daySeconds = 24 * 60 * 60

// DayOf returns the day that t falls in, in the time zone that t carries: Facts give every time that
// of the tenant. The zone of the machine is nobody's: a time that carries it counts by UTC.
func DayOf(t time.Time) Day {
	seconds := t.Unix()
	if !byUTC(t) {
		_, offset := t.Zone()
		seconds += int64(offset)
	}
	day := seconds / daySeconds
	if seconds%daySeconds < 0 {
		day--
	}
	return Day(day)
}

func byUTC(t time.Time) bool { return t.Location() == time.UTC || t.Location() == time.Local }

// EndOfDay returns the last instant of t's day in t's time zone, to the microsecond. A day on which
// clocks change has 23 or 25 hours, or what the zone says.
func EndOfDay(t time.Time) time.Time {
	day := DayOf(t)
	if byUTC(t) {
		return day.End()
	}
	low, high := t, t.Add(36*time.Hour) // of this day and of a later one
	for high.Sub(low) > time.Microsecond {
		middle := low.Add((high.Sub(low) / 2).Truncate(time.Microsecond))
		if middle.Equal(low) {
			break
		}
		if DayOf(middle) <= day {
			low = middle
		} else {
			high = middle
		}
	}
	return high.Truncate(time.Microsecond).Add(-time.Microsecond)
}

// Start returns the first instant of the day, as a UTC day.
func (d Day) Start() time.Time { return time.Unix(int64(d)*daySeconds, 0).UTC() }

// End returns the last instant of the day, as a UTC day, to the microsecond: Postgres keeps no finer ones.
func (d Day) End() time.Time { return (d + 1).Start().Add(-time.Microsecond) }

// Week returns the ISO week of the day as year x 100 + week, such as 202617.
func (d Day) Week() int {
	year, week := d.Start().ISOWeek()
	return year*100 + week
}

// String returns the day as YYYY-MM-DD.
func (d Day) String() string { return d.Start().Format(time.DateOnly) }

// MarshalText writes the day as YYYY-MM-DD.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a day written as YYYY-MM-DD.
func (d *Day) UnmarshalText(text []byte) error {
	t, err := time.Parse(time.DateOnly, string(text))
	if err != nil {
		return fmt.Errorf("day %q must be written as YYYY-MM-DD", text)
	}
	*d = DayOf(t)
	return nil
}

// Window is a run of days.
type Window struct {
	Last Day `json:"last"` // the last day, included
	Days int `json:"days"` // how many, at least 1
}

// First returns the first day, included.
func (w Window) First() Day { return w.Last - Day(w.Days) + 1 }

// Contains reports whether an instant falls on a day of the window.
func (w Window) Contains(t time.Time) bool {
	d := DayOf(t)
	return w.First() <= d && d <= w.Last
}
