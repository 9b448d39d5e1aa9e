package group_test

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

func drawCalibration(t *rapid.T) group.Calibration {
	return group.Calibration{
		Slope: rapid.Float64Range(0.2, 3).Draw(t, "slope"), Offset: rapid.Float64Range(-2, 2).Draw(t, "offset"),
		Lines: rapid.Float64Range(-2, 2).Draw(t, "lines"),
	}
}

// After a recalibration exactly those count that the calibration says, but for those that a person
// decided about, which stay where they are; the state can be restored, and goes on alike.
func TestRecalibratingObeysCalibrationAndPeople(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := live(t)
		before := where(l.State)
		c := drawCalibration(t)
		events := l.Recalibrate(c)
		at := maps.Clone(before)
		for _, e := range events {
			for _, id := range e.MentionIDs {
				if at[id] != e.FromClusterID {
					t.Fatalf("event %+v: the mention was in %s", e, at[id])
				}
				at[id] = e.ClusterID
			}
		}
		maps.DeleteFunc(at, func(_, c uuid.UUID) bool { return c == uuid.Nil })
		now := where(l.State)
		if !maps.Equal(at, now) {
			t.Fatalf("the events give\n%v\nthe state\n%v", at, now)
		}
		for _, m := range l.Parts().Members {
			id := m.Member.ID
			switch {
			case l.Decided(id):
				was, _ := l.Resolve(before[id])
				if now[id] != was {
					t.Fatalf("mention %s, which a person decided about, went from %s to %s", id, before[id], now[id])
				}
			case now[id] != uuid.Nil && c.Confidence(m.Member.Confidence) < group.MinConfidence:
				t.Fatalf("mention %s stands for %.3f and is in a cluster", id, c.Confidence(m.Member.Confidence))
			}
		}
		restored, err := group.Restore(l.Parts())
		if err != nil {
			t.Fatal(err)
		}
		if restored.Calibration() != c || !reflect.DeepEqual(restored.Parts(), l.Parts()) {
			t.Fatalf("restored with %+v, want %+v", restored.Calibration(), c)
		}
		more := members(t)
		for i := range more {
			more[i].ExternalID += "-later"
			more[i].ID = group.MentionID("test", more[i].ExternalID, 0)
		}
		if a, b := l.Step(more), restored.Step(more); !reflect.DeepEqual(a, b) {
			t.Fatalf("they go on differently:\n%v\n%v", a, b)
		}
	})
}

// The same calibration again changes nothing, and every calibration can be taken back: who counts
// is then who counted before.
func TestRecalibratingBack(t *testing.T) {
	var list []group.Member
	for i := range 12 {
		m := member(i, "web", "desk", journey.ModeStateMismatch)
		m.Confidence = 0.4 + 0.02*float64(i)
		list = append(list, m)
	}
	s := group.NewState()
	s.Step(list)
	before := where(s)
	if events := s.Recalibrate(group.AsRead); len(events) != 0 {
		t.Errorf("the same calibration did %v", events)
	}
	s.Recalibrate(group.Calibration{Slope: 1, Offset: 2})
	if got := len(where(s)); got != 12 {
		t.Errorf("with a reader that is too modest %d of 12 count", got)
	}
	events := s.Recalibrate(group.AsRead)
	if !slices.ContainsFunc(events, func(e group.Event) bool { return e.Kind == group.Held }) || !maps.Equal(where(s), before) {
		t.Errorf("taken back, %v count; before %v", where(s), before)
	}
	if c := s.Clusters()[0]; c.Confidence() < 0.5 {
		t.Errorf("the cluster's confidence is %v", c.Confidence())
	}
}

