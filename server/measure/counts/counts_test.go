package counts_test

import (
	"math"
	"testing"

	"github.com/throughline-cx/throughline/server/measure/counts"
)

func almost(a, b, by float64) bool { return math.Abs(a-b) <= by*max(1, math.Abs(b)) }

// TestCritical holds the critical values against a printed table.
func TestCritical(t *testing.T) {
	for _, c := range []struct{ freedom, level, want float64 }{
		{0, 0.95, 1.95996}, {0, 0.8, 1.28155}, {2, 0.95, 4.30265}, {8, 0.95, 2.30600}, {18, 0.95, 2.10092}, {18, 0.99, 2.87844},
	} {
		if got := counts.Critical(c.freedom, c.level); !almost(got, c.want, 1e-5) {
			t.Errorf("%v degrees of freedom at %v: %v, want %v", c.freedom, c.level, got, c.want)
		}
	}
}

// TestFitFollowsALine fits counts that lie on a line, and finds what dispersion it is given.
func TestFitFollowsALine(t *testing.T) {
	var at, heard, exposure []float64
	for i := range 20 {
		week := float64(i) - 20
		at, exposure = append(at, week), append(exposure, 50+float64(i))
		heard = append(heard, (50+float64(i))*math.Exp(-0.7+0.04*week))
	}
	fit := func() (counts.Line, float64) { return counts.FitNegativeBinomial(at, heard, exposure, 18, -1, 0.06) }
	l, alpha := fit()
	if alpha != 0 || !almost(l.B, 0.04, 0.01) || !almost(l.A, -0.7, 0.01) {
		t.Errorf("a %v, b %v, alpha %v", l.A, l.B, alpha)
	}
	for i := range heard { // residuals of half the mean, up and down: alpha about 1/4
		heard[i] *= 1 + 0.5*float64(i%2*2-1)
	}
	if _, alpha = fit(); alpha < 0.2 || alpha > 0.35 {
		t.Errorf("alpha %v", alpha)
	}
	clear(heard)
	heard[19] = 500
	if l, alpha = fit(); math.IsNaN(l.A+l.B+l.BB) || alpha <= 1 {
		t.Errorf("all at once: %v %v, alpha %v", l.A, l.B, alpha)
	}
}
