package group_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

func TestStepPlacesMembers(t *testing.T) {
	mismatch, bounced, promise := journey.ModeStateMismatch, journey.ModeBounced, journey.ModePromiseDropped
	unsure := member(9, "web", "desk", mismatch)
	unsure.Confidence = 0.49
	for _, tc := range []struct {
		name   string
		before []group.Member
		next   group.Member
		want   group.EventKind
		reason string
	}{
		{"the first founds", nil, member(9, "web", "desk", mismatch), group.Born, "no cluster explains it"},
		{"same seam, same mode", []group.Member{member(1, "web", "desk", mismatch)}, member(9, "web", "desk", mismatch), group.Joined, "from +"},
		{"same seam, another mode: no part of the key", []group.Member{member(1, "web", "desk", mismatch)}, member(9, "web", "desk", promise), group.Joined, "failure mode -"},
		{"another from", []group.Member{member(1, "web", "desk", mismatch)}, member(9, "phone", "desk", mismatch), group.Born, ""},
		{"another to", []group.Member{member(1, "web", "desk", mismatch)}, member(9, "web", "store", mismatch), group.Born, ""},
		{"the seam backwards", []group.Member{member(1, "web", "desk", mismatch)}, member(9, "desk", "web", mismatch), group.Born, ""},
		{"backwards, but bounced", []group.Member{member(1, "web", "desk", bounced)}, member(9, "desk", "web", bounced), group.Joined, "the other way round"},
		{"one side, and it fits", []group.Member{member(1, "web", "desk", mismatch)}, member(9, "", "desk", mismatch), group.Joined, "from +0.0"},
		{"one side, and nothing fits", []group.Member{member(1, "web", "desk", mismatch)}, member(9, "phone", "", mismatch), group.Held, "one side only"},
		{"neither side", nil, member(9, "", "", mismatch), group.Held, "neither side is located"},
		{"too little confidence", nil, unsure, group.Held, "confidence 0.49 is below 0.50"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := group.NewState()
			s.Step(tc.before)
			events := s.Step([]group.Member{tc.next})
			if len(events) != 1 || events[0].Kind != tc.want || !strings.Contains(events[0].Reason, tc.reason) {
				t.Fatalf("got %+v, want one %s because of %q", events, tc.want, tc.reason)
			}
			if cluster, in := s.ClusterOf(tc.next.ID); in != (tc.want != group.Held) || cluster != events[0].ClusterID {
				t.Errorf("ClusterOf = %s, %v; the event says %s", cluster, in, events[0].ClusterID)
			}
		})
	}
}

func TestStepLocatedNoneFoundsNothing(t *testing.T) {
	guessed := member(1, "web", "desk", journey.ModeBounced)
	guessed.Located = journey.LocatedNone // the sides come from the channel, not from the text
	s := group.NewState()
	if e := s.Step([]group.Member{guessed}); e[0].Kind != group.Held {
		t.Fatalf("got %s, want held: the text names no side", e[0].Kind)
	}
	s.Step([]group.Member{member(2, "web", "desk", journey.ModeBounced)})
	again := member(3, "web", "desk", journey.ModeBounced)
	again.Located = journey.LocatedNone
	if e := s.Step([]group.Member{again}); e[0].Kind != group.Joined {
		t.Fatalf("got %s, want joined: a cluster explains it", e[0].Kind)
	}
}

func TestStepKnowsItsMembers(t *testing.T) {
	s := group.NewState()
	m := member(1, "web", "desk", journey.ModeBounced)
	s.Step([]group.Member{m})
	if again := s.Step([]group.Member{m}); len(again) != 0 {
		t.Fatalf("a known member gave %+v", again)
	}
	if s.Sequence() != 1 || len(s.Clusters()) != 1 || len(s.Clusters()[0].Members) != 1 {
		t.Errorf("a known member changed the state")
	}
}

func TestStepFiftyWeakVotesMakeAStrongOne(t *testing.T) {
	s := group.NewState()
	var list []group.Member
	for i := range 50 {
		m := member(i, "web", "desk", journey.ModeStateMismatch)
		m.To = journey.NewDistribution(map[string]float64{"desk": 0.5, "store": 0.3, "": 0.2})
		list = append(list, m)
	}
	s.Step(list)
	if n := len(s.Clusters()); n != 1 {
		t.Fatalf("%d clusters, want one", n)
	}
	seam, consistency := s.Clusters()[0].Seam()
	if want := (journey.Seam{From: "web", To: "desk"}); seam != want {
		t.Errorf("seam %v, want %v", seam, want)
	}
	if consistency < 0.73 || consistency > 0.74 { // 0.5² of 0.5²+0.3²: each in the light of the others
		t.Errorf("consistency %v, want 0.73", consistency)
	}
}

func TestWordingTellsBreaksApartAtOneSeam(t *testing.T) {
	like, unlike := []float32{0.98, 0, 0.2}, []float32{0, 0.98, 0.2}
	s := group.NewState()
	var list []group.Member
	for i := range 12 {
		m := member(i, "web", "desk", journey.ModeStateMismatch)
		m.Vector = []float32{0.97, float32(i%3) / 10, 0.2}
		list = append(list, m)
	}
	for i := range 12 { // what the tenant's other customers talk about
		m := member(40+i, "phone", "store", journey.ModeBounced)
		m.Vector = []float32{0.5, 0.8, 0.2}
		list = append(list, m)
	}
	s.Step(list)
	next := func(n int, mode journey.FailureMode, v []float32) group.Event {
		m := member(n, "web", "desk", mode)
		m.Vector = v
		return s.Step([]group.Member{m})[0]
	}
	if e := next(20, journey.ModeDeadEnd, like); e.Kind != group.Joined || e.Fit.Wording <= 0 {
		t.Errorf("familiar wording in another mode: %+v", e)
	}
	other := next(21, journey.ModeDeadEnd, unlike)
	if other.Kind != group.Born || other.ClusterID == uuid.Nil {
		t.Errorf("strange wording in another mode must found its own break: %+v", other)
	}
	if e := next(22, journey.ModeDeadEnd, unlike); e.ClusterID != other.ClusterID {
		t.Errorf("its like must follow it: %+v", e)
	}
}
