package feature

import (
	"slices"

	"github.com/throughline-cx/throughline/server/journey"
)

// SideCandidates is how many candidates a side has: every kind of journey.Kinds and, last,
// the side that the customer does not name.
var SideCandidates = len(journey.Kinds) + 1

var seedSide = seed("side")

// reach is how many sentences before and after the quote are searched for the two sides.
const reach = 4

// Sides puts into dst, for each candidate in the order of journey.Kinds and then unknown, the
// keys, each once, of the features that speak for or against it being a side of the break
// told in sentence s, and returns dst. The slices in dst are used again. The same features
// serve both sides; their weights differ.
func (t *Text) Sides(s int, dst [][]Key) [][]Key {
	dst = t.SidesThemselves(s, dst)
	context := t.SideContext(s, nil)
	for k := range dst {
		for _, c := range context {
			dst[k] = append(dst[k], ContextKey(c, k))
		}
	}
	return dst
}

// SidesThemselves is Sides without the features of SideContext.
func (t *Text) SidesThemselves(s int, dst [][]Key) [][]Key {
	near := t.near(s)
	for len(dst) < SideCandidates {
		dst = append(dst, nil)
	}
	for k := range dst {
		b := sideBuilder{kind: uint64(k), keys: dst[k][:0]}
		b.both(1, 0)
		b.own(2, hashString(t.Source))
		if k < len(journey.Kinds) {
			b.place(t, near, Class(k+1), s)
			b.company(&t.company, Class(k+1))
		} else {
			b.both(4, uint64(len(near)))
		}
		slices.Sort(b.keys)
		dst[k] = slices.Compact(b.keys)
	}
	return dst
}

// near returns the mentions within reach of sentence s.
func (t *Text) near(s int) []TouchpointMention {
	var out []TouchpointMention
	for _, m := range t.Mentions {
		if abs(m.Sentence-s) <= reach {
			out = append(out, m)
		}
	}
	return out
}

// ContextKey is the key of what is said around the quote, a hash of SideContext, for a candidate.
func ContextKey(context uint64, candidate int) Key {
	return key(join(join(sideContext, context), uint64(candidate)+1))
}

var sideContext = join(seedSide, 3)

// SideContext puts into out, whose memory is used again, what sentence s and its neighbours say, as
// hashes, each once: the words of all three, the word pairs and class pairs of s, and the classes of
// the sentences within reach. They are the same for all candidates.
func (t *Text) SideContext(s int, out []uint64) []uint64 {
	out = out[:0]
	for n := max(0, s-1); n < min(len(t.Sentences), s+2); n++ {
		place := uint64(n - s + 2)
		tokens := t.tokens[t.Sentences[n].first:t.Sentences[n].last]
		for i, tok := range tokens {
			out = append(out, join(place, tok.stem))
			if i > 0 && n == s {
				out = append(out, join(tokens[i-1].stem, tok.stem))
			}
		}
	}
	for n := max(0, s-reach); n < min(len(t.Sentences), s+reach+1); n++ {
		place := uint64(sidePlace(n-s) + 10)
		for i := t.before[n]; i < t.before[n+1]; i++ {
			c := uint64(t.marks[i].class)
			out = append(out, join(place, c))
			if abs(n-s) < 2 && i > t.before[n] {
				out = append(out, join(join(place, uint64(t.marks[i-1].class)), c))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sidePlace names a distance in sentences: -2 for all farther before, 2 for all farther after.
func sidePlace(distance int) int { return max(-2, min(2, distance)) }

// sideBuilder gathers one candidate's features, each for the kind itself (own) or for any
// kind (both: shared and own).
type sideBuilder struct {
	kind uint64
	keys []Key
}

func (b *sideBuilder) own(what, value uint64) {
	b.keys = append(b.keys, key(join(join(join(seedSide, what), value), b.kind+1)))
}

func (b *sideBuilder) shared(what, value uint64) {
	b.keys = append(b.keys, key(join(join(seedSide, what+100), value)))
}

func (b *sideBuilder) both(what, value uint64) { b.own(what, value); b.shared(what, value) }

// place adds where the candidate's class is mentioned: how often, in which order among the
// other kinds, how far from the quote, in which company, in which words.
func (b *sideBuilder) place(t *Text, near []TouchpointMention, class Class, s int) {
	count, inside, order, kinds := 0, 0, 0, 0
	first, last := -1, -1
	var seen [lastKind + 1]bool
	for i, m := range near {
		if !seen[m.class] {
			seen[m.class] = true
			kinds++
			if m.class == class {
				order = kinds
			}
		}
		if m.class != class {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
		count++
		if m.Sentence == s {
			inside++
		}
		b.mention(t, m, s)
	}
	b.both(10, uint64(min(count, 3)))
	b.both(11, uint64(min(inside, 2)))
	b.shared(12, uint64(min(order, 4)<<8|min(kinds, 4)))
	if count == 0 {
		for _, m := range t.Mentions {
			if m.class == class {
				b.both(13, 0)
				break
			}
		}
		return
	}
	if last == len(near)-1 {
		b.both(14, uint64(min(kinds, 4)))
	}
	if first == 0 {
		b.both(15, uint64(min(kinds, 4)))
	}
}

// mention adds the features of one place where the candidate is named.
func (b *sideBuilder) mention(t *Text, m TouchpointMention, s int) {
	distance := uint64(m.Sentence - s + reach)
	b.shared(20, distance)
	b.own(21, m.surface)
	b.own(22, join(m.surface, uint64(min(abs(m.Sentence-s), 2))))
	at := t.markAt(m.token)
	for i := max(0, at-2); i < min(len(t.marks), at+4); i++ {
		if i != at && abs(t.marks[i].token-m.token) < 10 {
			b.both(23, join(uint64(i-at+8), uint64(t.marks[i].class)))
			b.shared(24, join(join(uint64(i-at+8), uint64(t.marks[i].class)), uint64(min(abs(m.Sentence-s), 2))))
		}
	}
	if m.token > t.Sentences[m.Sentence].first {
		b.shared(25, t.tokens[m.token-1].hash)
	}
	if next := m.token + 1; next < t.Sentences[m.Sentence].last {
		b.shared(26, t.tokens[next].hash)
	}
}

// markAt returns the last mark that starts at or before a token.
func (t *Text) markAt(token int) int {
	lo, hi := 0, len(t.marks)
	for lo < hi {
		if mid := (lo + hi) / 2; t.marks[mid].token <= token {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return max(0, lo-1)
}
