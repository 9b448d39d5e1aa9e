package evaluate_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/understand"
)

// lived evaluates arrivals day by day and returns the history that a rereading of them has. The
// arrivals are those of the new reading, as reread makes them.
func lived(arrivals []evaluate.Arrival, reread func(evaluate.Arrival) []understand.Mention) (*evaluate.State, evaluate.History, time.Time) {
	s := evaluate.NewState()
	d := dayByDay(s, arrivals)
	h := evaluate.History{Live: export(s, d, arrivals), Model: "new"}
	for _, a := range arrivals {
		a.Mentions = reread(a)
		h.Live.Facts.AddInteraction(a.Interaction)
		h.Arrivals = append(h.Arrivals, a)
	}
	return s, h, s.At()
}

func asBefore(a evaluate.Arrival) []understand.Mention { return a.Mentions }

// A reading that finds what the live one found changes nothing, whatever came late and in
// whatever order it is given.
func TestRereadingTheSameChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, h, at := lived(stream(t), asBefore)
		h.Arrivals = rapid.Permutation(h.Arrivals).Draw(t, "order")
		got, err := evaluate.Reread(h, at, config)
		if err != nil {
			t.Fatal(err)
		}
		if d := got.Diff; len(d.Clusters)+len(d.Alerts)+len(d.Examples)+len(got.Retired)+len(got.Delta.Notices) != 0 || d.Mentions.Same != d.Mentions.Before {
			t.Fatalf("it changes %+v", d)
		}
		for i, m := range got.Members {
			was := h.Live.Groups.Members[i]
			if m.Member.ID != was.Member.ID || m.ClusterID != was.ClusterID || m.Sequence != was.Sequence {
				t.Fatalf("member %d: %+v, was %+v", i, m, was)
			}
		}
		if len(got.Delta.Readings) != len(s.Groups().Clusters()) {
			t.Fatalf("%d readings of %d clusters", len(got.Delta.Readings), len(s.Groups().Clusters()))
		}
	})
}

// Where another model reads two breaks as one, grouping afresh makes them one: the older id and its
// alert go on untold, the other's leads there.
func TestRegroupingMergesAndSplitsWhatFires(t *testing.T) {
	var arrivals []evaluate.Arrival
	for i := range 24 {
		to := "desk"
		if i >= 14 {
			to = "till"
		}
		arrivals = append(arrivals, arrival(i, 24*37+4*i, fmt.Sprint("c", i), "web", to))
	}
	s, h, at := lived(arrivals, func(evaluate.Arrival) []understand.Mention { return arrival(0, 0, "", "web", "desk").Mentions })
	clusters := s.Groups().Clusters()
	if len(clusters) != 2 || s.Alert(clusters[0].ID).State != alert.Firing || s.Alert(clusters[1].ID).State != alert.Firing {
		t.Fatalf("live has %d clusters: %v", len(clusters), states(s))
	}
	h.Regroup = true
	got, err := evaluate.Reread(h, at, config)
	if err != nil {
		t.Fatal(err)
	}
	older, younger := clusters[0].ID, clusters[1].ID
	if len(got.Retired) != 1 || got.Retired[0] != (evaluate.Retired{ClusterID: younger, Into: older}) {
		t.Errorf("retired %v, want %s into %s", got.Retired, younger, older)
	}
	var lost *evaluate.ClusterChange
	for i, c := range got.Diff.Clusters {
		if c.Kind == evaluate.Lost {
			lost = &got.Diff.Clusters[i]
		}
	}
	if lost == nil || lost.Into != older || len(got.Diff.Alerts) != 1 || got.Diff.Alerts[0].ClusterID != younger {
		t.Errorf("the diff says %+v; alerts %+v", got.Diff.Clusters, got.Diff.Alerts)
	}
	for _, m := range got.Members {
		if m.ClusterID != older {
			t.Errorf("mention %s is in %s", m.Member.ID, m.ClusterID)
		}
	}
}

// Whatever a new reading says, every interaction's mentions are grouped once, no id is used by
// two clusters, and the outcome can be restored.
func TestRereadingKeepsIdentities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, h, at := lived(stream(t), func(a evaluate.Arrival) []understand.Mention {
			switch rapid.IntRange(0, 3).Draw(t, "change") {
			case 0:
				return nil
			case 1:
				return arrival(0, 0, "", "desk", "till").Mentions
			}
			return a.Mentions
		})
		h.Regroup = rapid.Bool().Draw(t, "regroup")
		a, err := evaluate.Reread(h, at, config)
		if err != nil {
			t.Fatal(err)
		}
		alive := map[uuid.UUID]bool{}
		for _, m := range a.Members {
			alive[m.ClusterID] = true
		}
		for _, r := range a.Retired {
			if alive[r.ClusterID] {
				t.Fatalf("cluster %s is retired and goes on", r.ClusterID)
			}
		}
		if c := a.Diff.Mentions; c.Before != c.Lost+c.Changed+c.Same || c.After != c.Gained+c.Changed+c.Same {
			t.Fatalf("mentions do not add up: %+v", c)
		}
		h.Arrivals = rapid.Permutation(h.Arrivals).Draw(t, "order")
		b, err := evaluate.Reread(h, at, config)
		if err != nil || document(t, a.Diff) != document(t, b.Diff) {
			t.Fatalf("another order gives another diff: %v", err)
		}
	})
}

