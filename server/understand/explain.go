package understand

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand/clean"
	"github.com/throughline-cx/throughline/server/understand/language"
)

// Explanation says why a mention reads as it does. It is worked out by reading the text again
// with one word at a time left out, so it holds for every part of the model.
type Explanation struct {
	Model string `json:"model"` // version of the model

	// LogOdds are what the parts of the model add up to: their sum is the log-odds of the text's
	// confidence. The first is the base, what the model says of a text without evidence.
	LogOdds []Contribution `json:"log_odds"`

	Break []DecidingWord `json:"break"` // words that speak for or against a broken handoff, the strongest first
	// The same for the likeliest side that the journey came from, and the one it went to. Words
	// without which the text is no longer read in full are not among them.
	From []DecidingWord `json:"from"`
	To   []DecidingWord `json:"to"`

	Names  []NamedTouchpoint `json:"names"`  // where the text names touchpoints, in its order
	Doubts []string          `json:"doubts"` // what lowers the confidence, in words
}

// Contribution is what one part of the model adds.
type Contribution struct {
	Part  string  `json:"part"`
	Value float64 `json:"value"`
}

// DecidingWord is a word of the customer and what it does: by how much the log-odds fall when
// it is left out. A negative effect speaks against.
type DecidingWord struct {
	Turn   int     `json:"turn"`
	Start  int     `json:"start"` // byte offsets into the turn's text
	End    int     `json:"end"`
	Text   string  `json:"text"`
	Effect float64 `json:"effect"`
}

// NamedTouchpoint is a place where the text names a touchpoint.
type NamedTouchpoint struct {
	Turn        int      `json:"turn"`
	Start       int      `json:"start"`
	End         int      `json:"end"`
	Text        string   `json:"text"`
	Kind        string   `json:"kind"`                  // the kind that the words stand for
	Touchpoints []string `json:"touchpoints,omitempty"` // ids of those that know the words as their name or alias
}

// in returns the explanation as it is printed: with all words where they stand in the
// interaction as it came, and numbers of four digits.
func (e Explanation) in(given ingest.Interaction, original Original) *Explanation {
	place := func(turn, start, end int) (from, to int, text string) {
		if original != nil {
			start, end = original(turn, start, end)
		}
		return start, end, given.Turns[turn].Text[start:end]
	}
	for _, list := range []*[]DecidingWord{&e.Break, &e.From, &e.To} {
		*list = slices.Clone(*list)
		for i := range *list {
			w := &(*list)[i]
			w.Start, w.End, w.Text = place(w.Turn, w.Start, w.End)
		}
	}
	e.LogOdds = slices.Clone(e.LogOdds)
	for i := range e.LogOdds {
		e.LogOdds[i].Value = round(e.LogOdds[i].Value)
	}
	e.Names = slices.Clone(e.Names)
	for i := range e.Names {
		n := &e.Names[i]
		n.Start, n.End, n.Text = place(n.Turn, n.Start, n.End)
	}
	return &e
}

// Explaining reads a text once per word, so it looks at no more words than these around the
// quote, names no more deciding words, and none with a smaller effect.
const (
	explainedWords = 80
	decidingWords  = 8
	leastEffect    = 0.05
)

// Explain returns, for each of an interaction's mentions as Read lists them, why it reads as
// it does. It takes about a hundred times as long as reading.
func (r *Reader) Explain(in ingest.Interaction) []Explanation {
	if !language.Supported(language.Of(in)) {
		return []Explanation{}
	}
	in = clean.Mask(in)
	mentions := r.read(in)
	s := r.model.scratch.Get().(*scan)
	defer r.model.scratch.Put(s)
	s.read(in, r.resolver.words())
	out := make([]Explanation, 0, len(mentions))
	for _, m := range mentions {
		e := Explanation{Model: m.Model, LogOdds: s.contributions(), Names: r.names(s, in), Doubts: doubts(s, m)}
		r.decide(&e, in, m)
		out = append(out, e)
	}
	return out
}

// contributions splits the log-odds of the text's confidence among the parts of the model.
func (s *scan) contributions() []Contribution {
	w := s.model.head.Stack
	return []Contribution{
		{"base", w.Intercept},
		{"words of the whole text", w.Document * s.document},
		{"its likeliest passages", w.Window * logSumExp(s.windows)},
		{"network", w.Network * s.neural.score},
	}
}

// names lists where the text names touchpoints.
func (r *Reader) names(s *scan, in ingest.Interaction) []NamedTouchpoint {
	out := []NamedTouchpoint{}
	for _, m := range s.text.Mentions {
		turn, start, end := s.text.Place(m)
		n := NamedTouchpoint{Turn: turn, Start: start, End: end, Text: in.Turns[turn].Text[start:end], Kind: string(m.Kind)}
		for _, label := range m.Labels {
			if id := r.resolver.points[label].ID; !slices.Contains(n.Touchpoints, id) {
				n.Touchpoints = append(n.Touchpoints, id)
			}
		}
		out = append(out, n)
	}
	return out
}

