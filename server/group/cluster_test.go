package group_test

import (
	"math"
	"testing"

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
	if from := c.From(); math.Abs(from.Of("web")-9.5) > 1e-9 {
		t.Errorf("pooled from %v: those who tell it the other way round are turned", from)
	}
	if c.Latest() != list[9].OccurredAt {
		t.Errorf("latest %v, want %v", c.Latest(), list[9].OccurredAt)
	}
}

func TestModeIsPooled(t *testing.T) {
	s := group.NewState()
	s.Step([]group.Member{
		member(1, "web", "desk", journey.ModeDeadEnd),
		member(2, "web", "desk", journey.ModeStateMismatch),
		member(3, "web", "desk", journey.ModeStateMismatch),
	})
	mode, share := s.Clusters()[0].Mode()
	if mode != journey.ModeStateMismatch || math.Abs(share-2.0/3) > 1e-9 {
		t.Errorf("mode %s at %v, want state_mismatch at 2/3", mode, share)
	}
	if c := s.Clusters()[0]; c.Bounced() || c.Modes().Total() < 2.8 || c.To().Of("desk") < 2.8 {
		t.Errorf("pooled evidence is wrong: %v %v", c.Modes(), c.To())
	}
}

func TestConsistencyLiesBetweenCertaintyAndAgreement(t *testing.T) {
	s := group.NewState()
	var list []group.Member
	for i := range 12 {
		m := member(i, "web", "desk", journey.ModeDeadEnd)
		if i%3 == 2 { // surest of another place, but not against this one
			m.To = journey.NewDistribution(map[string]float64{"desk": 0.4, "store": 0.6})
		}
		list = append(list, m)
	}
	s.Step(list)
	if len(s.Clusters()) != 1 {
		t.Fatalf("%d clusters, want one", len(s.Clusters()))
	}
	share, all, surest := 0.0, 0.0, 0.0
	for _, m := range list {
		share += m.From.Of("web") * m.To.Of("desk")
		all += m.From.Known() * m.To.Known()
		surest += m.From.Of("web") * max(m.To.Of("desk"), m.To.Of("store"))
	}
	seam, consistency := s.Clusters()[0].Seam()
	if want := math.Sqrt(share / all * share / surest); seam.To != "desk" || math.Abs(consistency-want) > 1e-9 {
		t.Errorf("consistency %v at %v, want %v at the desk", consistency, seam, want)
	}
	if consistency < share/all || consistency > share/surest {
		t.Errorf("consistency %v is not between %v and %v", consistency, share/all, share/surest)
	}
}
