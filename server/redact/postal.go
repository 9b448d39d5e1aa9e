package redact

import (
	"slices"
	"strings"
)

const mostBeforeCode = 16 // words between the start of an address and its post code

// coded finds the addresses that end with a post code of Britain, Ireland, the United States,
// Canada or Australia: all that leads up to the code from a house number on. A British code is
// personal on its own.
func (d *document) coded() {
	for i := range d.words {
		if !d.free(i) || d.words[i].flags&hasDigit == 0 {
			continue
		}
		last, alone := d.postal(i)
		if last < i {
			continue
		}
		if first := d.wayBack(i); first < i || alone {
			d.take(Address, first, last)
		}
	}
}

// postal returns the last word of the post code that starts with word i, -1 where none does;
// alone says that the code is one whatever stands before it.
func (d *document) postal(i int) (last int, alone bool) {
	if d.postCode(i) {
		return i + 1, true
	}
	if !d.free(i-1) || d.words[i-1].flags&capital == 0 || !d.gapIn(i-1, " ", ", ") {
		return -1, false
	}
	switch before := d.words[i-1]; {
	case d.digitsAt(i) && d.length(i) == 5 && before.class&region != 0 && before.flags&shout != 0:
		if d.gap(i) == "-" && d.digitsAt(i+1) && d.length(i+1) == 4 {
			return i + 1, false
		}
		return i, false
	case d.digitsAt(i) && d.length(i) == 4 && before.flags&shout != 0 && isAustralian(d.of(i-1)):
		return i, false
	case canadian(d.of(i)), before.flags&shout == 0 && eircode(d.of(i)):
		return i, false
	case d.free(i+1) && d.gap(i) == " " && d.length(i) == 3:
		if both := d.of(i) + d.of(i+1); canadian(both) || before.flags&shout == 0 && eircode(both) {
			return i + 1, false
		}
	}
	return -1, false
}

func isAustralian(state string) bool {
	switch state {
	case "NSW", "VIC", "QLD", "SA", "WA", "TAS", "NT", "ACT":
		return true
	}
	return false
}

// canadian reports whether w is a Canadian post code without its space: V5L4C4.
func canadian(w string) bool {
	if len(w) != 6 {
		return false
	}
	for i := range len(w) {
		if i%2 == 0 && !isCapital(w[i]) || i%2 == 1 && !isASCIIDigit(rune(w[i])) {
			return false
		}
	}
	return true
}

// eircode reports whether w is an Irish post code without its space: V84YFXE.
func eircode(w string) bool {
	if len(w) != 7 || !isCapital(w[0]) || !isASCIIDigit(rune(w[1])) || !isASCIIDigit(rune(w[2])) && w[2] != 'W' {
		return false
	}
	return strings.Trim(w[3:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == "" && strings.ContainsAny(w[3:], "0123456789")
}

// wayBack returns the first word of the address whose post code is word i, or i.
func (d *document) wayBack(i int) int {
	first, start, onStreet := i, i, false
	for j := i - 1; j >= 0 && j > i-mostBeforeCode && d.free(j) && d.addressGap(j); j-- {
		w := d.words[j]
		if w.flags&hasDigit != 0 {
			if !isASCIIDigit(rune(d.of(j)[0])) && w.class&way == 0 || d.length(j) > 6 || d.counts(j, j) {
				break
			}
			if w.flags&capital == 0 && !isOrdinal(d.of(j)) {
				first = j
			}
			continue
		}
		if w.flags&capital == 0 && !isParticle(d.of(j)) && (!d.is(j, "to") || !d.is(j-1, "farm")) || w.class&(reference|telephone) != 0 && w.class&(street|way) == 0 {
			break
		}
		if start = j; w.class&(street|way) != 0 {
			onStreet = true
		}
	}
	if first == i && onStreet {
		return start // The Cottage, Mill Lane, Thame
	}
	if first == i {
		return i
	}
	if box, ok := d.postBox(first); ok {
		return box
	}
	if d.free(first-1) && d.words[first-1].class&unit != 0 && d.gap(first-1) == " " {
		return first - 1
	}
	return d.houseName(d.unitBefore(first))
}

// addressGap reports whether what stands behind word i can stand within an address.
func (d *document) addressGap(i int) bool {
	gap := d.gap(i)
	if gap == ". " || gap == ".\n" {
		return d.length(i) <= 4 // Apt. 12
	}
	return d.gapIn(i, " ", ", ", "\n", ",\n", " #", ", #", "-", "/", "'s ", " , ", " \n")
}

// houseName returns the first word of "The Old Forge, 3 Church Lane", whose number is word i.
func (d *document) houseName(i int) int {
	if d.gap(i-1) != ", " {
		return i
	}
	first := i
	for first > 0 && first > i-3 && d.free(first-1) && d.words[first-1].flags&(capital|hasDigit) == capital && (first == i || d.gap(first-1) == " ") {
		first--
	}
	return first
}

// postCode reports whether the words i and i+1 are a British post code: SW1A 1AA.
func (d *document) postCode(i int) bool {
	if !d.free(i+1) || d.gap(i) != " " || d.length(i) > 4 || d.length(i) < 2 || d.length(i+1) != 3 {
		return false
	}
	out, in := d.of(i), d.of(i+1)
	return isCapital(out[0]) && strings.ContainsAny(out[1:], "0123456789") && strings.Trim(out, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == "" &&
		isASCIIDigit(rune(in[0])) && isCapital(in[1]) && isCapital(in[2])
}

func isCapital(c byte) bool { return c >= 'A' && c <= 'Z' }

// gapIn reports whether what stands behind word i is one of the gaps.
func (d *document) gapIn(i int, gaps ...string) bool { return slices.Contains(gaps, d.gap(i)) }
