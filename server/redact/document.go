package redact

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// document is one text while it is scanned. Rules work on its words; a word that belongs to a
// span is taken, and no later rule touches it.
type document struct {
	text    string
	asked   question // what the text before this one asks for
	scanned bool
	words   []word
	spans   []Span
	seen    class // the classes of all words together
	all     flags // the flags of all words together
}

// word is a run of letters, digits and marks, without a possessive 's. A redaction token is
// one word, taken from the start, and so is a mask such as XXXX.
type word struct {
	start, end int
	class      class
	flags      flags
	digit      int8   // value of a digit word, factor of a multiplier
	hash       uint64 // of its lower case; 0 without a letter
}

type flags uint16

const (
	taken     flags = 1 << iota
	allDigits       // only 0-9
	hasDigit
	hasLetter
	capital // starts with an upper-case letter
	shout   // two or more letters, all upper-case
	named   // part of a person's name
	masked  // XXXX, which others have put there; taken
	kept    // of what the tenant says is no person
)

// split finds the words of the text.
func (d *document) split() {
	d.words = make([]word, 0, len(d.text)/5+1)
	for i := 0; i < len(d.text); {
		switch kinds[d.text[i]] {
		case between:
			i++
			continue
		case bracket:
			if _, end, ok := TokenAt(d.text, i); ok {
				d.words = append(d.words, word{start: i, end: end, flags: taken})
				i = end
				continue
			}
			i++
			continue
		}
		w, next := d.word(i)
		if w.end > w.start {
			d.words = append(d.words, w)
			d.seen |= w.class
			d.all |= w.flags
		}
		i = next
	}
}

// kind is what a byte is to the splitting of a text into words.
type kind uint8

const (
	between    kind = iota // ASCII that belongs to no word
	lowerCase              // a-z
	upperCase              // A-Z
	decimal                // 0-9
	apostrophe             // ', which stands within words only
	bracket                // [, which may start a token
	wide                   // a byte of a letter or sign beyond ASCII
)

var kinds = func() (out [256]kind) {
	for b := range out {
		switch {
		case b >= utf8.RuneSelf:
			out[b] = wide
		case b >= 'a' && b <= 'z':
			out[b] = lowerCase
		case b >= 'A' && b <= 'Z':
			out[b] = upperCase
		case b >= '0' && b <= '9':
			out[b] = decimal
		}
	}
	out['\''], out['['] = apostrophe, bracket
	return out
}()

// word reads the word at i, if one starts there, and returns where to go on.
func (d *document) word(i int) (w word, next int) {
	w = word{start: i, end: i}
	end, size, upper, lower, digits := i, 0, 0, 0, 0
loop:
	for ; end < len(d.text); end += size {
		size = 1
		switch kinds[d.text[end]] {
		case lowerCase:
			if d.extension(i, end, digits) {
				break loop
			}
			lower++
		case upperCase:
			upper++
			if end == i {
				w.flags |= capital
			}
		case decimal:
			digits++
		case apostrophe:
			if end == i || !d.letterAt(end+1) {
				break loop
			}
		case wide:
			var r rune
			r, size = utf8.DecodeRuneInString(d.text[end:])
			switch {
			case r == '’':
				if end == i || !d.letterAt(end+size) {
					break loop
				}
			case !isLetter(r):
				break loop
			case isUpper(r):
				upper++
				if end == i {
					w.flags |= capital
				}
			default:
				lower++
			}
		default:
			break loop
		}
	}
	if end == i {
		return w, i + size
	}
	if digits > 0 {
		w.flags |= hasDigit
	}
	if upper+lower > 0 {
		w.flags |= hasLetter
	}
	if digits == end-i {
		w.flags |= allDigits
	}
	return d.finish(w, end, upper, lower), end
}

// extension reports whether the x at end starts the extension of the phone number whose last
// digits started at i: 555-0142x12.
func (d *document) extension(i, end, digits int) bool {
	return d.text[end] == 'x' && digits >= 4 && digits == end-i && end+1 < len(d.text) && isASCIIDigit(rune(d.text[end+1]))
}

