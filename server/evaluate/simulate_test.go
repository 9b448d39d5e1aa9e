package evaluate_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// told are quotes of which some are nearly the same, so that some complaints are copies.
var told = []string{
	"I was told the pram is ready and the desk had never heard of order 4419",
	"I was told the pram is ready, and the desk had never heard of order 17!",
	"the text said come and get it so I drove an hour for a sofa nobody could find",
	"not here", "the desk sent me back to the web shop and the web shop to the desk",
}

// happening is a stream with what simulation must get right: late and out of order, copies,
// places, sources, nameless complaints.
func happening(t *rapid.T) []evaluate.Arrival {
	out := stream(t)
	for i := range out {
		in := &out[i].Interaction
		in.LocationID = rapid.SampledFrom([]string{"", "s1", "s2", "s3", "s4"}).Draw(t, "location")
		in.Source = rapid.SampledFrom([]string{"call", "survey", "review"}).Draw(t, "source")
		in.ProductLine = rapid.SampledFrom([]string{"", "toys"}).Draw(t, "line")
		switch rapid.IntRange(0, 5).Draw(t, "who") {
		case 0:
			in.CustomerID = ""
		case 1:
			in.CustomerID, in.AccountID = "", ""
		}
		for m := range out[i].Mentions {
			out[i].Mentions[m].Quote.Text = rapid.SampledFrom(told).Draw(t, "quote")
			out[i].Mentions[m].Confidence = rapid.Float64Range(0.3, 1).Draw(t, "confidence")
		}
	}
	slices.SortStableFunc(out, func(a, b evaluate.Arrival) int { return a.ReceivedAt.Compare(b.ReceivedAt) })
	return out
}

// known returns facts about the accounts and places of a stream.
func known() *measure.Facts {
	f := measure.NewFacts()
	for i := range 13 {
		id := fmt.Sprint("c", i)
		value := ingest.Money{Minor: int64(i) * 100_00, Currency: []string{"USD", "EUR"}[i%2]}
		a := ingest.Account{AccountID: id, AnnualValue: &value, RenewalDate: (measure.DayOf(monday) + measure.Day(3*i)).String()}
		if i%4 == 0 {
			a.Segment = ingest.SegmentHighValue
		}
		f.SetAccount(a)
		f.SetRecord(ingest.CommercialRecord{RecordID: "r" + id, AccountID: id, Status: "refunded", Touchpoint: "desk", Amount: ingest.Money{Minor: 5000, Currency: "USD"}, OccurredAt: monday.AddDate(0, 0, 2*i)})
	}
	for i, region := range []string{"north", "north", "south"} {
		f.SetLocation(ingest.Location{LocationID: fmt.Sprint("s", i+1), Region: region})
	}
	return f
}

func drawPolicy(t *rapid.T) alert.Policy {
	least := func(label string, most int) float64 { return float64(rapid.IntRange(1, most).Draw(t, label)) }
	rule := func(name string) alert.Rule {
		r := alert.Rule{Name: name, WindowDays: rapid.IntRange(1, 21).Draw(t, "window"), Review: rapid.SampledFrom([]alert.ReviewGate{"", alert.ReviewAlways, alert.ReviewNever}).Draw(t, "gate")}
		r.Severity = rapid.SampledFrom(alert.Severities).Draw(t, "severity")
		all := []alert.Threshold{
			{Metric: alert.Customers, AtLeast: least("customers", 4)}, {Metric: alert.Interactions, AtLeast: least("interactions", 5)},
			{Metric: alert.Accounts, AtLeast: least("accounts", 3)}, {Metric: alert.HighValueAccounts, AtLeast: least("high value", 2)},
			{Metric: alert.DistinctDays, AtLeast: least("days", 4)}, {Metric: alert.DistinctWeeks, AtLeast: least("weeks", 2)},
			{Metric: alert.Locations, AtLeast: least("locations", 3)}, {Metric: alert.Sources, AtLeast: least("sources", 3)},
			{Metric: alert.RenewalsDue, AtLeast: least("renewals", 2), WithinDays: 20},
			{Metric: alert.Exposure, AtLeast: 700, Currency: "USD"}, {Metric: alert.Exposure, AtLeast: 100, Currency: "USD", Kind: measure.ExposureRefunded},
			{Metric: alert.Concentration, AtLeast: 0.8}, {Metric: alert.Consistency, AtLeast: 0.7}, {Metric: alert.Confidence, AtLeast: 0.6},
		}
		picked := rapid.SliceOfNDistinct(rapid.IntRange(0, len(all)-1), 1, 4, rapid.ID).Draw(t, "thresholds")
		for i, n := range picked {
			if i%3 == 2 {
				r.AnyOf = append(r.AnyOf, all[n])
			} else {
				r.AllOf = append(r.AllOf, all[n])
			}
		}
		r.Scope.Regions = rapid.SampledFrom([][]string{nil, nil, {"north"}}).Draw(t, "regions")
		r.Scope.Kinds = rapid.SampledFrom([][]journey.Kind{nil, {journey.KindWeb}}).Draw(t, "kinds")
		r.Scope.ProductLines = rapid.SampledFrom([][]string{nil, nil, {"toys"}}).Draw(t, "lines")
		return r
	}
	if rapid.Bool().Draw(t, "direct") {
		return alert.Policy{WindowDays: rapid.IntRange(1, 21).Draw(t, "window"), MinCustomers: int(least("customers", 4)), MinLocations: 1, MinConsistency: 0.6, MinExposure: 200, MinDistinctDays: 1}.WithDefaults()
	}
	return alert.Policy{ClearRatio: 0.3, Rules: []alert.Rule{rule("one"), rule("two")}}.WithDefaults()
}

