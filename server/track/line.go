package track

import "math"

// slopeSD is the standard deviation of the prior on a trend, in log units a week: that a rate
// keeps changing by more than an eighth each week is hardly ever so. It steadies short series and
// leaves long ones to themselves.
const slopeSD = 0.06

// family is a distribution of counts with the link of its regression.
type family interface {
	// mean returns the expected count of a point at a linear predictor, and its derivative.
	mean(i int, eta float64) (mu, slope float64)
	// variance returns the variance of a count with that mean, up to the dispersion.
	variance(i int, mu float64) float64
}

// line is a regression of counts on time, eta = a + b t, with the covariance of a and b.
type line struct {
	a, b          float64
	aa, ab, bb    float64 // the covariance, up to the dispersion
	times, counts []float64
	family        family
}

// fitLine fits by iteratively reweighted least squares (McCullagh and Nelder 1989, section
// 2.5), with a normal prior of mean zero on the slope.
func fitLine(times, counts []float64, f family, precision, start float64) line {
	l := line{a: start, times: times, counts: counts, family: f}
	for range 50 {
		da, db := l.step(precision)
		da, db = max(-2, min(2, da)), max(-0.5, min(0.5, db))
		l.a, l.b = l.a+da, l.b+db
		if math.Abs(da)+math.Abs(db) < 1e-9 {
			break
		}
	}
	l.step(precision)
	return l
}

// step computes the covariance at the present fit and returns the next step of Fisher scoring.
func (l *line) step(precision float64) (da, db float64) {
	var waa, wab, wbb, ga, gb float64
	for i, t := range l.times {
		mu, d := l.family.mean(i, l.a+l.b*t)
		v := max(l.family.variance(i, mu), 1e-12)
		w, g := d*d/v, (l.counts[i]-mu)*d/v
		waa, wab, wbb = waa+w, wab+w*t, wbb+w*t*t
		ga, gb = ga+g, gb+g*t
	}
	waa += 1e-9 // an empty series has a level too: none
	wbb, gb = wbb+precision, gb-precision*l.b
	det := waa*wbb - wab*wab
	l.aa, l.ab, l.bb = wbb/det, -wab/det, waa/det
	return l.aa*ga + l.ab*gb, l.ab*ga + l.bb*gb
}

// pearson is the sum of squared residuals over their variances.
func (l *line) pearson() float64 {
	sum := 0.0
	for i, t := range l.times {
		mu, _ := l.family.mean(i, l.a+l.b*t)
		sum += (l.counts[i] - mu) * (l.counts[i] - mu) / max(l.family.variance(i, mu), 1e-12)
	}
	return sum
}

// counts are negative-binomial counts with a log link: the variance of a week with mean mu is
// mu + alpha mu^2.
type negativeBinomial struct {
	exposure []float64
	alpha    float64
}

func (f negativeBinomial) mean(i int, eta float64) (mu, slope float64) {
	mu = f.exposure[i] * math.Exp(min(eta, 50))
	return mu, mu
}

func (f negativeBinomial) variance(_ int, mu float64) float64 { return mu + f.alpha*mu*mu }

// binomial is the share of the first of two counts, given their sum, with a logit link.
type binomial struct {
	sum    []float64
	offset []float64 // log odds when both have the same rate
}

func (f binomial) mean(i int, eta float64) (mu, slope float64) {
	p := 1 / (1 + math.Exp(-eta-f.offset[i]))
	return f.sum[i] * p, f.sum[i] * p * (1 - p)
}

func (f binomial) variance(i int, mu float64) float64 {
	if f.sum[i] == 0 {
		return 0
	}
	return mu * (1 - mu/f.sum[i])
}
