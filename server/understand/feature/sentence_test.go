package feature

import (
	"slices"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/ingest"
)

func sentencesOf(text string) []string {
	var out []string
	for _, s := range read(text).Sentences {
		out = append(out, text[s.Start:s.End])
	}
	return out
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{`App: READY. Shop: "ready for what?" They had no clue.`, []string{`App: READY.`, `Shop: "ready for what?"`, `They had no clue.`}},
		{"I spoke to Mr. Smith at St. Mary's. He knew.", []string{"I spoke to Mr. Smith at St. Mary's.", "He knew."}},
		{"It cost 4.50 today", []string{"It cost 4.50 today"}},
		{"so fast.It broke", []string{"so fast.", "It broke"}},
		{"Subject line\nbody text here", []string{"Subject line", "body text here"}},
		{"Really?? Yes! ok", []string{"Really??", "Yes!", "ok"}},
	} {
		if got := sentencesOf(c.text); !slices.Equal(got, c.want) {
			t.Errorf("sentences of %q are %q, want %q", c.text, got, c.want)
		}
	}
}

func TestLongSentencesAreCutAtAClause(t *testing.T) {
	text := strings.Repeat("they told me to go there ", 5) + ", but " + strings.Repeat("nobody had any record of it ", 5)
	got := sentencesOf(text)
	if len(got) != 2 || !strings.HasPrefix(got[1], "but nobody") {
		t.Errorf("cut into %d at %q", len(got), got)
	}
}

func TestOnlyTheCustomerIsRead(t *testing.T) {
	in := customer("The website said yes.")
	for _, s := range []ingest.Speaker{ingest.SpeakerAgent, ingest.SpeakerBot, ingest.SpeakerSystem} {
		in.Turns = append(in.Turns, ingest.Turn{Speaker: s, Text: "The store said no."})
	}
	in.Turns = append(in.Turns, ingest.Turn{Speaker: ingest.SpeakerCustomer, Text: "Fine."})
	var text Text
	text.Fill(in, nil)
	if len(text.Sentences) != 2 || text.Sentences[1].Turn != 4 {
		t.Errorf("sentences %+v, want one of turn 0 and one of turn 4", text.Sentences)
	}
	if len(text.Mentions) != 1 || text.Mentions[0].Kind != "web" {
		t.Errorf("mentions %+v, want the website only", text.Mentions)
	}
}

func TestFillForgetsTheTextBefore(t *testing.T) {
	long, short := customer("The app said ready. The store had nothing. I called twice."), customer("Thanks, all fine.")
	var used, fresh Text
	used.Fill(long, nil)
	used.Fill(short, nil)
	fresh.Fill(short, nil)
	if !slices.Equal(used.WindowCues(0, 1, nil), fresh.WindowCues(0, 1, nil)) || !slices.Equal(used.CharGrams(nil), fresh.CharGrams(nil)) || len(used.Mentions) != 0 {
		t.Error("a Text that was used before reads differently")
	}
}
