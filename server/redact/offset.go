package redact

import "sort"

// ToOriginal maps a span of the redacted text to the span of the original that it was made
// from. A span that cuts through a token covers all of what the token stands for. Offsets are
// in bytes, 0 <= start <= end <= len(Text).
func (r Redacted) ToOriginal(start, end int) (from, to int) {
	from = r.original(start, false)
	if start == end {
		return from, from
	}
	return from, r.original(end, true)
}

// original maps one offset; inside of a token it goes to the token's end or start.
func (r Redacted) original(at int, toEnd bool) int {
	i := sort.Search(len(r.Spans), func(i int) bool { return r.Spans[i].OutEnd > at })
	shift := 0
	if i > 0 {
		shift = r.Spans[i-1].End - r.Spans[i-1].OutEnd
	}
	if i == len(r.Spans) || at <= r.Spans[i].OutStart {
		return at + shift
	}
	if toEnd {
		return r.Spans[i].End
	}
	return r.Spans[i].Start
}

// FromOriginal maps a span of the original to the span of the redacted text that shows it. A
// span that cuts through personal data covers the whole token.
func (r Redacted) FromOriginal(start, end int) (from, to int) {
	from = r.redacted(start, false)
	if start == end {
		return from, from
	}
	return from, r.redacted(end, true)
}

func (r Redacted) redacted(at int, toEnd bool) int {
	i := sort.Search(len(r.Spans), func(i int) bool { return r.Spans[i].End > at })
	shift := 0
	if i > 0 {
		shift = r.Spans[i-1].OutEnd - r.Spans[i-1].End
	}
	if i == len(r.Spans) || at <= r.Spans[i].Start {
		return at + shift
	}
	if toEnd {
		return r.Spans[i].OutEnd
	}
	return r.Spans[i].OutStart
}
