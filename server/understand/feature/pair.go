package feature

import (
	"math/bits"
	"slices"
)

var seedPair = seed("pair")

// PairCount is how many ordered pairs of candidates there are.
var PairCount = SideCandidates * SideCandidates

// Pairs puts into dst, for each ordered pair of side candidates (from and then to, each in the
// order of Sides), the keys, each once, of what the text around sentence s says of the two
// together: which is named first, how far apart, what is said between them. A pair of one and
// the same kind, such as from agent to agent, has features of its own. The slices in dst are
// used again.
func (t *Text) Pairs(s int, dst [][]Key) [][]Key {
	for len(dst) < PairCount {
		dst = append(dst, nil)
	}
	p := t.pairing(s)
	for f := range SideCandidates {
		for k := range SideCandidates {
			i := f*SideCandidates + k
			dst[i] = p.keys(f, k, dst[i][:0])
		}
	}
	return dst
}

// pairing is where the kinds are named around the quote.
type pairing struct {
	text   *Text
	places [lastKind][]TouchpointMention // per kind, in the order of the text
	quote  int
	middle int // the quote's middle token
	other  bool
	pass   bool
}

func (t *Text) pairing(s int) pairing {
	p := pairing{text: t, quote: s, middle: (t.Sentences[s].first + t.Sentences[s].last) / 2}
	for _, m := range t.near(s) {
		p.places[m.class-1] = append(p.places[m.class-1], m)
	}
	first, last := max(0, s-reach), min(len(t.Sentences), s+reach+1)
	for _, m := range t.marks[t.before[first]:t.before[last]] {
		p.other = p.other || m.class == classOther
		p.pass = p.pass || m.class == classPass
	}
	return p
}

// keys appends the features of the pair of candidates f and k.
func (p *pairing) keys(f, k int, dst []Key) []Key {
	add := func(what, value uint64) { dst = append(dst, key(join(join(seedPair, what), value))) }
	named := func(c int) bool { return c < len(p.places) && len(p.places[c]) > 0 }
	switch {
	case !named(f) && !named(k):
		add(1, 0)
	case !named(f) || !named(k):
		add(1, 1)
	case f == k:
		here := p.places[f]
		inside := 0
		for _, m := range here {
			if m.Sentence == p.quote {
				inside++
			}
		}
		add(2, uint64(min(len(here), 3)))
		if inside > 1 {
			add(3, 0)
		}
		if p.other {
			add(3, 1)
		}
		if p.pass {
			add(3, 2)
		}
	default:
		dst = p.order(f, k, dst)
	}
	return dst
}

// order appends which of two kinds is named first, how far apart and with what between.
func (p *pairing) order(f, k int, dst []Key) []Key {
	add := func(what, value uint64) { dst = append(dst, key(join(join(seedPair, what), value))) }
	from, to := p.nearest(f), p.nearest(k)
	forth := uint64(0)
	if from.token > to.token {
		forth = 1
	}
	if from.Sentence == p.quote && to.Sentence == p.quote {
		add(4, 2+forth)
	} else {
		add(4, forth)
	}
	a, b := p.places[f], p.places[k]
	add(5, truth(a[0].token > b[0].token))
	add(6, truth(a[len(a)-1].token > b[len(b)-1].token))
	low, high := min(from.token, to.token), max(from.token, to.token)
	add(7, uint64(min(bits.Len(uint(high-low)), 4)))
	var said []Class
	for _, c := range p.text.classes[low+1 : high] {
		if c > lastKind && !slices.Contains(said, c) {
			said = append(said, c)
			add(8, uint64(c)<<1|forth)
		}
	}
	return dst
}

// nearest returns the place nearest to the quote's middle where a kind is named.
func (p *pairing) nearest(kind int) TouchpointMention {
	best := p.places[kind][0]
	for _, m := range p.places[kind][1:] {
		if abs(m.token-p.middle) < abs(best.token-p.middle) {
			best = m
		}
	}
	return best
}

func truth(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
