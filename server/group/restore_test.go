package group_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

func TestRestoreRefuses(t *testing.T) {
	a, b := member(1, "web", "desk", journey.ModeBounced), member(2, "web", "desk", journey.ModeBounced)
	cluster := group.ClusterID(a.ID)
	for _, tc := range []struct {
		name   string
		stored []group.Stored
		want   string
	}{
		{"a sequence that goes back", []group.Stored{{Member: a, Sequence: 2, ClusterID: cluster}, {Member: b, Sequence: 1, ClusterID: cluster}}, "sequence 1 follows 2"},
		{"a mention stored twice", []group.Stored{{Member: a, Sequence: 1, ClusterID: cluster}, {Member: a, Sequence: 2, ClusterID: cluster}}, "stored twice"},
		{"a cluster that nothing founded", []group.Stored{{Member: b, Sequence: 1, ClusterID: cluster}}, "nothing founded"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := group.Restore(tc.stored); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want %q", err, tc.want)
			}
		})
	}
}

func TestRestoreKeepsHeldMembersKnown(t *testing.T) {
	held := member(1, "", "", journey.ModeBounced)
	s, err := group.Restore([]group.Stored{{Member: held, Sequence: 7, ClusterID: uuid.Nil}})
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
