package evaluate_test

import (
	"fmt"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/measure"
)

// in returns the empty state of a tenant that counts by the days of a zone.
func in(t testing.TB, zone *time.Location) *evaluate.State {
	t.Helper()
	s, err := evaluate.Restore(evaluate.Parts{Facts: measure.NewFactsIn(zone)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// livedBy writes what changed, on which days of the clock of the place.
func livedBy(notices []evaluate.Notice) []string {
	var out []string
	for _, n := range notices {
		r := n.Change.Reading
		out = append(out, fmt.Sprint(n.Change.At.Format("2006-01-02T15:04:05.999999"), n.Change.To, r.Window.Last, len(r.Interactions), len(r.Customers), r.Days, r.Weeks, n.Change.Reason))
	}
	return out
}

// A tenant five hours and three quarters ahead of UTC lives through the same log as one whose clock is
// UTC and to whom everything happens as much later.
func TestAZoneIsItsOwnClock(t *testing.T) {
	ahead := 5*time.Hour + 45*time.Minute
	kathmandu := time.FixedZone("ahead", int(ahead/time.Second))
	rapid.Check(t, func(rt *rapid.T) {
		log := stream(rt)
		shifted := slices.Clone(log)
		for i := range shifted {
			shifted[i].ReceivedAt = shifted[i].ReceivedAt.Add(ahead)
			shifted[i].Interaction.OccurredAt = shifted[i].Interaction.OccurredAt.Add(ahead)
		}
		end := (measure.DayOf(monday) + 41).End()
		got := livedBy(in(t, kathmandu).Advance(end.Add(-ahead), log, config).Notices)
		want := livedBy(in(t, time.UTC).Advance(end, shifted, config).Notices)
		if !slices.Equal(got, want) {
			rt.Fatalf("ahead of UTC:\n%v\nUTC, later:\n%v", got, want)
		}
	})
}

// Days are judged at their own ends through the night on which clocks change: an hour earlier by UTC
// after it.
func TestDaysEndWithTheClocksOfThePlace(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	var log []evaluate.Arrival
	start := time.Date(2026, 3, 26, 23, 30, 0, 0, time.UTC) // half past midnight on the 27th; clocks change on the 29th
	for i := range 8 {
		a := arrival(i, 0, fmt.Sprint("c", i), "web", "desk")
		at := start.Add(time.Duration(i/2) * 24 * time.Hour)
		a.ReceivedAt, a.Interaction.OccurredAt = at, at
		log = append(log, a)
	}
	s := in(t, berlin)
	var changes []string
	for _, n := range s.Advance(time.Date(2026, 4, 10, 12, 0, 0, 0, time.UTC), log, config).Notices {
		changes = append(changes, fmt.Sprint(n.Change.To, " ", n.Change.At.UTC().Format(time.RFC3339Nano), " on ", n.Change.Reading.Window.Last))
	}
	want := []string{
		"near_threshold 2026-03-27T22:59:59.999999Z on 2026-03-27",
		"firing 2026-03-28T22:59:59.999999Z on 2026-03-28",
		"fading 2026-04-06T21:59:59.999999Z on 2026-04-06", // seven days after the last complaint, an hour earlier by UTC
	}
	if len(changes) < 3 || !slices.Equal(changes[:3], want) { // what follows is the lifecycle's
		t.Errorf("changes %q, want %q", changes, want)
	}
}