// finish ends a word at end, looks it up, and takes a possessive 's off it.
func (d *document) finish(w word, end, upper, lower int) word {
	w.end = end
	if upper > 1 && lower == 0 {
		w.flags |= shout
	}
	if w.flags&hasLetter != 0 {
		text := d.text[w.start:end]
		if s, ok := strings.CutSuffix(text, "'s"); ok {
			w.end = w.start + len(s)
		} else if s, ok := strings.CutSuffix(text, "’s"); ok {
			w.end = w.start + len(s)
		}
		if isMask(d.text[w.start:w.end]) {
			w.flags |= taken | masked
			return w
		}
		var entry entry
		entry, w.hash = lexicon.lookup(d.text[w.start:w.end])
		w.class, w.digit = entry.class, entry.digit
		if w.class == 0 && isNumberWord(d.text[w.start:w.end]) {
			w.class = reference | marker
		}
	}
	return w
}

// isNumberWord reports whether a German word ends in -nummer: Vorgangsnummer, Vertragsnr.
func isNumberWord(w string) bool {
	return len(w) > 5 && (strings.HasSuffix(w, "nr") || strings.HasSuffix(w, "nummer"))
}

// isMask reports whether a word is what others have put in the place of personal data: XXXX.
func isMask(w string) bool {
	return len(w) > 1 && w[0]|0x20 == 'x' && strings.Trim(w, "Xx") == ""
}

func (d *document) letterAt(i int) bool {
	if i >= len(d.text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(d.text[i:])
	return isLetter(r)
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

func isUpper(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'A' && r <= 'Z'
	}
	return unicode.IsUpper(r)
}

// of returns a word's text.
func (d *document) of(i int) string { return d.text[d.words[i].start:d.words[i].end] }

// gap returns what stands between words i and i+1; after the last word, what follows it.
func (d *document) gap(i int) string {
	end := len(d.text)
	if i+1 < len(d.words) {
		end = d.words[i+1].start
	}
	if i < 0 {
		return d.text[:end]
	}
	return d.text[d.words[i].end:end]
}

// free reports whether there is a word i that belongs to no span.
func (d *document) free(i int) bool {
	return i >= 0 && i < len(d.words) && d.words[i].flags&taken == 0
}

// take makes the words first to last a span. It does nothing when one of them is taken.
func (d *document) take(typ string, first, last int) bool {
	return d.takeBytes(typ, first, last, d.words[first].start, d.words[last].end)
}

// takeBytes is take for a span that reaches beyond its words, as over a plus sign.
func (d *document) takeBytes(typ string, first, last, start, end int) bool {
	for i := first; i <= last; i++ {
		if !d.free(i) {
			return false
		}
	}
	for i := first; i <= last; i++ {
		d.words[i].flags |= taken
	}
	d.spans = append(d.spans, Span{Type: typ, Start: start, End: end})
	return true
}

// takeRange makes the bytes from start to end a span.
func (d *document) takeRange(typ string, start, end int) bool {
	first := sort.Search(len(d.words), func(i int) bool { return d.words[i].end > start })
	last := sort.Search(len(d.words), func(i int) bool { return d.words[i].start >= end }) - 1
	for i := first; i <= last && first < last; i++ {
		if d.words[i].flags&masked != 0 {
			d.words[i].flags &^= taken | masked // xX is no mask in xX_kev_Xx@example.com
		}
	}
	return first <= last && d.takeBytes(typ, first, last, start, max(end, d.words[last].end))
}

// sorted returns the spans in the order of the text.
func (d *document) sorted() []Span {
	slices.SortFunc(d.spans, func(a, b Span) int { return a.Start - b.Start })
	return d.spans
}

// scan applies every rule.
func (d *document) scan(keep *phrases) {
	d.split()
	if len(d.words) == 0 {
		return
	}
	keep.mark(d)
	d.emails()
	if d.all&hasDigit != 0 {
		d.ibans()
		d.cards()
		d.references()
		d.coded()
		d.phones()
		d.addresses()
		d.numbered()
		d.shapes()
	}
	if d.seen&digitWord != 0 {
		d.spoken()
	}
	d.names()
}
