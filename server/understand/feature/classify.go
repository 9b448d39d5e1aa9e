package feature

import (
	"slices"

	"github.com/throughline-cx/throughline/server/journey"
)

// TouchpointMention is a place where the text names a touchpoint.
type TouchpointMention struct {
	Sentence int // index into Text.Sentences
	Kind     journey.Kind
	Labels   []int // the numbers under which a tenant's lexicon knows these words
	token    int   // where it starts in Text.tokens
	last     int   // its last token
	class    Class
	surface  uint64 // hash of its words
}

// Place returns where a mention stands: the turn, and the bytes of its text.
func (t *Text) Place(m TouchpointMention) (turn, start, end int) {
	return t.Sentences[m.Sentence].Turn, t.tokens[m.token].start, t.tokens[m.last].end
}

// Name returns the words of a mention: lower case, apart by one blank.
func (t *Text) Name(m TouchpointMention) string {
	var name []byte
	for i := m.token; i <= m.last; i++ {
		if i > m.token {
			name = append(name, ' ')
		}
		name = append(name, t.norm[t.tokens[i].ns:t.tokens[i].ne]...)
	}
	return string(name)
}

// mark is a token with a class. Of a run of marks of one class only the first is kept.
type mark struct {
	token int
	class Class
}

// classify gives every token its class and collects the mentions of touchpoints. A tenant's
// own words count besides the general ones and give the kind where the general ones do not.
func (t *Text) classify(extra *Lexicon) {
	for range t.tokens {
		t.classes = append(t.classes, classNone)
	}
	for s := range t.Sentences {
		t.before = append(t.before, len(t.marks))
		t.classifySentence(s, extra)
	}
	t.before = append(t.before, len(t.marks))
}

func (t *Text) classifySentence(s int, extra *Lexicon) {
	tokens := t.tokens[:t.Sentences[s].last]
	for i := t.Sentences[s].first; i < len(tokens); {
		e, n := builtin.match(tokens, i)
		if extra != nil {
			if own, m := extra.match(tokens, i); m > 0 && m >= n {
				if m > n || !slices.Contains(own.kinds, e.class) {
					e.class = own.class
				}
				e.labels, n = own.labels, m
			}
		}
		if n == 0 {
			i++
			continue
		}
		for j := range n {
			t.classes[i+j] = e.class
		}
		if kind := e.class.Kind(); kind != "" {
			t.Mentions = append(t.Mentions, TouchpointMention{Sentence: s, Kind: kind, Labels: e.labels, token: i, last: i + n - 1, class: e.class, surface: stems(tokens[i : i+n])})
		}
		if last := len(t.marks) - 1; last < t.before[s] || t.marks[last].class != e.class {
			t.marks = append(t.marks, mark{token: i, class: e.class})
		}
		i += n
	}
}
