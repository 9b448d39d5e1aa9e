package redact

import (
	"slices"
	"strings"
)

// unitAfter returns the end of an address with its flat, as in "Apt 4B" or "#12".
func (d *document) unitAfter(last int) int {
	gap := d.gap(last)
	if strings.HasSuffix(gap, "#") && len(gap) <= 3 && d.free(last+1) && d.words[last+1].flags&hasDigit != 0 {
		return last + 1
	}
	if !d.free(last+2) || d.words[last+1].class&unit == 0 || !d.inLine(last) || len(d.gap(last+1)) > 2 {
		return last
	}
	if w := d.words[last+2]; w.flags&hasDigit != 0 || d.length(last+2) == 1 {
		return last + 2
	}
	return last
}

// locality returns the end of an address with its town: "Springfield, IL 62704".
func (d *document) locality(last int) int {
	for j := last + 1; j <= last+4 && d.free(j) && (d.inLine(j-1) || d.gap(j-1) == ",\n" || d.gap(j-1) == "\n"); j++ {
		coded := d.digitsAt(j+1) && d.length(j+1) == 5 && d.gap(j) == " "
		if d.words[j].class&region != 0 && (d.words[j].flags&shout != 0 || coded) && j > last+1 {
			if coded {
				if d.gap(j+1) == "-" && d.digitsAt(j+2) && d.length(j+2) == 4 {
					return j + 2
				}
				return j + 1
			}
			return j
		}
		if d.words[j].flags&capital == 0 && d.words[j].class&noName != 0 {
			break
		}
	}
	return last
}

// unitBefore returns the first word of "Flat 3, 27 Queen's Gate", whose house number is word i.
func (d *document) unitBefore(i int) int {
	if d.free(i-1) && d.free(i-2) && d.gap(i-1) == ", " && d.gap(i-2) == " " && d.words[i-2].class&unit != 0 && (d.words[i-1].flags&hasDigit != 0 || d.length(i-1) == 1) {
		return i - 2
	}
	return i
}

// townAfter returns the end of the post code and the town that stand behind word last, as in
// ", 69003 Lyon" and ", 1016 DX Amsterdam"; or last. A town alone counts at the end of a
// sentence only.
func (d *document) townAfter(last int) int {
	j := last + 1
	if gap := d.gap(last); !d.free(j) || gap != ", " && gap != "\n" && gap != ",\n" {
		return last
	}
	coded := d.digitsAt(j) && (d.length(j) == 4 || d.length(j) == 5) && d.gap(j) == " "
	if coded {
		if j++; d.free(j) && d.length(j) == 2 && d.words[j].flags&shout != 0 && d.gap(j) == " " {
			j++ // Dutch
		}
	}
	if !d.isTown(j) || !coded && (d.gap(last) != ", " || !strings.HasPrefix(d.gap(j), ".") || d.words[j].class&^(thing|surname) != 0) {
		return last
	}
	for n := 0; n < 2 && (d.gap(j) == " " || d.gap(j) == "-") && d.isTown(j+1); n++ {
		j++
	}
	return j
}

func (d *document) isTown(i int) bool {
	return d.free(i) && d.words[i].flags&(capital|hasDigit) == capital && d.words[i].class&(noName|reference|telephone|title) == 0
}

// britishTown returns the end of the towns and the post code behind word last, or last.
func (d *document) britishTown(last int) int {
	for j := last + 1; j <= last+5 && d.free(j) && d.gapIn(j-1, ", ", " ", "\n", ",\n"); j++ {
		if d.postCode(j) {
			return j + 1
		}
		if d.words[j].flags&capital == 0 {
			break
		}
	}
	return last
}

// gapIn reports whether what stands behind word i is one of the gaps.
func (d *document) gapIn(i int, gaps ...string) bool { return slices.Contains(gaps, d.gap(i)) }

const mostBeforeCode = 8 // words between the start of a British address and its post code

// houseBefore returns the first word of the address that ends with the post code at word i:
// its house number or what the house is called; i where there is neither.
func (d *document) houseBefore(i int) int {
	for j := i - 1; j >= 0 && j > i-mostBeforeCode && d.free(j) && d.gapIn(j, ", ", " ", "\n", ",\n", "'s "); j-- {
		if d.words[j].flags&hasDigit != 0 {
			if d.houseNumber(j) {
				return d.houseName(d.unitBefore(j))
			}
			break
		}
		if d.words[j].flags&capital == 0 {
			break
		}
	}
	return i
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

// postBox returns the first word of "P.O. Box 123" before the number i.
func (d *document) postBox(i int) (first int, ok bool) {
	if !d.is(i-1, "box") || !d.free(i-1) || d.words[i].flags&allDigits == 0 {
		return 0, false
	}
	switch {
	case d.is(i-2, "po") && d.free(i-2):
		return i - 2, true
	case d.is(i-2, "o") && d.is(i-3, "p") && d.free(i-2) && d.free(i-3):
		return i - 3, true
	}
	return 0, false
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
