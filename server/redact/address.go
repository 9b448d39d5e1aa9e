package redact

import "strings"

const mostStreetWords = 4 // between the house number and "Street"

// addresses finds street addresses in the English, French, Spanish and German order, post
// boxes and British post codes.
func (d *document) addresses() {
	for i := range d.words {
		if !d.free(i) || d.words[i].flags&hasDigit == 0 {
			continue
		}
		if first, ok := d.postBox(i); ok {
			d.take(Address, first, i)
			continue
		}
		if d.postCode(i) {
			d.take(Address, i, i+1)
			continue
		}
		if !d.houseNumber(i) {
			continue
		}
		if last, ok := d.streetAfter(i); ok {
			d.take(Address, i, d.locality(d.unitAfter(last)))
		} else if first, ok := d.streetBefore(i); ok {
			d.take(Address, first, i)
		}
	}
}

// houseNumber reports whether word i can be one: up to six digits and perhaps a letter.
func (d *document) houseNumber(i int) bool {
	w := strings.TrimRight(d.of(i), "abcdABCD")
	return len(w) > 0 && len(w) <= 6 && len(w) >= d.length(i)-1 && strings.Trim(w, "0123456789") == "" && !d.counts(i, i)
}

// streetAfter returns the last word of the street that follows the house number i.
func (d *document) streetAfter(i int) (last int, ok bool) {
	if d.is(i+1, "rue") || d.is(i+1, "avenue") || d.is(i+1, "boulevard") || d.is(i+1, "chemin") {
		return d.french(i + 1)
	}
	capitals := true
	for n := 1; n <= mostStreetWords+1; n++ {
		j := i + n
		if !d.free(j) || !d.inLine(j-1) || n == 1 && (d.gap(i) == "-" || d.words[j].class&street != 0) || n == 1 && d.words[j].flags&hasDigit != 0 && d.gap(i) != " " || d.words[j].class&noName != 0 && d.words[j].class&(street|way) == 0 {
			return 0, false
		}
		w := d.words[j]
		if n > 1 && (w.class&street != 0 && (capitals || n <= 3 && d.length(j) > 3) || w.class&way != 0 && w.flags&capital != 0 && capitals) {
			return j, true
		}
		if w.class&quantity != 0 && w.flags&capital == 0 {
			return 0, false
		}
		capitals = capitals && (w.flags&capital != 0 || w.flags&hasDigit != 0)
	}
	return 0, false
}

// inLine reports whether words i and i+1 stand next to each other on one line.
func (d *document) inLine(i int) bool {
	gap := d.gap(i)
	return gap == " " || gap == ". " || gap == ", " || gap == "-"
}

// french returns the end of "rue de la Paix" that starts with word i.
func (d *document) french(i int) (last int, ok bool) {
	for j := i + 1; j <= i+mostStreetWords && d.free(j) && d.gap(j-1) == " "; j++ {
		if d.words[j].flags&capital != 0 {
			return j, true
		}
	}
	return 0, false
}

// streetBefore returns the first word of the street in front of the house number i.
func (d *document) streetBefore(i int) (first int, ok bool) {
	if d.free(i-1) && d.gap(i-1) == " " && germanStreet(d.of(i-1)) {
		return i - 1, true
	}
	for j := i - 1; j >= 0 && j >= i-mostStreetWords && d.free(j) && (d.gap(j) == " " || j == i-1 && d.gap(j) == ", "); j-- {
		if (d.is(j, "calle") || d.is(j, "avenida") || d.is(j, "plaza")) && d.words[i-1].flags&capital != 0 {
			return j, true
		}
	}
	return 0, false
}

// germanStreet reports whether a word is a street's name: Hauptstraße, Lindenweg.
func germanStreet(w string) bool {
	lower := strings.ToLower(w)
	for _, suffix := range []string{"straße", "strasse", "gasse", "allee", "weg", "platz"} {
		if len(lower) > len(suffix)+2 && strings.HasSuffix(lower, suffix) && lower != w {
			return true
		}
	}
	return strings.HasSuffix(w, "str") && len(w) > 5 && lower != w
}

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
		if d.words[j].class&region != 0 && d.words[j].flags&shout != 0 && j > last+1 {
			if d.digitsAt(j+1) && d.length(j+1) == 5 && d.gap(j) == " " {
				return j + 1
			}
			return j
		}
		if d.words[j].flags&capital == 0 {
			break
		}
	}
	return last
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
