package app_test

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/app"
)

// scenario writes a folder in which a break is complained about on several days by different
// customers, and a file of mentions that find it.
func scenario(t *testing.T, days int) (dir, mentions string) {
	t.Helper()
	dir = t.TempDir()
	var interactions, given strings.Builder
	const quote = "the desk had no record of it"
	text := "The app said ready, jane@example.com, and " + quote + "."
	at := strings.Index(text, quote)
	for i := range days {
		fmt.Fprintf(&interactions, `{"external_id":"i%d","source":"ticket","channel":"email","occurred_at":"2026-05-%02dT10:00:00Z","customer_id":"c%d","turns":[{"speaker":"customer","text":%q}]}`+"\n", i, i+1, i, text)
		fmt.Fprintf(&given, `{"external_id":"i%d","mentions":[{"confidence":0.9,"from_touchpoint":"app","to_touchpoint":"desk","from_kind":"app","to_kind":"store","failure_mode":"state_mismatch","located":"both","quote":%q,"turn":0,"start":%d,"end":%d}]}`+"\n", i, quote, at, at+len(quote))
	}
	write(t, dir, "interactions.jsonl", interactions.String())
	write(t, dir, "journey.yaml", "teams: [digital, stores]\ntouchpoints:\n  - {id: app, name: App, kinds: [app], team: digital}\n  - {id: desk, name: Desk, kinds: [store], team: stores}\n")
	write(t, dir, "policy.yaml", "window_days: 21\nmin_customers: 4\nmin_distinct_days: 3\nmin_consistency: 0.5\n")
	return dir, write(t, t.TempDir(), "mentions.jsonl", given.String())
}

func write(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReplayWithGivenMentions(t *testing.T) {
	dir, mentions := scenario(t, 6)
	stages := map[string]bool{}
	o := app.ReplayOptions{Dir: dir, Mentions: mentions, Logger: slog.New(slog.DiscardHandler), Progress: func(stage string, share float64) {
		stages[stage] = true
		if share < 0 || share > 1 {
			t.Errorf("%s is at %v", stage, share)
		}
	}}
	events, err := app.Replay(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	var states []alert.State
	for _, e := range events {
		states = append(states, e.State)
		if e.FromTouchpoint != "app" || e.ToTouchpoint != "desk" || e.FailureMode != "state_mismatch" {
			t.Errorf("event %+v", e)
		}
	}
	if want := []alert.State{alert.NearThreshold, alert.Firing}; !reflect.DeepEqual(states, want) {
		t.Errorf("states %v, want %v", states, want)
	}
	if last := events[len(events)-1]; last.Customers != 4 || last.At.Format("2006-01-02") != "2026-05-04" {
		t.Errorf("it fires with %d customers on %v; want 4, on the fourth day", last.Customers, last.At)
	}
	if !stages["understand"] || !stages["evaluate"] {
		t.Errorf("told of %v", stages)
	}
	again, err := app.Replay(t.Context(), o)
	if err != nil || !reflect.DeepEqual(again, events) {
		t.Errorf("the second replay differs: %v", err)
	}
}

func TestReplayOfNothing(t *testing.T) {
	dir, _ := scenario(t, 0)
	events, err := app.Replay(t.Context(), app.ReplayOptions{Dir: dir, Logger: slog.New(slog.DiscardHandler)})
	if err != nil || len(events) != 0 {
		t.Errorf("%v, %v", events, err)
	}
}

func TestReplayRefuses(t *testing.T) {
	replay := func(dir, mentions string) error {
		_, err := app.Replay(t.Context(), app.ReplayOptions{Dir: dir, Mentions: mentions, Logger: slog.New(slog.DiscardHandler)})
		return err
	}
	dir, mentions := scenario(t, 2)
	data, err := os.ReadFile(mentions)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ content, want string }{
		"no JSON":       {"{\n", ":1: "},
		"another quote": {strings.ReplaceAll(string(data), `"quote":"the desk`, `"quote":"the shop`), "quote"},
		"touchpoint":    {strings.ReplaceAll(string(data), `"to_touchpoint":"desk"`, `"to_touchpoint":"moon"`), "moon"},
	} {
		path := write(t, t.TempDir(), "mentions.jsonl", c.content)
		if err := replay(dir, path); err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v; want one that names the file and says %q", name, err, c.want)
		}
	}
	if err := replay(dir, "/nowhere/mentions"); err == nil || !strings.Contains(err.Error(), "/nowhere/mentions") {
		t.Errorf("no mentions: %v", err)
	}
	write(t, dir, "accounts.csv", "account_id,annual_value,currency\na1,much,USD\n")
	if err := replay(dir, mentions); err == nil || !strings.Contains(err.Error(), "accounts.csv:2: ") {
		t.Errorf("a broken row: %v", err)
	}
	if err := os.Remove(filepath.Join(dir, "policy.yaml")); err != nil {
		t.Fatal(err)
	}
	if err := replay(dir, mentions); err == nil || !strings.Contains(err.Error(), "policy.yaml") {
		t.Errorf("no policy: %v", err)
	}
}
