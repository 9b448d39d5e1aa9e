package feature

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence is a run of tokens in one customer turn, cut where the customer ends a sentence or
// where it would grow too long to quote.
type Sentence struct {
	Turn       int // index into the interaction's turns
	Start, End int // bytes of that turn's text, adjoining punctuation included
	Words      int // how many words it has
	first      int // its tokens: Text.tokens[first:last]
	last       int
}

// longest is how many tokens a sentence may have before it is cut at a clause.
const longest = 45

// cut appends the sentences of the turn whose tokens start at first.
func (t *Text) cut(turn int, s string, first int) {
	begin := first
	for i := first; i < len(t.tokens); i++ {
		if i+1 < len(t.tokens) && !t.ends(s, i) {
			continue
		}
		t.split(turn, s, begin, i+1)
		begin = i + 1
	}
}

// ends reports whether a sentence ends between tokens i and i+1.
func (t *Text) ends(s string, i int) bool {
	a, b := &t.tokens[i], &t.tokens[i+1]
	gap := s[a.end:b.start]
	if strings.ContainsAny(gap, "\n!?…•") {
		return true
	}
	dot := strings.LastIndexByte(gap, '.')
	if dot < 0 || abbreviations[a.hash] {
		return false
	}
	return strings.ContainsAny(gap[dot:], " \t\"”)") || b.upper && a.ne-a.ns > 2
}

// split appends tokens [first, last) as one sentence, or as several when it is too long: it
// is cut at the clause mark that is nearest to its middle.
func (t *Text) split(turn int, s string, first, last int) {
	if last-first <= longest {
		t.addSentence(turn, s, first, last)
		return
	}
	middle, best := (first+last)/2, -1
	for i := first + (last-first)/4; i < last-(last-first)/4; i++ {
		gap := s[t.tokens[i].end:t.tokens[i+1].start]
		if !strings.ContainsAny(gap, ",;:-–—") && !conjunctions[t.tokens[i+1].hash] {
			continue
		}
		if best < 0 || abs(i+1-middle) < abs(best-middle) {
			best = i + 1
		}
	}
	if best < 0 {
		best = middle
	}
	t.split(turn, s, first, best)
	t.split(turn, s, best, last)
}

func (t *Text) addSentence(turn int, s string, first, last int) {
	start, end := t.tokens[first].start, t.tokens[last-1].end
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:start])
		if unicode.IsSpace(r) {
			break
		}
		start -= size
	}
	end += runLength(s[end:], func(r rune) bool { return !unicode.IsSpace(r) })
	if n := len(t.Sentences); n > 0 && t.Sentences[n-1].Turn == turn {
		start = max(start, t.Sentences[n-1].End)
	}
	if last < len(t.tokens) { // the next sentence may start without a space
		end = min(end, t.tokens[last].start)
	}
	t.Sentences = append(t.Sentences, Sentence{Turn: turn, Start: start, End: end, Words: countWords(s[start:end]), first: first, last: last})
}

// countWords returns how many runs of anything but white space there are.
func countWords(s string) int {
	n, inside := 0, false
	for _, r := range s {
		space := unicode.IsSpace(r)
		if !space && !inside {
			n++
		}
		inside = !space
	}
	return n
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func hashSet(words string) map[uint64]bool {
	set := map[uint64]bool{}
	for _, w := range strings.Fields(words) {
		set[hashString(w)] = true
	}
	return set
}

var (
	abbreviations = hashSet("mr mrs ms dr st vs no inc corp co ltd dept jr sr approx e g i u s a p ref acct tel ext")
	conjunctions  = hashSet("and but so then when because however after while yet")
)
