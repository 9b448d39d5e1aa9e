package evaluate_test

import (
	"math"
	"testing"

	"github.com/throughline-cx/throughline/server/evaluate"
)

func pairs(yesYes, yesNo, noYes, noNo int) (out [][2]string) {
	for _, c := range []struct {
		n    int
		a, b string
	}{{yesYes, "yes", "yes"}, {yesNo, "yes", "no"}, {noYes, "no", "yes"}, {noNo, "no", "no"}} {
		for range c.n {
			out = append(out, [2]string{c.a, c.b})
		}
	}
	return out
}

func TestAgree(t *testing.T) {
	for _, c := range []struct {
		name   string
		pairs  [][2]string
		agreed int
		kappa  float64
		known  bool
	}{
		{"none", nil, 0, 0, false},
		{"one", pairs(1, 0, 0, 0), 1, 0, false},
		{"all the same word", pairs(9, 0, 0, 0), 9, 0, false},
		{"textbook", pairs(20, 5, 10, 15), 35, 0.4, true}, // o 0.7, e 0.5
		{"always", pairs(4, 0, 0, 4), 8, 1, true},
		{"by chance", pairs(1, 1, 1, 1), 2, 0, true},
		{"never", pairs(0, 3, 3, 0), 0, -1, true},
	} {
		got := evaluate.Agree(c.pairs)
		if got.Items != len(c.pairs) || got.Agreed != c.agreed || got.Known != c.known || math.Abs(got.Kappa-c.kappa) > 1e-12 {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}
