package evaluate_test

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/understand"
)

var monday = time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)

var config = evaluate.Config{
	Map: &journey.Map{
		Teams: []string{"digital", "stores"},
		Touchpoints: []journey.Touchpoint{
			{ID: "web", Name: "Web shop", Kinds: []journey.Kind{journey.KindWeb}, Team: "digital"},
			{ID: "desk", Name: "Pickup desk", Kinds: []journey.Kind{journey.KindStore}, Team: "stores"},
			{ID: "till", Name: "Till", Kinds: []journey.Kind{journey.KindStore}, Team: "stores"},
		},
		Seams: []journey.OwnedSeam{{Seam: journey.Seam{From: "web", To: "desk"}, Accountable: "digital", Contributing: "stores"}},
	},
	Policy:        alert.Policy{WindowDays: 7, MinCustomers: 4, MinDistinctDays: 2, MinConsistency: 0.6}.WithDefaults(),
	PolicyVersion: 1,
	Routes: route.Table{
		Routes:       []route.Route{{ID: "r1", Team: "digital", Destinations: []string{"hook"}}, {ID: "r2", Team: "stores", Destinations: []string{"hook"}}},
		Destinations: []route.Destination{{ID: "hook", Kind: route.Webhook}},
	},
}

// arrival is the n-th interaction, so many hours after monday, of a customer, about a seam;
// without one when from is empty.
func arrival(n, hours int, customer, from, to string) evaluate.Arrival {
	id := fmt.Sprintf("ext-%04d", n)
	at := monday.Add(time.Duration(hours) * time.Hour)
	a := evaluate.Arrival{
		ReceivedAt: at,
		Interaction: measure.Interaction{
			ID: group.Derive("interaction", id), SourceSystem: "test", ExternalID: id, Source: "call", Channel: "phone",
			OccurredAt: at, CustomerID: customer, AccountID: customer, LocationID: "s1",
		},
	}
	if from != "" {
		a.Mentions = []understand.Mention{{
			Confidence: 0.9, Located: journey.LocatedBoth,
			From: journey.Certain(from, 0.95), To: journey.Certain(to, 0.95), Mode: journey.Certain("state_mismatch", 0.95),
			Quote: understand.Quote{End: 8, Text: "not here"},
		}}
	}
	return a
}

// stream draws arrivals over five weeks, some of them received days after they happened.
func stream(t *rapid.T) []evaluate.Arrival {
	out := make([]evaluate.Arrival, rapid.IntRange(1, 60).Draw(t, "n"))
	for i := range out {
		out[i] = arrival(i, rapid.IntRange(0, 35*24).Draw(t, "hours"),
			fmt.Sprint("c", rapid.IntRange(0, 12).Draw(t, "customer")),
			rapid.SampledFrom([]string{"web", "web", "desk", ""}).Draw(t, "from"),
			rapid.SampledFrom([]string{"desk", "desk", "till"}).Draw(t, "to"))
		out[i].ReceivedAt = out[i].Interaction.OccurredAt.Add(time.Duration(rapid.SampledFrom([]int{0, 0, 1, 90}).Draw(t, "late")) * time.Hour)
	}
	return out
}

// dayByDay evaluates at the end of every day of six weeks, with what was received on it.
func dayByDay(s *evaluate.State, arrivals []evaluate.Arrival) evaluate.Delta {
	var all evaluate.Delta
	for d := range 42 {
		day := measure.DayOf(monday) + measure.Day(d)
		var batch []evaluate.Arrival
		for _, a := range arrivals {
			if measure.DayOf(a.ReceivedAt) == day {
				batch = append(batch, a)
			}
		}
		all = merge(all, s.Advance(day.End(), batch, config))
	}
	return all
}

func merge(a, b evaluate.Delta) evaluate.Delta {
	a.Members = append(a.Members, b.Members...)
	a.Events = append(a.Events, b.Events...)
	a.Notices = append(a.Notices, b.Notices...)
	a.Readings = b.Readings
	return a
}

// states lists what became of every cluster.
func states(s *evaluate.State) []string {
	var out []string
	for _, c := range s.Groups().Clusters() {
		a := s.Alert(c.ID)
		out = append(out, fmt.Sprint(c.ID, a.State, a.Changes, a.ChangedAt, a.FiredAt, len(c.Members)))
	}
	return out
}
