package evaluate_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// lives lists the changes of each alert that fired, by what is in its cluster.
func lives(s *evaluate.State, notices []evaluate.Notice) map[string][]string {
	changes := map[uuid.UUID][]string{}
	for _, n := range notices {
		c := n.Change
		changes[c.ClusterID] = append(changes[c.ClusterID], fmt.Sprint(c.Number, c.At.UTC(), c.From, c.To, c.Level, len(c.Reading.Customers), c.Reading.Window.Last, c.Reason))
	}
	out := map[string][]string{}
	for _, c := range s.Groups().Clusters() {
		if s.Alert(c.ID).FiredAt.IsZero() {
			continue
		}
		var members []string
		for _, m := range c.Members {
			members = append(members, m.ExternalID)
		}
		out[fmt.Sprint(members)] = changes[c.ID]
	}
	return out
}

// A history that comes all at once, after its days have ended, raises no alert. Judged when that is
// asked for, each break goes through what it would have gone through, had every complaint come when it
// happened: the same states, on the same days, with the same figures and reasons.
func TestJudgedHistoryIsWhatLiveWouldHaveBeen(t *testing.T) {
	compared, apart := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		log := slices.DeleteFunc(stream(rt), func(a evaluate.Arrival) bool { return measure.DayOf(a.Interaction.OccurredAt) > end(27) })
		for i := range log {
			log[i].ReceivedAt = log[i].Interaction.OccurredAt
		}
		live := evaluate.NewState()
		lived := lives(live, dayByDay(live, log).Notices)

		late := evaluate.NewState()
		late.Advance(end(40).End(), nil, config)
		for i := range log {
			log[i].ReceivedAt = end(41).Start().Add(time.Hour)
		}
		d := late.Advance(end(41).End(), log, config)
		for _, n := range d.Notices {
			if n.Change.To == alert.Firing {
				rt.Fatalf("history fires by itself at %s", n.Change.At)
			}
		}
		past, err := late.JudgePast(0, "me", config)
		if err != nil {
			rt.Fatal(err)
		}
		judged := lives(late, past.Delta.Notices)
		if len(past.Alerts) != len(judged) {
			rt.Errorf("%d alerts fired, and %d are named", len(judged), len(past.Alerts))
		}
		for members, want := range lived {
			got, same := judged[members]
			if !same {
				apart++ // what comes at once may be grouped another way than what comes by and by
				continue
			}
			compared++
			if !slices.Equal(got, want) {
				rt.Fatalf("judged:\n%v\nlived:\n%v", got, want)
			}
		}
		for _, n := range past.Delta.Notices {
			past := n.Change.At.Before(late.At())
			if past && (n.Change.Action != alert.JudgeHistory || n.Change.Actor != "me") || len(n.Deliveries)+len(n.Unrouted) > 0 {
				rt.Fatalf("%s at %s by %q: tells %d", n.Change.To, n.Change.At, n.Change.Actor, len(n.Deliveries))
			}
		}
		again, err := late.JudgePast(0, "me", config)
		if err != nil || len(again.Delta.Notices)+len(again.Alerts) > 0 {
			rt.Errorf("asked again: %d changes, %v", len(again.Delta.Notices), err)
		}
	})
	if compared == 0 || apart > compared {
		t.Errorf("%d alerts compared, %d are of clusters that are not the same: the test sees too little", compared, apart)
	}
	t.Logf("%d alerts lived through the same; %d were grouped another way", compared, apart)
}

// later returns a tenant that has just got complaints of the days 0 to 3, on a later day.
func later(day int, c evaluate.Config) *evaluate.State {
	s := evaluate.NewState()
	s.Advance(end(day-1).End(), nil, c)
	history := calls(0, 3, 3)
	for i := range history {
		history[i].ReceivedAt = end(day).Start()
	}
	s.Advance(end(day).End(), history, c)
	return s
}

