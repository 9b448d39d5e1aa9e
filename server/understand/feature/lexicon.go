package feature

import (
	"strings"

	"github.com/throughline-cx/throughline/server/journey"
)

// Class is what a word does in a story of a handoff: it names a touchpoint of some kind, says
// something, denies, hands over, … Words without such a part have no class.
type Class uint8

// The classes of words that name touchpoints come first, in the order of journey.Kinds.
const (
	classNone Class = iota
	classWeb
	classApp
	classMessage
	classChat
	classPhone
	classAdvisor
	classStore
	classBackoffice
	classDelivery
	classPartner
	classSocial
	classSay     // told, says, claims
	classPromise // promised, assured, supposed to
	classNot     // no, never, cannot, refuse
	classRecord  // record, note, system, clue
	classState   // ready, paid, cancelled, delivered
	classAgain   // again, repeat, start over
	classSend    // sent, submitted, uploaded
	classPass    // transferred, bounced, referred
	classOther   // another, different, someone else
	classBlame   // blame, responsible, fault
	classCall    // called, spoke
	classGo      // went, arrived
	classTurn    // but, then, when, still
	classMe
	classThey
	classYou
	classAsk      // asked, wants, need
	classReceive  // received, got
	classPapers   // documents, form, claim, order
	classWait     // waited, hold, days
	classAndForth // back and forth, runaround
)

const lastKind = classSocial

// Classes is how many classes there are, none included.
const Classes = int(classAndForth) + 1

// Kind returns the kind of touchpoint that the class names, or "" for other classes.
func (c Class) Kind() journey.Kind {
	if c == classNone || c > lastKind {
		return ""
	}
	return journey.Kinds[c-1]
}

// Lexicon maps words and short phrases to what they stand for. Plural forms match too.
type Lexicon struct {
	entries map[uint64]entry
	starts  map[uint64]int // words in the longest phrase that starts with a word
	may     [1024]uint64   // bits: a word whose bit is not set starts no phrase, which most do not
}

type entry struct {
	class  Class
	kinds  []Class // every kind that the labelled touchpoints have
	labels []int
}

// NewLexicon returns a lexicon without entries.
func NewLexicon() *Lexicon { return &Lexicon{entries: map[uint64]entry{}, starts: map[uint64]int{}} }

// Add makes phrase name a touchpoint of these kinds, and remembers label, the caller's own
// number for it. Adding a phrase again adds the label; the first kind stays the likeliest.
// A phrase without words, or without kinds, is ignored.
func (l *Lexicon) Add(phrase string, kinds []journey.Kind, label int) {
	h, first, n := phraseHash(phrase)
	if n == 0 || len(kinds) == 0 {
		return
	}
	e, ok := l.entries[h]
	if !ok {
		e.class = classOf(kinds[0])
	}
	for _, k := range kinds {
		e.kinds = append(e.kinds, classOf(k))
	}
	e.labels = append(e.labels, label)
	l.entries[h] = e
	l.start(first, n)
}

// start takes note of a phrase of n words.
func (l *Lexicon) start(first uint64, n int) {
	l.starts[first] = max(l.starts[first], n)
	l.may[first>>6%1024] |= 1 << (first & 63)
}

func classOf(kind journey.Kind) Class {
	for i, k := range journey.Kinds {
		if k == kind {
			return Class(i + 1)
		}
	}
	return classNone
}

func (l *Lexicon) addClass(phrase string, class Class) {
	h, first, n := phraseHash(phrase)
	l.entries[h] = entry{class: class}
	l.start(first, n)
}

// phraseHash hashes a phrase and its first word the way a text's tokens are hashed, and counts
// its words.
func phraseHash(phrase string) (whole, first uint64, words int) {
	var t Text
	t.tokenize(phrase)
	if len(t.tokens) == 0 {
		return 0, 0, 0
	}
	return stems(t.tokens), t.tokens[0].stem, len(t.tokens)
}

func stems(tokens []token) uint64 {
	h := uint64(len(tokens))
	for _, t := range tokens {
		h = join(h, t.stem)
	}
	return h
}

// match returns the longest phrase that starts at token i and how many tokens it has; 0 when
// there is none. A phrase does not cross the end of a sentence.
func (l *Lexicon) match(tokens []token, i int) (entry, int) {
	if first := tokens[i].stem; l.may[first>>6%1024]>>(first&63)&1 == 0 {
		return entry{}, 0
	}
	for n := min(l.starts[tokens[i].stem], len(tokens)-i); n > 0; n-- {
		if e, ok := l.entries[stems(tokens[i:i+n])]; ok {
			return e, n
		}
	}
	return entry{}, 0
}

// builtin is the lexicon that holds for every tenant.
var builtin = func() *Lexicon {
	l := NewLexicon()
	for class, phrases := range lexiconWords {
		for phrase := range strings.SplitSeq(phrases, ",") {
			l.addClass(strings.TrimSpace(phrase), class)
		}
	}
	return l
}()
