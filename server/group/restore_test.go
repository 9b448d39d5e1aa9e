package group_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

func TestRestoreRefuses(t *testing.T) {
	a := member(1, "web", "desk", journey.ModeBounced)
	id := group.ClusterID(a.ID)
	good := func() group.Parts { return partsOf([]group.Stored{{Member: a, Sequence: 1, ClusterID: id}}) }
	for _, tc := range []struct {
		name  string
		spoil func(*group.Parts)
		want  string
	}{
		{"a mention after the last event", func(p *group.Parts) { p.Members[0].Sequence = 2 }, "want 1 to the last event, 1"},
		{"a mention listed twice", func(p *group.Parts) { p.Members = append(p.Members, p.Members[0]) }, "listed twice"},
		{"a cluster listed twice", func(p *group.Parts) { p.Clusters = append(p.Clusters, p.Clusters[0]) }, "listed twice"},
		{"a cluster that is gone", func(p *group.Parts) { p.Clusters[0].Gone = true }, "not among the living"},
		{"a cluster that is not listed", func(p *group.Parts) { p.Clusters = nil }, "not among the living"},
		{"a living cluster without mentions", func(p *group.Parts) { p.Members[0].ClusterID = uuid.Nil }, "has no mentions"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			parts := good()
			tc.spoil(&parts)
			if _, err := group.Restore(parts); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want %q", err, tc.want)
			}
		})
	}
}

func TestRestoreKeepsHeldMembersKnown(t *testing.T) {
	held := member(1, "", "", journey.ModeBounced)
	s, err := group.Restore(partsOf([]group.Stored{{Member: held, Sequence: 7}}))
	if err != nil {
		t.Fatal(err)
	}
	if again := s.Step([]group.Member{held}); len(again) != 0 {
		t.Errorf("a held member came again: %+v", again)
	}
	if e := s.Step([]group.Member{member(2, "web", "desk", journey.ModeBounced)}); e[0].Sequence != 8 {
		t.Errorf("sequence %d, want 8: it goes on where it was", e[0].Sequence)
	}
}
