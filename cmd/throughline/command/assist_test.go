package command

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/assist"
	"github.com/throughline-cx/throughline/server/assist/assisttest"
	"github.com/throughline-cx/throughline/server/redact"
	"github.com/throughline-cx/throughline/server/understand"
)

// labelledLines returns lines of a file of labelled interactions: the file that
// THROUGHLINE_BENCH names, or some of what the model was trained on, which says nothing about
// the model and as much about the path.
func labelledLines(t *testing.T) []string {
	t.Helper()
	path, step := os.Getenv("THROUGHLINE_BENCH"), 1
	if path == "" {
		path, step = "../../../training/data/written.jsonl.gz", 4
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var in io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	var out []string
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	for n := 0; lines.Scan(); n++ {
		if n%step == 0 {
			out = append(out, lines.Text())
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// withoutGold takes the labels away.
func withoutGold(t *testing.T, lines []string) string {
	t.Helper()
	var b bytes.Buffer
	for _, l := range lines {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal([]byte(l), &fields); err != nil {
			t.Fatal(err)
		}
		delete(fields, "gold")
		if err := json.NewEncoder(&b).Encode(fields); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// setAssist names an endpoint and a model in the environment.
func setAssist(t *testing.T, url string) {
	t.Helper()
	t.Setenv(assist.EnvBaseURL, url+"/v1")
	t.Setenv(assist.EnvModel, "labels-1")
	t.Setenv(assist.EnvAPIKey, "sk-not-to-be-seen")
}

// With a model that reads as well as careful people do, the whole path reads as well as they do.
// Run with THROUGHLINE_BENCH=labelled.jsonl and THROUGHLINE_BENCH_OUT=mentions.jsonl it writes
// the mentions for a scorer.
func TestAssistedAnalysisReachesTheReaders(t *testing.T) {
	lines := labelledLines(t)
	labels, err := assisttest.ReadLabels(strings.NewReader(strings.Join(lines, "\n")), redact.New(analysisKey))
	if err != nil {
		t.Fatal(err)
	}
	endpoint := assisttest.Labelled(labels)
	endpoint.Key = "sk-not-to-be-seen"
	server := httptest.NewServer(endpoint)
	defer server.Close()
	setAssist(t, server.URL)
	got := run(t, withoutGold(t, lines), "analyze", "--assist")
	got.want(t, exitOK, "labels-1: ", " asked", " tokens")
	if strings.Contains(got.out+got.err, endpoint.Key) {
		t.Error("the key is shown")
	}
	if n, wrong := endpoint.Requests(); n == 0 || len(wrong) > 0 {
		t.Fatalf("%d requests, of another shape: %v", n, wrong)
	}
	t.Log(got.err)
	if path := os.Getenv("THROUGHLINE_BENCH_OUT"); path != "" {
		if err := os.WriteFile(path, []byte(got.out), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f1, both := score(t, labels, got.out)
	t.Logf("break F1 %.3f, both sides of true positives %.3f", f1, both)
	if f1 < 0.94 || both < 0.8 {
		t.Errorf("break F1 %.3f, both sides %.3f; want 0.94 and 0.80", f1, both)
	}
}

// score compares the best mention of each line with the first of what its label accepts.
func score(t *testing.T, labels []assisttest.Label, out string) (f1, both float64) {
	t.Helper()
	var found, right, breaks, seams float64
	n := 0
	for line := range strings.Lines(out) {
		var got understand.GivenLine
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatal(err)
		}
		want := labels[n].Answer.Mentions
		n++
		yes := len(got.Mentions) > 0 && got.Mentions[0].Confidence >= 0.5
		if yes {
			found++
		}
		if len(want) == 0 {
			continue
		}
		breaks++
		if !yes {
			continue
		}
		right++
		if got.Mentions[0].FromKind == string(want[0].FromKind) && got.Mentions[0].ToKind == string(want[0].ToKind) {
			seams++
		}
	}
	if n != len(labels) {
		t.Fatalf("%d lines for %d interactions", n, len(labels))
	}
	return 2 * right / (found + breaks), seams / right
}

// An endpoint that is not there costs nothing but the words that say so.
func TestAssistedAnalysisWithoutEndpoint(t *testing.T) {
	input := demoLines(t, 0, 40)
	local := run(t, input, "analyze")
	gone := httptest.NewServer(nil)
	gone.Close()
	setAssist(t, gone.URL)
	t.Setenv(assist.EnvRetries, "0")
	assisted := run(t, input, "analyze", "--assist")
	assisted.want(t, exitOK, "failed")
	if assisted.out != local.out {
		t.Error("without an endpoint, the local reading does not stand")
	}
}

func TestAssistNeedsSettings(t *testing.T) {
	t.Setenv(assist.EnvBaseURL, "")
	run(t, "", "analyze", "--assist").want(t, exitUsage, assist.EnvBaseURL, assist.EnvModel)
	t.Setenv(assist.EnvBaseURL, "ftp://user:password@example.org")
	wrong := run(t, "", "analyze", "--assist")
	wrong.want(t, exitUsage, assist.EnvBaseURL+" must be an address", assist.EnvModel+" is missing")
	if strings.Contains(wrong.err, "password") {
		t.Error("the address's password is shown")
	}
	run(t, "", "serve").want(t, exitUsage, assist.EnvModel+" is missing")
}
