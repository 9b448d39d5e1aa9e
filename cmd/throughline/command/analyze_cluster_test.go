package command

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// clustered is a line that analyze --cluster prints.
type clustered struct {
	ExternalID string `json:"external_id"`
	Mentions   []struct {
		Confidence float64 `json:"confidence"`
		ClusterID  string  `json:"cluster_id"`
	} `json:"mentions"`
}

func parseClustered(t *testing.T, out string) []clustered {
	t.Helper()
	var list []clustered
	for line := range strings.Lines(out) {
		var c clustered
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		list = append(list, c)
	}
	return list
}

// told is an interaction whose customer says something.
func told(t *testing.T, id, text string) string {
	t.Helper()
	data, err := json.Marshal(map[string]any{"external_id": id, "turns": []any{map[string]string{"speaker": "customer", "text": text}}})
	if err != nil {
		t.Fatal(err)
	}
	return string(data) + "\n"
}

const (
	pickup = "The app told me the order was ready for pickup, but the desk in the store had no record of it."
	refund = "The branch promised a refund and the phone line knows nothing of it, they keep sending me back to the branch."
)

// givenLine states one mention of a text, from a kind to another.
func givenLine(t *testing.T, id, text, from, to, mode string, confidence float64) string {
	t.Helper()
	data, err := json.Marshal(map[string]any{"external_id": id, "mentions": []any{map[string]any{
		"confidence": confidence, "from_kind": from, "to_kind": to, "failure_mode": mode, "located": "both",
		"quote": text, "turn": 0, "start": 0, "end": len(text),
	}}})
	if err != nil {
		t.Fatal(err)
	}
	return string(data) + "\n"
}

// The real texts of a demo tenant: what counts is in a cluster, what does not is in none, and
// everything else is as without --cluster.
func TestAnalyzeClusters(t *testing.T) {
	input := demoLines(t, 0, 300)
	plain, r := run(t, input, "analyze"), run(t, input, "analyze", "--cluster")
	r.want(t, exitOK)
	lines, sizes := parseClustered(t, r.out), map[string]int{}
	for i, a := range parseAnalysis(t, plain.out) {
		if lines[i].ExternalID != a.ExternalID || len(lines[i].Mentions) != len(a.Mentions) {
			t.Fatalf("line %d is of %s with %d mentions, without --cluster of %s with %d", i, lines[i].ExternalID, len(lines[i].Mentions), a.ExternalID, len(a.Mentions))
		}
		for n, m := range lines[i].Mentions {
			if m.ClusterID != "" && m.Confidence < 0.5 {
				t.Errorf("%s: a mention of confidence %v is in cluster %s", a.ExternalID, m.Confidence, m.ClusterID)
			}
			if m.Confidence != a.Mentions[n].Confidence {
				t.Errorf("%s: confidence %v, without --cluster %v", a.ExternalID, m.Confidence, a.Mentions[n].Confidence)
			}
			sizes[m.ClusterID]++
		}
	}
	delete(sizes, "")
	biggest := 0
	for _, n := range sizes {
		biggest = max(biggest, n)
	}
	if len(sizes) < 5 || biggest < 5 {
		t.Errorf("%d clusters, the biggest of %d mentions: %v", len(sizes), biggest, sizes)
	}
	if again := run(t, input, "analyze", "--cluster"); again.out != r.out {
		t.Error("the second run says something else")
	}
}

// Mentions that a file gives are grouped in the order of the input, whatever that of the file is.
func TestAnalyzeClustersGivenMentions(t *testing.T) {
	var input, file strings.Builder
	var ids []string
	for i := range 8 {
		id, text, from, to, mode := fmt.Sprint("x-", i), pickup, "app", "store", "state_mismatch"
		if i%2 == 1 {
			text, from, to, mode = refund, "store", "phone", "bounced"
		}
		confidence := 0.9
		if i >= 6 {
			confidence = 0.4 // does not count
		}
		ids = append(ids, id)
		input.WriteString(told(t, id, text))
		file.WriteString(givenLine(t, id, text, from, to, mode, confidence))
	}
	input.WriteString(told(t, "silent", "Thanks, all is well."))
	backwards := strings.SplitAfter(strings.TrimSuffix(file.String(), "\n"), "\n")
	slices.Reverse(backwards)
	r := run(t, input.String(), "analyze", "--cluster", "--mentions", write(t, file.String()))
	r.want(t, exitOK)
	other := run(t, input.String(), "analyze", "--cluster", "--mentions", write(t, strings.Join(backwards, "\n")))
	if other.out != r.out {
		t.Errorf("the order of the file counts:\n%s\n%s", r.out, other.out)
	}
	lines := parseClustered(t, r.out)
	if len(lines) != 9 || len(lines[8].Mentions) != 0 {
		t.Fatalf("%d lines: %s", len(lines), r.out)
	}
	for i, line := range lines[:8] {
		want := lines[i%2].Mentions[0].ClusterID
		if i >= 6 {
			want = ""
		}
		if line.ExternalID != ids[i] || line.Mentions[0].ClusterID != want {
			t.Errorf("line %d is %+v, want %s in %q", i, line, ids[i], want)
		}
	}
	if a, b := lines[0].Mentions[0].ClusterID, lines[1].Mentions[0].ClusterID; a == b || a == "" || b == "" {
		t.Errorf("the two breaks are in clusters %q and %q", a, b)
	}
}

func TestAnalyzeClusterErrors(t *testing.T) {
	input := told(t, "x", pickup)
	good := givenLine(t, "x", pickup, "app", "store", "state_mismatch", 0.9)
	for _, c := range []struct{ name, file, want string }{
		{"no JSON", good + "{", ":2: "},
		{"unknown kind", strings.Replace(good, `"app"`, `"moon"`, 1), `interaction "x": mentions[0].from_kind`},
		{"unknown mode", strings.Replace(good, "state_mismatch", "sadness", 1), `interaction "x": mentions[0].failure_mode`},
		{"words that are not there", strings.Replace(good, `"quote":"The app`, `"quote":"No app`, 1), `interaction "x": mentions[0].quote`},
	} {
		r := run(t, input, "analyze", "--cluster", "--mentions", write(t, c.file))
		r.want(t, exitFailure, c.want)
		if r.out != "" {
			t.Errorf("%s: it printed %q", c.name, r.out)
		}
	}
	run(t, input, "analyze", "--cluster", "--mentions", "/nowhere/mentions.jsonl").want(t, exitFailure, "/nowhere/mentions.jsonl: no such file")
	broken := run(t, input+"{\n"+input, "analyze", "--cluster")
	broken.want(t, exitFailure, "standard input:2: ")
	if before := parseClustered(t, broken.out); len(before) != 1 || before[0].Mentions[0].ClusterID == "" {
		t.Errorf("before the broken line: %s", broken.out)
	}
	goOn := run(t, input+"{\n"+input, "analyze", "--cluster", "--continue")
	goOn.want(t, exitFailure, "1 line could not be read")
	lines := parseClustered(t, goOn.out)
	if len(lines) != 2 || lines[0].Mentions[0].ClusterID == "" || lines[0].Mentions[0].ClusterID != lines[1].Mentions[0].ClusterID {
		t.Errorf("around the broken line: %s", goOn.out)
	}
}
