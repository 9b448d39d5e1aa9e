package measure_test

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/measure"
)

func TestDay(t *testing.T) {
	for _, tc := range []struct {
		instant string
		day     string
		week    int
	}{
		{"2026-03-01T23:59:59Z", "2026-03-01", 202609},
		{"2026-03-02T00:00:00Z", "2026-03-02", 202610},
		{"2026-03-02T01:30:00+02:00", "2026-03-02", 202610}, // Monday where its clock is, still Sunday in UTC
		{"2027-01-01T00:00:00Z", "2027-01-01", 202653},      // the ISO year is the one before
		{"1969-12-31T23:00:00Z", "1969-12-31", 197001},
	} {
		at, err := time.Parse(time.RFC3339, tc.instant)
		if err != nil {
			t.Fatal(err)
		}
		d := measure.DayOf(at)
		if d.String() != tc.day || d.Week() != tc.week {
			t.Errorf("%s is %s in week %d, want %s in week %d", tc.instant, d, d.Week(), tc.day, tc.week)
		}
	}
}

func TestDayHoldsItsInstants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(-1e10, 1e10).Draw(t, "seconds"), 0)
		d := measure.DayOf(at)
		if at.Before(d.Start()) || at.After(d.End()) {
			t.Fatalf("%v is not within %v to %v", at, d.Start(), d.End())
		}
		if measure.DayOf(d.End()) != d || measure.DayOf(d.End().Add(time.Microsecond)) != d+1 {
			t.Fatalf("day %v does not end at its end", d)
		}
	})
}

func TestDayReadsWhatItWrites(t *testing.T) {
	day := measure.DayOf(time.Date(2026, 5, 11, 12, 0, 0, 0, time.UTC))
	data, err := json.Marshal(day)
	if err != nil || string(data) != `"2026-05-11"` {
		t.Fatalf("wrote %s, %v", data, err)
	}
	var back measure.Day
	if err := json.Unmarshal(data, &back); err != nil || back != day {
		t.Errorf("read %v, %v", back, err)
	}
	if err := back.UnmarshalText([]byte("11.5.2026")); err == nil {
		t.Error("a day in another form was taken")
	}
}

func TestWindow(t *testing.T) {
	last := measure.DayOf(time.Date(2026, 5, 21, 0, 0, 0, 0, time.UTC))
	w := measure.Window{Last: last, Days: 21}
	if got := w.First().String(); got != "2026-05-01" {
		t.Errorf("first day %s, want 2026-05-01", got)
	}
	for day, want := range map[measure.Day]bool{last: true, last - 20: true, last - 21: false, last + 1: false} {
		if w.Contains(day.Start()) != want || w.Contains(day.End()) != want {
			t.Errorf("Contains(%s) is not %v", day, want)
		}
	}
}