// decide fills in which words decided, by leaving out one after another.
func (r *Reader) decide(e *Explanation, in ingest.Interaction, m Mention) {
	from, _ := m.FromKind.Top()
	to, _ := m.ToKind.Top()
	for _, w := range wordsAround(in, m.Quote) {
		without, ok := closest(r.read(blanked(in, w)), m.Quote)
		if !ok {
			without.Confidence = leastConfidence
		}
		e.Break = deciding(e.Break, w, m.Confidence, without.Confidence)
		if min(m.Confidence, without.Confidence) < LeastRead {
			continue // one of the two readings knows no sides: nothing can be compared
		}
		e.From = deciding(e.From, w, m.FromKind.Of(from), without.FromKind.Of(from))
		e.To = deciding(e.To, w, m.ToKind.Of(to), without.ToKind.Of(to))
	}
	for _, list := range []*[]DecidingWord{&e.Break, &e.From, &e.To} {
		*list = strongest(*list)
	}
}

// deciding appends a word that changes a probability, from what it is without the word to what
// it is with it.
func deciding(words []DecidingWord, w DecidingWord, with, without float64) []DecidingWord {
	w.Effect = round(logOdds(with) - logOdds(without))
	if math.Abs(w.Effect) < leastEffect {
		return words
	}
	return append(words, w)
}

func strongest(words []DecidingWord) []DecidingWord {
	slices.SortStableFunc(words, func(a, b DecidingWord) int { return cmp.Compare(math.Abs(b.Effect), math.Abs(a.Effect)) })
	return words[:min(len(words), decidingWords)]
}

// wordsAround returns the words of the quote's turn that are nearest to it, in their order.
func wordsAround(in ingest.Interaction, q Quote) []DecidingWord {
	text := in.Turns[q.Turn].Text
	var words []DecidingWord
	middle := 0
	for start := 0; start < len(text); {
		length := strings.IndexFunc(text[start:], unicode.IsSpace)
		if length < 0 {
			length = len(text) - start
		}
		if length > 0 && !strings.ContainsRune(text[start:start+length], clean.Blank) {
			if start <= (q.Start+q.End)/2 {
				middle = len(words)
			}
			words = append(words, DecidingWord{Turn: q.Turn, Start: start, End: start + length, Text: text[start : start+length]})
		}
		_, space := utf8.DecodeRuneInString(text[start+length:])
		start += length + max(space, 1)
	}
	first := min(max(0, middle-explainedWords/2), max(0, len(words)-explainedWords))
	return words[first:min(len(words), first+explainedWords)]
}

// blanked is the interaction without one word; all other words keep their places.
func blanked(in ingest.Interaction, w DecidingWord) ingest.Interaction {
	in.Turns = slices.Clone(in.Turns)
	text := in.Turns[w.Turn].Text
	in.Turns[w.Turn].Text = text[:w.Start] + strings.Repeat(" ", w.End-w.Start) + text[w.End:]
	return in
}

// closest returns the mention whose quote shares most with q.
func closest(mentions []Mention, q Quote) (best Mention, ok bool) {
	most := -1
	for _, m := range mentions {
		if m.Quote.Turn != q.Turn {
			continue
		}
		if shared := min(m.Quote.End, q.End) - max(m.Quote.Start, q.Start); !ok || shared > most {
			best, most, ok = m, shared, true
		}
	}
	return best, ok
}

// doubts says in words what lowers the confidence of a mention.
func doubts(s *scan, m Mention) []string {
	out := []string{}
	if m.Confidence < 0.5 {
		out = append(out, fmt.Sprintf("the text tells of a broken handoff with a probability of only %.2f", m.Confidence))
	}
	for _, side := range []struct {
		name string
		of   journey.Distribution
	}{{"from", m.FromKind}, {"to", m.ToKind}} {
		if doubt := sideDoubt(side.name, side.of); doubt != "" {
			out = append(out, doubt)
		}
	}
	if len(s.text.Mentions) < 2 {
		out = append(out, "the text names fewer than two touchpoints")
	}
	return out
}

// clearly is how probable a kind must be for nothing to be said against it.
const clearly = 0.6

// sideDoubt says what speaks against the likeliest kind of a side; nothing when it is clear.
func sideDoubt(name string, d journey.Distribution) string {
	best, p := d.Top()
	if best == journey.Unknown {
		return fmt.Sprintf("%s: the text does not say it (probability %.2f)", name, p)
	}
	if p >= clearly {
		return ""
	}
	second := journey.Probability{}
	for _, k := range d {
		if k.Key != best && k.P > second.P {
			second = k
		}
	}
	return fmt.Sprintf("%s: %s (%.2f) is not clear of %s (%.2f)", name, best, p, cmp.Or(second.Key, "unknown"), second.P)
}

func logOdds(p float64) float64 {
	p = min(max(p, 1e-6), 1-1e-6)
	return math.Log(p / (1 - p))
}
