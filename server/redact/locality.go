package redact

import "strings"

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
	start, j := last, last+1
	if d.is(j, "in") && d.gap(last) == " " && d.digitsAt(j+1) && d.gap(j) == " " {
		last++ // 12a in 50667 Köln
		j++
	} else if !d.free(j) || !d.gapIn(last, ", ", " , ", "\n", ",\n", " \n") {
		return last
	}
	j, coded := d.continentalCode(j)
	if !d.isTown(j) {
		return start
	}
	end := d.townEnd(j)
	if d.digitsAt(end+1) && d.length(end+1) == 5 && d.gap(end) == ", " {
		return end + 1 // Lugo, 12699
	}
	if !coded && (d.gap(last) != ", " || !strings.HasPrefix(d.gap(j), ".") || d.words[j].class&^(thing|surname) != 0) {
		return start
	}
	return end
}

// continentalCode returns the word behind the post code that word i starts, if it starts one.
func (d *document) continentalCode(i int) (next int, ok bool) {
	w := d.of(i)
	glued := len(w) == 6 && isCapital(w[4]) && isCapital(w[5]) && strings.Trim(w[:4], "0123456789") == "" // Dutch
	if !glued && (!d.digitsAt(i) || d.length(i) != 4 && d.length(i) != 5) || !d.gapIn(i, " ", ", ", "\n") {
		return i, false
	}
	if i++; !glued && d.free(i) && d.length(i) == 2 && d.words[i].flags&shout != 0 && d.gapIn(i, " ", ", ", "\n") {
		i++ // Dutch
	}
	return i, true
}

// townEnd returns the last word of the town that starts with word i.
func (d *document) townEnd(i int) int {
	for n := 0; n < 3; n++ {
		switch {
		case d.gap(i) == "-" && d.free(i+1) && d.words[i+1].flags&hasDigit == 0, d.gap(i) == " " && d.isTown(i+1):
			i++
		case d.gap(i) == " " && isParticle(d.of(min(i+1, len(d.words)-1))) && d.isTown(i+2) && d.gap(i+1) == " ":
			i += 2
		case d.gap(i) == " (" && d.free(i+1) && d.length(i+1) == 2 && d.words[i+1].flags&shout != 0 && d.after(i+1) == ')':
			return i + 1 // an Italian province
		default:
			return i
		}
	}
	return i
}

func (d *document) isTown(i int) bool {
	return d.free(i) && d.length(i) > 1 && d.words[i].flags&(capital|hasDigit) == capital && d.words[i].class&(noName|reference|telephone|title) == 0
}

// postBox returns the first word of "P.O. Box 123" before the number i.
func (d *document) postBox(i int) (first int, ok bool) {
	if d.free(i-1) && d.words[i].flags&allDigits != 0 && (d.is(i-1, "postfach") || d.is(i-1, "apartado") || d.is(i-1, "casilla")) {
		return i - 1, true
	}
	if !d.is(i-1, "box") || !d.free(i-1) || d.words[i].flags&allDigits == 0 {
		return 0, false
	}
	switch {
	case d.is(i-2, "po") && d.free(i-2):
		return i - 2, true
	case d.is(i-2, "office") && d.is(i-3, "post") && d.free(i-2) && d.free(i-3):
		return i - 3, true
	case d.is(i-2, "o") && d.is(i-3, "p") && d.free(i-2) && d.free(i-3):
		return i - 3, true
	}
	return 0, false
}
