package feature

import "strings"

// Root is a word without its endings, so that collect, collected and collection are one.
type Root uint64

// endings are taken off a word, the first that fits, where enough of it is left.
var endings = []string{"ions", "ings", "ion", "ing", "ers", "ed", "er", "es", "s", "e", "y"}

// fewestLetters is how many bytes of a word an ending must leave.
const fewestLetters = 4

// hollow words say nothing about which touchpoint is meant.
var hollow = hashSet("the a an my our your their of for in on at to and is it or by with this that us me you we i not no")

// Roots returns the roots of a phrase's words, without the words that say nothing.
func Roots(phrase string) []Root {
	var t Text
	t.tokenize(phrase)
	return t.roots(0, len(t.tokens), nil)
}

// Roots appends the roots of sentence s. Two words in a row give the root of both written as
// one, too: "pick up" is "pickup".
func (t *Text) Roots(s int, dst []Root) []Root {
	return t.roots(t.Sentences[s].first, t.Sentences[s].last, dst)
}

func (t *Text) roots(first, last int, dst []Root) []Root {
	for i := first; i < last; i++ {
		tok := t.tokens[i]
		if !hollow[tok.hash] {
			dst = append(dst, root(t.norm[tok.ns:tok.ne]))
		}
		if i > first && tok.ne-tok.ns <= fewestLetters && !hollow[tok.hash] && !hollow[t.tokens[i-1].hash] {
			dst = append(dst, root(t.norm[t.tokens[i-1].ns:tok.ne]))
		}
	}
	return dst
}

func root(word []byte) Root {
	w := string(word)
	for _, e := range endings {
		if len(w)-len(e) >= fewestLetters && strings.HasSuffix(w, e) {
			w = w[:len(w)-len(e)]
			break
		}
	}
	return Root(hashString(w))
}

// WordRoot is the root of the i-th word of the text, 0 for one that says nothing.
func (t *Text) WordRoot(i int) Root {
	tok := &t.tokens[i]
	if hollow[tok.hash] {
		return 0
	}
	return root(t.norm[tok.ns:tok.ne])
}
