package evaluate_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/track"
)

// calls returns so many complaints a day from one day to another, and three calls a day about nothing.
func calls(first, last, complaints int) []evaluate.Arrival {
	var out []evaluate.Arrival
	for d := first; d <= last; d++ {
		for i := range complaints {
			out = append(out, arrival(1000*d+i, 24*d+i, fmt.Sprint("c", d, "-", i), "web", "desk"))
		}
		out = append(out, volume(d)...)
	}
	return out
}

func volume(d int) []evaluate.Arrival {
	var out []evaluate.Arrival
	for i := range 6 {
		out = append(out, arrival(1000*d+500+i, 24*d+i, "", "", ""))
	}
	return out
}

// only returns the one alert of a state that knows one cluster.
func only(t *testing.T, s *evaluate.State) alert.Alert {
	t.Helper()
	clusters := s.Groups().Clusters()
	if len(clusters) != 1 {
		t.Fatalf("%d clusters, want one", len(clusters))
	}
	return s.Alert(clusters[0].ID)
}

func TestAFixIsNotBlamedForWhatCameBefore(t *testing.T) {
	c := config
	s := evaluate.NewState()
	s.Advance(end(3).End(), calls(0, 3, 3), c)
	if a := only(t, s); a.State != alert.Firing {
		t.Fatalf("%s, want firing", a.State)
	}
	c.Fixes = []track.Fix{
		{ID: group.Derive("fix", "1"), Seam: journey.Seam{From: "web", To: "desk"}, ShippedAt: end(3).Start()},
		{ID: group.Derive("fix", "2"), Seam: journey.Seam{From: "web", To: "desk"}, ShippedAt: end(4).Start(), Locations: []string{"s9"}},
		{ID: group.Derive("fix", "3"), Seam: journey.Seam{From: "web", To: "till"}, ShippedAt: end(4).Start()},
		{ID: group.Derive("fix", "4"), Seam: journey.Seam{From: "web", To: "desk"}, ShippedAt: end(30).Start()},
	}
	s.Advance(end(9).End(), calls(4, 9, 3), c)
	if a := only(t, s); a.State != alert.FixShipped || a.Handling.Fix.ID != c.Fixes[0].ID {
		t.Fatalf("%s with %+v: complaints of the week after the fix speak against it", a.State, a.Handling.Fix)
	}
	d := s.Advance(end(12).End(), calls(10, 12, 3), c)
	a := only(t, s)
	if a.State != alert.Regressed || !strings.Contains(d.Notices[len(d.Notices)-1].Change.Reason, "complaints from after the fix") {
		t.Fatalf("%s, want regressed", a.State)
	}
	if !a.Handling.Regressed.Equal(end(11).End()) {
		t.Errorf("regressed at %s, want the second day on which what came after the fix and a week crosses", a.Handling.Regressed)
	}
}

func TestASilentSourceResolvesNothing(t *testing.T) {
	for name, tc := range map[string]struct {
		after []evaluate.Arrival
		want  alert.State
	}{
		"its source goes on":     {calls(4, 40, 0), alert.Resolved},
		"its source goes silent": {nil, alert.CoverageLost},
	} {
		s := evaluate.NewState()
		s.Advance(end(3).End(), append(calls(-10, -1, 0), calls(0, 3, 3)...), config)
		d := s.Advance(end(40).End(), tc.after, config)
		if a := only(t, s); a.State != tc.want {
			t.Errorf("%s: %s after %d changes, want %s", name, a.State, len(d.Notices), tc.want)
		}
	}
}

