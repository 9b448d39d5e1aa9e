package redact

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// table maps words in lower case to what they can be. It keeps hashes and no words: a false
// match among 100,000 words is less likely than one in 10 million, and a slot is 8 bytes.
type table struct {
	slots   []uint64 // the hash but for its last 16 bits, which hold an index of entries
	may     []uint64 // bits: a hash whose bit is not set is that of no word, which most words of a text are not
	entries []entry  // entries[0] is that of unknown words
}

const indexBits = 16

// newTable returns a table for so many words.
func newTable(words int) *table {
	slots := 1 << bits.Len(uint(2*words))
	return &table{slots: make([]uint64, slots), may: make([]uint64, max(slots/8, 1)), entries: make([]entry, 1)}
}

// hash is FNV-1a.
func hash(w string) uint64 {
	h := uint64(hashStart)
	for i := range len(w) {
		h = (h ^ uint64(w[i])) * hashStep
	}
	return h
}

const (
	hashStart = 14695981039346656037
	hashStep  = 1099511628211
)

// slot returns the slot in which the hash is, or where it belongs.
func (t *table) slot(h uint64) int {
	last := uint64(len(t.slots) - 1)
	for i := (h >> indexBits) & last; ; i = (i + 1) & last {
		if s := t.slots[i]; s == 0 || (s^h)>>indexBits == 0 {
			return int(i)
		}
	}
}

func (t *table) find(h uint64) entry {
	if bits, bit := t.bit(h); *bits&bit == 0 {
		return t.entries[0]
	}
	return t.entries[t.slots[t.slot(h)]&(1<<indexBits-1)]
}

// bit returns a hash's bit in may: its words fit the processor's cache, the slots do not.
func (t *table) bit(h uint64) (bits *uint64, bit uint64) {
	return &t.may[(h>>indexBits)/64%uint64(len(t.may))], 1 << (h >> indexBits & 63)
}

// add adds a word that the table lacks. indexes remembers the entries from call to call.
func (t *table) add(word string, e entry, indexes map[entry]int) {
	n, ok := indexes[e]
	if !ok {
		n = len(t.entries)
		indexes[e] = n
		t.entries = append(t.entries, e)
	}
	h := hash(word)
	t.slots[t.slot(h)] = h&^(1<<indexBits-1) | uint64(n)
	bits, bit := t.bit(h)
	*bits |= bit
}

// lookup returns what a word can be, whatever its case, and the hash of its lower case.
func (t *table) lookup(w string) (entry, uint64) {
	h := uint64(hashStart)
	for i := range len(w) {
		c := w[i]
		if c >= utf8.RuneSelf {
			return t.lookupWide(strings.ToLower(w))
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		h = (h ^ uint64(c)) * hashStep
	}
	return t.find(h), h
}

// lookupWide is lookup for a word in lower case with letters beyond ASCII, which may be listed
// without its accents.
func (t *table) lookupWide(lower string) (entry, uint64) {
	h := hash(lower)
	if e := t.find(h); e.class != 0 {
		return e, h
	}
	return t.find(hash(fold(lower))), h
}
