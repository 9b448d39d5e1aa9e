package redact

import "strings"

// found is what the texts of one conversation were seen to contain. It is recognised wherever
// else it stands.
type found struct {
	names   map[string]bool   // words of names, as they were written
	numbers map[string]string // numbers of one word, with their type
}

func newFound() *found { return &found{} }

const (
	shortestName   = 3
	shortestNumber = 4
)

// learn remembers the words of the document's names and of its numbers that consist of one
// word.
func (f *found) learn(d *document) {
	for _, s := range d.spans {
		value := d.text[s.Start:s.End]
		switch s.Type {
		case Name:
			f.learnName(value)
		case ID, Phone, Card, IBAN:
			if len(value) >= shortestNumber && strings.ContainsAny(value, "0123456789") && oneWord(value) {
				f.learnNumber(value, s.Type)
			}
		}
	}
}

func (f *found) learnNumber(value, typ string) {
	if f.numbers == nil {
		f.numbers = map[string]string{}
	}
	f.numbers[value] = typ
}

// learnName remembers the words of a name that are not common words, too.
func (f *found) learnName(value string) {
	d := document{text: value}
	d.split()
	for i, w := range d.words {
		if d.length(i) >= shortestName && w.flags&capital != 0 && w.class&(ambiguous|noName|organised|street|way|quantity|common|thing) == 0 {
			if f.names == nil {
				f.names = map[string]bool{}
			}
			f.names[d.of(i)] = true
		}
	}
}

func oneWord(value string) bool {
	d := document{text: value}
	d.split()
	return len(d.words) == 1 && d.length(0) == len(value)
}

// recall takes what was found elsewhere in the conversation.
func (d *document) recall(f *found) {
	if f.names == nil && f.numbers == nil {
		return
	}
	for i := range d.words {
		if !d.free(i) {
			continue
		}
		switch w := d.words[i]; {
		case w.flags&hasDigit != 0 && f.numbers[d.of(i)] != "" && !d.counts(i, i):
			d.take(f.numbers[d.of(i)], i, i)
		case w.flags&(capital|kept) == capital && f.names[d.of(i)] && !d.inCompany(i) && !d.headed(i):
			d.take(Name, i, i)
		}
	}
}
