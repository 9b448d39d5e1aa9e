package assist

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/understand"
)

// changed is what a careful reader says, with one lie.
func changed(lie func(*Said)) Said {
	s := said()
	lie(&s)
	return s
}

// Of an answer nothing is used but what stands in the customer's words and in closed sets.
func TestLies(t *testing.T) {
	for _, c := range []struct {
		name string
		lie  func(*Said)
		want Drop
	}{
		{"a quote that nobody said", func(s *Said) { s.Quote = "the lady at the pickup desk laughed" }, DropQuote},
		{"a quote in other letters", func(s *Said) { s.Quote = strings.ToUpper(s.Quote) }, DropQuote},
		{"a quote with other spaces", func(s *Said) { s.Quote = strings.ReplaceAll(s.Quote, " ", "  ") }, DropQuote},
		{"a quote of the agent's", func(s *Said) { s.Quote = "the courier never had the parcel" }, DropQuote},
		{"a quote of nothing", func(s *Said) { s.Quote = "" }, DropShort},
		{"a quote of one word", func(s *Said) { s.Quote = "pickup" }, DropShort},
		{"words of a side that nobody said", func(s *Said) { s.FromWords = "the website" }, DropWords},
		{"words of the other side that nobody said", func(s *Said) { s.ToWords = "the website" }, DropWords},
		{"words of the agent's", func(s *Said) { s.ToWords = "the courier" }, DropWords},
		{"a kind that is none", func(s *Said) { s.FromKind = "fax" }, DropKind},
		{"no kind", func(s *Said) { s.ToKind = "" }, DropKind},
		{"a mode that is none", func(s *Said) { s.FailureMode = "broken" }, DropMode},
		{"no mode", func(s *Said) { s.FailureMode = "" }, DropMode},
		{"located nowhere", func(s *Said) { s.Located = "three" }, DropLocated},
		{"more than sure", func(s *Said) { s.Confidence = 1.01 }, DropConfidence},
		{"less than nothing", func(s *Said) { s.Confidence = -0.01 }, DropConfidence},
		{"not a number", func(s *Said) { s.Confidence = math.NaN() }, DropConfidence},
	} {
		t.Run(c.name, func(t *testing.T) {
			lie := changed(c.lie)
			got, dropped := check(told(complaint), Answer{Mentions: []Said{lie, said()}})
			if len(got) != 1 || !slices.Equal(dropped, []Drop{c.want}) {
				t.Errorf("%d statements, dropped %v; want the true one, and %s", len(got), dropped, c.want)
			}
			if math.IsNaN(lie.Confidence) {
				return // JSON cannot say it
			}
			f := newFixture(t, answers(t, lie))
			f.stands(told(complaint), Lying)
			if r := f.read(told(complaint)); !slices.Equal(r.Dropped, []Drop{c.want}) || len(f.keeper.answers) > 0 {
				t.Errorf("dropped %v, kept %v", r.Dropped, f.keeper.answers)
			}
		})
	}
}

func TestMentionsOfOneAnswer(t *testing.T) {
	text := "One two three. Four five six. Seven eight nine. Ten eleven twelve. Red green blue. Left right centre."
	var mentions []Said
	for s := range strings.SplitSeq(text, ". ") {
		m := said()
		m.Quote, m.FromWords, m.ToWords = s, "", ""
		mentions = append(mentions, m)
	}
	mentions = slices.Insert(mentions, 1, changed(func(s *Said) { s.Quote, s.FromWords, s.ToWords = "two three. Four", "", "" }))
	got, dropped := check(told(text), Answer{Mentions: mentions})
	if len(got) != mostMentions || !slices.Equal(dropped, []Drop{DropRepeated, DropTooMany}) {
		t.Errorf("%d statements, dropped %v", len(got), dropped)
	}
}

// The words that name a side are looked for where the quote is, then elsewhere.
func TestSidesAreFoundNearTheQuote(t *testing.T) {
	in := told("the desk said no")
	in.Turns = append(in.Turns, ingest.Turn{Speaker: ingest.SpeakerCustomer, Text: "so the app and the desk differ"})
	got, _ := check(in, Answer{Mentions: []Said{changed(func(s *Said) {
		s.Quote, s.FromWords, s.ToWords = "the app and the desk differ", "the desk", "said no"
	})}})
	want := understand.Statement{
		Confidence: 0.95, Mode: "state_mismatch", Located: "both", Quote: understand.Span{Turn: 2, Start: 3, End: 30},
		From: understand.StatedSide{Kind: "app", Words: understand.Span{Turn: 2, Start: 15, End: 23}},
		To:   understand.StatedSide{Kind: "store", Words: understand.Span{Turn: 0, Start: 9, End: 16}},
	}
	if len(got) != 1 || got[0] != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// FuzzAnswers: no answer whatever panics, nor makes a mention whose words the customer did not say.
func FuzzAnswers(f *testing.F) {
	f.Add(`{"mentions":[{"from_kind":"app","to_kind":"store","failure_mode":"bounced","located":"both","quote":"The app","from_words":"","to_words":"","confidence":1}]}`, complaint)
	f.Add(`{"mentions":[]}`, "")
	f.Add(`[[[`, "\xff\x00")
	local := understand.NewReader(understand.Default(), nil)
	f.Fuzz(func(t *testing.T, answer, text string) {
		a, err := parseAnswer(answer)
		if err != nil {
			return
		}
		in := told(text)
		said, _ := check(in, a)
		for _, m := range local.Assisted(in, nil, understand.Assistant{}, said) {
			turn := in.Turns[m.Quote.Turn]
			if turn.Speaker != ingest.SpeakerCustomer || turn.Text[m.Quote.Start:m.Quote.End] != m.Quote.Text {
				t.Fatalf("%+v", m)
			}
		}
	})
}
