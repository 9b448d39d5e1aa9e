package vec

// Add adds by, of the same length, to sum.
func Add(sum, by []float32) {
	by = by[:len(sum)]
	done := addWide(sum, by)
	for i := done; i < len(sum); i++ {
		sum[i] += by[i]
	}
}

// AddScaled adds f times x, of the same length, to sum.
func AddScaled(sum []float32, f float32, x []float32) {
	x = x[:len(sum)]
	done := addScaledWide(sum, x, f)
	for i := done; i < len(sum); i++ {
		sum[i] += float32(f * x[i])
	}
}

// AddTwo adds e times a and f times b, of the same length, to sum.
func AddTwo(sum []float32, e float32, a []float32, f float32, b []float32) {
	a, b = a[:len(sum)], b[:len(sum)]
	done := addTwoWide(sum, a, b, e, f)
	for i := done; i < len(sum); i++ {
		sum[i] += float32(e*a[i]) + float32(f*b[i])
	}
}

// Raise lifts each number of most to that of x, of the same length, where it is lower. None of them
// is NaN.
func Raise(most, x []float32) {
	x = x[:len(most)]
	done := raiseWide(most, x)
	for i := done; i < len(most); i++ {
		if x[i] > most[i] {
			most[i] = x[i]
		}
	}
}

// Dot returns the product of two vectors of one length. It adds up in four sums, which do not wait
// for each other.
func Dot(a, b []float32) float64 {
	b = b[:len(a)]
	var sum [4]float32
	n := dotWide(&sum, a, b)
	for ; n+4 <= len(a); n += 4 {
		x, y := a[n:n+4:n+4], b[n:n+4:n+4]
		sum[0] += x[0] * y[0]
		sum[1] += x[1] * y[1]
		sum[2] += x[2] * y[2]
		sum[3] += x[3] * y[3]
	}
	for ; n < len(a); n++ {
		sum[0] += a[n] * b[n]
	}
	return float64(sum[0]+sum[1]) + float64(sum[2]+sum[3])
}