// A survivor goes on from what fired, though by itself it is far from firing, and so does a simulation.
func TestAMergerCarriesTheAlertAlong(t *testing.T) {
	s := evaluate.NewState()
	var young []evaluate.Arrival
	for i := range 2 {
		young = append(young, arrival(9000+i, -48+i, fmt.Sprint("y", i), "desk", "till"))
	}
	s.Advance(end(1).End(), append(young, complaints(4)...), config)
	s.Advance(end(7).End(), nil, config) // one of the four is left in the window
	clusters := s.Groups().Clusters()
	if len(clusters) != 2 {
		t.Fatalf("%d clusters", len(clusters))
	}
	old, loud := clusters[0], clusters[1]
	if s.Alert(old.ID).Fired() || s.Alert(loud.ID).State != alert.Firing {
		t.Fatalf("%s and %s, want only the second to have fired", s.Alert(old.ID).State, s.Alert(loud.ID).State)
	}
	act := alert.Act{Action: alert.Acknowledge, Actor: "me", At: end(7).End()}
	if _, err := s.Act(loud.ID, act, config); err != nil {
		t.Fatal(err)
	}
	d, err := s.Decide(group.Decision{ID: group.Derive("decision", "m"), Kind: group.Merge, Clusters: []uuid.UUID{old.ID, loud.ID}, Actor: "me", At: s.At()}, config)
	if err != nil {
		t.Fatal(err)
	}
	heir, ended := s.Alert(old.ID), s.Alert(loud.ID)
	if heir.State != alert.Acknowledged || heir.FiredAt.IsZero() || ended.State != alert.Resolved || len(d.Notices) != 2 {
		t.Errorf("heir %s, fired at %s; ended %s", heir.State, heir.FiredAt, ended.State)
	}
}

func TestActsNeedAnAlert(t *testing.T) {
	s := evaluate.NewState()
	s.Advance(end(0).End(), complaints(1), config)
	id := s.Groups().Clusters()[0].ID
	if _, err := s.Act(id, alert.Act{Action: alert.Quiet, At: time.Now()}, config); !errors.Is(err, evaluate.ErrNoAlert) {
		t.Errorf("%v, want %v", err, evaluate.ErrNoAlert)
	}
	if r, alive := s.Recount(id, measure.Window{Last: end(0), Days: 7}, config); !alive || len(r.Customers) != 1 {
		t.Errorf("recounted %d customers", len(r.Customers))
	}
}

// What somebody took is told to grow, or not, by its weeks against the volume, whatever the length of
// the policy's window.
func TestTheCourseOfWhatSomebodyTook(t *testing.T) {
	for name, tc := range map[string]struct {
		daily  func(week int) int // complaints
		volume bool               // everything else goes the same way
		want   alert.State
	}{
		"it grows":                   {func(week int) int { return 2 + 2*week }, false, alert.Growing},
		"it goes on":                 {func(int) int { return 4 }, false, alert.Steady},
		"everything grows, it too":   {func(week int) int { return 2 + 2*week }, true, alert.Steady},
		"it was taken two weeks ago": {func(week int) int { return 2 + 2*week }, false, alert.Acknowledged},
	} {
		s := evaluate.NewState()
		grow := func(first, last int) (out []evaluate.Arrival) {
			for d := first; d <= last; d++ {
				n := tc.daily(d / 7)
				out = append(out, calls(d, d, n)...)
				others := 40
				if tc.volume {
					others = 10 * n
				}
				for i := range others {
					out = append(out, arrival(1000*d+600+i, 24*d, "", "", ""))
				}
			}
			return out
		}
		taken, last := 13, 41
		if tc.want == alert.Acknowledged {
			taken = last - 13
		}
		s.Advance(end(taken).End(), grow(0, taken), config)
		if _, err := s.Act(only(t, s).ClusterID, alert.Act{Action: alert.Acknowledge, Actor: "me", At: end(taken).End()}, config); err != nil {
			t.Fatal(err)
		}
		d := s.Advance(end(last).End(), grow(taken+1, last), config)
		a := only(t, s)
		if a.State != tc.want {
			t.Errorf("%s: %s, want %s", name, a.State, tc.want)
		}
		if n := len(d.Notices); tc.want == alert.Growing && !strings.Contains(d.Notices[n-1].Change.Reason, "grows: ") {
			t.Errorf("%s: %q", name, d.Notices[n-1].Change.Reason)
		}
	}
}
