package redact

import (
	_ "embed" // the word lists
	"maps"
	"strings"
)

// class says what a word can be. A word may be several things.
type class uint64

const (
	given      class = 1 << iota // a given name and hardly anything else
	ambiguous                    // a given name and a common word, place or brand
	surname                      // a frequent surname
	title                        // Mr, Dr …
	noName                       // never part of a name
	organised                    // makes the words before it a company or an institution
	role                         // agent, manager …: a name may follow
	closing                      // regards, thanks …: a signature may follow
	reference                    // account, order …: a number may follow
	filler                       // may stand between such a word and its number
	marker                       // a filler that says for certain that a number follows
	telephone                    // phone, call …: a phone number may follow
	quantity                     // dollars, days …: the number before it counts something
	street                       // ends a street's name in any spelling
	way                          // ends a street's name when it has a capital
	unit                         // apartment, suite …
	region                       // a US state's abbreviation
	digitWord                    // zero to nine
	multiplier                   // double, triple
	teens                        // ten to ninety, in the way people say numbers in pairs
	zeros                        // hundred
	brand                        // Mr Cooper, Dr Pepper: a company in spite of the title
	public                       // model, recall …: the number after it is no person's
	trigger                      // may end what introduces a person: "my name is", "I'm"
	head                         // San, Trader …: with a name behind it, a place or a brand
	plainGiven                   // a given name that needs no capital to be one
	rareGiven                    // a given name that may as well be an acronym
	thing                        // a brand or a town
	common                       // a word of everyday texts
	kin                          // wife, colleague …: a name may follow
	someone                      // lady, guy …: "called" and a name may follow
	before                       // told, per …: people and companies follow
	after                        // said, promised …: people and companies stand before
	softWay                      // ends a street's name when it has a capital and ends a clause
	site                         // branch, shop …: the word before it is no person
	label                        // name, customer …: behind a colon, a name
)

type entry struct {
	class class
	digit int8
}

//go:embed words/given.txt
var givenNames string

//go:embed words/given_ambiguous.txt
var ambiguousNames string

//go:embed words/surnames.txt
var surnames string

//go:embed words/classes.txt
var classWords string

var classNames = map[string]class{
	"title": title, "no_name": noName, "organised": organised, "role": role, "closing": closing,
	"reference": reference, "filler": filler, "marker": filler | marker, "telephone": telephone,
	"quantity": quantity, "street": street, "way": way, "unit": unit, "region": region, "brand": brand, "head": head, "trigger": trigger, "public": public,
	"kin": kin, "someone": someone, "before": before, "after": after, "label": label, "site": site, "soft_way": softWay, "thing": thing,
}

var digitWords = map[string]int8{
	"zero": 0, "oh": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"cero": 0, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
	"zéro": 0, "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9,
	"null": 0, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
}

// lexicon holds all words of the lists.
var lexicon = withNames(buildLexicon())

func buildLexicon() map[string]entry {
	out := make(map[string]entry, 6000)
	add := func(words string, c class) {
		for line := range strings.Lines(words) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			for w := range strings.FieldsSeq(line) {
				e := out[w]
				e.class |= c
				out[w] = e
			}
		}
	}
	add(givenNames, given)
	add(ambiguousNames, ambiguous)
	add(surnames, surname)
	for line := range strings.Lines(classWords) {
		if name, words, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, "#") {
			add(words, classNames[name])
		}
	}
	for w, digit := range digitWords {
		out[w] = entry{class: out[w].class | digitWord, digit: digit}
	}
	for w, digit := range map[string]int8{
		"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
		"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	} {
		out[w] = entry{class: out[w].class | teens | digitWord, digit: digit}
	}
	out["hundred"] = entry{class: out["hundred"].class | zeros | digitWord, digit: 2}
	out["double"] = entry{class: multiplier | digitWord, digit: 2}
	out["triple"] = entry{class: multiplier | digitWord, digit: 3}
	return folded(out)
}

// folded adds every word without its accents, unless that is another word.
func folded(words map[string]entry) map[string]entry {
	for w, e := range maps.Clone(words) {
		if plain := fold(w); plain != w {
			if _, taken := words[plain]; !taken {
				words[plain] = e
			}
		}
	}
	return words
}

// fold writes the letters of western European names without accents.
func fold(w string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("áàâäãå", r):
			return 'a'
		case strings.ContainsRune("éèêë", r):
			return 'e'
		case strings.ContainsRune("íìîï", r):
			return 'i'
		case strings.ContainsRune("óòôöõø", r):
			return 'o'
		case strings.ContainsRune("úùûü", r):
			return 'u'
		case r == 'ñ':
			return 'n'
		case r == 'ç':
			return 'c'
		}
		return r
	}, w)
}
