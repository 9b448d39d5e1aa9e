package feature

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/throughline-cx/throughline/server/ingest"
	"pgregory.net/rapid"
)

// customer is an interaction in which the customer says each of turns.
func customer(turns ...string) ingest.Interaction {
	in := ingest.Interaction{Source: "review"}
	for _, t := range turns {
		in.Turns = append(in.Turns, ingest.Turn{Speaker: ingest.SpeakerCustomer, Text: t})
	}
	return in
}

func read(turns ...string) *Text {
	t := &Text{}
	t.Fill(customer(turns...), nil)
	return t
}

func (t *Text) words() []string {
	var out []string
	for _, tok := range t.tokens {
		out = append(out, string(t.norm[tok.ns:tok.ne]))
	}
	return out
}

func TestTokenize(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"They DIDN'T call", "they didnt call"},
		{"l’appli ne marche pas", "lappli ne marche pas"},
		{"on XX/XX/XXXX at XXXX XXXX", "on <x> at <x>"},
		{"write to [EMAIL_1] or [PHONE_2]", "write to <x> or <x>"},
		{"jo.smith@example.org wrote", "jo <x> wrote"},
		{"[REDACTED] said so", "<x> said so"},
		{"[NAME:k7f3q2] at [PHONE:aaaaa2], [sic:x] [", "<x> at <x> sic x"},
		{"[sic] a [Note_1]", "sic a note <n>"},
		{"paid {$1,500.00} and £20, on 3/4 at 4pm", "paid <m> and <m> on <n> at <n>"},
		{"@AmazonHelp see https://t.co/6Oa?x=1 now", "<a> see <u> now"},
		{"soooo looong", "soo loong"},
		{"pick-up", "pick up"},
		{"", ""},
		{"?!… —", ""},
	} {
		if got := strings.Join(read(c.text).words(), " "); got != c.want {
			t.Errorf("tokens of %q are %q, want %q", c.text, got, c.want)
		}
	}
}

func TestHiddenWordsOfTwoSentencesStayApart(t *testing.T) {
	text := read("I called XXXX. XXXX told me no.")
	if len(text.Sentences) != 2 {
		t.Fatalf("%d sentences, want 2", len(text.Sentences))
	}
}

func TestRedactionReadsLikeTheOriginal(t *testing.T) {
	a := read("Call XXXX at XXXX, she promised.").words()
	b := read("Call [PERSON_1] at [PHONE_1], she promised.").words()
	if !slices.Equal(a, b) {
		t.Errorf("%q and %q should be the same", a, b)
	}
}

// Any text gives tokens and sentences that lie inside it, in order, on rune boundaries.
func TestSpansLieInTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("ab XX[]_1@.!?,;'’$€\n")))).Draw(t, "text")
		checkSpans(t, s)
	})
}

func FuzzSpansLieInTheText(f *testing.F) {
	f.Add("I called. They said [EMAIL_1] was \xff wrong")
	f.Fuzz(func(t *testing.T, s string) { checkSpans(t, s) })
}

func checkSpans(t interface{ Fatalf(string, ...any) }, s string) {
	text := read(s)
	last := 0
	for _, tok := range text.tokens {
		if tok.start < last || tok.end <= tok.start || tok.end > len(s) {
			t.Fatalf("token %d to %d after %d in %q", tok.start, tok.end, last, s)
		}
		last = tok.end
	}
	last = 0
	for _, sentence := range text.Sentences {
		if sentence.Start < last || sentence.End <= sentence.Start || sentence.End > len(s) {
			t.Fatalf("sentence %d to %d after %d in %q", sentence.Start, sentence.End, last, s)
		}
		if n := sentence.last - sentence.first; n < 1 || n > longest {
			t.Fatalf("a sentence of %d tokens in %q", n, s)
		}
		if utf8.ValidString(s) && !utf8.ValidString(s[sentence.Start:sentence.End]) {
			t.Fatalf("sentence %d to %d cuts a rune of %q", sentence.Start, sentence.End, s)
		}
		last = sentence.End
	}
}
