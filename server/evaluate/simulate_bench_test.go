package evaluate

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// recorded is a tape of a year as Advance would have made it, of so many clusters of so many
// complaints each, every one at an instant of its own; one in twenty is said again by the same
// customer in the same words.
func recorded(clusters, complaints int) *Tape {
	facts := measure.NewFacts()
	for i := range 1000 {
		value := ingest.Money{Minor: int64(i) * 1000, Currency: "USD"}
		facts.SetAccount(ingest.Account{AccountID: fmt.Sprint("a", i), AnnualValue: &value})
	}
	t := NewTape(&journey.Map{}, facts)
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	const minutes = 365 * 24 * 60
	for m := range minutes {
		now := start.Add(time.Duration(m) * time.Minute)
		if m%(24*60) == 0 {
			t.moved = append(t.moved, m)
		}
		t.instants = append(t.instants, now)
	}
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"desk", "order", "ready", "told", "phone", "nobody", "knew", "refund", "again", "store", "letter", "claim", "van", "sofa", "adjuster", "form"}
	for c := range clusters {
		k := &trail{id: group.Derive("bench", fmt.Sprint(c)), inside: map[uuid.UUID][]uuid.UUID{}}
		var before *measure.Complaint
		for i := range complaints {
			at := min(i*minutes/complaints+random.IntN(minutes/complaints), minutes-1)
			said := ""
			for range 14 {
				said += words[random.IntN(len(words))] + " "
			}
			n := random.IntN(1000)
			in := measure.Interaction{
				ID: group.Derive("i", fmt.Sprint(c, " ", i)), ExternalID: fmt.Sprint(i), Source: "call", OccurredAt: t.instants[at],
				CustomerID: fmt.Sprint("c", n), AccountID: fmt.Sprint("a", n), LocationID: fmt.Sprint("s", random.IntN(40)),
			}
			x := measure.NewComplaint(in, []string{said})
			if before != nil && i%20 == 0 {
				in.CustomerID, in.AccountID, in.LocationID = before.CustomerID, before.AccountID, before.LocationID
				x = before.As(in)
			}
			before = &x
			k.said = append(k.said, before)
			k.steps = append(k.steps, trailStep{at: at, in: []*measure.Complaint{before}, seam: journey.Seam{From: "web", To: "desk"}, consistency: 0.7, members: i + 1})
		}
		t.tracks = append(t.tracks, k)
	}
	return t
}

// BenchmarkSimulate judges policies over a million mentions' history: what a person waits for
// who drags a threshold.
func BenchmarkSimulate(b *testing.B) {
	t := recorded(5000, 200)
	began := time.Now()
	t.crowd()
	b.Logf("looking for copies once took %s", time.Since(began).Round(time.Millisecond))
	for _, bench := range []struct {
		name   string
		policy alert.Policy
	}{
		{"direct", alert.Policy{WindowDays: 21, MinCustomers: 15, MinLocations: 3, MinDistinctDays: 6, MinDistinctWeeks: 2, MinConsistency: 0.6}},
		{"rules", alert.Policy{WindowDays: 21, Rules: []alert.Rule{
			{Name: "many", AllOf: []alert.Threshold{{Metric: alert.Customers, AtLeast: 15}, {Metric: alert.Consistency, AtLeast: 0.6}}},
			{Name: "costly", WindowDays: 7, AllOf: []alert.Threshold{{Metric: alert.Exposure, AtLeast: 80_000, Currency: "USD"}}, AnyOf: []alert.Threshold{{Metric: alert.Locations, AtLeast: 5}, {Metric: alert.Concentration, AtLeast: 0.9}}},
		}}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			changes := 0
			for b.Loop() {
				changes = len(t.Simulate(bench.policy, 1))
			}
			b.ReportMetric(float64(changes), "changes")
		})
	}
}
