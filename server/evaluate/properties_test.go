package evaluate_test

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/measure"
)

// lines is the delta's events as replay prints them.
func lines(t *rapid.T, d evaluate.Delta) string {
	var out []byte
	for _, n := range d.Notices {
		line, err := json.Marshal(evaluate.EventOf(n))
		if err != nil {
			t.Fatal(err)
		}
		out = append(append(out, line...), '\n')
	}
	return string(out)
}

// One call over everything gives what a call for every day gives, change by change.
func TestTheWholeEqualsDayByDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arrivals := stream(t)
		a, b := evaluate.NewState(), evaluate.NewState()
		days := dayByDay(a, arrivals)
		whole := b.Advance((measure.DayOf(monday) + 41).End(), arrivals, config)
		if x, y := lines(t, days), lines(t, whole); x != y {
			t.Fatalf("day by day:\n%s\nin one:\n%s", x, y)
		}
		if !slices.Equal(states(a), states(b)) {
			t.Fatalf("final states differ:\n%v\n%v", states(a), states(b))
		}
	})
}

func TestReplayingTwiceIsIdentical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arrivals := stream(t)
		if x, y := lines(t, dayByDay(evaluate.NewState(), arrivals)), lines(t, dayByDay(evaluate.NewState(), arrivals)); x != y {
			t.Fatalf("two replays differ:\n%s\n%s", x, y)
		}
	})
}

// A state that was stored and restored in the middle goes on as if nothing had happened.
func TestRestoredStateGoesOnIdentically(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arrivals := stream(t)
		cut := (measure.DayOf(monday) + measure.Day(rapid.IntRange(0, 40).Draw(t, "cut"))).End()
		var early, late []evaluate.Arrival
		for _, a := range arrivals {
			if a.ReceivedAt.After(cut) {
				late = append(late, a)
			} else {
				early = append(early, a)
			}
		}
		a := evaluate.NewState()
		d := a.Advance(cut, early, config)
		b, err := evaluate.Restore(export(a, d, early))
		if err != nil {
			t.Fatal(err)
		}
		end := (measure.DayOf(monday) + 41).End()
		da, db := a.Advance(end, late, config), b.Advance(end, late, config)
		if x, y := lines(t, da), lines(t, db); x != y {
			t.Fatalf("without a break:\n%s\nrestored:\n%s", x, y)
		}
		if !slices.Equal(states(a), states(b)) || len(da.Readings) != len(db.Readings) {
			t.Fatalf("final states differ:\n%v\n%v", states(a), states(b))
		}
	})
}

// export keeps what a store keeps: members as they were given out, interactions, volume, alerts.
func export(s *evaluate.State, d evaluate.Delta, arrivals []evaluate.Arrival) evaluate.Parts {
	facts := measure.NewFacts()
	for _, a := range arrivals {
		if len(a.Mentions) > 0 {
			facts.AddInteraction(a.Interaction)
		}
	}
	for _, v := range s.Facts().Volumes() {
		facts.AddVolume(v)
	}
	for _, v := range s.Facts().PlaceVolumes() {
		facts.AddPlaceVolume(v)
	}
	var alerts []alert.Alert
	for _, n := range d.Notices {
		alerts = append(alerts, n.Alert) // later ones replace earlier ones
	}
	return evaluate.Parts{Groups: s.Groups().Parts(), Facts: facts, Alerts: alerts, At: s.At(), Policy: config.Policy}
}

// What fires is told with the members and the numbers it fired on.
func TestEventsCountTheirOwnMembers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arrivals := stream(t)
		byID := map[string]measure.Interaction{}
		for _, a := range arrivals {
			byID[a.Interaction.ExternalID] = a.Interaction
		}
		for _, n := range dayByDay(evaluate.NewState(), arrivals).Notices {
			e := evaluate.EventOf(n)
			w := config.Policy.Window(measure.DayOf(e.At))
			customers, inside := map[string]bool{}, 0
			for _, m := range e.Members {
				if in := byID[m]; w.Contains(in.OccurredAt) {
					customers[in.CustomerID] = true
					inside++
				}
			}
			copies := len(n.Change.Reading.Copies)
			if len(customers) != e.Customers || inside != e.Interactions+copies {
				t.Fatalf("stated %d customers of %d interactions and %d copies, recomputed %d of %d", e.Customers, e.Interactions, copies, len(customers), inside)
			}
		}
	})
}
