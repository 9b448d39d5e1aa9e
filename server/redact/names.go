package redact

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the list of names
	"io"
	"maps"
	"slices"
	"strings"
)

// nameList holds given names of the US Social Security Administration and of Faker's
// countries, surnames of the US Census Bureau, and words that are none; training/names says
// how it is made and what its digits mean.
//
//go:embed words/names.txt.gz
var nameList []byte

var nameClasses = [...]class{
	'1': given | plainGiven, '2': given | rareGiven, '3': ambiguous, '4': surname, '5': ambiguous | thing, '6': common, '7': surname | common,
}

// withNames returns a table of the words and of the listed names. Where words has an entry, it
// decides, and the list may only add to it.
func withNames(words map[string]entry) *table {
	z, err := gzip.NewReader(bytes.NewReader(nameList))
	if err != nil {
		panic(err) // the list is part of the program
	}
	list, err := io.ReadAll(z)
	if err != nil {
		panic(err)
	}
	out := newTable(len(words) + bytes.Count(list, []byte("\n")))
	indexes := map[entry]int{}
	for line := range strings.Lines(string(list)) {
		name, c := strings.TrimSuffix(line[1:], "\n"), nameClasses[line[0]]
		if e, ok := words[name]; ok {
			e.class |= adds(e.class, c)
			words[name] = e
		} else {
			out.add(name, entry{class: c}, indexes)
		}
	}
	for _, w := range slices.Sorted(maps.Keys(words)) {
		out.add(w, words[w], indexes)
	}
	return out
}

// adds returns what of the listed classes c is told to the lexicon about a word that it knows.
func adds(known, c class) class {
	switch {
	case known&given != 0:
		return c & (plainGiven | surname)
	case known&ambiguous != 0:
		return c & (thing | surname)
	case known&^surname == 0:
		return c &^ common
	}
	return c & surname
}
