package ingest

import (
	"maps"
	"slices"

	"github.com/throughline-cx/throughline/server/redact"
)

// Redact takes personal data out of an interaction: out of its turns' texts and out of its
// attributes' values, names of attributes excepted. The ids stay: they say who and what is
// meant, and are the tenant's own. It returns one Redacted for each turn, in order, which maps
// offsets between the two texts. The interaction that was given is not changed.
//
// The turns are read as one conversation; an attribute is read alone, after them.
func Redact(r *redact.Redactor, in Interaction) (Interaction, []redact.Redacted) {
	texts := make([]string, len(in.Turns))
	for i, t := range in.Turns {
		texts[i] = t.Text
	}
	turns := r.Texts(texts)
	in.Turns = slices.Clone(in.Turns)
	for i := range in.Turns {
		in.Turns[i].Text = turns[i].Text
	}
	in.Attributes = maps.Clone(in.Attributes)
	for name, value := range in.Attributes {
		in.Attributes[name] = r.Texts([]string{value})[0].Text
	}
	return in, turns
}
