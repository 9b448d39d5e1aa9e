package evaluate_test

import (
	"encoding/json"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/ingest/folder"
	"github.com/throughline-cx/throughline/server/measure"
)

// scenarios are the folders whose labels are known: the demo's, and those that the variable names,
// separated as paths are.
func scenarios() []string {
	out := []string{"../../demo/retail", "../../demo/insurance"}
	if more := os.Getenv("THROUGHLINE_SCENARIOS"); more != "" {
		out = append(out, filepath.SplitList(more)...)
	}
	return out
}

// planted is a break as a scenario's labels tell it.
type planted struct {
	Kind    string   `json:"kind"`
	Members []string `json:"members"`
	Oracle  *oracle  `json:"oracle_fire"`
}

// oracle is what a reader of the labels would fire on.
type oracle struct {
	Date       string  `json:"date"`
	Complaints int     `json:"complaints"`
	Customers  int     `json:"customers"`
	Accounts   int     `json:"accounts"`
	HighValue  int     `json:"high_value_accounts"`
	Value      float64 `json:"annual_value"`
	Locations  int     `json:"locations"`
}

func (o *oracle) numbers() numbers {
	return numbers{o.Customers, o.Accounts, o.HighValue, o.Locations, int64(math.Round(o.Value * 100))}
}

// numbers are what an alert states when it fires.
type numbers struct {
	customers, accounts, highValue, locations int
	value                                     int64 // in cents
}

// recount counts members anew from the rows of a folder, by nothing but the rows.
func recount(rows map[string]ingest.Interaction, accounts map[string]ingest.Account, members []string, last measure.Day, days int) numbers {
	customers, held, places := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, m := range members {
		in := rows[m]
		if d := measure.DayOf(in.OccurredAt); d <= last-measure.Day(days) || d > last {
			continue
		}
		customers[in.CustomerID], held[in.AccountID], places[in.LocationID] = true, true, true
	}
	for _, set := range []map[string]bool{customers, held, places} {
		delete(set, "")
	}
	n := numbers{customers: len(customers), accounts: len(held), locations: len(places)}
	for id := range held {
		if a := accounts[id]; a.AnnualValue != nil {
			n.value += a.AnnualValue.Minor
		}
		if accounts[id].Segment == ingest.SegmentHighValue {
			n.highValue++
		}
	}
	return n
}

func stated(r measure.Reading) numbers {
	n := numbers{customers: len(r.Customers), accounts: len(r.Accounts), highValue: len(r.HighValueAccounts), locations: len(r.Locations)}
	for _, e := range r.Exposure {
		if e.Kind == measure.ExposureAccountValue {
			n.value += e.AmountMinor
		}
	}
	return n
}

// What an alert states when it fires, with the labels for mentions, is what its members come to when
// they are counted anew; and what the labels' own reader states, where both fire on the same members
// on the same day.
func TestNumbersAtFiringAreTheOracles(t *testing.T) {
	for _, dir := range scenarios() {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			state, arrivals, c := load(t, dir)
			f, err := folder.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			rows, accounts := map[string]ingest.Interaction{}, map[string]ingest.Account{}
			each(t, f, "interactions.jsonl", ingest.Interactions, func(in ingest.Interaction) { rows[in.ExternalID] = in })
			each(t, f, "accounts.csv", ingest.Accounts, func(a ingest.Account) { accounts[a.AccountID] = a })
			var truth map[string]planted
			if err := json.Unmarshal(content(t, f, "truth.json"), &truth); err != nil {
				t.Fatal(err)
			}
			last := arrivals[len(arrivals)-1].ReceivedAt
			fired := 0
			for _, n := range state.Advance(measure.DayOf(last).End(), arrivals, c).Notices {
				if n.Change.To != alert.Firing || !n.Change.At.Equal(n.Alert.FiredAt) {
					continue
				}
				fired++
				r := n.Change.Reading
				if got, want := stated(r), recount(rows, accounts, n.Members, r.Window.Last, r.Window.Days); got != want {
					t.Errorf("%s at %s states %+v, its members come to %+v", n.Change.ClusterID, r.Window.Last, got, want)
				}
				againstOracle(t, n, truth)
			}
			if fired == 0 {
				t.Error("nothing fires")
			}
		})
	}
}

// againstOracle compares an alert that fires with the labels' reader, where both have the same members.
func againstOracle(t *testing.T, n evaluate.Notice, truth map[string]planted) {
	t.Helper()
	r := n.Change.Reading
	for _, name := range slices.Sorted(maps.Keys(truth)) {
		p, own := truth[name], 0
		for _, m := range n.Members {
			own += len(slices.DeleteFunc(slices.Clone(p.Members), func(x string) bool { return x != m }))
		}
		if p.Oracle == nil || 2*own < len(n.Members) {
			continue
		}
		t.Logf("%s: fires on %s with %+v, the labels' reader on %s with %+v; %d of %d members are its own", name, r.Window.Last, stated(r), p.Oracle.Date, p.Oracle.numbers(), own, len(n.Members))
		same := r.Window.Last.String() == p.Oracle.Date && own == len(n.Members) && len(r.Interactions)+len(r.Copies) == p.Oracle.Complaints
		if same && stated(r) != p.Oracle.numbers() {
			t.Errorf("%s: %+v, want %+v", name, stated(r), p.Oracle.numbers())
		}
	}
}

// Given the labels for members too, what is measured on the day on which the labels' reader fires is
// what that reader counts, of every break: customers, accounts, high-value accounts, locations and
// account value.
func TestMeasuringIsTheOracles(t *testing.T) {
	for _, dir := range scenarios() {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			state, arrivals, c := load(t, dir)
			f, err := folder.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			var truth map[string]planted
			if err := json.Unmarshal(content(t, f, "truth.json"), &truth); err != nil {
				t.Fatal(err)
			}
			compared := 0
			for name, p := range truth {
				if p.Oracle == nil {
					continue
				}
				compared++
				var day measure.Day
				if err := day.UnmarshalText([]byte(p.Oracle.Date)); err != nil {
					t.Fatal(err)
				}
				cluster := &group.Cluster{}
				for _, a := range arrivals {
					if slices.Contains(p.Members, a.Interaction.ExternalID) && measure.DayOf(a.ReceivedAt) <= day {
						state.Facts().AddInteraction(a.Interaction)
						cluster.Members = append(cluster.Members, group.Member{InteractionID: a.Interaction.ID, OccurredAt: a.Interaction.OccurredAt})
					}
				}
				w := measure.Window{Last: day, Days: c.Policy.WindowDays}
				got := stated(measure.Read(cluster, state.Facts(), c.Map, w, c.Policy.Options(), day.End()))
				if got != p.Oracle.numbers() {
					t.Errorf("%s on %s: %+v, want %+v", name, day, got, p.Oracle.numbers())
				}
			}
			t.Logf("%d breaks compared", compared)
		})
	}
}
