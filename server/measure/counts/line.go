package counts

import "math"

// Family is a distribution of counts with the link of its regression.
type Family interface {
	// Mean returns the expected count of a point at a linear predictor, and its derivative.
	Mean(i int, eta float64) (mu, slope float64)
	// Variance returns the variance of a count with that mean, up to the dispersion.
	Variance(i int, mu float64) float64
}

// Line is a regression of counts on time, eta = A + B t, with the covariance of A and B.
type Line struct {
	A, B          float64
	AA, AB, BB    float64 // the covariance, up to the dispersion
	Times, Counts []float64
	Family        Family
}

// FitLine fits by iteratively reweighted least squares (McCullagh and Nelder 1989, section
// 2.5), with a normal prior of mean zero on the slope.
func FitLine(times, counts []float64, f Family, precision, start float64) Line {
	l := Line{A: start, Times: times, Counts: counts, Family: f}
	for range 50 {
		da, db := l.step(precision)
		da, db = max(-2, min(2, da)), max(-0.5, min(0.5, db))
		l.A, l.B = l.A+da, l.B+db
		if math.Abs(da)+math.Abs(db) < 1e-9 {
			break
		}
	}
	l.step(precision)
	return l
}

// step computes the covariance at the present fit and returns the next step of Fisher scoring.
func (l *Line) step(precision float64) (da, db float64) {
	var waa, wab, wbb, ga, gb float64
	for i, t := range l.Times {
		mu, d := l.Family.Mean(i, l.A+l.B*t)
		v := max(l.Family.Variance(i, mu), 1e-12)
		w, g := d*d/v, (l.Counts[i]-mu)*d/v
		waa, wab, wbb = waa+w, wab+w*t, wbb+w*t*t
		ga, gb = ga+g, gb+g*t
	}
	waa += 1e-9 // an empty series has a level too: none
	wbb, gb = wbb+precision, gb-precision*l.B
	det := waa*wbb - wab*wab
	l.AA, l.AB, l.BB = wbb/det, -wab/det, waa/det
	return l.AA*ga + l.AB*gb, l.AB*ga + l.BB*gb
}

// Pearson is the sum of squared residuals over their variances.
func (l *Line) Pearson() float64 {
	sum := 0.0
	for i, t := range l.Times {
		mu, _ := l.Family.Mean(i, l.A+l.B*t)
		sum += (l.Counts[i] - mu) * (l.Counts[i] - mu) / max(l.Family.Variance(i, mu), 1e-12)
	}
	return sum
}

// NegativeBinomial counts have a log link: the variance of a count with mean mu is
// mu + Alpha mu^2 (NB2: Lawless 1987). With Alpha 0 they are Poisson.
type NegativeBinomial struct {
	Exposure []float64 // what the rate is relative to, one for each count
	Alpha    float64
}

// Mean is the exposure times exp(eta).
func (f NegativeBinomial) Mean(i int, eta float64) (mu, slope float64) {
	mu = f.Exposure[i] * math.Exp(min(eta, 50))
	return mu, mu
}

// Variance is that of Family.
func (f NegativeBinomial) Variance(_ int, mu float64) float64 { return mu + f.Alpha*mu*mu }

// Binomial is the share of the first of two counts, given their sum, with a logit link.
type Binomial struct {
	Sum    []float64
	Offset []float64 // log odds when both have the same rate
}

// Mean is the sum times the share at eta.
func (f Binomial) Mean(i int, eta float64) (mu, slope float64) {
	p := 1 / (1 + math.Exp(-eta-f.Offset[i]))
	return f.Sum[i] * p, f.Sum[i] * p * (1 - p)
}

// Variance is that of Family.
func (f Binomial) Variance(i int, mu float64) float64 {
	if f.Sum[i] == 0 {
		return 0
	}
	return mu * (1 - mu/f.Sum[i])
}