func document(t *rapid.T, d evaluate.Diff) string {
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// firing is a history of four complaints from monday that fire on tuesday, read again.
func firing(t *testing.T, reread func(evaluate.Arrival) []understand.Mention) (uuid.UUID, evaluate.Rereading) {
	t.Helper()
	arrivals := append(complaints(4), arrival(90, 50, "quiet", "", ""))
	s := evaluate.NewState()
	d := s.Advance(end(2).End(), arrivals, config)
	id := s.Groups().Clusters()[0].ID
	if s.Alert(id).State != alert.Firing {
		t.Fatalf("the history does not fire: %s", s.Alert(id).State)
	}
	h := evaluate.History{Live: export(s, d, arrivals), Model: "new"}
	for _, a := range arrivals {
		a.Mentions = reread(a)
		h.Live.Facts.AddInteraction(a.Interaction)
		h.Arrivals = append(h.Arrivals, a)
	}
	got, err := evaluate.Reread(h, s.At(), config)
	if err != nil {
		t.Fatal(err)
	}
	return id, got
}

func TestWhatFiresIsNotToldAgain(t *testing.T) {
	id, got := firing(t, func(a evaluate.Arrival) []understand.Mention {
		switch a.Interaction.ExternalID {
		case "ext-0000": // the founder is no complaint any more
			return nil
		case "ext-0090":
			return complaints(1)[0].Mentions
		}
		return a.Mentions
	})
	if len(got.Delta.Notices) != 0 || len(got.Diff.Alerts) != 0 || len(got.Retired) != 0 {
		t.Errorf("notices %+v, alerts %+v", got.Delta.Notices, got.Diff.Alerts)
	}
	if len(got.Members) != 4 || slices.ContainsFunc(got.Members, func(m group.Stored) bool { return m.ClusterID != id }) {
		t.Errorf("members %+v; want all four under %s", got.Members, id)
	}
	if c := got.Diff.Clusters; len(c) != 1 || c[0].Joined != 1 || c[0].Left != 1 || c[0].Before.Customers != 4 || c[0].After.Customers != 4 {
		t.Errorf("clusters %+v", c)
	}
	if m := got.Diff.Mentions; m != (evaluate.MentionCounts{Before: 4, After: 4, Gained: 1, Lost: 1, Same: 3}) {
		t.Errorf("mentions %+v", m)
	}
}

func TestWhatIsNotFoundAnyMoreIsResolved(t *testing.T) {
	id, got := firing(t, func(evaluate.Arrival) []understand.Mention { return nil })
	if len(got.Retired) != 1 || got.Retired[0] != (evaluate.Retired{ClusterID: id}) {
		t.Fatalf("retired %+v", got.Retired)
	}
	n := got.Delta.Notices
	if len(n) != 1 || n[0].Change.To != alert.Resolved || n[0].Change.Number != 3 || len(n[0].Deliveries) != 2 || n[0].Alert.Evidence == nil ||
		!strings.HasPrefix(n[0].Change.Reason, "texts read again by model new: ") {
		t.Errorf("notices %+v", n)
	}
	if a := got.Diff.Alerts; len(a) != 1 || !a[0].Stops() || a[0].Starts() || a[0].Deliveries != 2 {
		t.Errorf("alerts %+v", a)
	}
	if r := got.Delta.Readings; len(r) != 1 || r[0].ClusterID != id || len(r[0].Customers) != 0 || r[0].Seam.From != "web" {
		t.Errorf("readings %+v", r)
	}
}

// A break at another seam is another cluster: the old one's id goes with its interactions, and
// its alert with the id.
func TestAnotherSeamShowsInTheDiff(t *testing.T) {
	id, got := firing(t, func(a evaluate.Arrival) []understand.Mention {
		if len(a.Mentions) == 0 || a.Interaction.ExternalID == "ext-0000" {
			return a.Mentions
		}
		m := a.Mentions[0]
		m.From, m.To = journey.Certain("desk", 0.95), journey.Certain("till", 0.95)
		return []understand.Mention{m}
	})
	if m := got.Diff.Mentions; m.Changed != 3 || m.Same != 1 || got.Diff.Examples[0].After.Seam.To != "till" || got.Diff.Examples[0].Before.Seam.To != "desk" {
		t.Errorf("mentions %+v, %+v", m, got.Diff.Examples)
	}
	changed, gained := got.Diff.Clusters[0], got.Diff.Clusters[1]
	if changed.ClusterID != id || changed.After.Seam.To != "till" || changed.Left != 1 || gained.Kind != evaluate.Gained || gained.After.Interactions != 1 {
		t.Errorf("clusters %+v, %+v", changed, gained)
	}
	if gained.ClusterID == id || gained.ClusterID == group.ClusterID(got.Members[0].Member.ID) {
		t.Errorf("the cluster of the founder that stayed behind has a used id: %s", gained.ClusterID)
	}
	if !slices.ContainsFunc(got.Delta.Readings, func(r measure.Reading) bool { return r.ClusterID == gained.ClusterID }) {
		t.Error("the new cluster was not measured")
	}
}
