package vec

import (
	"testing"

	"pgregory.net/rapid"
)

func TestLanesAddUpLikeNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := 8 * rapid.IntRange(1, 9).Draw(t, "eights")
		var l Lanes
		l.Clear(size)
		l.Add(make([]uint8, size)) // what a sum held before must not show
		l.Clear(size)
		want := make([]int, size)
		for range rapid.IntRange(0, 256).Draw(t, "rows") {
			row := rapid.SliceOfN(rapid.Uint8(), size, size).Draw(t, "row")
			l.Add(row)
			for i, b := range row {
				want[i] += int(b) - Bias
			}
		}
		hidden, scales := make([]float32, size), make([]float32, size)
		for i := range hidden {
			hidden[i], scales[i] = float32(i), 0.5
		}
		l.Activate(hidden, scales)
		for i, h := range hidden {
			if w := max(0, float32(i)+0.5*float32(want[i])); h != w {
				t.Fatalf("unit %d: %v, want %v", i, h, w)
			}
		}
	})
}
