package understand

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/throughline-cx/throughline/server/understand/feature"
)

// table maps feature keys to rows of weights, one weight per head. Weights are bytes; a head's
// scale turns them into numbers.
type table struct {
	Name   string    `json:"name"`
	Rows   int       `json:"rows"`
	Scales []float64 `json:"scales"` // one per head

	slots  []uint64 // open addressing: key and row+1, 0 where free; a power of two long
	held   []uint64 // bits: a key whose bit is not set has no row, which most keys of a text have not
	cells  []byte   // row after row: its inverse document frequency, then its weights, so that both are fetched at once
	stride int      // bytes of a row
}

// weightsAt is where a row's weights begin.
const weightsAt = 4

// idfStep is the resolution of the inverse document frequencies in the file.
const idfStep = 0.05

// read takes the table's arrays off the front of data: keys (uint32, little endian), inverse
// document frequencies (a byte each), weights (Rows × heads bytes). It returns the rest.
func (t *table) read(data []byte) ([]byte, error) {
	heads := len(t.Scales)
	if t.Rows < 0 || t.Rows > 1<<24 || heads == 0 {
		return nil, fmt.Errorf("table %q: %d rows and %d heads are out of range", t.Name, t.Rows, heads)
	}
	if need := t.Rows * (5 + heads); len(data) < need {
		return nil, fmt.Errorf("table %q: %d bytes are left, %d are needed", t.Name, len(data), need)
	}
	t.index(data)
	frequencies, weights := data[4*t.Rows:5*t.Rows], data[5*t.Rows:(5+heads)*t.Rows]
	t.stride = (weightsAt + heads + 7) &^ 7
	t.cells = make([]byte, t.Rows*t.stride)
	for i, f := range frequencies {
		cell := t.cells[i*t.stride : (i+1)*t.stride]
		binary.LittleEndian.PutUint32(cell, math.Float32bits(float32(f)*idfStep))
		copy(cell[weightsAt:], weights[i*heads:(i+1)*heads])
	}
	return data[(5+heads)*t.Rows:], nil
}

// index makes the slots from the keys at the front of data.
func (t *table) index(data []byte) {
	size := 16
	for size < 2*t.Rows {
		size *= 2
	}
	t.slots, t.held = make([]uint64, size), make([]uint64, size/16)
	for i := range t.Rows {
		k := binary.LittleEndian.Uint32(data[4*i:])
		t.held[k>>6&uint32(len(t.held)-1)] |= 1 << (k & 63)
		at := spread(k) & uint32(size-1)
		for t.slots[at] != 0 {
			at = (at + 1) & uint32(size-1)
		}
		t.slots[at] = uint64(k)<<32 | uint64(i+1)
	}
}

// spread mixes a key's bits: keys are hashes, but neighbours in the file are sorted.
func spread(k uint32) uint32 { return k*0x9E3779B1 ^ k>>15 }

// holds reports whether the table may hold a key: of those that it does not, nine in ten are
// told by bits.
func (t *table) holds(k feature.Key) bool {
	return len(t.held) > 0 && t.held[uint32(k)>>6&uint32(len(t.held)-1)]>>(k&63)&1 != 0
}

// find returns the row of a key, or -1. The bits fit the processor's cache, the slots do not.
func (t *table) find(k feature.Key) int {
	if !t.holds(k) {
		return -1
	}
	return t.slot(k)
}

// slot is find of a key that may be held.
func (t *table) slot(k feature.Key) int {
	mask := uint32(len(t.slots) - 1)
	for at := spread(uint32(k)) & mask; ; at = (at + 1) & mask {
		slot := t.slots[at]
		if slot == 0 {
			return -1
		}
		if uint32(slot>>32) == uint32(k) {
			return int(uint32(slot)) - 1
		}
	}
}

// finds appends the rows of those keys that the table holds. It looks at all bits before any
// slot, so that the processor fetches several slots at once.
func (t *table) finds(keys []feature.Key, dst []int32) []int32 {
	first := len(dst)
	for _, k := range keys {
		if t.holds(k) {
			dst = append(dst, int32(k))
		}
	}
	found := dst[:first]
	for _, k := range dst[first:] {
		if i := t.slot(feature.Key(uint32(k))); i >= 0 {
			found = append(found, int32(i))
		}
	}
	return found
}

// row returns a row's inverse document frequency and its weights: bytes that are signed, see weight.
func (t *table) row(i int) (idf float64, weights []byte) {
	cell := t.cells[i*t.stride : (i+1)*t.stride]
	return float64(math.Float32frombits(binary.LittleEndian.Uint32(cell))), cell[weightsAt:]
}

// weight is the number that a byte of a row stands for, times its head's scale.
func weight(b byte) float64 { return float64(int8(b)) }

// total adds up one head's weights over keys; those that the table does not hold count nothing.
func (t *table) total(keys []feature.Key, head int) float64 {
	sum := 0
	for _, k := range keys {
		if r := t.find(k); r >= 0 {
			sum += int(int8(t.cells[r*t.stride+weightsAt+head]))
		}
	}
	return float64(sum) * t.Scales[head]
}
