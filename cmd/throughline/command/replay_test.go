package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
)

// change is a line that replay prints.
type change struct {
	At             time.Time `json:"at"`
	State          string    `json:"state"`
	AlertID        string    `json:"alert_id"`
	ClusterID      string    `json:"cluster_id"`
	FromTouchpoint string    `json:"from_touchpoint"`
	ToTouchpoint   string    `json:"to_touchpoint"`
	FailureMode    string    `json:"failure_mode"`
	Interactions   int       `json:"interactions"`
	Customers      int       `json:"customers"`
	Members        []string  `json:"members"`
	Reason         string    `json:"reason"`
}

const insurance = "../../../demo/insurance"

func TestReplayOfTheDemo(t *testing.T) {
	args := []string{"replay", insurance, "--mentions", insurance + "/mentions.gold.jsonl"}
	first, second := run(t, "", args...), run(t, "", args...)
	first.want(t, exitOK)
	if first.out != second.out || first.err != "" {
		t.Errorf("two replays of the same folder differ, or it says something: %q", first.err)
	}
	var last time.Time
	fired := map[string]bool{}
	for line := range strings.Lines(first.out) {
		var c change
		decoder := json.NewDecoder(strings.NewReader(line))
		if err := decoder.Decode(&c); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if at := c.At.UTC(); at.Before(last) || !at.Add(time.Second).Truncate(24*time.Hour).Equal(at.Add(time.Second).Truncate(time.Second)) {
			t.Errorf("at %v after %v; want ends of days in order", at, last)
		}
		last = c.At
		if !slices.Contains(alert.States, alert.State(c.State)) {
			t.Errorf("state %q", c.State)
		}
		if c.AlertID == "" || c.ClusterID == "" || c.Reason == "" || c.Customers > c.Interactions || len(c.Members) < c.Interactions {
			t.Errorf("change %+v", c)
		}
		if c.State == "firing" {
			fired[c.FromTouchpoint+" "+c.ToTouchpoint] = true
		}
	}
	if !fired["claim_start advisor"] {
		t.Errorf("what the demo is about does not fire; these do: %v", fired)
	}
}

func TestReplayOfFilesThatAreWrong(t *testing.T) {
	empty := t.TempDir()
	run(t, "", "replay", "/nowhere").want(t, exitFailure, "/nowhere: no such file")
	run(t, "", "replay", empty).want(t, exitFailure, empty+" holds neither interactions.jsonl nor interactions.jsonl.gz")
	run(t, "", "replay", write(t, "")).want(t, exitFailure, "is a file; an import folder is needed")
	run(t, "", "replay", insurance, "--model", write(t, "no weights")).want(t, exitFailure, "weights")

	lonely := t.TempDir()
	if err := os.WriteFile(filepath.Join(lonely, "interactions.jsonl"), []byte(demoLines(t, 1, 3)), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "", "replay", lonely).want(t, exitFailure, filepath.Join(lonely, "journey.yaml")+": ")
}
