package ingest

import (
	"reflect"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/redact"
)

func TestRedact(t *testing.T) {
	in := good()
	in.Turns = []Turn{{SpeakerAgent, "Your name, please?"}, {SpeakerCustomer, "Priya Raman, jo@example.com"}, {SpeakerAgent, "Thank you, Priya"}}
	in.Attributes = map[string]string{"contact": "call 415-555-0142", "org": "Acme"}
	before := good()
	before.Turns, before.Attributes = append([]Turn(nil), in.Turns...), map[string]string{"contact": "call 415-555-0142", "org": "Acme"}

	out, turns := Redact(redact.New(key), in)
	if !reflect.DeepEqual(in, before) {
		t.Errorf("the interaction given was changed: %+v", in)
	}
	if len(turns) != 3 {
		t.Fatalf("%d results for 3 turns", len(turns))
	}
	for i, r := range turns {
		if r.Text != out.Turns[i].Text || out.Turns[i].Speaker != in.Turns[i].Speaker {
			t.Errorf("turn %d is %+v, its result %q", i, out.Turns[i], r.Text)
		}
		for _, s := range r.Spans {
			if from, to := r.ToOriginal(s.OutStart, s.OutEnd); in.Turns[i].Text[from:to] != in.Turns[i].Text[s.Start:s.End] {
				t.Errorf("turn %d: span %+v leads to %d-%d", i, s, from, to)
			}
		}
	}
	all := out.Turns[1].Text + out.Turns[2].Text + out.Attributes["contact"]
	for _, personal := range []string{"Priya", "Raman", "example", "555"} {
		if strings.Contains(all, personal) {
			t.Errorf("%q is still in %q", personal, all)
		}
	}
	if out.Attributes["org"] != "Acme" || out.CustomerID != in.CustomerID || out.Turns[0].Text != in.Turns[0].Text {
		t.Errorf("too much was redacted: %+v", out)
	}
}
