package redact

import "strings"

// human reports whether the words around word i are said of people only, so that any word
// there is a name: "spoke with Odalys", "my wife Annika", "this is Odette in homeowners".
func (d *document) human(i int) bool {
	if d.speaks(i) {
		return true
	}
	if i == 0 {
		return false
	}
	known := d.words[i].class&(given|ambiguous) != 0 && d.words[i].class&thing == 0
	gap, prev := d.gap(i-1), d.words[i-1].class
	switch gap {
	case " ":
		return d.greeted(i, known) || d.met(i) || d.presented(i, known) || d.called(i) || prev&kin != 0 && d.words[i].class&(thing|kin) == 0 ||
			prev&role != 0 && known && !d.ofCompany(i-1) && (d.words[i].flags&capital != 0 || d.words[i].class&given != 0)
	case ", ":
		return prev&(kin|role|someone) != 0 && d.words[i].class&kin == 0 && d.aside(i) || known && d.isThanks(i-1) && d.endsClause(i)
	case "'s ", "’s ":
		return d.is(i-1, "it") && (known || d.from(i)) && d.words[i].class&noName == 0
	}
	return false
}

// aside reports whether the name at word i stands between commas: "her manager, Keisha, said".
func (d *document) aside(i int) bool {
	gap := d.gap(d.fullName(i))
	return strings.HasPrefix(gap, ",") || strings.HasPrefix(gap, ".") || d.words[i].class&(given|ambiguous) != 0
}

// acts reports whether word i does what both people and companies do, or has it done: "told
// Mark", "Grace promised".
func (d *document) acts(i int) bool {
	next := i + 1
	if next < len(d.words) && d.gap(i) == " " && d.words[next].class&after != 0 && d.words[i].flags&capital != 0 {
		return true
	}
	if gap := d.gap(i); (strings.HasPrefix(gap, "'s ") || strings.HasPrefix(gap, "’s ")) && next < len(d.words) && d.words[next].class&role != 0 {
		return true
	}
	if i == 0 || d.gap(i-1) != " " {
		return false
	}
	switch {
	case d.words[i-1].class&before != 0:
		return true
	case d.is(i-1, "to"):
		return d.is(i-2, "according") || d.is(i-2, "escalated") || d.is(i-2, "transferred") || d.is(i-2, "assigned")
	case d.is(i-1, "for"):
		return d.is(i-2, "ask") || d.is(i-2, "asked")
	case d.is(i-1, "and"), d.is(i-1, "or"), d.is(i-1, "then"):
		return i > 1 && d.words[i-2].flags&named != 0
	}
	return false
}

// says reports whether the text reports what word i, which is no known word, says or does, in
// a way that is rather said of people: "according to Nkechi", "Ondine apologised".
func (d *document) says(i int) bool {
	if i == 0 {
		return false
	}
	if d.gap(i) == " " && (d.is(i+1, "promised") || d.is(i+1, "swore") || d.is(i+1, "apologised") || d.is(i+1, "apologized")) {
		return true
	}
	return d.gap(i-1) == " " && (d.is(i-1, "to") && d.is(i-2, "according") || d.is(i-1, "for") && d.is(i-2, "ask"))
}

// speaks reports whether the words behind word i say that it is who speaks.
func (d *document) speaks(i int) bool {
	if i+1 >= len(d.words) || d.gap(i) != " " {
		return false
	}
	return d.is(i+1, "speaking") || d.is(i+1, "here") && d.endsClause(i+1) && (i == 0 || d.gap(i-1) != " " || d.words[i-1].class&noName != 0)
}

// met reports whether somebody spoke with word i.
func (d *document) met(i int) bool {
	if d.is(i-1, "to") && d.is(i-2, "through") && (d.is(i-3, "you're") || d.is(i-3, "you’re") || d.is(i-3, "are")) {
		return d.words[i].class&noName == 0
	}
	if !d.is(i-1, "with") && !d.is(i-1, "to") && !d.is(i-1, "w") {
		return false
	}
	if i < 2 || d.words[i].class&(thing|noName) != 0 {
		return false
	}
	for _, verb := range []string{"spoke", "spoken", "speak", "talked", "talk", "talking", "speaking", "chatted", "chatting"} {
		if d.is(i-2, verb) {
			return true
		}
	}
	return false
}

// called reports whether word i is what somebody is called: "a supervisor called Thaddeus",
// "someone named Trey".
func (d *document) called(i int) bool {
	switch {
	case d.is(i-1, "named"):
		return !d.ofCompany(i - 1)
	case d.is(i-1, "called"):
		return i > 1 && d.words[i-2].class&(role|someone|kin) != 0
	case d.is(i-1, "soy"), d.is(i-1, "bin"):
		return d.words[i].flags&capital != 0 && d.words[i].class&noName == 0
	}
	return false
}

// greeted reports whether word i is greeted: "Hello Ingeborg,".
func (d *document) greeted(i int, known bool) bool {
	if !d.is(i-1, "hi") && !d.is(i-1, "hello") && !d.is(i-1, "hey") && !d.is(i-1, "hiya") && !d.is(i-1, "dear") {
		return known && d.words[i].flags&capital != 0 && d.isThanks(i-1) && d.endsClause(i)
	}
	return d.endsClause(i) && (known || d.words[i].flags&capital != 0)
}

func (d *document) isThanks(i int) bool {
	return d.is(i, "thanks") || d.is(i, "you") && d.is(i-1, "thank") || d.is(i, "sorry") || d.is(i, "yes") || d.is(i, "yeah")
}

// presented reports whether word i presents itself: "this is Odette in homeowners", "I'm Mark".
// A word that is no known name, or has no capital, needs words behind it that say so.
func (d *document) presented(i int, known bool) bool {
	me := d.isMe(i-1) || d.is(i-1, "its") || d.is(i-1, "is") && (d.is(i-2, "this") || d.is(i-2, "it")) || d.is(i-1, "this")
	if !me || d.is(i-1, "this") && !d.is(i+1, "here") {
		return false
	}
	if known && d.words[i].flags&capital != 0 {
		return d.words[i].class&noName == 0 || d.nameCalled(i)
	}
	if d.words[i].flags&capital == 0 && (d.words[i].class&given != 0 && d.length(i) > shortestName || d.words[i].class&noName == 0 && d.fullName(i) > i && d.words[i+1].flags&shout == 0) {
		return true
	}
	if d.words[i].flags&capital != 0 && d.words[i].class == 0 && d.endsClause(i) {
		return true
	}
	return d.from(i) || d.gap(i) == " " && d.is(i+1, "in") && d.words[i].flags&capital != 0
}

// ofCompany reports whether the word named at i speaks of a company: "a lender named Avant".
func (d *document) ofCompany(i int) bool {
	return d.is(i, "named") && i > 0 && d.words[i-1].class&organised != 0
}

// isMe reports whether word i is "I'm" or the end of "I am", with a name perhaps behind it.
func (d *document) isMe(i int) bool {
	return d.gap(i) == " " && (d.is(i, "i'm") || d.is(i, "i’m") || d.is(i, "im") || d.is(i, "am") && d.is(i-1, "i"))
}

// from reports whether word i is followed by where the person calls from or works.
func (d *document) from(i int) bool {
	return d.gap(i) == " " && (d.is(i+1, "from") || d.is(i+1, "calling") || d.is(i+1, "speaking"))
}
