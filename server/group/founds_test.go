package group_test

import (
	"testing"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

// After a regrouping a cluster may have another id than its founder gives; it goes on under it.
func TestRestoreKeepsAnIDThatDoesNotFollowFromTheFounder(t *testing.T) {
	a, b := member(1, "web", "desk", journey.ModeBounced), member(2, "web", "desk", journey.ModeBounced)
	kept := group.Derive("cluster", "of another founder")
	s, err := group.Restore([]group.Stored{{Member: a, Sequence: 1, ClusterID: kept, Founds: true}, {Member: b, Sequence: 2, ClusterID: kept}})
	if err != nil {
		t.Fatal(err)
	}
	c, ok := s.Cluster(kept)
	if !ok || len(c.Members) != 2 || c.Lineage.FoundedBy != a.ID {
		t.Fatalf("cluster %+v, %v", c, ok)
	}
	if e := s.Step([]group.Member{member(3, "web", "desk", journey.ModeBounced)}); e[0].ClusterID != kept {
		t.Errorf("the next one went to %s", e[0].ClusterID)
	}
}
