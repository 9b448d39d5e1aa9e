package group_test

import (
	"math"
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

func TestBouncedClusterAddsBothDirections(t *testing.T) {
	s := group.NewState()
	var list []group.Member
	for i := range 10 {
		from, to := "web", "desk"
		if i%5 == 4 {
			from, to = to, from
		}
		list = append(list, member(i, from, to, journey.ModeBounced))
	}
	s.Step(list)
	if len(s.Clusters()) != 1 {
		t.Fatalf("%d clusters, want one: direction does not split a bounced pair", len(s.Clusters()))
	}
	c := s.Clusters()[0]
	seam, consistency := c.Seam()
	if !c.Bounced() || seam != (journey.Seam{From: "web", To: "desk"}) {
		t.Errorf("bounced %v, seam %v; want web -> desk, as most tell it", c.Bounced(), seam)
	}
	if math.Abs(consistency-1) > 1e-12 {
		t.Errorf("consistency %v, want 1: all agree on the pair", consistency)
	}
	if c.Latest() != list[9].OccurredAt {
		t.Errorf("latest %v, want %v", c.Latest(), list[9].OccurredAt)
	}
}

func TestModeIsPooled(t *testing.T) {
	var list []group.Stored
	for i, mode := range []journey.FailureMode{journey.ModeDeadEnd, journey.ModeStateMismatch, journey.ModeStateMismatch} {
		list = append(list, group.Stored{Member: member(i, "web", "desk", mode), Sequence: int64(i + 1), ClusterID: group.ClusterID(uuid.Nil)})
	}
	s, err := group.Restore(partsOf(list))
	if err != nil {
		t.Fatal(err)
	}
	mode, share := s.Clusters()[0].Mode()
	if mode != journey.ModeStateMismatch || math.Abs(share-2.0/3) > 1e-9 {
		t.Errorf("mode %s at %v, want state_mismatch at 2/3", mode, share)
	}
	if c := s.Clusters()[0]; c.Bounced() || c.Modes().Total() < 2.8 || c.To().Of("desk") < 2.8 {
		t.Errorf("pooled evidence is wrong: %v %v", c.Modes(), c.To())
	}
}

func TestConsistencyReadsEachInTheLightOfTheOthers(t *testing.T) {
	spread := func(top, other float64) []group.Member {
		var list []group.Member
		for i := range 12 {
			m := member(i, "web", "desk", journey.ModeDeadEnd)
			m.To = journey.NewDistribution(map[string]float64{"desk": top, "till": other, "store": other})
			list = append(list, m)
		}
		return list
	}
	consistency := func(list []group.Member) float64 {
		s := group.NewState()
		s.Step(list)
		if len(s.Clusters()) != 1 {
			t.Fatalf("%d clusters, want one", len(s.Clusters()))
		}
		seam, c := s.Clusters()[0].Seam()
		if len(list) > 1 && seam.To != "desk" {
			t.Errorf("seam %v, want the desk", seam)
		}
		return c
	}
	if alone := consistency(spread(0.5, 0.25)[:1]); alone < 0.49 || alone > 0.51 {
		t.Errorf("one member's own probability is %v, want 0.5", alone)
	}
	if all := consistency(spread(0.5, 0.25)); all < 0.9 { // what they say is likeliest when all tell of the desk
		t.Errorf("twelve who are each half sure of the desk give %v, want nearly 1", all)
	}
	if two := consistency(spread(0.5, 0.25)[:2]); two > 0.75 {
		t.Errorf("two who are half sure of the desk give %v, which is too sure of so few", two)
	}
	mixed := spread(0.5, 0.25)
	for i := range mixed {
		if i%3 == 2 { // surest of another place, but not against this one
			mixed[i].To = journey.NewDistribution(map[string]float64{"desk": 0.4, "till": 0.6})
		}
	}
	if agreed, part := consistency(spread(0.5, 0.25)), consistency(mixed); part >= agreed {
		t.Errorf("consistency %v although a third are surer of another place; without them it is %v", part, agreed)
	}
}

// TestConsistencyFindsTheShareThatTellsOfTheSeam mixes members of two seams, each read unsurely
// but for what it is: the share is found although no single reading says it.
func TestConsistencyFindsTheShareThatTellsOfTheSeam(t *testing.T) {
	var stored []group.Stored
	for i := range 100 {
		m := member(i, "web", "desk", journey.ModeDeadEnd)
		m.To = journey.NewDistribution(map[string]float64{"desk": 0.6, "store": 0.3, "till": 0.1})
		if i%10 < 3 {
			m.To = journey.NewDistribution(map[string]float64{"desk": 0.1, "store": 0.2, "till": 0.7})
		}
		stored = append(stored, group.Stored{Member: m, Sequence: int64(i + 1), ClusterID: group.ClusterID(group.MentionID("test", "ext-0000", 0))})
	}
	s, err := group.Restore(partsOf(stored))
	if err != nil {
		t.Fatal(err)
	}
	if seam, consistency := s.Clusters()[0].Seam(); seam.To != "desk" || math.Abs(consistency-0.7) > 0.08 {
		t.Errorf("consistency %v at %v, want about 0.7 at the desk", consistency, seam)
	}
}

func TestConsistencyOfSureMembersIsTheShareThatNamesTheSeam(t *testing.T) {
	var stored []group.Stored
	for i := range 10 {
		m := member(i, "web", "desk", journey.ModeDeadEnd)
		if i%5 == 4 {
			m = member(i, "web", "store", journey.ModeDeadEnd)
		}
		stored = append(stored, group.Stored{Member: m, Sequence: int64(i + 1), ClusterID: group.ClusterID(group.MentionID("test", "ext-0000", 0))})
	}
	s, err := group.Restore(partsOf(stored))
	if err != nil {
		t.Fatal(err)
	}
	if seam, consistency := s.Clusters()[0].Seam(); seam.To != "desk" || math.Abs(consistency-0.8) > 1e-9 {
		t.Errorf("consistency %v at %v, want 0.8 at the desk", consistency, seam)
	}
}
