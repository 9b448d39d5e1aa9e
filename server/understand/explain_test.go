package understand

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/ingest"
)

func TestExplainAddsUpToTheConfidence(t *testing.T) {
	r := NewReader(Default(), shop())
	in := said("review", broken)
	mentions, explained := r.Read(in), r.Explain(in)
	if len(mentions) == 0 || len(explained) != len(mentions) {
		t.Fatalf("%d mentions, %d explanations", len(mentions), len(explained))
	}
	sum := 0.0
	for _, part := range explained[0].LogOdds {
		sum += part.Value
	}
	if got := sigmoid(sum); math.Abs(got-mentions[0].Confidence) > 1e-9 {
		t.Errorf("the parts say %.4f, the mention %.4f", got, mentions[0].Confidence)
	}
	if explained[0].Model != Default().Version() {
		t.Errorf("model %q", explained[0].Model)
	}
}

// An effect is what it says: the change of the log-odds when the word is not there.
func TestExplainNamesTheWordsThatDecide(t *testing.T) {
	r := NewReader(Default(), shop())
	in := said("review", broken)
	m, e := r.Read(in)[0], r.Explain(in)[0]
	if len(e.Break) == 0 || len(e.Break) > decidingWords {
		t.Fatalf("%d deciding words", len(e.Break))
	}
	for _, w := range e.Break {
		if in.Turns[w.Turn].Text[w.Start:w.End] != w.Text {
			t.Errorf("%q does not stand at %d-%d", w.Text, w.Start, w.End)
		}
		without := r.Read(blanked(in, w))
		if len(without) == 0 {
			continue
		}
		if want := round(logOdds(m.Confidence) - logOdds(without[0].Confidence)); math.Abs(w.Effect-want) > 1e-9 {
			t.Errorf("%q has effect %.4f, leaving it out changes the log-odds by %.4f", w.Text, w.Effect, want)
		}
	}
	if !slices.IsSortedFunc(e.Break, func(a, b DecidingWord) int {
		return int(math.Copysign(1, math.Abs(b.Effect)-math.Abs(a.Effect)))
	}) {
		t.Error("the strongest word must come first")
	}
}

func TestExplainListsWhichTouchpointsAreNamed(t *testing.T) {
	r := NewReader(Default(), shop())
	e := r.Explain(said("review", broken))[0]
	aliases := 0
	for _, n := range e.Names {
		aliases += len(n.Touchpoints)
		if !strings.Contains(broken, n.Text) || n.Kind == "" {
			t.Errorf("named touchpoint %+v", n)
		}
	}
	if len(e.Names) < 2 || aliases == 0 {
		t.Errorf("names %+v", e.Names)
	}
}

// What a mail quotes is not read, so none of its words can have decided.
func TestExplainKeepsToTheCustomersOwnWords(t *testing.T) {
	quoted := "\n\nOn Mon, 2 Mar 2026 at 10:00, Shop <care@example.com> wrote:\n> Your order is ready at the store."
	e := NewReader(Default(), shop()).Explain(said("ticket", broken+quoted))
	if len(e) == 0 {
		t.Fatal("nothing is explained")
	}
	for _, list := range [][]DecidingWord{e[0].Break, e[0].From, e[0].To} {
		for _, w := range list {
			if w.End > len(broken) {
				t.Errorf("%q at %d stands in the quoted mail", w.Text, w.Start)
			}
		}
	}
}

// Without a word that carries the whole break the sides are not read at all: that says nothing
// of the word's effect on them.
func TestExplainComparesSidesOnlyWhereBothAreRead(t *testing.T) {
	r := NewReader(Default(), shop())
	weak := 0
	for _, text := range []string{broken, "told it was in. it wasnt in.", "Store said no one had asked them to.", "They had no record of my order."} {
		in := said("review", text)
		for n, e := range r.Explain(in) {
			m := r.Read(in)[n]
			for _, w := range wordsAround(in, m.Quote) {
				if without, ok := closest(r.Read(blanked(in, w)), m.Quote); ok && without.Confidence < LeastRead {
					weak++
				}
			}
			for _, list := range [][]DecidingWord{e.From, e.To} {
				for _, w := range list {
					if without, _ := closest(r.Read(blanked(in, w)), m.Quote); without.Confidence < LeastRead || m.Confidence < LeastRead {
						t.Errorf("%q: %q decides a side by %.2f, but without it no side is read", text, w.Text, w.Effect)
					}
				}
			}
		}
	}
	if weak == 0 {
		t.Error("no word carries a break alone: the test compares nothing")
	}
}

func TestExplainOfNothing(t *testing.T) {
	if got := NewReader(Default(), nil).Explain(said("review", "")); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestWordsAroundStayNearTheQuote(t *testing.T) {
	text := strings.Repeat("word ", 200) + "the quote stands here " + strings.Repeat("word ", 200)
	at := strings.Index(text, "the quote")
	in := ingest.Interaction{Turns: []ingest.Turn{{Speaker: ingest.SpeakerCustomer, Text: text}}}
	words := wordsAround(in, Quote{Start: at, End: at + len("the quote stands here")})
	if len(words) != explainedWords {
		t.Fatalf("%d words", len(words))
	}
	if words[0].Start > at || words[len(words)-1].End < at+len("the quote stands here") {
		t.Errorf("words from %d to %d, the quote stands at %d", words[0].Start, words[len(words)-1].End, at)
	}
}
