package redact

import "strings"

const (
	shortestSpoken   = 7 // digits of a number that nothing introduces
	shortestSpokenID = 4 // digits of one that the text calls an account, order …
)

// spoken finds numbers that are spelled out: "four one five, five five five, oh one four two".
func (d *document) spoken() {
	for i := 0; i < len(d.words); i++ {
		if !d.saysDigit(i) || d.is(i, "oh") && (!d.saysDigit(i+1) || d.gap(i) != " ") {
			continue
		}
		last := i
		for d.continues(last) {
			last++
		}
		for last > i && d.words[last].class&multiplier != 0 {
			last--
		}
		if last > i {
			d.spokenNumber(i, last)
		}
		i = last
	}
}

func (d *document) saysDigit(i int) bool {
	return d.free(i) && d.words[i].class&(digitWord|zeros) == digitWord
}

// continues reports whether the number goes on behind word i: with a digit word, or with a
// few figures.
func (d *document) continues(i int) bool {
	next := i + 1
	if (d.is(next, "dash") || d.is(next, "then") || d.is(next, "hyphen")) && d.saysDigit(next+1) && d.gap(next) == " " {
		return true
	}
	if d.is(i, "dash") || d.is(i, "then") || d.is(i, "hyphen") {
		return d.saysDigit(next)
	}
	if !d.free(next) || d.words[next].class&digitWord == 0 && (d.words[next].flags&allDigits == 0 || d.length(next) > 4) {
		return false
	}
	gap := d.gap(i)
	return len(gap) <= 5 && strings.Trim(gap, " ,-.…") == "" && (len(gap) < 2 || gap[0] != '.' || gap[1] == '.')
}

func (d *document) spokenNumber(first, last int) {
	digits := digitsOf(d.text[d.words[first].start:d.words[last].end])
	phone := d.asked.phone && first == d.answerAt() || d.is(first-1, "plus") || d.near(first, telephone)
	id := d.asked.number && first == d.answerAt() || d.near(first, reference)
	switch n := len(digits); {
	case n >= shortestCard && n <= longestCard && isCard(digits):
		d.take(Card, first, last)
	case n >= shortestSpoken && (phone || !id && (n == 7 || n == 10 || n == 11)):
		d.take(Phone, first, last)
	case n >= shortestSpoken, n >= shortestSpokenID && last-first > 1 && (id || d.near(first, marker)):
		d.take(ID, first, last)
	}
}
