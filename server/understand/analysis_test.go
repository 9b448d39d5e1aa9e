package understand

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestEncodeAnalysisCanBeReadBackAsGiven(t *testing.T) {
	r := NewReader(Default(), shop())
	in := said("review", broken)
	line, err := EncodeAnalysis(in, r.Read(in), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	var back GivenLine
	if err := json.Unmarshal(line, &back); err != nil {
		t.Fatal(err)
	}
	if back.ExternalID != "x1" || len(back.Mentions) == 0 {
		t.Fatalf("line %s", line)
	}
	if _, err := r.Given(in, back.Mentions); err != nil {
		t.Errorf("what analyze prints is refused: %v", err)
	}
}

func TestEncodeAnalysisOfNothing(t *testing.T) {
	line, err := EncodeAnalysis(said("review", "ok"), nil, nil, nil)
	if err != nil || string(line) != `{"external_id":"x1","mentions":[]}` {
		t.Errorf("%s, %v", line, err)
	}
}

// The text that is read is redacted; the quote that is printed is as the customer wrote it.
func TestEncodeAnalysisMapsSpansBack(t *testing.T) {
	given := said("review", strings.Replace(broken, "the lady", "jo@example.org", 1))
	read := said("review", strings.Replace(broken, "the lady", "[EMAIL_1]", 1))
	at := strings.Index(read.Turns[0].Text, "[EMAIL_1]")
	grown := len("jo@example.org") - len("[EMAIL_1]")
	original := func(turn, start, end int) (int, int) {
		if turn != 0 {
			t.Errorf("asked for turn %d", turn)
		}
		if start > at {
			start += grown
		}
		if end > at {
			end += grown
		}
		return start, end
	}
	line, err := EncodeAnalysis(given, NewReader(Default(), nil).Read(read), nil, original)
	if err != nil {
		t.Fatal(err)
	}
	var back GivenLine
	if err := json.Unmarshal(line, &back); err != nil {
		t.Fatal(err)
	}
	m := back.Mentions[0]
	if given.Turns[0].Text[m.Start:m.End] != m.Quote || strings.Contains(m.Quote, "[EMAIL_1]") {
		t.Errorf("quote %q at %d to %d", m.Quote, m.Start, m.End)
	}
}
