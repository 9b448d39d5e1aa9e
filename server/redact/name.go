package redact

import "strings"

// names finds people: after titles, labels and introductions, in signatures, by given names
// that are hardly ever anything else, and by other words where the text speaks of a person.
func (d *document) names() {
	if d.asked.name {
		d.answer()
	}
	for i := 0; i < len(d.words); i++ {
		w := d.words[i]
		if w.flags&taken != 0 || w.flags&hasLetter == 0 {
			continue
		}
		switch {
		case w.class&title != 0 && (w.flags&capital != 0 || d.capitalName(i+1) && !d.is(i, "miss")) && d.titled(i):
		case w.class&label != 0 && d.labelled(i):
		case w.class&trigger != 0 && d.introduces(i) && d.introduced(i+1, true):
		case w.class&role != 0 && d.gap(i) == " " && d.capitalName(i+1) && !d.ofCompany(i) && d.introduced(i+1, false):
		case w.class&trigger != 0 && d.isMe(i) && d.capitalName(i+1) && d.capitalName(i+2) && d.gap(i+1) == " " && d.introduced(i+1, true):
		case w.class&closing != 0:
			d.signature(i)
		case d.isName(i):
			d.takeName(i, d.fullName(i))
		case d.initials(i):
		}
	}
	d.lastLine()
}

// isName reports whether word i starts a name, by what it is and by what stands around it.
func (d *document) isName(i int) bool {
	w := d.words[i]
	upper := w.flags&capital != 0
	switch {
	case !upper && w.class&(given|ambiguous) == 0, w.flags&hasDigit != 0, d.inCompany(i), d.headed(i), d.ofSite(i):
		return false
	case w.class&noName != 0:
		return w.class&(given|ambiguous) != 0 && d.nameCalled(i) && d.human(i)
	case w.class&(organised|reference|telephone|title) != 0:
		return false
	case upper && w.class&given != 0:
		return !d.acronym(i) && (w.flags&shout == 0 || w.class&rareGiven == 0)
	case w.flags&shout != 0:
		return false
	case upper && w.class&ambiguous != 0:
		return d.human(i) || w.class&thing == 0 && (d.acts(i) || d.beforeSurname(i))
	case upper:
		return w.class&(common|thing) == 0 && !d.camel(i) && (d.human(i) || w.class&^surname == 0 && d.says(i)) || d.pair(i)
	case w.class&plainGiven != 0:
		return true
	case w.class&given != 0:
		return d.human(i) || d.acts(i)
	}
	return w.class&thing == 0 && d.human(i)
}

// nameLike reports whether word i can be part of a name: it has a capital and is no word that
// names never contain.
func (d *document) nameLike(i int) bool {
	if !d.free(i) {
		return false
	}
	w := d.words[i]
	return w.flags&capital != 0 && w.flags&hasDigit == 0 && w.class&(noName|organised|reference|telephone|title) == 0
}

// capitalName is nameLike for a word that does not shout.
func (d *document) capitalName(i int) bool { return d.nameLike(i) && d.words[i].flags&shout == 0 }

func (d *document) takeName(first, last int) bool {
	for last > first && d.words[last].class&(noName|organised) != 0 {
		last--
	}
	for i := last; i >= first; i-- {
		if d.words[i].flags&kept != 0 {
			last = i - 1
		}
	}
	if last < first || !d.take(Name, first, last) {
		return false
	}
	for i := first; i <= last; i++ {
		d.words[i].flags |= named
	}
	return true
}

// inCompany reports whether the words from i on name a company: "Morgan Stanley", "Lewis Bank".
func (d *document) inCompany(i int) bool {
	for j := i + 1; j <= i+mostNameWords && j < len(d.words) && (d.gap(j-1) == " " || d.gap(j-1) == "-" || d.gap(j-1) == " & "); j++ {
		switch {
		case d.words[j].class&organised != 0 && (d.words[j].flags&capital != 0 || d.is(j, "v") || d.is(j, "vs")), d.gap(j-1) == " & ":
			return true
		case d.words[j].flags&capital == 0 && !d.is(j, "and"):
			return false
		}
	}
	return false
}

