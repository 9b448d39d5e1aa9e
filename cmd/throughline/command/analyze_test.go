package command

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/demo"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/ingest/folder"
)

// analysis is a line that analyze prints.
type analysis struct {
	ExternalID string `json:"external_id"`
	Mentions   []struct {
		Confidence     float64 `json:"confidence"`
		FromTouchpoint *string `json:"from_touchpoint"`
		Quote          string  `json:"quote"`
		Turn           int     `json:"turn"`
		Start          int     `json:"start"`
		End            int     `json:"end"`
	} `json:"mentions"`
}

// demoFolder opens the import folder of a demo tenant.
func demoFolder(t *testing.T, i int) folder.Folder {
	t.Helper()
	files, err := demo.Tenants[i].Folder()
	if err != nil {
		t.Fatal(err)
	}
	f, err := folder.OpenFS(files, demo.Tenants[i].ID)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// demoLines returns the first lines of a demo tenant's interactions.
func demoLines(t *testing.T, tenant, n int) string {
	t.Helper()
	file, err := demoFolder(t, tenant).Open(ingest.InteractionsFile)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var b strings.Builder
	lines := bufio.NewReader(file)
	for range n {
		line, err := lines.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(line)
	}
	return b.String()
}

func parseAnalysis(t *testing.T, out string) []analysis {
	t.Helper()
	var list []analysis
	for line := range strings.Lines(out) {
		var a analysis
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		list = append(list, a)
	}
	return list
}

// Offsets must be those of the text as given, redacted or not.
func TestAnalyzeQuotesExactly(t *testing.T) {
	const n = 120
	for tenant := range demo.Tenants[:2] {
		data, err := demoFolder(t, tenant).Read(folder.JourneyFile)
		if err != nil {
			t.Fatal(err)
		}
		input := demoLines(t, tenant, n)
		r := run(t, input, "analyze", "--journey", write(t, string(data)))
		r.want(t, exitOK)
		analyses := parseAnalysis(t, r.out)
		i, sure := 0, 0
		for line, err := range ingest.Interactions(strings.NewReader(input), ingest.Position{}) {
			if err != nil {
				t.Fatal(err)
			}
			a, last := analyses[i], 1.0
			if i++; a.ExternalID != line.Value.ExternalID {
				t.Fatalf("line %d is of %s, want %s", i, a.ExternalID, line.Value.ExternalID)
			}
			for _, m := range a.Mentions {
				if text := line.Value.Turns[m.Turn].Text; m.Quote == "" || text[m.Start:m.End] != m.Quote {
					t.Errorf("%s: bytes %d to %d are %q, the quote is %q", a.ExternalID, m.Start, m.End, text[m.Start:m.End], m.Quote)
				}
				if m.Confidence > last || m.Confidence < 0.02 || m.FromTouchpoint == nil {
					t.Errorf("%s: mention %+v after one of %v", a.ExternalID, m, last)
				}
				if last = m.Confidence; last >= 0.5 {
					sure++
				}
			}
		}
		if i != n || len(analyses) != n || sure < n/4 {
			t.Errorf("%d lines for %d interactions, %d breaks", len(analyses), i, sure)
		}
		if again := run(t, input, "analyze", "--journey", write(t, string(data))); again.out != r.out {
			t.Error("the second run says something else")
		}
	}
}

func TestAnalyzeMapsRedactedQuotesBack(t *testing.T) {
	const text = "Your app told Jane Miller, card 4111 1111 1111 1111, that order was ready for pickup, but the desk in the store had no record of it. Écrivez à jane@example.com."
	input, err := json.Marshal(map[string]any{"external_id": "x", "turns": []any{map[string]string{"speaker": "customer", "text": text}}})
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, string(input), "analyze")
	r.want(t, exitOK)
	found := parseAnalysis(t, r.out)[0].Mentions
	if len(found) == 0 || found[0].Confidence < 0.5 {
		t.Fatalf("no break found: %s", r.out)
	}
	if m := found[0]; text[m.Start:m.End] != m.Quote || !strings.Contains(m.Quote, "4111 1111") {
		t.Errorf("quote %q, bytes %q", m.Quote, text[m.Start:m.End])
	}
}

