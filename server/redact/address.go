package redact

import (
	"strings"
	"unicode/utf8"
)

const mostStreetWords = 4 // between the house number and "Street"

// addresses finds street addresses in the English, French, Spanish, Italian, Dutch and German
// order, post boxes and British post codes.
func (d *document) addresses() {
	for i := range d.words {
		if !d.free(i) || d.words[i].flags&hasDigit == 0 {
			continue
		}
		if first, ok := d.postBox(i); ok {
			d.take(Address, first, d.locality(i))
			continue
		}
		if !d.houseNumber(i) {
			continue
		}
		if last, ok := d.streetAfter(i); ok {
			d.takeAddress(i, last)
		} else if d.isHome(i) && d.gap(i) == " " && d.isTown(i+1) {
			d.takeAddress(i, d.townEnd(i+1))
		} else if first, ok := d.streetBefore(i); ok {
			d.take(Address, first, d.townAfter(d.unitAfter(d.houseEnd(i))))
		}
	}
}

// takeAddress takes the address whose street reaches from word first to word last, with the
// flat in front of it and the town behind it.
func (d *document) takeAddress(first, last int) {
	last = d.unitAfter(last)
	end := d.locality(last)
	if end == last {
		end = d.townAfter(last)
	}
	if first > 0 && d.gap(first-1) == "-" && d.digitsAt(first-1) && d.length(first-1) <= 4 {
		first-- // 3-5 High Street
	}
	d.take(Address, d.unitBefore(first), end)
}

// houseEnd returns the last word of a house number such as 27/81 or 77-60 that starts with
// word i.
func (d *document) houseEnd(i int) int {
	if (d.gap(i) == "/" || d.gap(i) == "-") && d.digitsAt(i+1) && d.length(i+1) <= 3 {
		return i + 1
	}
	return i
}

// houseNumber reports whether word i can be one: up to six digits and perhaps a letter.
func (d *document) houseNumber(i int) bool {
	w := strings.TrimRight(d.of(i), "abcdABCD")
	return len(w) > 0 && len(w) <= 6 && len(w) >= d.length(i)-1 && strings.Trim(w, "0123456789") == "" && !d.counts(i, i)
}

// streetAfter returns the last word of the street that follows the house number i.
func (d *document) streetAfter(i int) (last int, ok bool) {
	if d.is(i+1, "rue") || d.is(i+1, "avenue") || d.is(i+1, "boulevard") || d.is(i+1, "chemin") || d.is(i+1, "bis") {
		return d.french(i + 1)
	}
	if last, ok := d.highway(i); ok {
		return last, true
	}
	capitals := true
	for n := 1; n <= mostStreetWords+1; n++ {
		j := i + n
		if !d.onStreet(i, j) {
			return 0, false
		}
		w := d.words[j]
		if n > 1 && d.endsStreet(i, j, capitals) {
			return j, true
		}
		if w.class&quantity != 0 && w.flags&capital == 0 {
			return 0, false
		}
		capitals = capitals && (w.flags&capital != 0 || w.flags&hasDigit != 0)
	}
	return 0, false
}

// onStreet reports whether word j can belong to the street behind the house number i.
func (d *document) onStreet(i, j int) bool {
	if !d.free(j) || !d.inLine(j-1) {
		return false
	}
	w := d.words[j]
	if j == i+1 && (d.gap(i) == "-" || w.class&street != 0 && d.gap(j) != ". " || w.flags&hasDigit != 0 && d.gap(i) != " ") {
		return false
	}
	return w.class&noName == 0 || w.class&(street|way) != 0
}

// endsStreet reports whether word j is the "Street" of the street behind the house number i;
// capitals says that all words between them have one.
func (d *document) endsStreet(i, j int, capitals bool) bool {
	w := d.words[j]
	switch {
	case w.class&street != 0 && (capitals || j-i <= 3 && d.length(j) > 3):
		return true
	case w.class&way != 0 && w.flags&capital != 0 && capitals:
		return true
	case w.class&softWay != 0 && w.flags&capital != 0 && capitals:
		return d.endsClause(j)
	}
	if w.class&(street|way) == 0 || w.flags&capital != 0 {
		return false
	}
	return d.saysWhere(i) && (d.length(j) <= 4 || d.words[j-1].class&common == 0) || d.locality(j) > j
}

// isHome reports whether the words before word i say that somebody lives there.
func (d *document) isHome(i int) bool {
	return d.is(i-1, "at") && (d.is(i-2, "live") || d.is(i-2, "lives") || d.is(i-2, "living") || d.is(i-2, "lived") || d.is(i-2, "reside") || d.is(i-2, "resident"))
}

