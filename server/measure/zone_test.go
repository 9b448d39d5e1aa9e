package measure_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// Days end when the clocks of the place say so, also on the days on which clocks change.
func TestDaysThatAreNot24Hours(t *testing.T) {
	for _, c := range []struct {
		zone, at string
		length   time.Duration // of the day, counted from at, which is its first instant
	}{
		{"Europe/Berlin", "2026-03-28T23:00:00Z", 23 * time.Hour},     // spring forward
		{"Europe/Berlin", "2026-10-24T22:00:00Z", 25 * time.Hour},     // fall back
		{"America/Sao_Paulo", "2018-11-04T03:00:00Z", 23 * time.Hour}, // midnight is skipped: the day begins at one
		{"America/Havana", "2025-11-02T04:00:00Z", 25 * time.Hour},    // midnight comes twice
		{"Pacific/Apia", "2011-12-29T10:00:00Z", 24 * time.Hour},      // the next day is left out
		{"Australia/Lord_Howe", "2026-04-04T13:00:00Z", 24*time.Hour + 30*time.Minute},
		{"Asia/Kathmandu", "2026-05-01T18:15:00Z", 24 * time.Hour},
		{"UTC", "2026-05-01T00:00:00Z", 24 * time.Hour},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		at = at.In(zone(t, c.zone))
		end := measure.EndOfDay(at)
		if want := at.Add(c.length - time.Microsecond); !end.Equal(want) {
			t.Errorf("%s from %s ends at %s, want %s", c.zone, at, end, want)
		}
		if before := at.Add(-time.Microsecond); measure.DayOf(before) == measure.DayOf(at) || !measure.EndOfDay(before).Equal(before) {
			t.Errorf("%s: %s does not end a day", c.zone, before)
		}
	}
}

func TestEveryInstantIsOnItsDay(t *testing.T) {
	zones := []*time.Location{
		time.UTC, zone(t, "Europe/Berlin"), zone(t, "America/New_York"), zone(t, "America/Havana"), zone(t, "Pacific/Kiritimati"), zone(t, "Asia/Kathmandu"),
	}
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "seconds"), 0).In(rapid.SampledFrom(zones).Draw(t, "zone"))
		day, end := measure.DayOf(at), measure.EndOfDay(at)
		if day.String() != at.Format(time.DateOnly) {
			t.Fatalf("%s is on %s", at, day)
		}
		if measure.DayOf(end) != day || measure.DayOf(end.Add(time.Microsecond)) <= day || end.Before(at) {
			t.Fatalf("the day of %s ends at %s", at, end)
		}
	})
}

// A complaint late in the evening counts on the tenant's own day, and volume with it.
func TestReadingsCountLocalDays(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	evening := time.Date(2026, 3, 28, 23, 30, 0, 0, time.UTC) // half past midnight on the 29th, when clocks change
	for _, c := range []struct {
		zone *time.Location
		day  string
	}{{time.UTC, "2026-03-28"}, {berlin, "2026-03-29"}} {
		facts, cluster := measure.NewFactsIn(c.zone), &group.Cluster{}
		in := measure.Interaction{ID: group.Derive("interaction", "late"), ExternalID: "late", Source: "call", CustomerID: "ann", LocationID: "s1", OccurredAt: evening}
		facts.AddInteraction(in)
		facts.Hear(in)
		cluster.Members = []group.Member{{InteractionID: in.ID, OccurredAt: evening}}
		var day measure.Day
		if err := day.UnmarshalText([]byte(c.day)); err != nil {
			t.Fatal(err)
		}
		r := measure.Read(cluster, facts, shopMap, measure.Window{Last: day, Days: 1}, options, evening)
		if len(r.Interactions) != 1 || len(r.Days) != 1 || r.Days[0] != day || !r.Interactions[0].OccurredAt.Equal(evening) {
			t.Errorf("in %s: %v on %v, want it on %s", c.zone, r.Interactions, r.Days, day)
		}
		if v := facts.Volumes(); v[0].Day != day || facts.PlaceVolumes()[0].Day != day {
			t.Errorf("in %s the volume is on %s", c.zone, v[0].Day)
		}
	}
}
