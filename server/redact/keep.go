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

// phrases are sequences of words in lower case.
type phrases struct {
	byFirst map[uint64][][]string // by the hash of their first word
	may     [256]bool             // by that hash's last byte, whether a phrase may start so
}

func (p *phrases) add(phrase string) {
	d := document{text: phrase}
	d.split()
	if len(d.words) == 0 || d.words[0].hash == 0 {
		return
	}
	var words []string
	for i := range d.words {
		words = append(words, strings.ToLower(d.of(i)))
	}
	if p.byFirst == nil {
		p.byFirst = map[uint64][][]string{}
	}
	first := d.words[0].hash
	p.byFirst[first] = append(p.byFirst[first], words)
	p.may[byte(first)] = true
}

// mark flags the words of the kept phrases.
func (p *phrases) mark(d *document) {
	if p.byFirst == nil {
		return
	}
	for i := range d.words {
		if !p.may[byte(d.words[i].hash)] {
			continue
		}
		for _, words := range p.byFirst[d.words[i].hash] {
			if !d.follow(i, words) {
				continue
			}
			for j := i; j < i+len(words); j++ {
				d.words[j].flags |= kept
			}
		}
	}
}

// follow reports whether the words from word i on are these.
func (d *document) follow(i int, words []string) bool {
	for n, w := range words {
		if !d.is(i+n, w) {
			return false
		}
	}
	return true
}