func TestLessons(t *testing.T) {
	s := group.NewState()
	var list []group.Member
	for i := range 8 {
		to := "desk"
		if i >= 4 {
			to = "store"
		}
		m := member(i, "web", to, journey.ModeStateMismatch)
		m.Confidence = 0.6 + 0.01*float64(i)
		list = append(list, m)
	}
	s.Step(list)
	desk, _ := s.ClusterOf(list[0].ID)
	store, _ := s.ClusterOf(list[4].ID)
	decide := func(name string, kind group.DecisionKind, cluster uuid.UUID, mentions ...uuid.UUID) uuid.UUID {
		t.Helper()
		d := group.Decision{ID: group.Derive("decision", name), Kind: kind, Cluster: cluster, Mentions: mentions}
		if _, err := s.Decide(d); err != nil {
			t.Fatal(err)
		}
		return d.ID
	}
	confirmed := decide("confirm", group.Confirm, desk, list[0].ID)
	decide("first thought", group.Confirm, desk, list[1].ID)
	rejected := decide("second thought", group.Reject, uuid.Nil, list[1].ID)
	decide("hold", group.Hold, uuid.Nil, list[2].ID)
	cut := decide("split", group.Cut, store, list[4].ID, list[5].ID)
	verdicts, links := s.Lessons()
	want := []group.Verdict{
		{Decision: confirmed, Read: 0.60, Break: true},
		{Decision: rejected, Read: 0.61},
		{Decision: cut, Read: 0.64, Break: true}, {Decision: cut, Read: 0.65, Break: true},
	}
	if !reflect.DeepEqual(verdicts, want) {
		t.Errorf("verdicts %+v, want %+v", verdicts, want)
	}
	same := map[uuid.UUID][2]int{}
	for _, l := range links {
		n := same[l.Decision]
		if l.Same {
			n[0]++
		} else {
			n[1]++
		}
		same[l.Decision] = n
		if l.Margin <= 0 {
			t.Errorf("%+v: the words and sides are the same, so the evidence is for one break", l)
		}
	}
	if wantLinks := map[uuid.UUID][2]int{confirmed: {1, 0}, cut: {2, 2}}; !maps.Equal(same, wantLinks) {
		t.Errorf("links that say the same and another break, by decision: %v, want %v", same, wantLinks)
	}
	before := where(s)
	s.Lessons()
	if !maps.Equal(before, where(s)) {
		t.Error("looking for lessons moved mentions")
	}
	// What is learned does not depend on what was learned before.
	s.Recalibrate(group.Calibration{Slope: 1, Lines: 0.5})
	_, again := s.Lessons()
	if !reflect.DeepEqual(links, again) {
		t.Errorf("with other lines the links are %v, before %v", again, links)
	}
}

// A merge says once that two clusters are one break.
func TestAMergeIsOneLesson(t *testing.T) {
	s := group.NewState()
	var list []group.Member
	for i := range 6 {
		mode := journey.ModeStateMismatch
		if i >= 3 {
			mode = journey.ModeDeadEnd
		}
		m := member(i, "web", "desk", mode)
		m.Vector = []float32{float32(i / 3), float32(1 - i/3)}
		list = append(list, m)
	}
	s.Step(list)
	a, _ := s.ClusterOf(list[0].ID)
	b, _ := s.ClusterOf(list[5].ID)
	if a == b {
		t.Fatal("they are one cluster already")
	}
	d := group.Decision{ID: group.Derive("decision", "merge"), Kind: group.Merge, Clusters: []uuid.UUID{a, b}}
	if _, err := s.Decide(d); err != nil {
		t.Fatal(err)
	}
	if verdicts, links := s.Lessons(); len(verdicts) != 0 || len(links) != 1 || !links[0].Same || links[0].Decision != d.ID {
		t.Errorf("verdicts %v, links %v", verdicts, links)
	}
}

// A cluster that a person made of mentions which name nothing is compared with no other, and stays.
func TestRecalibratingLeavesAClusterThatNamesNothing(t *testing.T) {
	s := group.NewState()
	m := member(1, "", "", journey.ModeBounced)
	s.Step([]group.Member{m})
	d := group.Decision{ID: uuid.New(), Kind: group.Confirm, Mentions: []uuid.UUID{m.ID}, Actor: "one", At: start}
	if _, err := s.Decide(d); err != nil {
		t.Fatal(err)
	}
	before, _ := s.ClusterOf(m.ID)
	s.Recalibrate(group.Calibration{Slope: 1, Lines: -1})
	if now, in := s.ClusterOf(m.ID); !in || now != before {
		t.Errorf("it was in %s and is in %s", before, now)
	}
}
