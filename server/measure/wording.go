package measure

import (
	"slices"
	"strings"
	"unicode"
)

// shingleWords is how many words in a row make a shingle.
const shingleWords = 3

// wording is what an interaction says about one break, in a form in which two can be compared.
type wording struct {
	shingles []uint64 // sorted, none twice
	words    int
	said     string         // the words, while they are few; else empty
	keys     *[bands]uint64 // its buckets; nil until somebody asks, see bandKeys
}

// add takes in the words of one more quote. Case, punctuation and figures do not matter: who
// tells a thing again changes those.
func (w *wording) add(quote string) {
	words := plainWords(quote)
	if len(words) == 0 {
		return
	}
	w.keys = nil
	if w.words += len(words); w.words < fewWords {
		w.said += strings.Join(words, " ") + "\n"
	} else {
		w.said = ""
	}
	for i := 0; i == 0 || i+shingleWords <= len(words); i++ {
		w.shingles = append(w.shingles, hashWords(words[i:min(i+shingleWords, len(words))]))
	}
	slices.Sort(w.shingles)
	w.shingles = slices.Compact(w.shingles)
}

// resemblance is how much two wordings have in common, 0 to 1: the shingles in both as a share
// of those in either (Broder, "On the resemblance and containment of documents", 1997).
func (w wording) resemblance(o wording) float64 {
	both, i, j := 0, 0, 0
	for i < len(w.shingles) && j < len(o.shingles) {
		a, b := w.shingles[i], o.shingles[j]
		if a == b {
			both++
		}
		if a <= b {
			i++
		}
		if b <= a {
			j++
		}
	}
	if either := len(w.shingles) + len(o.shingles) - both; either > 0 {
		return float64(both) / float64(either)
	}
	return 0
}

// plainWords returns the words of a text in lower case, without apostrophes; a word with a
// figure in it is "#".
func plainWords(text string) []string {
	text = strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(text))
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		if strings.ContainsFunc(w, unicode.IsDigit) {
			words[i] = "#"
		}
	}
	return words
}

// hashWords returns the FNV-1a hash of words, which is the same on every machine.
func hashWords(words []string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * prime
		}
		h = (h ^ ' ') * prime
	}
	return h
}

// mix spreads a hash over all its bits (the finaliser of SplitMix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
