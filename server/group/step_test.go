package group_test

import (
	"strings"
	"testing"

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
		{"same seam, another mode: told apart until the words say more", []group.Member{member(1, "web", "desk", mismatch)}, member(9, "web", "desk", promise), group.Born, ""},
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
	if consistency < 0.95 { // what all say is likeliest when all tell of the desk
		t.Errorf("consistency %v, want nearly 1", consistency)
	}
}

func TestWordingTellsBreaksApartAtOneSeam(t *testing.T) {
	refund, parcel := []float32{0.98, 0, 0.2}, []float32{0, 0.98, 0.2}
	var list []group.Stored
	for i := range 24 { // two breaks at one seam, told in as many ways
		m := member(i, "web", "desk", journey.FailureModes[i%4/2])
		m.Vector = refund
		founder := member(0, "web", "desk", journey.ModeBounced).ID
		if i%2 == 1 {
			m.Vector = parcel
			founder = member(1, "web", "desk", journey.ModeBounced).ID
		}
		list = append(list, group.Stored{Member: m, Sequence: int64(i + 1), ClusterID: group.ClusterID(founder)})
	}
	s, err := group.Restore(partsOf(list))
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range [][]float32{refund, parcel, refund, parcel} {
		m := member(40+i, "web", "desk", journey.ModeDeadEnd)
		m.Vector = v
		e := s.Step([]group.Member{m})[0]
		if want := s.Clusters()[i%2].ID; e.ClusterID != want || e.Fit.Wording <= 0 {
			t.Errorf("member %d went to %s (%s), want %s, which sounds like it", i, e.ClusterID, e.Reason, want)
		}
	}
}

func TestStrangeWordingFoundsWhereTheSidesAreVague(t *testing.T) {
	vague := func(n int, mode journey.FailureMode, v []float32) group.Member {
		m := member(n, "web", "", mode)
		m.To = journey.NewDistribution(map[string]float64{"desk": 0.4, "till": 0.3, "store": 0.3})
		m.Vector = v
		return m
	}
	var list []group.Member
	for i := range 12 {
		list = append(list, vague(i, journey.ModeStateMismatch, []float32{0.98, 0, 0.2}))
		phoned := member(20+i, "phone", "office", journey.ModeBounced) // what others of this tenant talk about
		phoned.Vector = []float32{0.5, 0.84, 0.2}
		list = append(list, phoned)
	}
	s := group.NewState()
	s.Step(list)
	if e := s.Step([]group.Member{vague(40, journey.ModeStateMismatch, []float32{0.98, 0, 0.2})})[0]; e.Kind != group.Joined || e.Fit.Wording <= 0 {
		t.Errorf("the same story again: %+v", e)
	}
	other := s.Step([]group.Member{vague(41, journey.ModeDeadEnd, []float32{0, 0.98, 0.2})})[0]
	if other.Kind != group.Born {
		t.Errorf("another story in another mode: %+v, want it to found its own break", other)
	}
}
