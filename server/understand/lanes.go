package understand

import "encoding/binary"

// lanes adds up rows of bytes, four at once in a word of 64 bits: each has 16 bits, which hold
// 256 rows. A byte w stands for w-128, so that no lane goes below zero.
type lanes struct {
	even, odd []uint64 // bytes 0, 2, 4 and 6, and bytes 1, 3, 5 and 7 of each eight
	rows      int
}

const (
	laneMask = 0x00FF00FF00FF00FF
	biased   = 128
)

// clear makes all sums zero, of rows that are size long: a multiple of eight.
func (l *lanes) clear(size int) {
	l.even, l.odd, l.rows = zeroed(l.even, size/8), zeroed(l.odd, size/8), 0
}

// add adds a row.
func (l *lanes) add(row []uint8) {
	l.rows++
	odd := l.odd[:len(l.even)] // no bounds are checked in the loop
	for i := range l.even {
		x := binary.LittleEndian.Uint64(row[8*i:])
		l.even[i] += x & laneMask
		odd[i] += x >> 8 & laneMask
	}
}

// activate adds the sums, each times its scale, to hidden; what is negative then becomes zero.
func (l *lanes) activate(hidden, scales []float32) {
	bias := int32(biased * l.rows)
	for i, even := range l.even {
		odd := l.odd[i]
		h, s := hidden[8*i:8*i+8:8*i+8], scales[8*i:8*i+8:8*i+8]
		for c := 0; c < 8; c += 2 {
			h[c] = positive(h[c] + float32(int32(even&0xFFFF)-bias)*s[c])
			h[c+1] = positive(h[c+1] + float32(int32(odd&0xFFFF)-bias)*s[c+1])
			even >>= 16
			odd >>= 16
		}
	}
}

func positive(x float32) float32 {
	if x > 0 {
		return x
	}
	return 0
}
