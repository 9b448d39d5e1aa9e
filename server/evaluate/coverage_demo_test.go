package evaluate_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/measure"
)

// thinSides returns what the alerts that fire say of a side that is thinly heard, in the reading and
// in the message.
func thinSides(t *testing.T, state *evaluate.State, arrivals []evaluate.Arrival, c evaluate.Config) (fired int, told []string) {
	t.Helper()
	last := arrivals[len(arrivals)-1].ReceivedAt
	for _, n := range state.Advance(measure.DayOf(last).End(), arrivals, c).Notices {
		if n.Change.To != alert.Firing || n.Change.Reading.Seam.To != "pickup_desk" {
			continue
		}
		fired++
		for _, g := range n.Change.Reading.Coverage {
			if g.Code == measure.GapSideThin {
				told = append(told, g.Note)
				if !slices.Contains(n.Message.BlindSpots, g) {
					t.Errorf("the message does not say %q", g.Note)
				}
			}
		}
	}
	return fired, told
}

// Without what stores tell, the alerts about the pickup desk say that they understate and may point
// at the wrong owner; with it they do not.
func TestDemoWithoutItsStores(t *testing.T) {
	state, arrivals, c := load(t, "../../demo/retail")
	fired, told := thinSides(t, state, arrivals, c)
	if fired == 0 || len(told) != 0 {
		t.Fatalf("%d alerts fire, and with the stores they say %v", fired, told)
	}
	silenced, _, _ := load(t, "../../demo/retail")
	without := slices.DeleteFunc(slices.Clone(arrivals), func(a evaluate.Arrival) bool { return a.Interaction.Source == "store_feedback" })
	fired, told = thinSides(t, silenced, without, c)
	if fired == 0 || len(told) != fired {
		t.Errorf("%d alerts fire, and without the stores %d say so", fired, len(told))
	}
	for _, note := range told {
		if !strings.Contains(note, "In-store pickup desk is thinly heard") || !strings.Contains(note, "understate") || !strings.Contains(note, "wrong one") {
			t.Errorf("it says %q", note)
		}
	}
}

// Where the stores fall silent in the middle of it, what fires afterwards names the source that is
// missing, in the reading and among the blind spots of the message.
func TestDemoWhoseStoresFallSilent(t *testing.T) {
	state, arrivals, c := load(t, "../../demo/retail")
	silent := arrivals[len(arrivals)/2].ReceivedAt
	cut := slices.DeleteFunc(slices.Clone(arrivals), func(a evaluate.Arrival) bool {
		return a.Interaction.Source == "store_feedback" && a.ReceivedAt.After(silent)
	})
	fired := 0
	for _, n := range state.Advance(measure.DayOf(arrivals[len(arrivals)-1].ReceivedAt).End(), cut, c).Notices {
		late := n.Change.At.After(silent.AddDate(0, 0, measure.CoverageDays))
		if n.Change.To != alert.Firing || n.Change.Reading.Seam.To != "pickup_desk" || !late {
			continue
		}
		fired++
		for _, code := range []string{measure.GapSourceSilent, measure.GapSideThin} {
			named := slices.ContainsFunc(n.Message.BlindSpots, func(g measure.Gap) bool {
				return g.Code == code && strings.Contains(g.Note, "store_feedback by store is silent since ")
			})
			if !named {
				t.Errorf("%s of %s: no blind spot %s names the stores: %v", n.Change.Reading.Title, n.Change.At, code, n.Message.BlindSpots)
			}
		}
	}
	if fired == 0 {
		t.Errorf("nothing fires after %s: the test sees nothing", silent)
	}
}

// spike is complaints of so many customers within so many days of monday+from, none else.
func spike(r *rand.Rand, from, days, customers int) []evaluate.Arrival {
	var out []evaluate.Arrival
	for i := range customers {
		day := i % days // on every day of them
		if i >= days {
			day = r.IntN(days)
		}
		out = append(out, arrival(i, 24*(from+day)+r.IntN(24), fmt.Sprint("c", i), "web", "desk"))
	}
	slices.SortStableFunc(out, func(a, b evaluate.Arrival) int { return a.ReceivedAt.Compare(b.ReceivedAt) })
	return out
}

// A spike of a single week, wherever it lies, fires under no policy that asks for persistence: more
// than seven distinct days, or two distinct weeks. Without that it does fire.
func TestSpikesDoNotFireUnderPersistence(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	fires := func(p alert.Policy, log []evaluate.Arrival) bool {
		c := config
		c.Policy = p.WithDefaults()
		for _, n := range evaluate.NewState().Advance((measure.DayOf(monday) + 60).End(), log, c).Notices {
			if n.Change.To == alert.Firing {
				return true
			}
		}
		return false
	}
	const spikes = 60
	without := 0
	for range spikes {
		log := spike(r, r.IntN(40), 1+r.IntN(7), 20+r.IntN(30))
		for name, p := range map[string]alert.Policy{
			"two weeks":            {WindowDays: 21, MinCustomers: 10, MinDistinctWeeks: 2},
			"two weeks, six days":  {WindowDays: 21, MinCustomers: 10, MinDistinctWeeks: 2, MinDistinctDays: 6},
			"eight days":           {WindowDays: 21, MinCustomers: 10, MinDistinctDays: 8},
			"three weeks by rules": {WindowDays: 30, Rules: []alert.Rule{{Name: "lasting", AllOf: []alert.Threshold{{Metric: alert.Customers, AtLeast: 10}, {Metric: alert.DistinctWeeks, AtLeast: 3}}}}},
		} {
			if fires(p, log) {
				t.Errorf("%s: a spike fires", name)
			}
		}
		if fires(alert.Policy{WindowDays: 21, MinCustomers: 10}, log) {
			without++
		}
	}
	t.Logf("0 of %d planted single-week spikes fire under a persistence policy, %d without one", spikes, without)
	if without != spikes {
		t.Errorf("%d of %d spikes fire without persistence: the test would see nothing", without, spikes)
	}
}
