package vec

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Whatever AVX2 computes must be what plain Go does, to the last bit, whatever the length.
func TestWideIsPlain(t *testing.T) {
	if !wide {
		t.Skip("this processor has no AVX2")
	}
	defer func() { wide = true }()
	numbers := rapid.Float32Range(-1e3, 1e3)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 70).Draw(t, "n")
		draw := func(name string) []float32 { return rapid.SliceOfN(numbers, n, n).Draw(t, name) }
		a, b, c, e, f := draw("a"), draw("b"), draw("c"), numbers.Draw(t, "e"), numbers.Draw(t, "f")
		var lanes Lanes
		rows := rapid.SliceOfN(rapid.SliceOfN(rapid.Uint8(), 64, 64), 0, 40).Draw(t, "rows")
		units := rapid.SliceOfN(numbers, 64, 64).Draw(t, "units")
		results := func() (out [][]float32) {
			for _, do := range []func(sum []float32){
				func(sum []float32) { Add(sum, b) },
				func(sum []float32) { AddScaled(sum, e, b) },
				func(sum []float32) { AddTwo(sum, e, b, f, c) },
				func(sum []float32) { Raise(sum, b) },
			} {
				sum := slices.Clone(a)
				do(sum)
				out = append(out, sum)
			}
			lanes.Clear(64)
			for _, row := range rows {
				lanes.Add(row)
			}
			hidden := slices.Clone(units)
			lanes.Activate(hidden, units)
			return append(out, hidden)
		}
		wide = true
		got, dot := results(), Dot(a, b)
		wide = false
		want, plain := results(), Dot(a, b)
		if dot != plain {
			t.Fatalf("product %v, want %v", dot, plain)
		}
		for i := range want {
			if !slices.Equal(got[i], want[i]) {
				t.Fatalf("function %d: %v, want %v", i, got[i], want[i])
			}
		}
	})
}