// changes tells what a simulation and live must have in common.
type change struct {
	At       time.Time
	Cluster  uuid.UUID
	Number   int
	From, To alert.State
	Outcome  alert.Outcome
}

func changeOf(c alert.Change) change {
	return change{c.At, c.ClusterID, c.Number, c.From, c.To, c.Outcome}
}

// crossing returns what a change of a live alert is to the thresholds alone; false when it is
// nothing to them. The last one of each cluster is kept.
func crossing(c alert.Change, last map[uuid.UUID]change) (change, bool) {
	before, known := last[c.ClusterID]
	if !known {
		before.To = alert.Forming
	}
	if before.To == c.Level && !c.Inherited {
		return change{}, false
	}
	out := change{c.At, c.ClusterID, before.Number + 1, before.To, c.Level, c.Outcome}
	last[c.ClusterID] = out
	return out, true
}

// Simulating a policy gives, change by change, what live gave under it: with data that is late
// and out of order, evaluated at odd instants, with people deciding in between.
func TestSimulationEqualsLive(t *testing.T) {
	fired, inherited := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		arrivals := happening(t)
		c := config
		c.Policy, c.PolicyVersion = drawPolicy(t), 7
		live, err := evaluate.Restore(evaluate.Parts{Facts: known()})
		if err != nil {
			t.Fatal(err)
		}
		tape := evaluate.NewTape(c.Map, known())
		var want []change
		levels := map[uuid.UUID]change{}
		note := func(d evaluate.Delta) {
			for _, n := range d.Notices {
				if c, crossed := crossing(n.Change, levels); crossed {
					want = append(want, c)
				}
			}
		}
		now := monday
		for i := 0; len(arrivals) > 0; i++ {
			now = now.Add(time.Duration(rapid.IntRange(1, 100).Draw(t, "hours")) * time.Hour)
			n, _ := slices.BinarySearchFunc(arrivals, now, func(a evaluate.Arrival, at time.Time) int {
				if a.ReceivedAt.After(at) {
					return 1
				}
				return -1
			})
			note(live.Advance(now, arrivals[:n], c))
			tape.Advance(now, arrivals[:n])
			arrivals = arrivals[n:]
			d, ok := drawDecision(t, live, i)
			if !ok {
				continue
			}
			delta, err := live.Decide(d, c)
			if taped := tape.Decide(d); (err == nil) != (taped == nil) {
				t.Fatalf("live decides with %v, the tape with %v", err, taped)
			}
			note(delta)
		}
		end := now.AddDate(0, 0, 30)
		note(live.Advance(end, nil, c))
		tape.Advance(end, nil)
		var got []change
		for _, s := range tape.Simulate(c.Policy, c.PolicyVersion) {
			got = append(got, changeOf(s.Change))
			if s.To == alert.Firing {
				fired++
			}
			if s.Inherited {
				inherited++
			}
		}
		if !reflect.DeepEqual(got, want) {
			for i := range max(len(got), len(want)) {
				if i >= len(got) || i >= len(want) || !reflect.DeepEqual(got[i], want[i]) {
					t.Fatalf("change %d of %d and %d:\nsimulated %+v\nlive      %+v", i, len(got), len(want), at(got, i), at(want, i))
				}
			}
		}
	})
	if fired == 0 || inherited == 0 {
		t.Errorf("fired %d times, inherited %d times: the test says nothing", fired, inherited)
	}
}

func at(list []change, i int) any {
	if i < len(list) {
		return list[i]
	}
	return "nothing"
}

func drawDecision(t *rapid.T, s *evaluate.State, i int) (group.Decision, bool) {
	clusters := s.Groups().Clusters()
	kind := rapid.SampledFrom([]group.DecisionKind{"", "", group.Confirm, group.Reject, group.Merge, group.Move}).Draw(t, "decision")
	if kind == "" || len(clusters) == 0 {
		return group.Decision{}, false
	}
	a, b := clusters[rapid.IntRange(0, len(clusters)-1).Draw(t, "cluster")], clusters[rapid.IntRange(0, len(clusters)-1).Draw(t, "other")]
	d := group.Decision{ID: group.Derive("decision", fmt.Sprint(i)), Kind: kind, Actor: "me", Reason: "so it is", At: s.At()}
	if kind == group.Merge {
		d.Clusters = []uuid.UUID{a.ID, b.ID}
		return d, a != b
	}
	d.Mentions = []uuid.UUID{a.Members[rapid.IntRange(0, len(a.Members)-1).Draw(t, "mention")].ID}
	if kind == group.Move {
		d.Cluster = b.ID
	}
	return d, true
}
