package understand

import (
	"sync/atomic"

	"github.com/throughline-cx/throughline/server/understand/feature"
)

// lexeme is what the tables hold of one word, wherever it stands.
type lexeme struct {
	word   [longestLexeme]byte // its letters, here and not elsewhere: they are compared each time
	length int
	token  int32        // row of the network's table; -1 for none
	vector int32        // row of the wording table; -1 for none
	root   feature.Root // 0 where it says nothing
	chars  []int32      // rows of the char table of its character n-grams, with repetitions
}

func (l *lexeme) is(word []byte) bool { return string(l.word[:l.length]) == string(word) }

// lexemes remembers what was looked up of words: most of what is written is a few thousand of
// them. A word takes the place of another with the same slot, so that memory is bounded. It is safe
// for concurrent use: what is remembered does not change.
type lexemes [lexemeSlots]atomic.Pointer[lexeme]

const (
	lexemeSlots = 1 << 14
	// longestLexeme is how many bytes a word may have to be remembered; few are longer, and
	// nobody's text may fill the memory with them.
	longestLexeme = 24
)

// lexeme returns what the tables hold of a token of a text.
func (m *Model) lexeme(t *feature.Text, i int, s *scan) *lexeme {
	word, hash := t.Word(i)
	place := &m.lexemes[(hash^hash>>32)%lexemeSlots]
	if l := place.Load(); l != nil && l.is(word) {
		return l
	}
	s.keys = feature.CharGrams(word, s.keys[:0])
	key := feature.WordKey(hash)
	l := &lexeme{chars: m.char.finds(s.keys, nil), token: int32(m.net.words.find(key)), vector: int32(m.word.find(key)), root: t.WordRoot(i)}
	if len(word) <= longestLexeme {
		l.length = copy(l.word[:], word)
		place.Store(l)
	}
	return l
}
