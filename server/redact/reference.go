package redact

import "strings"

const (
	mostFillers   = 4 // words between "account" and its number
	shortestID    = 4 // letters and digits of a number after "order"
	shortestSure  = 3 // the same after #
	longestHead   = 6 // letters in front of such a number
	shortestShape = 5 // digits of a number such as AC-44719 that nothing introduces
)

// references finds the numbers of accounts, orders and the like, after the word that says so.
func (d *document) references() {
	if d.asked.number {
		d.referenceAt(d.answerAt(), true)
	}
	for i := range d.words {
		if d.free(i) && d.words[i].class&reference != 0 {
			d.referenceAfter(i, false)
		}
	}
}

// answerAt returns the word with which the answer to a question starts, behind words such as
// "sure, it's".
func (d *document) answerAt() int {
	i := 0
	for i < mostAnswer && i+1 < len(d.words) && d.words[i].flags&hasDigit == 0 && d.words[i].class&(filler|noName|reference) != 0 && d.words[i].class&digitWord == 0 && len(d.gap(i)) < 4 {
		i++
	}
	return i
}

// numbered finds what only a word such as "number", or a #, says to be a number. The numbers
// of models, recalls and the like are nobody's.
func (d *document) numbered() {
	if d.asked.either {
		d.referenceAt(d.answerAt(), true)
	}
	for i := -1; i < len(d.words); i++ {
		named := d.free(i) && d.words[i].class&marker != 0 && !d.is(i, "code")
		if !named && !d.hash(i) || d.ofThing(i) || named && d.ofThing(i-1) {
			continue
		}
		d.referenceAfter(i, true)
	}
}

// hash reports whether a # stands behind word i, other than the one of an HTML entity.
func (d *document) hash(i int) bool {
	gap := d.gap(i)
	return strings.HasSuffix(gap, "#") && !strings.HasSuffix(gap, "&#")
}

func (d *document) ofThing(i int) bool {
	return i >= 0 && i < len(d.words) && d.words[i].class&public != 0
}

// referenceAfter looks for the number that the word i speaks of.
func (d *document) referenceAfter(i int, sure bool) {
	for n := 0; n <= mostFillers && i+1 < len(d.words); n++ {
		gap := d.gap(i)
		if strings.ContainsAny(gap, "$€£¥!?\n") || strings.Contains(gap, ". ") && !d.abbreviates(i) {
			return
		}
		sure = sure || strings.Contains(gap, "#")
		i++
		if d.words[i].flags&hasDigit != 0 || d.letterGroup(i) && (sure || d.length(i) > 1 || !d.is(i, "i") && !d.is(i, "a")) || d.joinsDigits(i) {
			d.referenceAt(i, sure)
			return
		}
		if d.words[i].class&(filler|reference) == 0 || !d.free(i) {
			return
		}
		sure = sure || d.words[i].class&marker != 0
	}
}

// abbreviates reports whether the full stop behind word i belongs to it, as in "no. 17".
func (d *document) abbreviates(i int) bool {
	return i >= 0 && d.words[i].class&marker != 0 || d.is(i, "acct") || d.is(i, "ref")
}

// joinsDigits reports whether word i is the letters of a number such as TL-00918-B.
func (d *document) joinsDigits(i int) bool {
	if !d.free(i) || d.length(i) > 4 || d.words[i].class&(noName|common) != 0 {
		return false
	}
	least := shortestShape
	if d.words[i].flags&shout != 0 || d.length(i) == 1 && d.words[i].flags&capital != 0 {
		least = shortestSure
	}
	for j := i; j < d.joinedEnd(i); j++ {
		if d.words[j+1].flags&allDigits != 0 && d.length(j+1) >= least {
			return true
		}
	}
	return false
}

// letterGroup reports whether word i is the letters at the start of a number: "AB 123456".
func (d *document) letterGroup(i int) bool {
	return d.free(i) && d.words[i].flags&capital != 0 && d.length(i) <= 4 &&
		(d.words[i].flags&shout != 0 || d.length(i) == 1) && d.digitsAt(i+1) && len(d.gap(i)) == 1
}

// referenceAt takes the number that starts with word first.
func (d *document) referenceAt(first int, sure bool) {
	if !d.free(first) || d.words[first].flags&hasDigit == 0 && !d.letterGroup(first) && !d.joinsDigits(first) {
		return
	}
	last := d.joinedEnd(first)
	if d.letterGroup(first) && last == first {
		last++
	}
	dotted := d.dotted(first)
	last = max(last, dotted)
	for d.digitsAt(last+1) && d.gap(last) == " " && d.length(last+1) >= 2 && d.words[last+1].end-d.words[first].start <= maxRun {
		last++
	}
	for last > dotted && d.counts(last, last) {
		last--
	}
	text := d.text[d.words[first].start:d.words[last].end]
	if dotted == first && d.counts(first, last) || d.notReference(first, last, text, sure) {
		return
	}
	d.take(ID, first, last)
}

