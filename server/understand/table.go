package understand

import (
	"encoding/binary"
	"fmt"

	"github.com/throughline-cx/throughline/server/understand/feature"
)

// table maps feature keys to rows of weights, one weight per head. Weights are bytes; a head's
// scale turns them into numbers.
type table struct {
	Name   string    `json:"name"`
	Rows   int       `json:"rows"`
	Scales []float64 `json:"scales"` // one per head

	slots   []uint64 // open addressing: key and row+1, 0 where free; a power of two long
	idf     []float32
	weights []int8 // row after row
}

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
	data = data[4*t.Rows:]
	t.idf = make([]float32, t.Rows)
	for i := range t.idf {
		t.idf[i] = float32(data[i]) * idfStep
	}
	data = data[t.Rows:]
	t.weights = make([]int8, t.Rows*heads)
	for i := range t.weights {
		t.weights[i] = int8(data[i])
	}
	return data[len(t.weights):], nil
}

// index makes the slots from the keys at the front of data.
func (t *table) index(data []byte) {
	size := 16
	for size < 2*t.Rows {
		size *= 2
	}
	t.slots = make([]uint64, size)
	for i := range t.Rows {
		k := binary.LittleEndian.Uint32(data[4*i:])
		at := spread(k) & uint32(size-1)
		for t.slots[at] != 0 {
			at = (at + 1) & uint32(size-1)
		}
		t.slots[at] = uint64(k)<<32 | uint64(i+1)
	}
}

// spread mixes a key's bits: keys are hashes, but neighbours in the file are sorted.
func spread(k uint32) uint32 { return k*0x9E3779B1 ^ k>>15 }

// find returns the row of a key, or -1.
func (t *table) find(k feature.Key) int {
	if len(t.slots) == 0 {
		return -1
	}
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

// row returns the weights of a row.
func (t *table) row(i int) []int8 {
	n := len(t.Scales)
	return t.weights[i*n : i*n+n]
}

// total adds up one head's weights over keys; those that the table does not hold count nothing.
func (t *table) total(keys []feature.Key, head int) float64 {
	sum := 0
	for _, k := range keys {
		if r := t.find(k); r >= 0 {
			sum += int(t.row(r)[head])
		}
	}
	return float64(sum) * t.Scales[head]
}
