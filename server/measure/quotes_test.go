package measure_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

func TestQuotesAreExactAndDiverse(t *testing.T) {
	list := many(12, "call", "chat", "review")
	things := []string{"a pram", "the red sofa", "two lamps", "my parcel", "a new kettle", "our fridge"}
	for i := range list {
		list[i].location = fmt.Sprint("s", i%4)
		list[i].quote = fmt.Sprintf("They had no trace of %s, %d.", things[i/2], i) // every wording twice
	}
	quotes := newWorld(t, list...).read(6, 7).Quotes
	if len(quotes) != 3 {
		t.Fatalf("%d quotes, want 3", len(quotes))
	}
	said, sources, places := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, q := range quotes {
		wording, _, _ := strings.Cut(q.Text, ",")
		said[wording], sources[q.Source], places[q.LocationID] = true, true, true
		if q.End-q.Start != len(q.Text) || q.InteractionID != group.Derive("interaction", q.ExternalID) {
			t.Errorf("%+v is not the exact span of an interaction", q)
		}
	}
	if len(said) != 3 || len(sources) != 3 || len(places) != 3 {
		t.Errorf("three wordings, sources and places wanted: %v %v %v", said, sources, places)
	}
}

// What is quoted tells the break: sure, both sides named, and neither torn out nor long.
func TestQuotesAreTelling(t *testing.T) {
	list := many(6, "call")
	for i := range list {
		list[i].day, list[i].quote = 0, fmt.Sprintf("%s said that nothing of mine had come in", strings.Repeat("o", i+1))
	}
	w := newWorld(t, list...)
	m := w.cluster.Members
	m[0].Quote.Text = strings.Repeat("and so it went on and on ", 20)
	m[1].Quote.Text = "Nope."
	m[2].Located = journey.LocatedNone
	m[3].Confidence = 0.4
	m[4].Mode = journey.Certain(string(journey.ModeBounced), 0.95)
	if got := w.read(0, 7).Quotes; len(got) != 3 || got[0].Text != m[5].Quote.Text {
		t.Errorf("the first quote is %q, want %q", got[0].Text, m[5].Quote.Text)
	}
}

func TestCounterExample(t *testing.T) {
	w := newWorld(t, many(8, "call", "chat")...)
	for i := range w.cluster.Members {
		w.cluster.Members[i].Quote.Text = fmt.Sprintf("number %s said that it was not there at all", strings.Repeat("i", i+1))
	}
	if c := w.read(6, 7).Counter; c != nil {
		t.Fatalf("all agree, and there is a counter-example: %+v", c)
	}
	members := w.cluster.Members
	for i := range members[:4] {
		members[i].Mode = journey.Certain(string(journey.ModeDeadEnd), 0.6+0.05*float64(i))
	}
	w.cluster = together(t, members)
	c := w.read(6, 7).Counter
	if c == nil || c.Aspect != measure.AspectMode || c.Mode != journey.ModeDeadEnd || c.Text == "" {
		t.Fatalf("half tell of a dead end; counter-example %+v", c)
	}
	for _, q := range w.read(6, 7).Quotes {
		if q.MentionID == c.MentionID {
			t.Errorf("%q is quoted, and the counter-example too", c.Text)
		}
	}
}
