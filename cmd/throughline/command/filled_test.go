package command

import (
	"encoding/json"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/demo"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/ingest/folder"
)

// filled is a server that has read a demo tenant's complaints, and a client of it.
type filled struct {
	*apptest.Server
	client *throughline.Client
}

// TestCommandsOnAFilledServer runs the commands of an operator against one server that has read
// the insurance demo, moved to this week.
func TestCommandsOnAFilledServer(t *testing.T) {
	f := filled{Server: apptest.Start(t)}
	f.client = f.Client(f.Key)
	t.Setenv("THROUGHLINE_API_KEY", f.Key)
	t.Setenv("THROUGHLINE_SERVER", f.GRPCAddr())
	loaded := demoTenant{Tenant: demo.Tenant{ID: "insurance"}, client: f.client, folder: eager(t)}
	if err := loaded.load(t.Context(), newBars(Streams{Err: &strings.Builder{}})); err != nil {
		t.Fatal(err)
	}
	f.Settle()
	for name, test := range map[string]func(*testing.T, filled){
		"alerts list":    testAlertsList,
		"alerts show":    testAlertsShow,
		"alerts explain": testAlertsExplain,
		"alerts own":     testAlertsOwn,
		"alerts compare": testAlertsCompared,
		"completion":     testCompletionOfIDs,
		"clusters read":  testClustersRead,
		"measured":       testMeasured,
		"review":         testReview,
		"routing":        testRouting,
		"fixes":          testFixes,
	} {
		t.Run(name, func(t *testing.T) { test(t, f) })
	}
	t.Run("alerts act", func(t *testing.T) { testAlertsAct(t, f) })
	t.Run("clusters decide", func(t *testing.T) { testClustersDecide(t, f) }) // last: it changes what the others look at
}

// eager is the insurance demo with a policy by which few customers are enough.
func eager(t *testing.T) folder.Folder {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(insurance)); err != nil {
		t.Fatal(err)
	}
	const policy = "window_days: 90\nmin_customers: 5\nmin_consistency: 0.2\nnear_threshold_ratio: 0.5\n"
	if err := os.WriteFile(filepath.Join(dir, "policy.yaml"), []byte(policy), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// firing returns an alert that fires.
func (f filled) firing(t *testing.T) *throughline.Alert {
	t.Helper()
	return first(t, f.client.ListAlerts(t.Context(), &throughlinev1.ListAlertsRequest{
		States: []throughlinev1.AlertState{throughlinev1.AlertState_ALERT_STATE_FIRING}, View: throughlinev1.AlertView_ALERT_VIEW_FULL,
	}))
}

// first returns the first of a list, which must have one.
func first[T any](t *testing.T, items iter.Seq2[T, error]) T {
	t.Helper()
	for item, err := range items {
		if err != nil {
			t.Fatal(err)
		}
		return item
	}
	t.Fatal("the list is empty")
	panic("unreachable")
}

// lines parses JSON lines.
func (r result) lines(t *testing.T) []map[string]any {
	t.Helper()
	var out []map[string]any
	for line := range strings.Lines(r.out) {
		var object map[string]any
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		out = append(out, object)
	}
	return out
}

// runShown executes a command line as on a terminal of a width.
func runShown(t *testing.T, width int, args ...string) result {
	t.Helper()
	var out, err strings.Builder
	code := Run(t.Context(), args, Streams{In: strings.NewReader(""), Out: &out, Err: &err, Width: width, Shown: true})
	return result{code, out.String(), err.String()}
}
