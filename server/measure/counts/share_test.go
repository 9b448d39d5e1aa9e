package counts

import (
	"math"
	"testing"
)

// TestOddsAtIsTheQuantile holds the quantile against halving the interval, over shares and tails
// as the comparison of places has them: from one complaint to all of many, from one place in
// twenty to one choice of three among thousands.
func TestOddsAtIsTheQuantile(t *testing.T) {
	for _, tail := range []float64{0.025, 0.00025, 1.5e-7, 1e-11} {
		for y := 1.0; y <= 400; y = math.Ceil(y * 1.3) {
			for v := 0.0; v <= 60000; v = math.Ceil(v*1.3) + 1 {
				want := Odds(solve(func(p float64) bool { return atLeast(y, v, p) < tail }))
				// Halving an interval sixty times leaves 2^-60 of it.
				if got := oddsAt(y, v+1, tail); !(math.Abs(got-want) <= 1e-9*want+0x1p-59*(1+want)*(1+want)) {
					t.Fatalf("%v of %v at %v: odds %v, want %v", y, y+v, tail, got, want)
				}
			}
		}
	}
}

// BenchmarkShareRatio is what a reading does for each place that complaints name.
func BenchmarkShareRatio(b *testing.B) {
	for b.Loop() {
		ShareRatio(12, 300, 300, 20_000, 0.9995)
	}
}
