package redact

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the list of names
	"io"
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

// buildNames returns the classes of the listed names that the lexicon lacks. Where the lexicon
// knows a word, it decides, and the list may only add to it.
func buildNames(lexicon map[string]entry) map[string]class {
	z, err := gzip.NewReader(bytes.NewReader(nameList))
	if err != nil {
		panic(err) // the list is part of the program
	}
	list, err := io.ReadAll(z)
	if err != nil {
		panic(err)
	}
	out := make(map[string]class, bytes.Count(list, []byte("\n")))
	for line := range strings.Lines(string(list)) {
		name, c := strings.TrimSuffix(line[1:], "\n"), nameClasses[line[0]]
		if e, ok := lexicon[name]; ok {
			e.class |= adds(e.class, c)
			lexicon[name] = e
		} else {
			out[name] = c
		}
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