func TestAnalyzeBrokenLines(t *testing.T) {
	good := demoLines(t, 0, 2)
	input := "{\n" + good + `{"id": "wrong format", "text": "hello"}` + "\n" + `{"external_id": "bad` + "\xff" + `"}` + "\n"
	stop := run(t, input, "analyze")
	stop.want(t, exitFailure, "error: standard input:1: ")
	if stop.out != "" {
		t.Errorf("it printed %q", stop.out)
	}
	goOn := run(t, input, "analyze", "--continue")
	goOn.want(t, exitFailure, "standard input:1: ", "standard input:4: external_id: is missing", "standard input:5: ", "3 lines could not be read; the others were")
	if n := len(parseAnalysis(t, goOn.out)); n != 2 {
		t.Errorf("%d lines were analyzed, want 2", n)
	}
	before := run(t, good+"{\n"+good, "analyze")
	before.want(t, exitFailure, "standard input:3: ")
	if n := len(parseAnalysis(t, before.out)); n != 2 {
		t.Errorf("%d lines before the broken one were written, want 2", n)
	}
	run(t, strings.Replace(good, `{`, `{"language": "not a tag!", `, 1), "analyze", "--continue").want(t, exitFailure,
		"standard input:1: language: must be a BCP 47 language tag")
	one := run(t, "{\n"+good, "analyze", "--continue")
	one.want(t, exitFailure, "1 line could not be read")
}

func TestAnalyzeFilesThatAreWrong(t *testing.T) {
	notYAML, notWeights := write(t, "touchpoints: 7\n"), write(t, "no weights")
	run(t, "", "analyze", "--journey", "/nowhere/journey.yaml").want(t, exitFailure, "/nowhere/journey.yaml: no such file")
	run(t, "", "analyze", "--journey", notYAML).want(t, exitFailure, notYAML+": ")
	run(t, "", "analyze", "--model", "/nowhere/model").want(t, exitFailure, "/nowhere/model: no such file")
	run(t, "", "analyze", "--model", notWeights).want(t, exitFailure, notWeights+": ")
	if r := run(t, "", "analyze"); r != (result{}) {
		t.Errorf("nothing in, and out comes %+v", r)
	}
}

// Ctrl-C ends it even while it waits for input.
func TestAnalyzeIsInterruptedWhileItWaits(t *testing.T) {
	in, keepOpen := io.Pipe()
	defer func() { _ = keepOpen.Close() }()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan int)
	var said strings.Builder
	go func() {
		done <- Run(ctx, []string{"analyze"}, Streams{In: in, Out: io.Discard, Err: &said})
	}()
	if _, err := io.WriteString(keepOpen, demoLines(t, 0, 1)); err != nil {
		t.Fatal(err)
	}
	cancel()
	if code := <-done; code != exitInterrupted || said.String() != "interrupted\n" {
		t.Errorf("exit code %d, %q", code, said.String())
	}
}

// failing is an output that cannot be written to, like a full disk.
type failing struct{}

var errFull = errors.New("no space left")

func (failing) Write([]byte) (int, error) { return 0, errFull }

func TestAnalyzeOutputThatFails(t *testing.T) {
	var said strings.Builder
	code := Run(t.Context(), []string{"analyze"}, Streams{In: strings.NewReader(demoLines(t, 0, 400)), Out: failing{}, Err: &said})
	if code != exitFailure || !strings.Contains(said.String(), errFull.Error()) {
		t.Errorf("exit code %d, %q", code, said.String())
	}
}

func TestDemoIsAtHand(t *testing.T) {
	for _, tenant := range demo.Tenants {
		files, err := tenant.Folder()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fs.Stat(files, "truth.json"); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: the program holds the answers too: %v", tenant.ID, err)
		}
	}
}