// headed reports whether what stands before word i makes it a place, a brand or the like: San
// Antonio, Trader Joe, Hurricane Ian, Smith v. Aaron.
func (d *document) headed(i int) bool {
	if i == 0 {
		return false
	}
	switch gap := d.gap(i - 1); {
	case gap == " & " || d.is(i-1, "v") || d.is(i-1, "vs") || d.is(i-1, "hurricane") || d.is(i-1, "storm"):
		return true
	case gap != " " && gap != ". " && gap != "-":
		return false
	}
	return d.words[i-1].class&head != 0 && d.words[i-1].flags&capital != 0
}

// ofSite reports whether word i names a branch or the like: "the Selby branch".
func (d *document) ofSite(i int) bool {
	return i+1 < len(d.words) && d.gap(i) == " " && d.words[i+1].class&site != 0
}

// camel reports whether a capital inside of word i makes it a brand, which it does not in
// McGregor and DeShawn.
func (d *document) camel(i int) bool {
	w := d.of(i)
	for j := 4; j < len(w); j++ {
		if isCapital(w[j]) {
			return true
		}
	}
	return false
}

// acronym reports whether word i shouts while the words around it do not, as an acronym does.
func (d *document) acronym(i int) bool {
	quiet := func(j int) bool { return j < 0 || j >= len(d.words) || d.words[j].flags&shout == 0 && d.length(j) > 1 }
	return d.words[i].flags&shout != 0 && quiet(i-1) && quiet(i+1)
}

// titled takes the name after the title i, initials and particles included.
func (d *document) titled(i int) bool {
	if gap := d.gap(i); gap != " " && gap != ". " && gap != "." {
		return false
	}
	first := i + 1
	if d.free(first) && d.length(first) == 1 && d.gap(first) == ". " && d.initials(first) {
		return true
	}
	last := first
	if end := d.particles(first); end > first && d.words[first].flags&capital != 0 {
		last = end
	} else if !d.nameLike(first) {
		return false
	}
	if d.inCompany(first) || d.words[first].class&brand != 0 || d.length(first) == 1 && d.after(first) != '.' && !d.capitalName(first+1) {
		return false
	}
	return d.takeName(first, d.nameFrom(first, last))
}

// labelled takes the name behind a label such as "Name:" or "Attn.:".
func (d *document) labelled(i int) bool {
	gap := strings.TrimLeft(d.gap(i), ".")
	if gap != ": " && gap != ":" || d.inCompany(i+1) {
		return false
	}
	first := i + 1
	if !d.nameLike(first) || d.words[first].class&(common|thing) != 0 && d.words[first].class&ambiguous == 0 {
		return false
	}
	return d.takeName(first, d.fullName(first))
}

// introduces reports whether word i ends a phrase after which a person's name must come.
func (d *document) introduces(i int) bool {
	gap := d.gap(i)
	switch {
	case d.is(i, "is"), d.is(i, "was"):
		return gap == " " && d.is(i-1, "name") && (i < 2 || d.words[i-2].class&organised == 0)
	case d.is(i, "ist"), d.is(i, "es"):
		return gap == " " && (d.is(i-1, "name") || d.is(i-1, "nombre"))
	case d.is(i, "name"):
		return gap == "'s " || gap == "’s " || gap == ": "
	case d.is(i, "names"):
		return gap == " " && d.is(i-1, "my")
	case d.is(i, "llamo"), d.is(i, "m'appelle"), d.is(i, "heiße"):
		return gap == " "
	}
	return false
}

// introduced takes the name at word i, which the text introduces. Where it does so surely, a
// name need not have a capital, when it is a known one or no word at all.
func (d *document) introduced(i int, sure bool) bool {
	if !d.free(i) {
		return false
	}
	known := d.words[i].class&(given|ambiguous) != 0
	switch {
	case d.nameLike(i) && !d.inCompany(i) && (known || d.words[i].flags&shout == 0 && (sure || !d.startsSentence(i))):
		return d.takeName(i, d.fullName(i))
	case sure && d.words[i].flags&(capital|hasDigit) == 0 && (known && d.words[i].class&noName == 0 || d.words[i].class&^surname == 0 && d.length(i) > 2):
		return d.takeName(i, d.lowerName(i))
	}
	return false
}

// startsSentence reports whether a capital at word i may only be due to its place.
func (d *document) startsSentence(i int) bool {
	return i == 0 || strings.ContainsAny(d.gap(i-1), ".!?\n")
}

// nameCalled reports whether a word such as May is meant as a name, for it has a capital in
// the middle of a sentence.
func (d *document) nameCalled(i int) bool {
	return d.words[i].flags&(capital|shout) == capital && !d.startsSentence(i)
}
