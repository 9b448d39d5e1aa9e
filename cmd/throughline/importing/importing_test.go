package importing

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/demo"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/ingest/folder"
)

const (
	journeyYAML = `teams: [digital, stores]
touchpoints:
  - {id: app, name: App, kinds: [app], team: digital}
  - {id: desk, name: Desk, kinds: [store], team: stores}
`
	policyYAML = "window_days: 21\nmin_customers: 5\nmin_consistency: 0.5\n"
)

func TestWholeFolder(t *testing.T) {
	f := newFixture(t)
	files, err := demo.Tenants[1].Folder()
	if err != nil {
		t.Fatal(err)
	}
	insurance, err := folder.OpenFS(files, "demo/insurance")
	if err != nil {
		t.Fatal(err)
	}
	shares := map[string][]float64{}
	o := Options{Server: f.GRPCAddr(), StateDir: f.state, Progress: func(file string, _ int64, share float64) {
		shares[file] = append(shares[file], share)
	}}
	first, err := Run(t.Context(), f.client, insurance, o)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Run(t.Context(), f.client, insurance, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range first.Files {
		if r.Accepted == 0 || r.Duplicate+r.Conflict+r.Rejected > 0 {
			t.Errorf("the first time: %+v", r)
		}
		if got := counts(t, again, r.File); got != [3]int64{0, r.Accepted, 0} {
			t.Errorf("%s the second time: stored, known, refused %v, want all %d known", r.File, got, r.Accepted)
		}
		if s := shares[r.File]; !slices.IsSorted(s[:len(s)/2]) || s[len(s)-1] != 1 {
			t.Errorf("%s: the share that is done goes %v", r.File, s)
		}
	}
	if got := counts(t, first, ingest.InteractionsFile)[0]; got != 411 || f.stored() != 411 {
		t.Errorf("%d interactions were pushed and %d are stored, want 411", got, f.stored())
	}
	if n := f.checkpoints(); n != 0 {
		t.Errorf("%d checkpoints are left of complete imports", n)
	}
	m, err := f.client.Journey.GetJourneyMap(t.Context(), &throughlinev1.GetJourneyMapRequest{Name: f.client.Name("journeyMap")})
	if err != nil || m.GetVersion() != 1 || len(m.GetTouchpoints()) == 0 {
		t.Errorf("the journey map: %v, %v; want version 1, however often it is imported", m, err)
	}
	p, err := f.client.Policy.GetPolicy(t.Context(), &throughlinev1.GetPolicyRequest{Name: f.client.Name("policy")})
	if err != nil || p.GetVersion() != 1 || p.GetMinCustomers() != 20 {
		t.Errorf("the policy: %v, %v", p, err)
	}
}

func TestShiftMovesEveryTime(t *testing.T) {
	f := newFixture(t)
	f.write("interactions.jsonl", interactions(0, 0))
	f.write("accounts.csv", "account_id,renewal_date\na1,2026-06-30\n")
	if _, err := f.run(Options{Shift: 48 * time.Hour}); err != nil {
		t.Fatal(err)
	}
	for in, err := range f.client.ListInteractions(t.Context(), nil) {
		if want := time.Date(2026, 5, 3, 0, 0, 0, 0, time.UTC); err != nil || !in.GetOccurredAt().AsTime().Equal(want) {
			t.Errorf("occurred at %v, %v; want %v", in.GetOccurredAt().AsTime(), err, want)
		}
	}
	if due := f.one("SELECT renewal_date::text FROM accounts WHERE tenant_id = 'acme' AND id = 'a1'"); due != "2026-07-02" {
		t.Errorf("the renewal is due on %s", due)
	}
}

func TestUntilLeavesOutWhatHappenedLater(t *testing.T) {
	f := newFixture(t)
	line := func(id, at string) string {
		return `{"external_id":"` + id + `","source":"call","occurred_at":"` + at + `","turns":[{"speaker":"customer","text":"hello"}]}` + "\n"
	}
	f.write("interactions.jsonl", line("a", "2026-05-01T00:00:00Z")+line("b", "2026-05-02T00:00:00Z")+line("c", "2026-05-02T00:00:01Z"))
	result, err := f.run(Options{Until: time.Date(2026, 5, 2, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	if got := counts(t, result, ingest.InteractionsFile); got != [3]int64{2, 0, 0} || f.stored() != 2 {
		t.Errorf("stored, known, refused: %v and %d are there; want 2", got, f.stored())
	}
}

// A line that cannot be read stops the import; mended, it goes on there, though the file's size
// is another. What the server has must not be sent again.
func TestStopsAtABrokenLineAndGoesOnThere(t *testing.T) {
	for _, name := range []string{"interactions.jsonl", "interactions.jsonl.gz"} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.write(name, interactions(1, 699)+"{\"external_id\": 12\n"+interactions(701, 900))
			result, err := f.run(Options{})
			var stopped *StoppedError
			if !errors.As(err, &stopped) || !strings.Contains(err.Error(), "interactions.jsonl:700: ") {
				t.Fatalf("error %v; want one that names line 700", err)
			}
			if got := counts(t, result, ingest.InteractionsFile); got != [3]int64{699, 0, 0} || f.stored() != 699 {
				t.Errorf("stored, known, refused: %v and %d are there; want the 699 before it", got, f.stored())
			}
			if f.checkpoints() != 1 {
				t.Errorf("%d checkpoints, want 1", f.checkpoints())
			}
			f.write(name, interactions(1, 900))
			result, err = f.run(Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := counts(t, result, ingest.InteractionsFile); got != [3]int64{201, 0, 0} || f.stored() != 900 {
				t.Errorf("mended: stored, known, refused %v and %d are there; want 201 more and none twice", got, f.stored())
			}
		})
	}
}

// When something before the place has changed, or a restart is asked for, everything is sent
// again, and the server recognises it.
func TestStartsOver(t *testing.T) {
	for name, c := range map[string]struct {
		mended  string
		options Options
		want    [3]int64
	}{
		"a line inserted before": {interactions(0, 0) + interactions(1, 10), Options{}, [3]int64{5, 6, 0}},
		"restart":                {interactions(1, 10), Options{Restart: true}, [3]int64{4, 6, 0}},
		"no checkpoint":          {interactions(1, 10), Options{StateDir: "none"}, [3]int64{4, 6, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.write("interactions.jsonl", interactions(1, 6)+"broken\n"+interactions(8, 10))
			if _, err := f.run(Options{}); err == nil {
				t.Fatal("no error")
			}
			f.write("interactions.jsonl", c.mended)
			if c.options.StateDir != "" {
				c.options.StateDir = t.TempDir()
			}
			result, err := f.run(c.options)
			if got := counts(t, result, ingest.InteractionsFile); err != nil || got != c.want {
				t.Errorf("stored, known, refused: %v, %v; want %v", got, err, c.want)
			}
		})
	}
}

func TestContinueLeavesOutWhatIsWrong(t *testing.T) {
	f := newFixture(t)
	noText := `{"external_id":"int-x","source":"ticket","channel":"email","occurred_at":"2026-05-01T00:00:00Z","turns":[]}` + "\n"
	f.write("interactions.jsonl", interactions(1, 3)+"broken\n"+noText+interactions(4, 5))
	f.write("accounts.csv", "account_id,annual_value,currency\na1,12.50,USD\na2,much,USD\n")
	var problems []string
	result, err := f.run(Options{SkipBroken: true, Problem: func(err error) { problems = append(problems, err.Error()) }})
	if err != nil || result.Broken != 3 || f.stored() != 5 {
		t.Errorf("%+v, %v; %d stored; want 3 left out and 5 stored", result, err, f.stored())
	}
	for i, want := range []string{"accounts.csv:3: ", "interactions.jsonl:4: ", `interactions.jsonl:5: "int-x": turns: `} {
		if i >= len(problems) || !strings.HasPrefix(problems[i], want) {
			t.Errorf("problem %d of %q, want %q…", i, problems, want)
		}
	}
}

func TestRefusedItemsAreNamedAndNotAllOfThem(t *testing.T) {
	f := newFixture(t)
	f.write("interactions.jsonl", strings.ReplaceAll(interactions(1, 30), "2026-05-01", "2196-05-01"))
	result, err := f.run(Options{})
	var stopped *StoppedError
	if !errors.As(err, &stopped) || len(stopped.Problems) != maxProblems || stopped.More != 20 {
		t.Fatalf("error %v; want %d problems and 20 more", err, maxProblems)
	}
	if text := err.Error(); !strings.HasPrefix(text, `interactions.jsonl:1: "int-00001": occurred_at: `) || !strings.HasSuffix(text, "and 20 more items of the same batch") {
		t.Errorf("it says %s", text)
	}
	if got := counts(t, result, ingest.InteractionsFile); got != [3]int64{0, 0, 30} {
		t.Errorf("stored, known, refused: %v", got)
	}
}

func TestConfigurationThatIsWrong(t *testing.T) {
	f := newFixture(t)
	f.write("interactions.jsonl", interactions(1, 1))
	f.write("journey.yaml", journeyYAML)
	for policy, want := range map[string]string{
		"window_days: many\n":                   "policy.yaml: ",
		"window_days: 0\nmin_customers: 5\n":    "policy.yaml: ",
		"window_dayz: 21\nmin_customers: 5\n":   "window_dayz",
		"window_days: 21\nmin_customers: -10\n": "min_customers",
	} {
		f.write("policy.yaml", policy)
		if _, err := f.run(Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v; want one that says %q", policy, err, want)
		}
	}
	if f.stored() != 0 {
		t.Error("interactions were pushed all the same")
	}
	f.write("policy.yaml", policyYAML)
	if _, err := f.run(Options{}); err != nil || f.stored() != 1 {
		t.Errorf("mended: %v, %d stored", err, f.stored())
	}
}

func TestDataOnlyNeedsNoMoreThanAnIngester(t *testing.T) {
	f := newFixture(t)
	f.write("interactions.jsonl", interactions(1, 2))
	f.write("journey.yaml", journeyYAML)
	f.client = f.Client(f.KeyFor("acme", "ingester"))
	if _, err := f.run(Options{}); err == nil || !strings.Contains(err.Error(), "journey.yaml: ") || !strings.Contains(err.Error(), "ROLE_INSUFFICIENT") {
		t.Errorf("with the journey map: %v", err)
	}
	result, err := f.run(Options{DataOnly: true})
	if err != nil || counts(t, result, ingest.InteractionsFile)[0] != 2 {
		t.Errorf("without it: %+v, %v", result, err)
	}
}

func TestInterrupted(t *testing.T) {
	f := newFixture(t)
	f.write("interactions.jsonl", interactions(1, 1200))
	files, err := folder.Open(f.dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	o := Options{Server: f.GRPCAddr(), StateDir: f.state, Progress: func(string, int64, float64) { cancel() }}
	if _, err := Run(ctx, f.client, files, o); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v; want context.Canceled", err)
	}
	result, err := f.run(Options{})
	if got := counts(t, result, ingest.InteractionsFile); err != nil || got != [3]int64{700, 0, 0} {
		t.Errorf("afterwards: stored, known, refused %v, %v; want the 700 that were left", got, err)
	}
}

func TestStateThatCannotBeKept(t *testing.T) {
	f := newFixture(t)
	f.write("interactions.jsonl", interactions(1, 2))
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := f.run(Options{StateDir: blocked}); err == nil || !strings.Contains(err.Error(), blocked) {
		t.Errorf("error %v; want one that names %s", err, blocked)
	}
}
