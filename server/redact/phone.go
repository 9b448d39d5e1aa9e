package redact

import (
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

const (
	shortestPhone = 7
	longestPhone  = 15
	reach         = 6 // how many words before a number may say what it is
)

// phones finds phone numbers: those in the international form, those in the groups that North
// Americans write, those that the numbering plans of some countries allow, and any number of
// fitting length that the text calls a phone number. The rest of long numbers are ids.
func (d *document) phones() {
	d.runs(shortestPhone, func(r run) int {
		if n := d.dateLength(r); n > 0 {
			return r.first + n
		}
		if d.counts(r.first, r.last) {
			return r.last + 1
		}
		if d.attached(r.first) {
			if d.words[r.first-1].flags&capital != 0 && d.length(r.first-1) <= longestHead {
				return r.last + 1 // AC-4471902 is found by its shape
			}
			return d.longNumber(r)
		}
		start, plus := d.prefix(r.first)
		if last := d.phoneEnd(r, plus, d.asked.phone && r.first == d.answerAt() || d.near(r.first, telephone) || d.aloneInLine(r)); last >= 0 {
			if d.isExtension(last + 1) {
				last++
			}
			d.takeBytes(Phone, r.first, last, start, d.words[last].end)
			return last + 1
		}
		return d.longNumber(r)
	})
}

// isExtension reports whether word i is the extension of the number before it: x12.
func (d *document) isExtension(i int) bool {
	return d.free(i) && d.length(i) > 1 && len(d.gap(i-1)) <= 1 && d.of(i)[0] == 'x' && strings.Trim(d.of(i)[1:], "0123456789") == ""
}

// aloneInLine reports whether nothing but the run stands in its line, as in a signature.
func (d *document) aloneInLine(r run) bool {
	return r.first > 0 && r.last > r.first && strings.HasSuffix(strings.TrimRight(d.gap(r.first-1), "+("), "\n") && strings.Trim(strings.SplitN(d.gap(r.last), "\n", 2)[0], " \r") == ""
}

// attached reports whether word i hangs on what stands before it, as in AU-237-6694 or id=5.
func (d *document) attached(i int) bool {
	switch d.before(i) {
	case '-', '_', '/', '=':
		return i > 0 && d.words[i-1].end == d.words[i].start-1
	}
	return false
}

// prefix returns where the number of word i starts, with its plus sign or parenthesis.
func (d *document) prefix(i int) (start int, plus bool) {
	start = d.words[i].start
	if start > 0 && d.text[start-1] == '(' && strings.HasPrefix(d.gap(i), ")") {
		start--
	}
	if start > 0 && d.text[start-1] == '+' {
		return start - 1, true
	}
	return start, strings.HasSuffix(d.text[:start], "+(")
}

// near reports whether one of the words shortly before word i is of class c, with no
// other number in between.
func (d *document) near(i int, c class) bool {
	for j := i - 1; j >= 0 && j >= i-reach && d.free(j) && d.words[j].flags&hasDigit == 0; j-- {
		if d.words[j].class&c != 0 {
			return true
		}
	}
	return false
}

// phoneEnd returns the last word of the phone number at the start of a run, or -1.
func (d *document) phoneEnd(r run, plus, context bool) int {
	if first := d.of(r.first); len(first) > 2 && len(first) <= 5 && first[:2] == "00" && r.last > r.first {
		if last := d.longest(r, 10, func(number string) bool { return validPhone("+"+number[2:], "") }); last > r.first {
			return last
		}
	}
	if plus {
		return d.longest(r, 8, func(number string) bool { return validPhone("+"+number, "") })
	}
	if last := d.northAmerican(r, context); last >= 0 {
		return last
	}
	if r.digits > longestPhone {
		return -1
	}
	number := d.figures(r.first, r.last)
	if regions := likelyRegions(number, r.last > r.first || context); d.length(r.first) > 1 && slices.ContainsFunc(regions, func(region string) bool {
		return validPhone(number, region)
	}) {
		return r.last
	}
	if context && d.grouped(r) {
		return r.last
	}
	return -1
}

// grouped reports whether the groups of a run are those of a number and not a list of small
// numbers: one is long, or all have the same length.
func (d *document) grouped(r run) bool {
	same := true
	for i := r.first; i <= r.last; i++ {
		if d.length(i) > 2 {
			return true
		}
		same = same && d.length(i) == d.length(r.first)
	}
	return same
}

// longest returns the last word of the longest part of a run from its start that is good.
func (d *document) longest(r run, least int, good func(string) bool) int {
	last, digits := r.last, r.digits
	for ; last >= r.first && digits >= least; last-- {
		if digits <= longestPhone && good(d.figures(r.first, last)) {
			return last
		}
		digits -= d.length(last)
	}
	if r.digits >= least && r.digits <= longestPhone {
		return r.last
	}
	return -1
}

// northAmerican returns the last word of a number such as 415-555-0142, or -1.
func (d *document) northAmerican(r run, context bool) int {
	at := r.first
	if d.of(at) == "1" && at < r.last {
		at++
	}
	groups := r.last - at + 1
	switch {
	case groups >= 3 && d.length(at) == 3 && d.length(at+1) == 3 && d.length(at+2) == 4:
		return at + 2
	case groups >= 2 && d.length(at) == 3 && d.length(at+1) == 7, groups >= 2 && d.length(at) == 6 && d.length(at+1) == 4:
		return at + 1
	case groups == 2 && d.length(at) == 3 && d.length(at+1) == 4 && d.gapIn(at, "-", " ") && d.near(at, marker):
		return at + 1
	case groups >= 2 && context && d.length(at) == 3 && d.length(at+1) == 4 && d.of(at)[0] != '0':
		return at + 1
	case d.length(r.first) == 10 || d.length(r.first) == 11 && d.of(r.first)[0] == '1':
		if context || validPhone(d.of(r.first), "US") {
			return r.first
		}
	}
	return -1
}

// likelyRegions returns whose numbering plan a number without country code may follow. Only
// numbers in groups are tried against the plans without a leading zero.
func likelyRegions(number string, grouped bool) []string {
	switch {
	case len(number) < 9 || len(number) > 12 || !grouped && len(number) > 11:
		return nil
	case number[0] == '0' && number[1] != '0':
		return []string{"GB", "FR", "DE", "NL", "AU"}
	case grouped && len(number) == 9 && number[0] >= '6':
		return []string{"ES"}
	}
	return nil
}

func validPhone(number, region string) bool {
	n, err := phonenumbers.Parse(number, region)
	return err == nil && phonenumbers.IsValidNumber(n)
}

// dateLength returns how many words at the start of a run are a date, 0 for none.
func (d *document) dateLength(r run) int {
	if r.last < r.first+2 || d.gap(r.first) != d.gap(r.first+1) {
		return 0
	}
	var n [3]int
	for i := range n {
		n[i] = d.length(r.first + i)
	}
	yearFirst := n[0] == 4 && n[1] <= 2 && n[2] <= 2
	yearLast := n[0] <= 2 && n[1] <= 2 && (n[2] == 4 || n[2] == 2 && d.gap(r.first) != " ")
	if (yearFirst || yearLast) && (r.last == r.first+2 || d.gap(r.first+2) != d.gap(r.first)) {
		return 3
	}
	return 0
}

const (
	longNumber  = 7 // from so many digits on, a bare number identifies something
	longGrouped = 9 // the same for one in groups
)

// longNumber takes the first words of a run as an id where they are long enough to be one,
// and returns the next word to look at.
func (d *document) longNumber(r run) int {
	if d.length(r.first) >= longNumber && !d.counts(r.first, r.first) && !isDay(d.of(r.first)) {
		d.take(ID, r.first, r.first)
		return r.first + 1
	}
	if r.last >= r.first+2 && d.length(r.first) == 3 && d.length(r.first+1) == 2 && d.length(r.first+2) == 4 && d.gap(r.first) == d.gap(r.first+1) {
		d.take(ID, r.first, r.first+2)
		return r.first + 3
	}
	if end := d.hyphened(r); end > r.first {
		d.take(ID, r.first, end)
		return end + 1
	}
	grouped := d.sameLengths(r) || r.last == r.first+1 && d.gap(r.first) == "-" && d.length(r.last) >= shortestPhone
	if r.last > r.first && r.digits >= longGrouped && grouped && !d.counts(r.first, r.last) {
		d.take(ID, r.first, r.last)
		return r.last + 1
	}
	return r.first + 1
}

// hyphened returns the last word of a number such as 7-224-9180, which no date looks like, at
// the start of a run, or its first word.
func (d *document) hyphened(r run) int {
	last, digits := r.first, d.length(r.first)
	for last < r.last && d.gap(last) == "-" {
		last++
		digits += d.length(last)
	}
	if last < r.first+2 || digits <= longNumber {
		return r.first
	}
	return last
}

// isDay reports whether eight digits are a date such as 20240131.
func isDay(digits string) bool {
	return len(digits) == 8 && (digits[:2] == "19" || digits[:2] == "20") && digits[4:6] <= "12" && digits[6:] <= "31"
}

// sameLengths reports whether all groups of a run but the last have one length of at least 3.
func (d *document) sameLengths(r run) bool {
	n := d.length(r.first)
	for i := r.first; i < r.last; i++ {
		if d.length(i) != n || d.gap(i) != d.gap(r.first) || strings.Contains(d.gap(i), ".") {
			return false
		}
	}
	return n >= 3 && d.length(r.last) <= n
}
