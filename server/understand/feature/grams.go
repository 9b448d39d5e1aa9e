package feature

var (
	seedWord  = seed("word")
	seedChar  = seed("char")
	seedClass = seed("class")
)

// maxClassGap is how many tokens may lie between two neighbours in a class n-gram.
const maxClassGap = 14

// WordGrams appends the keys of the word 1- to 3-grams of sentence s, with repetitions.
func (t *Text) WordGrams(s int, dst []Key) []Key {
	tokens := t.tokens[t.Sentences[s].first:t.Sentences[s].last]
	for i := range tokens {
		h := seedWord
		for n := i; n < min(i+3, len(tokens)); n++ {
			h = join(h, tokens[n].hash)
			dst = append(dst, key(h))
		}
	}
	return dst
}

// ClassGrams appends the keys of the class 1- to 4-grams that end in sentence s, with
// repetitions. They may begin in an earlier sentence: "App: READY. Shop: ready for what?"
// tells its story across a full stop.
func (t *Text) ClassGrams(s int, dst []Key) []Key {
	for i := t.before[s]; i < t.before[s+1]; i++ {
		h := seedClass
		for n := i; n >= 0 && n > i-4; n-- {
			if n < i && t.marks[n+1].token-t.marks[n].token > maxClassGap {
				break
			}
			h = join(h, uint64(t.marks[n].class))
			dst = append(dst, key(h))
		}
	}
	return dst
}

// CharGrams appends the keys of the character 3- to 5-grams of the text's words, each word
// between two blanks, with repetitions.
func (t *Text) CharGrams(dst []Key) []Key {
	for _, tok := range t.tokens {
		dst = CharGrams(t.norm[tok.ns:tok.ne], dst)
	}
	return dst
}

// CharGrams appends the keys of the character 3- to 5-grams of a normalised word between two
// blanks, with repetitions.
func CharGrams(word []byte, dst []Key) []Key {
	at := func(i int) uint64 {
		if i == 0 || i > len(word) {
			return ' '
		}
		return uint64(word[i-1])
	}
	length := len(word) + 2
	for i := 0; i+3 <= length; i++ {
		h := seedChar
		for n := i; n < min(i+5, length); n++ {
			h = (h ^ at(n)) * fnvPrime
			if n >= i+2 {
				dst = append(dst, key(h))
			}
		}
	}
	return dst
}

// Tokens returns how many words the text has.
func (t *Text) Tokens() int { return len(t.tokens) }

// Span returns the words of sentence s: from first up to last, which is not included.
func (t *Text) Span(s int) (first, last int) { return t.Sentences[s].first, t.Sentences[s].last }

// Word returns the i-th word, normalised, and its hash. It is good until the text is filled again.
func (t *Text) Word(i int) (word []byte, hash uint64) {
	tok := &t.tokens[i]
	return t.norm[tok.ns:tok.ne], tok.hash
}

// WordKey is the key that WordKeys gives a word with a hash.
func WordKey(hash uint64) Key { return key(join(seedWord, hash)) }

// WordKeys appends the key of each token of sentence s: the words of the wording table.
func (t *Text) WordKeys(s int, dst []Key) []Key {
	for _, tok := range t.tokens[t.Sentences[s].first:t.Sentences[s].last] {
		dst = append(dst, key(join(seedWord, tok.hash)))
	}
	return dst
}

// Words appends the normalised words of sentence s, in the order of WordKeys.
func (t *Text) Words(s int, dst []string) []string {
	for _, tok := range t.tokens[t.Sentences[s].first:t.Sentences[s].last] {
		dst = append(dst, string(t.norm[tok.ns:tok.ne]))
	}
	return dst
}

// WordClasses appends the class of each token of sentence s, in the order of WordKeys.
func (t *Text) WordClasses(s int, dst []Class) []Class {
	return append(dst, t.classes[t.Sentences[s].first:t.Sentences[s].last]...)
}
