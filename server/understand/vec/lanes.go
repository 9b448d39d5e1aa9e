package vec

import "encoding/binary"

// Lanes adds up rows of bytes, of which a byte w stands for w-128: so each sum is of whole numbers,
// at least zero, in 16 bits, which hold 256 rows.
type Lanes struct {
	wide      []uint16 // the sums, where AVX2 adds
	even, odd []uint64 // elsewhere four a word: those of bytes 0, 2, 4 and 6, and of 1, 3, 5 and 7 of each eight
	rows      int
}

// Bias is what a byte of a row holds for zero.
const Bias = 128

const laneMask = 0x00FF00FF00FF00FF

// Clear makes all sums zero, of rows that are size long: a multiple of eight.
func (l *Lanes) Clear(size int) {
	l.rows = 0
	if wideLanes(size) {
		l.wide = zeroed(l.wide, size)
		return
	}
	l.even, l.odd, l.wide = zeroed(l.even, size/8), zeroed(l.odd, size/8), l.wide[:0]
}

// Add adds the front of a row.
func (l *Lanes) Add(row []uint8) {
	l.rows++
	if len(l.wide) > 0 {
		addBytes(l.wide, row[:len(l.wide)])
		return
	}
	odd := l.odd[:len(l.even)] // no bounds are checked in the loop
	for i := range l.even {
		x := binary.LittleEndian.Uint64(row[8*i:])
		l.even[i] += x & laneMask
		odd[i] += x >> 8 & laneMask
	}
}

// Activate adds the sums, each times its scale, to hidden; what is negative then becomes zero.
func (l *Lanes) Activate(hidden, scales []float32) {
	bias := int32(Bias * l.rows)
	if len(l.wide) > 0 {
		activateWide(hidden[:len(l.wide)], l.wide, scales[:len(l.wide)], bias)
		return
	}
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

// zeroed returns a slice of n zeros that uses the memory of s where it can.
func zeroed[T uint64 | uint16](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}
