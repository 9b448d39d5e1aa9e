package redact

import (
	"strings"
	"unicode/utf8"
)

// run is a sequence of words of digits, with no more between them than what stands between
// the groups of one number.
type run struct {
	first, last int // words
	digits      int // in all
}

// maxRun bounds how many digits one number may have: an IBAN's 34 are the most.
const maxRun = 34

// runs calls f for every run of free digit words with at least least digits. f returns the
// first word that it has not dealt with.
func (d *document) runs(least int, f func(run) int) {
	for i := 0; i < len(d.words); {
		if !d.digitsAt(i) {
			i++
			continue
		}
		r := run{first: i, last: i, digits: d.length(i)}
		for d.digitsAt(r.last+1) && separates(d.gap(r.last)) && r.digits+d.length(r.last+1) <= maxRun {
			r.last++
			r.digits += d.length(r.last)
		}
		i = r.last + 1
		if r.digits >= least {
			i = max(f(r), r.first+1)
		}
	}
}

func (d *document) digitsAt(i int) bool { return d.free(i) && d.words[i].flags&allDigits != 0 }

func (d *document) length(i int) int { return d.words[i].end - d.words[i].start }

// separates reports whether a gap can stand between two groups of one number.
func separates(gap string) bool {
	if gap == "" || len(gap) > 3 {
		return false
	}
	for i := range len(gap) {
		switch gap[i] {
		case ' ', '-', '.', '(', ')', '/':
		default:
			return gap == "\u00a0" || gap == "–" || gap == "‑"
		}
	}
	return strings.Count(gap, " ") < 2 && gap != ". "
}

// figures returns the digits of the words first to last.
func (d *document) figures(first, last int) string {
	if first == last {
		return d.of(first)
	}
	var out strings.Builder
	for i := first; i <= last; i++ {
		out.WriteString(d.of(i))
	}
	return out.String()
}

// before returns the character in front of word i, 0 at the start.
func (d *document) before(i int) rune {
	if d.words[i].start == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(d.text[:d.words[i].start])
	return r
}

// after returns the character behind word i, 0 at the end.
func (d *document) after(i int) rune {
	if d.words[i].end == len(d.text) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(d.text[d.words[i].end:])
	return r
}

// counts reports whether the number from word first to word last is an amount, a share or a
// count of something, or a part of a longer decimal number.
func (d *document) counts(first, last int) bool {
	switch d.before(first) {
	case '$', '€', '£', '¥', '₹':
		return true
	case ' ':
		switch r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(d.text[:d.words[first].start], " ")); r {
		case '$', '€', '£', '¥', '₹':
			return true
		}
	case '.', ',':
		if first > 0 && d.words[first-1].end == d.words[first].start-1 && d.words[first-1].flags&allDigits != 0 {
			return true
		}
	}
	switch d.after(last) {
	case ' ':
		if strings.HasPrefix(d.gap(last), " %") {
			return true
		}
	case '%', '€', '£', '$':
		return true
	case '.', ',':
		if next := last + 1; next < len(d.words) && d.words[next].start == d.words[last].end+1 && d.words[next].flags&allDigits != 0 {
			return true
		}
	}
	return last+1 < len(d.words) && d.words[last+1].class&quantity != 0 && strings.Trim(d.gap(last), " ") == ""
}
