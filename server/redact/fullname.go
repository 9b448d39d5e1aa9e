package redact

const (
	mostNameWords = 3 // of a name, particles not counted
	mostParticles = 2 // as in "van der Velde"
)

// fullName returns the last word of the name whose given name is word i.
func (d *document) fullName(i int) int { return d.nameFrom(i, i) }

// nameFrom returns the last word of the name that goes from word first to at least word last.
func (d *document) nameFrom(first, last int) int {
	for n := last - first + 1; n <= mostNameWords; n++ {
		next := last + 1
		if end := d.particles(next); end > next && d.gap(last) == " " {
			next = end
		} else if !d.partOfName(last, next) {
			break
		}
		last = next
	}
	if last > first && d.length(last) == 1 && d.after(last) != '.' {
		last-- // an initial without full stop is a word, such as I
	}
	return last
}

// partOfName reports whether word next goes on with the name that has reached word last.
func (d *document) partOfName(last, next int) bool {
	if !d.free(next) {
		return false
	}
	gap, w := d.gap(last), d.words[next]
	if gap == "-" || gap == " " || gap == ". " && d.length(last) == 1 {
		if gap == "-" && w.flags&capital == 0 {
			return d.words[last].flags&capital != 0 && w.class&noName == 0 && w.class&(common|surname) != common && w.flags&hasDigit == 0 // Hyun-woo
		}
		if w.flags&shout != 0 || w.flags&capital == 0 {
			return w.class&(surname|given) != 0 && w.class&^(surname|given|ambiguous|plainGiven|rareGiven) == 0
		}
		return d.nameLike(next) && w.class&(common|surname|given|ambiguous) != common
	}
	return false
}

// lowerName returns the last word of the name without capitals that starts with word i.
func (d *document) lowerName(i int) int {
	last := d.fullName(i)
	next := i + 1
	if last > i || !d.free(next) || d.gap(i) != " " {
		return last
	}
	w := d.words[next]
	if w.flags&(capital|hasDigit) == 0 && w.class&^(surname|given) == 0 && d.length(next) > 3 && d.endsClause(next) {
		return next
	}
	return last
}

// endsClause reports whether a sign or the end of the text stands behind word i.
func (d *document) endsClause(i int) bool {
	gap := d.gap(i)
	return gap == "" || gap[0] != ' ' && gap[0] != '-' && gap[0] != '\''
}

// particles returns the surname that a particle at word i starts, as in "van der Velde", or i
// where there is none.
func (d *document) particles(i int) int {
	j := i
	for j-i < mostParticles && d.free(j) && d.gap(j) == " " && isParticle(d.of(j)) {
		j++
	}
	if j > i && d.free(j) && d.words[j].flags&(capital|shout|hasDigit) == capital && d.words[j].class&organised == 0 {
		return j
	}
	return i
}

func isParticle(w string) bool {
	switch w {
	case "van", "Van", "der", "den", "de", "De", "del", "Del", "della", "di", "Di", "da", "Da", "dos", "la", "La", "von", "Von", "zu", "bin", "ben", "Ben", "al", "Al", "el", "El", "du", "Du", "le", "Le", "ter", "St":
		return true
	}
	return false
}

// initials takes a name that starts with an initial: "R. Anand", "M. van der Velde".
func (d *document) initials(i int) bool {
	first := i
	for i-first < mostNameWords && d.free(i) && d.length(i) == 1 && d.words[i].flags&capital != 0 && (d.gap(i) == ". " || d.gap(i) == ".") {
		i++
	}
	if i == first || !d.free(i) || d.text[d.words[i-1].end:d.words[i].start] != ". " || first > 0 && d.gap(first-1) == "." {
		return false
	}
	last := i
	if end := d.particles(i); end > i {
		last = end
	} else if !d.capitalName(i) || d.words[i].class&(surname|given|ambiguous) == 0 || d.words[i].class&thing != 0 {
		return false
	}
	return !d.inCompany(i) && d.takeName(first, d.nameFrom(first, last))
}

// beforeSurname reports whether a surname that is no word stands behind word i: Gene Pulaski.
func (d *document) beforeSurname(i int) bool {
	return d.capitalName(i) && d.capitalName(i+1) && d.gap(i) == " " && d.words[i+1].class == surname
}

// pair reports whether word i, which is no known name, stands before a surname as a given name
// does: in the middle of a sentence and with no capital around the two.
func (d *document) pair(i int) bool {
	if !d.capitalName(i) || !d.capitalName(i+1) || d.gap(i) != " " || d.startsSentence(i) {
		return false
	}
	if d.words[i].class != 0 && d.words[i].class != surname || d.words[i+1].class&surname == 0 || d.words[i+1].class&(thing|common) != 0 {
		return false
	}
	return d.words[i-1].flags&capital == 0 && (i+2 >= len(d.words) || d.gap(i+1) != " " || d.words[i+2].flags&capital == 0)
}
