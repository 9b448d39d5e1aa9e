package vec

import "golang.org/x/sys/cpu"

// wide tells whether the processor takes several numbers at once. A test turns it off.
var wide = cpu.X86.HasAVX2

// step is how many numbers the assembly takes at once of bytes, and eight of floats: what is left
// over goes through plain Go.
const step = 16

// wideLanes reports whether rows of a size are added by AVX2.
func wideLanes(size int) bool { return wide && size > 0 && size%step == 0 }

func addBytes(sums []uint16, row []uint8) { addBytesAVX2(&sums[0], &row[0], len(sums)) }

func activateWide(hidden []float32, sums []uint16, scales []float32, bias int32) {
	activateAVX2(&hidden[0], &sums[0], &scales[0], len(hidden), bias)
}

// eights returns how many of n numbers are taken in eights.
func eights(n int) int {
	if !wide {
		return 0
	}
	return n &^ 7
}

func addWide(sum, by []float32) int {
	n := eights(len(sum))
	if n > 0 {
		addAVX2(&sum[0], &by[0], n)
	}
	return n
}

func addScaledWide(sum, x []float32, f float32) int {
	n := eights(len(sum))
	if n > 0 {
		addScaledAVX2(&sum[0], &x[0], n, f)
	}
	return n
}

func addTwoWide(sum, a, b []float32, e, f float32) int {
	n := eights(len(sum))
	if n > 0 {
		addTwoAVX2(&sum[0], &a[0], &b[0], n, e, f)
	}
	return n
}

func raiseWide(most, x []float32) int {
	n := eights(len(most))
	if n > 0 {
		raiseAVX2(&most[0], &x[0], n)
	}
	return n
}

func dotWide(sum *[4]float32, a, b []float32) int {
	n := eights(len(a))
	if n > 0 {
		dotAVX2(sum, &a[0], &b[0], n)
	}
	return n
}

// sums[i] += row[i]; n is a multiple of 16.
//
//go:noescape
func addBytesAVX2(sums *uint16, row *uint8, n int)

// hidden[i] = max(0, hidden[i] + float32(int32(sums[i])-bias)*scales[i]); n is a multiple of 16.
//
//go:noescape
func activateAVX2(hidden *float32, sums *uint16, scales *float32, n int, bias int32)

// sum[i] += by[i]; n is a multiple of 8, as below.
//
//go:noescape
func addAVX2(sum, by *float32, n int)

// sum[i] += f*x[i].
//
//go:noescape
func addScaledAVX2(sum, x *float32, n int, f float32)

// sum[i] += e*a[i] + f*b[i].
//
//go:noescape
func addTwoAVX2(sum, a, b *float32, n int, e, f float32)

// most[i] = max(most[i], x[i]).
//
//go:noescape
func raiseAVX2(most, x *float32, n int)

// sum[i%4] += a[i]*b[i].
//
//go:noescape
func dotAVX2(sum *[4]float32, a, b *float32, n int)
