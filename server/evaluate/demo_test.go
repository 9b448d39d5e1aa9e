package evaluate_test

import (
	"encoding/json"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/ingest/folder"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/understand"
)

// fired is what is told of an alert when it first fires.
type fired struct {
	seam, day, accountValue                           string
	customers, accounts, highValueAccounts, locations int
}

// The demo's breaks, as a perfect reader would understand them, fire on the day and with the
// numbers that their labels give; its spikes and its quiet breaks do not.
func TestDemoFiresOnItsLabels(t *testing.T) {
	for _, tc := range []struct {
		tenant string
		want   []fired
		seams  []string // of everything that fires, in order
	}{
		{"retail", []fired{{"contact_center>pickup_desk", "2026-06-18", "12702.76", 23, 23, 3, 7}},
			[]string{"order_ready_notice>pickup_desk", "contact_center>pickup_desk"}},
		{"insurance", []fired{{"chat>contact_center", "2026-04-21", "320411.62", 20, 20, 0, 16}},
			[]string{"chat>contact_center", "claim_start>advisor", "claim_start>advisor"}},
	} {
		t.Run(tc.tenant, func(t *testing.T) {
			state, arrivals, c := load(t, "../../demo/"+tc.tenant)
			last := arrivals[len(arrivals)-1].ReceivedAt
			var got []fired
			var seams []string
			for _, n := range state.Advance(measure.DayOf(last).End(), arrivals, c).Notices {
				if n.Change.To == alert.Firing && n.Change.At.Equal(n.Alert.FiredAt) {
					got = append(got, firedOf(n))
					seams = append(seams, got[len(got)-1].seam)
				}
			}
			if !slices.Equal(seams, tc.seams) {
				t.Errorf("fired at %v, want %v", seams, tc.seams)
			}
			for _, want := range tc.want {
				if !slices.Contains(got, want) {
					t.Errorf("fired %+v, want %+v among them", got, want)
				}
			}
		})
	}
}

func firedOf(n evaluate.Notice) fired {
	r := n.Change.Reading
	return fired{
		seam: r.Seam.From + ">" + r.Seam.To, day: r.Window.Last.String(), accountValue: r.Exposure[0].Money().Decimal(),
		customers: len(r.Customers), accounts: len(r.Accounts), highValueAccounts: len(r.HighValueAccounts), locations: len(r.Locations),
	}
}

// load reads a demo tenant, with its labels for mentions.
func load(t *testing.T, dir string) (*evaluate.State, []evaluate.Arrival, evaluate.Config) {
	t.Helper()
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	m, err := journey.ParseYAML(content(t, f, "journey.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	policy, err := alert.ParseYAML(content(t, f, "policy.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	s := evaluate.NewState()
	each(t, f, "accounts.csv", ingest.Accounts, s.SetAccount)
	each(t, f, "locations.csv", ingest.Locations, s.SetLocation)
	each(t, f, "commercial_records.csv", ingest.CommercialRecords, s.SetRecord)
	given := labels(t, f)
	reader := understand.NewReader(understand.Default(), m)
	var arrivals []evaluate.Arrival
	each(t, f, "interactions.jsonl", ingest.Interactions, func(in ingest.Interaction) {
		mentions, err := reader.Given(in, given[in.ExternalID])
		if err != nil {
			t.Fatal(err)
		}
		id := group.Derive("interaction", in.ExternalID)
		arrivals = append(arrivals, evaluate.Arrival{Interaction: measure.FactOf(id, in), ReceivedAt: in.ReceivedAt, Mentions: mentions})
	})
	return s, arrivals, evaluate.Config{Map: m, Policy: policy, PolicyVersion: 1}
}

func content(t *testing.T, f folder.Folder, name string) []byte {
	t.Helper()
	data, err := f.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// each calls use for every row of a file.
func each[T any](t *testing.T, f folder.Folder, name string, read func(io.Reader, ingest.Position) iter.Seq2[ingest.Line[T], error], use func(T)) {
	t.Helper()
	r, err := f.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for line, err := range read(r, ingest.Position{}) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		use(line.Value)
	}
}

func labels(t *testing.T, f folder.Folder) map[string][]understand.GivenMention {
	t.Helper()
	out := map[string][]understand.GivenMention{}
	for line := range strings.Lines(string(content(t, f, "mentions.gold.jsonl"))) {
		var given understand.GivenLine
		if err := json.Unmarshal([]byte(line), &given); err != nil {
			t.Fatal(err)
		}
		out[given.ExternalID] = given.Mentions
	}
	return out
}
