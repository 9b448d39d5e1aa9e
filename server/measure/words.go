package measure

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
)

// mostTold is how many members of a cluster its words are taken from, at most.
const mostTold = 64

// term is a thing that members name: one word, or two in a row, without the plural's ending.
type term string

// tally is in how many quotes a thing is named, and in how many of them with an article, a
// possessive or the like before it, as nouns are and verbs are not.
type tally struct {
	quotes, introduced int
	plural             int // quotes in which it has the plural's ending
}

func (t tally) plus(o tally, times int) tally {
	return tally{t.quotes + times*o.quotes, t.introduced + times*o.introduced, t.plural + times*o.plural}
}

// terms counts what is named.
type terms map[term]tally

// vocabulary is what each cluster of a tenant names, and all of them together.
type vocabulary struct {
	clusters map[uuid.UUID]clusterTerms
	all      terms
	quotes   int
}

// clusterTerms is what the first members of one cluster name.
type clusterTerms struct {
	terms
	quotes int
	of     uint64 // a hash of which members they are

	cluster *group.Cluster // as of which they were looked at last,
	changes int            // and its Changes then
}

func newVocabulary() vocabulary {
	return vocabulary{clusters: map[uuid.UUID]clusterTerms{}, all: terms{}}
}

// LearnWords brings what the facts know of the words of each cluster up to date. Titles set a
// cluster's words against those of the others, so it is to be called with all clusters before one
// is read. What it does to the facts follows from the clusters alone.
//
// A cluster's words are those of its first members, as many as the greatest power of two that it
// has, and 64 at most: so a title settles soon, and does not change with every member.
func (f *Facts) LearnWords(clusters []*group.Cluster) {
	v := &f.words
	live := make(map[uuid.UUID]bool, len(clusters))
	for _, c := range clusters {
		live[c.ID] = true
		known := v.clusters[c.ID]
		if known.cluster == c && known.changes == c.Changes() {
			continue
		}
		told := c.Members[:settled(len(c.Members))]
		of := hashMembers(told)
		if known.quotes > 0 && known.of == of {
			known.cluster, known.changes = c, c.Changes()
			v.clusters[c.ID] = known
			continue
		}
		v.forget(c.ID)
		fresh := termsOf(told)
		fresh.of, fresh.cluster, fresh.changes = of, c, c.Changes()
		v.clusters[c.ID] = fresh
		v.count(fresh, 1)
	}
	if len(live) == len(v.clusters) {
		return
	}
	for id := range v.clusters {
		if !live[id] {
			v.forget(id)
		}
	}
}

func (v *vocabulary) forget(id uuid.UUID) {
	v.count(v.clusters[id], -1)
	delete(v.clusters, id)
}

func (v *vocabulary) count(c clusterTerms, times int) {
	v.quotes += times * c.quotes
	for t, n := range c.terms {
		if v.all[t] = v.all[t].plus(n, times); v.all[t].quotes == 0 {
			delete(v.all, t)
		}
	}
}

// settled returns the greatest power of two that is not above n, 64 at most.
func settled(n int) int {
	out := 1
	for out*2 <= min(n, mostTold) {
		out *= 2
	}
	return min(out, n)
}

func hashMembers(members []group.Member) uint64 {
	h := uint64(len(members))
	for i := range members {
		id := members[i].ID
		for _, half := range [][]byte{id[:8], id[8:]} {
			x := uint64(0)
			for _, b := range half {
				x = x<<8 | uint64(b)
			}
			h = mix(h ^ x)
		}
	}
	return h
}

// termsOf counts what members' quotes name, each thing once a quote, and of quotes in nearly the
// same words the first alone.
func termsOf(members []group.Member) clusterTerms {
	list := make([]wording, len(members))
	for i := range members {
		list[i].add(members[i].Quote.Text)
	}
	out := clusterTerms{terms: terms{}}
	for i, lead := range leaders(list) {
		if lead == i {
			out.quotes++
			out.take(members[i].Quote.Text)
		}
	}
	return out
}

// take counts what one quote names.
func (c terms) take(quote string) {
	told := map[term]tally{}
	for _, m := range named(quote) {
		x := told[m.term]
		told[m.term] = tally{1, max(x.introduced, m.introduced), max(x.plural, m.plural)}
	}
	for t, n := range told {
		c[t] = c[t].plus(n, 1)
	}
}

// mention is a thing in a text.
type mention struct {
	term
	tally
}

// named returns the things that a text may name: its words that could be nouns, and two of them
// in a row.
func named(text string) []mention {
	words := spokenWords(text)
	var out []mention
	introduced, before := 0, ""
	for _, w := range words {
		if !isThing(w) {
			introduced, before = 0, ""
			if introduces[w] {
				introduced = 1
			}
			continue
		}
		one := singular(w)
		m := mention{term(one), tally{1, introduced, min(1, len(w)-len(one))}}
		out = append(out, m)
		if before != "" {
			m.term = term(before + " " + one)
			out = append(out, m)
		}
		before = w
	}
	return out
}

// spokenWords returns the words of a text in lower case, with "." for what parts them: any
// punctuation but apostrophes and hyphens, and whatever redaction put in.
func spokenWords(text string) []string {
	var out []string
	for _, field := range strings.Fields(strings.ToLower(strings.ReplaceAll(text, "’", "'"))) {
		word := strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if before, _, _ := strings.Cut(field, word); before != "" {
			out = append(out, ".")
		}
		plain := word != "" && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '-' })
		if !plain {
			out = append(out, ".")
			continue
		}
		out = append(out, strings.TrimSuffix(word, "'s"))
		if strings.HasSuffix(word, "'s") || !strings.HasSuffix(field, word) {
			out = append(out, ".")
		}
	}
	return out
}

func isThing(word string) bool {
	return len(word) > 2 && !introduces[word] && !noThing[word] && !strings.ContainsRune(word, '\'') && !strings.HasSuffix(word, "ly")
}

// candidate is a thing that could stand in a cluster's title.
type candidate struct {
	term
	tally         // in the cluster
	score float64 // how much it is this cluster's
}

// name returns the thing as most of the cluster's members write it.
func (c candidate) name() string {
	if 2*c.plural > c.quotes {
		return string(c.term) + "s"
	}
	return string(c.term)
}

// candidates returns the things that a cluster names often and more than others do, the one that
// is most its own first.
func (v *vocabulary) candidates(cluster uuid.UUID) []candidate {
	own := v.clusters[cluster]
	least := max(2, commonFrom*float64(own.quotes))
	if own.quotes >= severalFrom {
		least = max(3, least)
	}
	var out []candidate
	for t, n := range own.terms {
		if float64(n.quotes) < least || !v.isNoun(t) {
			continue
		}
		if score := v.distinction(own, t); score > ownFrom {
			out = append(out, candidate{t, n, score})
		}
	}
	slices.SortFunc(out, func(a, b candidate) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.term, b.term)) })
	return out
}

// A thing stands for a cluster when so large a share of its quotes name it: two of them at least,
// and three where there are many; and when the others name it less.
const (
	commonFrom  = 0.12
	severalFrom = 24
	ownFrom     = 0.5 // standard errors that it is more the cluster's than the others'
)

// isNoun reports whether a thing is one: articles and possessives often stand before it.
func (v *vocabulary) isNoun(t term) bool {
	n := v.all[t]
	return n.introduced >= 2 && float64(n.introduced) >= nounFrom*float64(n.quotes)
}

// nounFrom is the share of a word's quotes in which it must be introduced to count as a noun.
const nounFrom = 0.35