// dotted returns the last word of a number such as 1234.5678.90, or first.
func (d *document) dotted(first int) int {
	last, digits := first, d.length(first)
	for d.digitsAt(last) && d.digitsAt(last+1) && d.gap(last) == "." {
		last++
		digits += d.length(last)
	}
	if last < first+2 || digits < shortestPhone || d.length(first) <= 2 && d.length(last) == 4 || d.length(first) <= 3 && digits > 3*d.length(last) {
		return first
	}
	return last
}

// joinedEnd returns the last of the words that hang together with word first by hyphens,
// slashes and underscores.
func (d *document) joinedEnd(first int) int {
	last := first
	for d.free(last+1) && last-first < 8 {
		if gap := d.gap(last); gap != "-" && gap != "/" && gap != "_" {
			break
		}
		last++
	}
	return last
}

// notReference rules out what stands after "order" or "account" without being its number.
func (d *document) notReference(first, last int, text string, sure bool) bool {
	letters, digits := 0, 0
	for i := range len(text) {
		switch c := text[i]; {
		case isASCIIDigit(rune(c)):
			digits++
		case isASCIILetter(c):
			letters++
		}
	}
	least := shortestID
	if d.before(first) == '#' {
		least = shortestSure
	}
	switch {
	case digits < 2, letters+digits < least:
		return true
	case letters > 0 && !sure && (digits < 3 || digits < 4 && text[0] >= 'a') && !isCode(text):
		return true
	case strings.Contains(text, "/") && letters == 0 && d.length(last) <= 4 && last <= first+2 && d.length(first) <= 4: // a date
		return true
	case (!sure || d.is(first-1, "in") || d.is(first-1, "of") || d.is(first-1, "the")) && letters == 0 && last == first && digits == 4 && (text[:2] == "19" || text[:2] == "20"): // a year
		return true
	case letters == 0 && last == first+2 && d.length(first) == 4 && d.length(first+1) <= 2 && d.length(last) <= 2: // 2026-03-02
		return true
	case letters == 0 && last == first+1 && d.length(first) <= 2 && d.length(last) <= 2: // 10-14 days
		return true
	case text == "401k", text == "403b", text == "401K", text == "403B":
		return true
	}
	if next := d.after(last); next == ':' && last+1 < len(d.words) && d.words[last+1].flags&allDigits != 0 && d.gap(last) == ":" { // a time
		return true
	}
	return isOrdinal(text)
}

// isCode reports whether capitals and digits are mixed as in a confirmation code: X7QP2M.
func isCode(text string) bool {
	changes := 0
	for i := range len(text) {
		if !isCapital(text[i]) && !isASCIIDigit(rune(text[i])) {
			return false
		}
		if i > 0 && isCapital(text[i]) != isCapital(text[i-1]) {
			changes++
		}
	}
	return len(text) >= 5 && changes >= 2
}

func isOrdinal(text string) bool {
	for _, suffix := range []string{"st", "nd", "rd", "th", "am", "pm", "AM", "PM", "k", "K", "%"} {
		if n, ok := strings.CutSuffix(text, suffix); ok && n != "" && strings.Trim(n, "0123456789") == "" {
			return true
		}
	}
	return false
}

// shapes finds numbers that are recognised by their form alone: capitals, then digits, with
// or without hyphens, as in AC-4471902, CLM-2026-00412 or 1Z999AA10123456784.
func (d *document) shapes() {
	for i := 0; i < len(d.words); i++ {
		if !d.free(i) || d.words[i].flags&(capital|hasDigit) == 0 {
			continue
		}
		last := d.joinedEnd(i)
		if !d.ofThing(i-1) && !d.ofThing(i-2) && isShape(d.text[d.words[i].start:d.words[last].end]) {
			d.take(ID, i, last)
		}
		i = last
	}
}

func isShape(text string) bool {
	letters, digits, changes := 0, 0, 0
	lastDigit := false
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'A' && c <= 'Z':
			if lastDigit {
				changes++
			}
			letters, lastDigit = letters+1, false
		case isASCIIDigit(rune(c)):
			digits, lastDigit = digits+1, true
		case c != '-' && (c != '/' || letters == 0):
			return false
		}
	}
	if letters == 0 || digits < shortestShape && (digits < shortestShape-1 || strings.Count(text, "-") < 2) {
		return false
	}
	if strings.Contains(text, "USC") || strings.HasPrefix(text, "UCC") { // a law, as in 15USC1681
		return false
	}
	head := strings.TrimRight(text, "0123456789-")
	switch head {
	case "ISO", "DIN", "EN", "USD", "EUR", "GBP", "CAD", "AUD", "CHF", "INR", "JPY":
		return false
	}
	return changes == 0 && letters <= longestHead || letters+digits >= 8 && digits > shortestShape || strings.Count(text, "-") > 1
}