func TestJudgedHistoryTellsOfWhatStillFires(t *testing.T) {
	lasting := config // by day 9 nine of its customers are in the window: too few to fire by themselves
	lasting.Policy = alert.Policy{WindowDays: 8, MinCustomers: 10, MinDistinctDays: 2, MinConsistency: 0.6, ClearRatio: 0.1}.WithDefaults()
	for name, tc := range map[string]struct {
		config evaluate.Config
		day    int // on which the history comes
		level  alert.State
		told   int
	}{
		"it is over":     {config, 30, alert.Fading, 0},
		"it still fires": {lasting, 9, alert.Firing, 2}, // both owners
	} {
		s := later(tc.day, tc.config)
		if a := only(t, s); a.Fired() {
			t.Fatalf("%s: it fires by itself", name)
		}
		past, err := s.JudgePast(0, "me", tc.config)
		if err != nil {
			t.Fatal(err)
		}
		told := 0
		for _, n := range past.Delta.Notices {
			told += len(n.Deliveries)
		}
		a := only(t, s)
		if a.Level != tc.level || told != tc.told || len(past.Alerts) != 1 || past.Alerts[0] != a.ID || a.FiredAt.After(end(3).End()) {
			t.Errorf("%s: %s, fired at %s, %d told", name, a.Level, a.FiredAt, told)
		}
	}
}

func TestWhatIsJudgedOfHistory(t *testing.T) {
	s := later(30, config)
	if _, err := s.JudgePast(end(30)+1, "me", config); !errors.Is(err, evaluate.ErrNotEnded) {
		t.Errorf("tomorrow: %v", err)
	}
	c := config
	c.Policy = alert.Policy{}
	if _, err := s.JudgePast(0, "me", c); !errors.Is(err, evaluate.ErrNoPolicy) {
		t.Errorf("without a policy: %v", err)
	}
	if past, err := s.JudgePast(end(20), "me", config); err != nil || past.Clusters != 1 || len(past.Alerts) != 0 || past.Window != (measure.Window{Last: end(30), Days: 11}) {
		t.Errorf("after its end: %+v, %v", past, err)
	}
	id := s.Groups().Clusters()[0].ID
	if _, err := s.JudgePast(0, "me", config); err != nil {
		t.Fatal(err)
	}
	before := s.Alert(id)
	if before.FiredAt.IsZero() {
		t.Fatal("it did not fire")
	}
	if past, err := s.JudgePast(0, "me", config); err != nil || past.Clusters != 0 || past.Window.Days != 0 || s.Alert(id) != before {
		t.Errorf("what has fired is judged again: %+v, %v", past, err)
	}
	if past, err := evaluate.NewState().JudgePast(0, "me", config); err != nil || past.Clusters != 0 {
		t.Errorf("of nothing: %+v, %v", past, err)
	}
}

// Until tells what a cluster was, by what is known now: the same as one that has those members only.
func TestAClusterAsFarAsItHadHappened(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		log := stream(rt)
		s := evaluate.NewState()
		s.Advance(end(60).End(), log, config)
		at := monday.Add(time.Duration(rapid.IntRange(0, 35*24).Draw(rt, "at")) * time.Hour)
		for _, c := range s.Groups().Clusters() {
			cut := c.Until(at)
			var want []group.Member
			for _, m := range c.Members {
				if !m.OccurredAt.After(at) {
					want = append(want, m)
				}
			}
			if len(cut.Members) != len(want) || cut.ID != c.ID {
				rt.Fatalf("%d members, want %d", len(cut.Members), len(want))
			}
			modes := map[string]float64{}
			for _, m := range want {
				for _, p := range m.Mode {
					if p.Key != journey.Unknown {
						modes[p.Key] += p.P
					}
				}
			}
			for _, key := range slices.Sorted(maps.Keys(modes)) {
				if got := cut.Modes().Of(key); got < modes[key]-0.01 || got > modes[key]+0.01 {
					rt.Fatalf("mode %s: %v, want %v", key, got, modes[key])
				}
			}
			if all := c.Until(end(60).End()); all != c {
				rt.Fatal("the whole cluster is another")
			}
		}
	})
}
