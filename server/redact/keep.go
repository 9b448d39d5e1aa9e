package redact

import (
	"strings"

	"github.com/throughline-cx/throughline/server/journey"
)

// Option changes what a Redactor does.
type Option func(*Redactor)

// Keep names what is never a person's name, in any case: the tenant's company, brands and
// places. A phrase is kept where all of its words follow each other.
func Keep(phrases ...string) Option {
	return func(r *Redactor) {
		for _, phrase := range phrases {
			r.keep.add(phrase)
		}
	}
}

// KeepMap keeps the names and aliases of a journey map's touchpoints; nil keeps nothing.
func KeepMap(m *journey.Map) Option {
	return func(r *Redactor) {
		if m == nil {
			return
		}
		for _, t := range m.Touchpoints {
			Keep(t.Name)(r)
			Keep(t.Aliases...)(r)
		}
	}
}

// phrases are sequences of words in lower case, by their first word.
type phrases map[string][][]string

func (p *phrases) add(phrase string) {
	d := document{text: phrase}
	d.split()
	var words []string
	for i := range d.words {
		words = append(words, strings.ToLower(d.of(i)))
	}
	if len(words) == 0 {
		return
	}
	if *p == nil {
		*p = phrases{}
	}
	(*p)[words[0]] = append((*p)[words[0]], words[1:])
}

// mark flags the words of the kept phrases.
func (p phrases) mark(d *document) {
	if p == nil {
		return
	}
	for i := range d.words {
		for _, rest := range p[strings.ToLower(d.of(i))] {
			if end := i + len(rest); d.follow(i, rest) {
				for j := i; j <= end; j++ {
					d.words[j].flags |= kept
				}
			}
		}
	}
}

// follow reports whether the words behind word i are these.
func (d *document) follow(i int, words []string) bool {
	for n, w := range words {
		if !d.is(i+n+1, w) {
			return false
		}
	}
	return true
}
