package redact

import "strings"

const mostNameWords = 3

// names finds people: after titles and introductions, in signatures, and by given names that
// are hardly ever anything else.
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
		case w.class&title != 0 && w.flags&capital != 0 && d.titled(i):
		case w.class&trigger != 0 && d.introduces(i) && d.introduced(i+1, true):
		case w.class&role != 0 && d.gap(i) == " " && d.capitalName(i+1) && !d.ofCompany(i) && d.introduced(i+1, false):
		case w.class&trigger != 0 && d.isMe(i) && d.capitalName(i+1) && d.capitalName(i+2) && d.gap(i+1) == " " && d.introduced(i+1, true):
		case w.class&closing != 0:
			d.signature(i)
		case w.class&given != 0 && w.flags&capital != 0 && !d.inCompany(i) && !d.headed(i) && !d.acronym(i):
			d.takeName(i, d.fullName(i))
		case d.capitalName(i) && d.greeted(i) && !d.inCompany(i):
			d.takeName(i, d.fullName(i))
		case w.class&(ambiguous|given) != 0 && d.met(i):
			d.takeName(i, d.fullName(i))
		}
	}
	d.lastLine()
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
	return d.take(Name, first, last)
}

// fullName returns the last word of the name whose given name is word i.
func (d *document) fullName(i int) int {
	last := i
	for last-i+1 < mostNameWords && d.partOfName(last, last+1) {
		last++
	}
	if last > i && d.length(last) == 1 && d.after(last) != '.' {
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
		if w.flags&shout != 0 || w.flags&capital == 0 {
			return w.class&surname != 0 && w.class&(noName|reference|quantity) == 0
		}
		return d.nameLike(next)
	}
	return false
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

// acronym reports whether word i shouts while the words around it do not, as an acronym does.
func (d *document) acronym(i int) bool {
	quiet := func(j int) bool { return j < 0 || j >= len(d.words) || d.words[j].flags&shout == 0 && d.length(j) > 1 }
	return d.words[i].flags&shout != 0 && quiet(i-1) && quiet(i+1)
}

// ofCompany reports whether the word named at i speaks of a company: "a lender named Avant".
func (d *document) ofCompany(i int) bool {
	return d.is(i, "named") && i > 0 && d.words[i-1].class&organised != 0
}

// isMe reports whether word i is "I'm" or the end of "I am", with a name perhaps behind it.
func (d *document) isMe(i int) bool {
	return d.gap(i) == " " && (d.is(i, "i'm") || d.is(i, "i’m") || d.is(i, "im") || d.is(i, "am") && d.is(i-1, "i"))
}

// titled takes the name after the title i.
func (d *document) titled(i int) bool {
	if gap := d.gap(i); gap != " " && gap != ". " && gap != "." || !d.nameLike(i+1) || d.inCompany(i+1) || d.words[i+1].class&brand != 0 {
		return false
	}
	return d.takeName(i+1, d.fullName(i+1))
}

// introduces reports whether word i ends a phrase after which a person's name must come.
func (d *document) introduces(i int) bool {
	gap := d.gap(i)
	switch {
	case d.is(i, "is"):
		return gap == " " && d.is(i-1, "name") && (i < 2 || d.words[i-2].class&organised == 0)
	case d.is(i, "name"):
		return gap == "'s " || gap == "’s " || gap == ": "
	case d.is(i, "llamo"), d.is(i, "m'appelle"), d.is(i, "heiße"):
		return gap == " "
	}
	return false
}

// introduced takes the name at word i, which the text introduces. Where it does so surely, a
// name need not have a capital, when it is a known one.
func (d *document) introduced(i int, sure bool) bool {
	if !d.free(i) {
		return false
	}
	known := d.words[i].class&(given|ambiguous) != 0
	switch {
	case d.nameLike(i) && !d.inCompany(i) && (known || d.words[i].flags&shout == 0 && (sure || !d.startsSentence(i))):
		return d.takeName(i, d.fullName(i))
	case known && sure && d.words[i].class&noName == 0:
		return d.takeName(i, d.fullName(i))
	}
	return false
}

// startsSentence reports whether a capital at word i may only be due to its place.
func (d *document) startsSentence(i int) bool {
	return i == 0 || strings.ContainsAny(d.gap(i-1), ".!?\n")
}

// met reports whether the words before the known name i say that it is a person: "this is
// Mark", "spoke with Will", "Hi Grace,". A name without capital needs more than a greeting.
func (d *document) met(i int) bool {
	if i == 0 || !d.free(i-1) || d.inCompany(i) {
		return false
	}
	upper := d.words[i].flags&capital != 0
	if gap := d.gap(i - 1); gap != " " {
		return upper && d.is(i-1, "it") && (gap == "'s " || gap == "’s ") && d.words[i].class&noName == 0
	}
	if d.words[i].class&noName != 0 && !d.nameCalled(i) {
		return false
	}
	switch {
	case d.is(i-1, "is"):
		return (d.is(i-2, "this") || d.is(i-2, "name")) && (upper || d.from(i))
	case d.is(i-1, "with"), d.is(i-1, "to"):
		return upper && (d.is(i-2, "spoke") || d.is(i-2, "spoken") || d.is(i-2, "talked") || d.is(i-2, "speaking") || d.is(i-2, "chatted"))
	case d.is(i-1, "hi"), d.is(i-1, "hello"), d.is(i-1, "dear"), d.is(i-1, "hey"):
		return upper && strings.HasPrefix(d.gap(i), ",")
	case d.is(i-1, "i'm"), d.is(i-1, "i’m"):
		return upper || d.from(i)
	}
	return false
}

// greeted reports whether the words around word i, which has a capital, are said of people
// only: "Hello Ingeborg,", "this is Odette in homeowners", "Oyelaran speaking".
func (d *document) greeted(i int) bool {
	if i+1 < len(d.words) && d.gap(i) == " " && d.is(i+1, "speaking") {
		return true
	}
	if i == 0 || d.gap(i-1) != " " {
		return false
	}
	if d.is(i-1, "hi") || d.is(i-1, "hello") || d.is(i-1, "hey") || d.is(i-1, "hiya") || d.is(i-1, "dear") {
		return strings.ContainsAny(d.gap(i), ",!.") || d.gap(i) == "\n"
	}
	return d.is(i-1, "is") && d.is(i-2, "this") && (d.from(i) || d.gap(i) == " " && d.is(i+1, "in"))
}

// nameCalled reports whether a word such as May is meant as a name, for it has a capital in
// the middle of a sentence.
func (d *document) nameCalled(i int) bool {
	return d.words[i].flags&(capital|shout) == capital && !d.startsSentence(i)
}

// from reports whether word i is followed by where the person calls from or works.
func (d *document) from(i int) bool {
	return d.gap(i) == " " && (d.is(i+1, "from") || d.is(i+1, "calling") || d.is(i+1, "speaking"))
}