// saysWhere reports whether the words before word i say that a place follows.
func (d *document) saysWhere(i int) bool {
	for _, w := range []string{"at", "address", "to", "lives", "live", "on", "is", "moved"} {
		if d.is(i-1, w) {
			return true
		}
	}
	return false
}

// highway returns the end of an address on a numbered road: "18805 County Road 12".
func (d *document) highway(i int) (last int, ok bool) {
	for j := i + 1; j <= i+mostStreetWords && d.free(j) && d.gap(j-1) == " "; j++ {
		if d.words[j].flags&capital != 0 && (d.is(j, "road") || d.is(j, "highway") || d.is(j, "hwy") || d.is(j, "route")) && j > i+1 && d.digitsAt(j+1) && d.gap(j) == " " && d.length(j+1) <= 4 {
			return j + 1, true
		}
		if d.words[j].flags&capital == 0 && !d.is(j, "to") {
			return 0, false
		}
	}
	return 0, false
}

// inLine reports whether words i and i+1 stand next to each other on one line.
func (d *document) inLine(i int) bool {
	gap := d.gap(i)
	return gap == " " || gap == ". " || gap == ", " || gap == "-" || gap == "'s " || gap == "’s "
}

// french returns the end of "rue de la Paix" that starts with word i.
func (d *document) french(i int) (last int, ok bool) {
	for j := i + 1; j <= i+mostStreetWords && d.free(j) && d.gap(j-1) == " "; j++ {
		if w := d.of(j); d.words[j].flags&capital != 0 || len(w) > 2 && w[1] == '\'' && (isCapital(w[2]) || w[2] >= utf8.RuneSelf) {
			for d.free(j+1) && (d.gap(j) == "-" || d.gap(j) == " ") && d.words[j+1].flags&(capital|shout) == capital {
				j++
			}
			return j, true
		}
	}
	return 0, false
}

// streetBefore returns the first word of the street in front of the house number i.
func (d *document) streetBefore(i int) (first int, ok bool) {
	if d.free(i-1) && (d.gap(i-1) == " " || d.gap(i-1) == ". " && strings.HasSuffix(d.of(i-1), "str")) && (germanStreet(d.of(i-1)) || d.gap(i-2) == "-" && germanStreet("Der"+strings.ToLower(d.of(i-1)))) {
		first = i - 1
		for d.free(first-1) && d.gap(first-1) == "-" && d.words[first-1].flags&capital != 0 {
			first--
		}
		return first, true
	}
	for j := i - 1; j >= 0 && j >= i-mostStreetWords-1 && d.free(j) && (d.gap(j) == " " || j == i-1 && d.gap(j) == ", "); j-- {
		if isRoad(d.of(j)) && d.words[i-1].flags&capital != 0 {
			return j, true
		}
	}
	end := d.unitAfter(d.houseEnd(i))
	if d.townAfter(end) == end || !d.free(i-1) || !d.gapIn(i-1, " ", ", ") || d.words[i-1].flags&(capital|hasDigit) != capital {
		return 0, false
	}
	for first = i - 1; first > i-mostStreetWords && d.free(first-1) && (d.gap(first-1) == " " || d.gap(first-1) == "-") && d.inStreet(first-1); {
		first--
	}
	for isParticle(d.of(first)) && d.words[first].flags&capital == 0 {
		first++
	}
	return first, true
}

// inStreet reports whether word i can belong to a street that no house number precedes.
func (d *document) inStreet(i int) bool {
	w := d.words[i]
	return w.flags&(capital|hasDigit) == capital && w.class&(reference|filler) == 0 || isParticle(d.of(i)) && d.free(i-1) && d.gap(i-1) == " "
}

// isRoad reports whether a word starts a street's name in the Spanish and Italian order.
func isRoad(w string) bool {
	switch strings.ToLower(w) {
	case "calle", "avenida", "plaza", "paseo", "carrer", "rúa", "corso", "viale", "piazza", "largo", "rua":
		return true
	}
	return false
}

// germanStreet reports whether a word is a street's name: Hauptstraße, Lindenweg.
func germanStreet(w string) bool {
	lower := strings.ToLower(w)
	for _, suffix := range []string{"straße", "strasse", "gasse", "allee", "weg", "platz", "straat", "gracht", "laan", "plein", "gatan", "gade"} {
		if len(lower) > len(suffix)+2 && strings.HasSuffix(lower, suffix) && lower != w {
			return true
		}
	}
	return strings.HasSuffix(w, "str") && len(w) > 5 && lower != w
}
