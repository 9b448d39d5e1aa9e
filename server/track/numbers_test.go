package track

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func almost(a, b, by float64) bool { return math.Abs(a-b) <= by*max(1, math.Abs(b)) }

// binomialTail is the probability of more than y, and half of that of y, of n with share p.
func binomialTail(y, n int, p float64) float64 {
	sum := 0.0
	for k := y; k <= n; k++ {
		logChoose, _ := math.Lgamma(float64(n + 1))
		a, _ := math.Lgamma(float64(k + 1))
		b, _ := math.Lgamma(float64(n - k + 1))
		mass := math.Exp(logChoose - a - b + float64(k)*math.Log(p) + float64(n-k)*math.Log(1-p))
		if k == y {
			mass /= 2
		}
		sum += mass
	}
	return sum
}

// TestFewAreExact compares small counts with the binomial distribution, summed.
func TestFewAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y, m := rapid.IntRange(0, 9).Draw(t, "after"), rapid.IntRange(1, 60).Draw(t, "before")
		exposure := rapid.Float64Range(0.1, 3).Draw(t, "exposure")
		e := expectation{complaint: float64(m) * exposure, evidence: float64(m), exposure: exposure, linear: 1}
		i := e.interval(float64(y), level)
		share := func(ratio float64) float64 { return ratio * exposure / (1 + ratio*exposure) }
		if y > 0 {
			if tail := binomialTail(y, y+m, share(i.Low)); !almost(tail, 0.025, 1e-4) {
				t.Errorf("%d after %d: so many at %v have probability %v", y, m, i.Low, tail)
			}
		} else if i.Low != 0 {
			t.Errorf("none heard, and at least %v", i.Low)
		}
		if i.High < MaxRatio {
			if tail := 1 - binomialTail(y, y+m, share(i.High)); !almost(tail, 0.025, 1e-4) {
				t.Errorf("%d after %d: so few at %v have probability %v", y, m, i.High, tail)
			}
		}
		if i.Low > i.Ratio || i.Ratio > i.High {
			t.Errorf("%v", i)
		}
	})
}

// TestMethodsMeet compares the two kinds of interval where the one takes over from the other.
func TestMethodsMeet(t *testing.T) {
	for _, m := range []float64{15, 40, 200} {
		many := expectation{complaint: 10, evidence: m, exposure: 10 / m, linear: 1}
		few := many
		few.complaint = 9.999
		a, b := many.interval(10, level), few.interval(10, level)
		if !almost(a.Low, b.Low, 0.1) || !almost(a.High, b.High, 0.1) {
			t.Errorf("with evidence of %v: %v and %v", m, a, b)
		}
	}
}

func TestIntervalEdges(t *testing.T) {
	nothing := expectation{linear: 1, exposure: 0.5}
	if i := nothing.interval(0, level); i.Low != 0 || i.High != MaxRatio || i.Ratio != 1 {
		t.Errorf("nothing before and after: %v", i)
	}
	if i := nothing.interval(12, level); i.Low <= 1 || i.High != MaxRatio {
		t.Errorf("nothing before and 12 after: %v", i)
	}
	steady := expectation{complaint: 40, evidence: 200, exposure: 0.2, linear: 1}
	varied := steady
	varied.square, varied.freedom = 0.1, 6
	for _, heard := range []float64{3, 30} {
		a, b := steady.interval(heard, level), varied.interval(heard, level)
		if b.Low >= a.Low || b.High <= a.High {
			t.Errorf("%v heard: weeks that differ give %v, weeks that do not %v", heard, b, a)
		}
		if c := varied.interval(heard, 0.8); c.Low <= b.Low || c.High >= b.High {
			t.Errorf("%v heard: at 80 %% %v, at 95 %% %v", heard, c, b)
		}
	}
}

// TestControlCancels gives both the same shock.
func TestControlCancels(t *testing.T) {
	side := func(from, to int, rate float64, at func(int) float64) []week {
		var out []week
		for i := from; i < to; i++ {
			out = append(out, week{at: float64(i), exposure: 100, complaints: rate * at(i)})
		}
		return out
	}
	wave := func(i int) float64 { return 20 + 15*math.Sin(float64(i)) }
	e := expectByControl(side(-20, 0, 1, wave), side(-20, 0, 2, wave), side(1, 9, 0.5, wave), side(1, 9, 2, wave))
	heard, _ := total(side(1, 9, 0.5, wave))
	if i := e.interval(heard, level); !almost(i.Ratio, 0.5, 0.01) || i.High > 0.8 {
		t.Errorf("%v", i)
	}
}

func TestSinceOnset(t *testing.T) {
	of := func(heard ...float64) []week {
		var out []week
		for i, c := range heard {
			out = append(out, week{at: float64(i), complaints: c, exposure: 10})
		}
		return out
	}
	for name, c := range map[string]struct {
		heard []float64
		want  int // weeks that are left
	}{
		"from the start":     {[]float64{8, 9, 7, 11, 8, 9}, 6},
		"after silence":      {[]float64{0, 0, 0, 0, 8, 9, 7, 11, 8, 9}, 6},
		"slowly":             {[]float64{0, 0, 1, 3, 11, 27, 16, 23, 17}, 5},
		"a single early one": {[]float64{1, 0, 0, 0, 0, 8, 9, 7, 11, 8}, 5},
		"rare":               {[]float64{0, 1, 0, 0, 1, 0, 0, 1, 0, 2}, 10},
		"growing":            {[]float64{5, 6, 6, 7, 8, 8, 9, 10, 11, 12}, 10},
		"too late to tell":   {[]float64{0, 0, 0, 0, 0, 20, 30}, 4},
		"never":              {[]float64{0, 0, 0, 0, 0, 0}, 6},
	} {
		if got := len(sinceOnset(of(c.heard...))); got != c.want {
			t.Errorf("%s: %d weeks, want %d", name, got, c.want)
		}
	}
}

// TestEvidence counts what a baseline is worth: in its middle, and with Poisson counts, as much
// as the complaints it has; further ahead less.
func TestEvidence(t *testing.T) {
	var weeks []week
	for i := range 20 {
		weeks = append(weeks, week{at: float64(i), exposure: 100, complaints: 9 + float64(i%2*2)})
	}
	middle := expect(weeks, []week{{at: 9.5, exposure: 100}})
	if !almost(middle.evidence, 200, 0.01) || !almost(middle.complaint, 10, 0.01) || middle.freedom != 0 {
		t.Errorf("%+v", middle)
	}
	ahead := expect(weeks, []week{{at: 24, exposure: 50}, {at: 25, exposure: 50}})
	slope := 1 / (10*(20*20*20-20)/12.0 + 1/(slopeSD*slopeSD)) // its variance
	if want := 1 / (1/200.0 + slope*15*15); !almost(ahead.evidence, want, 0.01) || !almost(ahead.complaint, 10, 0.05) {
		t.Errorf("%+v, want evidence of %v", ahead, want)
	}
}
