package group_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

// After a fifth more data nearly all members are in the cluster that they were in, under its id;
// also when a third of the sides are misread.
func TestMembersKeepTheirClusters(t *testing.T) {
	for _, misread := range []int{0, 3} {
		list := history(3000, 100)
		for i := range list {
			if misread > 0 && i%misread == 0 {
				list[i].To = journey.Certain("p"+string(rune('0'+i/3%10)), 0.95)
			}
		}
		s := group.NewState()
		run := func(list []group.Member) {
			for day := range slices.Chunk(list, 150) {
				s.Step(day)
				s.Consolidate()
			}
		}
		run(list[:2500])
		before := map[uuid.UUID]uuid.UUID{}
		for id, c := range where(s) {
			before[id] = c
		}
		run(list[2500:])
		kept := 0
		for id, c := range before {
			if now, in := s.ClusterOf(id); in && now == c {
				kept++
			}
		}
		share := float64(kept) / float64(len(before))
		t.Logf("misread one in %d: %.4f of %d members keep their cluster's id, %d clusters", misread, share, len(before), len(s.Clusters()))
		if share < 0.95 {
			t.Errorf("misread one in %d: only %.3f keep their cluster's id", misread, share)
		}
	}
}
