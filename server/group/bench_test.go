package group_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

// BenchmarkGrouping groups a tenant's history day by day, the days' ends included: so many mentions
// of so many breaks, over 20 touchpoints, each break with words of its own. What counts is the
// time for each mention, and how it grows from the small tenant to the big one.
func BenchmarkGrouping(b *testing.B) {
	for _, size := range []struct{ mentions, breaks int }{{10_000, 500}, {100_000, 5_000}} {
		b.Run(fmt.Sprintf("%d_of_%d", size.mentions, size.breaks), func(b *testing.B) {
			list := history(size.mentions, size.breaks)
			var clusters int
			for b.Loop() {
				s := group.NewState()
				for day := range slices.Chunk(list, 500) {
					s.Step(day)
					s.Consolidate()
				}
				clusters = len(s.Clusters())
			}
			b.ReportMetric(float64(len(list)*b.N)/b.Elapsed().Seconds(), "mentions/s")
			b.ReportMetric(float64(clusters), "clusters")
		})
	}
}

// history draws mentions, ten minutes apart.
func history(mentions, breaks int) []group.Member {
	const points, numbers = 20, 192
	r := rand.New(rand.NewPCG(1, 1))
	words := make([][]float32, breaks)
	for i := range words {
		words[i] = make([]float32, numbers)
		for j := range words[i] {
			words[i][j] = float32(r.NormFloat64())
		}
	}
	out := make([]group.Member, mentions)
	for i := range out {
		n := r.IntN(breaks)
		out[i] = member(i, fmt.Sprint("p", n%points), fmt.Sprint("p", n/points%points), journey.FailureModes[n%7])
		out[i].OccurredAt = start.Add(time.Duration(i) * 10 * time.Minute)
		out[i].Vector = make([]float32, numbers)
		for j := range out[i].Vector {
			out[i].Vector[j] = words[n][j] + float32(r.NormFloat64())
		}
	}
	return out
}
