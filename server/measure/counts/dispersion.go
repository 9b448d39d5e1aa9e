package counts

import "math"

// maxAlpha bounds the dispersion: at 10 a week with a mean of 1 varies eleven times as much
// as a Poisson count.
const maxAlpha = 10

// Dispersion is the alpha at which Pearson's statistic of a fit is its degrees of freedom; 0
// when the weeks vary no more than Poisson counts.
func Dispersion(l Line, exposure []float64, freedom float64) float64 {
	at := func(alpha float64) float64 {
		l.Family = NegativeBinomial{exposure, alpha}
		return l.Pearson()
	}
	if at(0) <= freedom {
		return 0
	}
	low, high := 0.0, float64(maxAlpha)
	for range 40 {
		if middle := (low + high) / 2; at(middle) > freedom {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}

// FitNegativeBinomial fits a line to counts relative to an exposure, and their dispersion, in turn:
// Alpha is what makes Pearson's statistic its degrees of freedom (Breslow 1984), and 0 when the
// counts vary no more than Poisson counts. start is the level that the search begins with, and slopeSD
// the standard deviation of the prior on the slope, whose mean is 0.
func FitNegativeBinomial(times, heard, exposure []float64, freedom, start, slopeSD float64) (l Line, alpha float64) {
	fit := func(alpha float64) Line {
		return FitLine(times, heard, NegativeBinomial{exposure, alpha}, 1/(slopeSD*slopeSD), start)
	}
	l = fit(alpha)
	for range 5 {
		next := Dispersion(l, exposure, freedom)
		if math.Abs(next-alpha) < 1e-4 {
			break
		}
		alpha = next
		l = fit(alpha)
	}
	return l, alpha
}

// Spread returns the mean of some weeks, and how many times as much as Poisson counts they
// vary, 1 at least.
func Spread(weeks []float64) (mean, scatter float64) {
	for _, v := range weeks {
		mean += v / float64(len(weeks))
	}
	squares := 0.0
	for _, v := range weeks {
		squares += (v - mean) * (v - mean)
	}
	if len(weeks) < 2 || mean == 0 {
		return mean, 1
	}
	return mean, max(1, squares/float64(len(weeks)-1)/mean)
}
