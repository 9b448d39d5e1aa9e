package measure

import (
	"fmt"
	"time"
)

// Day is a UTC calendar day, counted from 1970-01-01 as day 0. It reads and writes as
// YYYY-MM-DD.
type Day int32

const daySeconds = 24 * 60 * 60

// DayOf returns the UTC day that t falls in.
func DayOf(t time.Time) Day {
	seconds := t.Unix()
	day := seconds / daySeconds
	if seconds%daySeconds < 0 {
		day--
	}
	return Day(day)
}

// Start returns the first instant of the day.
func (d Day) Start() time.Time { return time.Unix(int64(d)*daySeconds, 0).UTC() }

// End returns the last instant of the day, to the microsecond: Postgres keeps no finer ones.
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

// Window is a run of UTC days.
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
