package group

import (
	"math"
	"slices"
)

// wording is how a number of members sound: the exact sum of their vectors, each scaled to
// unit length, in fixed point.
type wording struct {
	sum []int64 // in steps of vectorStep; nil while none has a vector
	n   int     // members that have one
}

// vectorScale is the number of steps to one of a vector's numbers.
const vectorScale = 1 << 32

// unit puts a vector into out in fixed point, scaled to unit length; nil for one without a length.
func unit(v []float32, out []int64) []int64 {
	square := 0.0
	for _, x := range v {
		square += float64(x) * float64(x)
	}
	if square == 0 {
		return nil
	}
	scale := vectorScale / math.Sqrt(square)
	out = slices.Grow(out[:0], len(v))[:len(v)]
	for i, x := range v {
		out[i] = int64(math.Round(float64(x) * scale))
	}
	return out
}

// add adds a unit vector, or takes it away with sign -1. An empty one changes nothing.
func (w *wording) add(v []int64, sign int64) {
	if len(v) == 0 {
		return
	}
	if w.sum == nil {
		w.sum = make([]int64, len(v))
	}
	for i, x := range v {
		w.sum[i] += sign * x
	}
	if w.n += int(sign); w.n == 0 {
		w.sum = nil
	}
}

// meanInto returns the mean vector, in memory that is used again; an empty one when none has one.
func (w *wording) meanInto(out []float32) []float32 {
	out = out[:0]
	if w.n == 0 {
		return out
	}
	if cap(out) < len(w.sum) {
		out = make([]float32, 0, len(w.sum))
	}
	out = out[:len(w.sum)]
	scale := 1 / (float64(w.n) * vectorScale)
	for i, x := range w.sum {
		out[i] = float32(float64(x) * scale)
	}
	return out
}

// dot returns the product of two vectors; 0 when they cannot be compared.
func dot(a, b []float32) float64 {
	if len(a) != len(b) {
		return 0
	}
	var s0, s1, s2, s3 float32
	i := 0
	for ; i+4 <= len(a); i += 4 {
		x, y := a[i:i+4:i+4], b[i:i+4:i+4]
		s0 += x[0] * y[0]
		s1 += x[1] * y[1]
		s2 += x[2] * y[2]
		s3 += x[3] * y[3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return float64(s0+s1) + float64(s2+s3)
}

// dots returns the products of a vector with two others of its length, as dot does: each number of
// the vector is read once.
func dots(v, a, b []float32) (va, vb float64) {
	a, b = a[:len(v)], b[:len(v)]
	var a0, a1, a2, a3, b0, b1, b2, b3 float32
	i := 0
	for ; i+4 <= len(v); i += 4 {
		x, y, z := v[i:i+4:i+4], a[i:i+4:i+4], b[i:i+4:i+4]
		a0 += x[0] * y[0]
		a1 += x[1] * y[1]
		a2 += x[2] * y[2]
		a3 += x[3] * y[3]
		b0 += x[0] * z[0]
		b1 += x[1] * z[1]
		b2 += x[2] * z[2]
		b3 += x[3] * z[3]
	}
	for ; i < len(v); i++ {
		a0 += v[i] * a[i]
		b0 += v[i] * b[i]
	}
	return float64(a0+a1) + float64(a2+a3), float64(b0+b1) + float64(b2+b3)
}
