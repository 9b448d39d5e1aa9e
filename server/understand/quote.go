package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/understand/clean"
)

// A quote has at least minQuote and at most maxQuote words. One of fewer than fullQuote
// words takes in a neighbouring sentence, so that it can be understood alone.
const (
	minQuote  = 2
	fullQuote = 7
	maxQuote  = 60
)

// quote returns the customer's exact words around sentence i: the sentence itself, or, when it
// is very short, together with the neighbour that says more. ok is false when there are fewer
// than minQuote words.
func (s *scan) quote(in ingest.Interaction, i int) (q Quote, ok bool) {
	sentence := s.text.Sentences[i]
	start, end, words := sentence.Start, sentence.End, sentence.Words
	text := in.Turns[sentence.Turn].Text
	if words < fullQuote {
		if n := s.companion(text, i); n >= 0 {
			other := s.text.Sentences[n]
			start, end = min(start, other.Start), max(end, other.End)
		}
	}
	end = start + wordsLength(text[start:end], maxQuote)
	q = Quote{Turn: sentence.Turn, Start: start, End: end, Text: text[start:end]}
	return q, len(strings.Fields(q.Text)) >= minQuote
}

// companion returns the neighbour of sentence i in its turn that looks most like part of the
// quote, or -1. Nothing that is no word of the customer's may stand between the two.
func (s *scan) companion(text string, i int) int {
	best := -1
	for _, n := range []int{i - 1, i + 1} {
		if n < 0 || n >= len(s.text.Sentences) || s.text.Sentences[n].Turn != s.text.Sentences[i].Turn {
			continue
		}
		between := text[s.text.Sentences[min(i, n)].End:s.text.Sentences[max(i, n)].Start]
		if strings.ContainsRune(between, clean.Blank) {
			continue
		}
		if best < 0 || s.quotes[n] > s.quotes[best] {
			best = n
		}
	}
	return best
}

// wordsLength returns the length in bytes of the first n words of s.
func wordsLength(s string, n int) int {
	inside := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r):
			if inside && n == 0 {
				return i
			}
			inside = false
		case !inside:
			inside = true
			n--
		}
		i += size
	}
	return len(s)
}
