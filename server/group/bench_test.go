package group_test

import (
	"testing"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

// BenchmarkStep groups 10,000 members over 100 seams, with wording.
func BenchmarkStep(b *testing.B) {
	points := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}
	list := make([]group.Member, 10_000)
	for i := range list {
		list[i] = member(i, points[i%10], points[i/10%10], journey.FailureModes[i%7])
		list[i].Vector = make([]float32, 64)
		list[i].Vector[i%64], list[i].Vector[0] = 1, 1
	}
	for b.Loop() {
		group.NewState().Step(list)
	}
	b.ReportMetric(float64(len(list)*b.N)/b.Elapsed().Seconds(), "mentions/s")
}
