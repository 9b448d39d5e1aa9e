package understand

import (
	"slices"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand/feature"
)

// UnmappedName is a customer's name for a touchpoint that the journey map does not tell apart: the
// map has no touchpoint of its kind, or several, and the name is no name nor alias of any. A name
// of a kind that the map has once is left out: there is no doubt which touchpoint is meant.
type UnmappedName struct {
	Name string       `json:"name"` // as it was said: lower case, words apart by one blank
	Kind journey.Kind `json:"kind"`
}

// unmappedReach is how many sentences before and after the quote names are collected from.
const unmappedReach = 1

// unmapped returns the names around sentence i that the map lacks, each once, in the order of the
// text.
func (r *resolver) unmapped(t *feature.Text, i int) []UnmappedName {
	if r == nil {
		return nil
	}
	var out []UnmappedName
	for _, m := range t.Mentions {
		if max(m.Sentence-i, i-m.Sentence) > unmappedReach || len(m.Labels) > 0 || r.onlyOne(m.Kind) {
			continue
		}
		n := UnmappedName{Name: t.Name(m), Kind: m.Kind}
		if !r.holds(n.Name) && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// onlyOne reports whether the map has exactly one touchpoint of a kind.
func (r *resolver) onlyOne(kind journey.Kind) bool {
	i := slices.Index(journey.Kinds, kind)
	return i >= 0 && len(r.byKind[i]) == 1
}

// holds reports whether every word of a name stands in the names of one and the same touchpoint.
func (r *resolver) holds(name string) bool {
	roots := feature.Roots(name)
	for point := range r.points {
		held := func(root feature.Root) bool { return slices.Contains(r.roots[root], point) }
		if len(roots) > 0 && !slices.ContainsFunc(roots, func(root feature.Root) bool { return !held(root) }) {
			return true
		}
	}
	return false
}

// Unmapped returns those of names that the reader's journey map lacks, in their order: all, without
// a map. Names that were collected under an earlier map may be known by now.
func (r *Reader) Unmapped(names []UnmappedName) []UnmappedName {
	var out []UnmappedName
	for _, n := range names {
		if r.resolver == nil || !r.resolver.onlyOne(n.Kind) && !r.resolver.holds(n.Name) {
			out = append(out, n)
		}
	}
	return out
}
