package evaluate

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
)

var (
	// ErrNotEnded means that a day has not ended by the tenant's clock.
	ErrNotEnded = errors.New("the day has not ended")
	// ErrNoPolicy means that there is no policy to judge by.
	ErrNoPolicy = errors.New("there is no policy")
)

// Past is what came of judging days that have ended.
type Past struct {
	Window   measure.Window // the days that were judged; zero where there are none
	Clusters int            // that never fired, and were judged
	Alerts   []uuid.UUID    // that fired, in order of when they did
	Delta    Delta
}

// JudgePast judges days that have ended, from one day on, or from the earliest complaint when that is
// 0, for clusters that never fired and that nobody snoozed: as if all that is known now had been known
// on those days. Where one would have fired, its alert goes through the changes that it would have gone
// through, each at the end of its day, by the same judgement as live, and is then judged as it is now.
// Nobody is told of what is past; of an alert that still fires the last change is told.
//
// An alert that has fired stays as it is: so that doing this again changes nothing. Errors are
// ErrNotEnded and ErrNoPolicy.
func (s *State) JudgePast(first measure.Day, actor string, c Config) (Past, error) {
	run := s.run(c, "")
	out := Past{}
	if !c.Policy.Set() {
		return out, ErrNoPolicy
	}
	if last := s.over(s.at); first != 0 && first > last {
		return out, fmt.Errorf("%s: %w; the last that has is %s", first, ErrNotEnded, last)
	}
	var clusters []*group.Cluster
	for _, k := range s.groups.Clusters() {
		if a := s.Alert(k.ID); !a.Fired() && a.Handling.Snooze == nil {
			clusters = append(clusters, k)
		}
	}
	out.Clusters = len(clusters)
	ends := s.dayEnds(clusters, first)
	if len(ends) == 0 {
		return out, nil
	}
	out.Window = measure.Window{Last: measure.DayOf(ends[len(ends)-1]), Days: len(ends)}
	run.learnWords()
	fires := run.wouldFire(clusters, ends)
	for _, k := range clusters {
		if fires[k.ID] {
			run.relive(k, ends, actor)
		}
	}
	out.Delta = run.finish()
	out.Alerts = s.firstFired(out.Delta.Notices)
	return out, nil
}

// dayEnds returns the ends of the days that are over, from the first complaint of some clusters on, or
// from a later day.
func (s *State) dayEnds(clusters []*group.Cluster, first measure.Day) []time.Time {
	var from time.Time
	for _, c := range clusters {
		if at := s.facts.Local(c.Members[0].OccurredAt); from.IsZero() || at.Before(from) {
			from = at
		}
	}
	if from.IsZero() {
		return nil
	}
	var out []time.Time
	last := s.over(s.at)
	for end := measure.EndOfDay(from); measure.DayOf(end) <= last; end = measure.EndOfDay(end.Add(time.Microsecond)) {
		if measure.DayOf(end) >= first {
			out = append(out, end)
		}
	}
	return out
}

// wouldFire says which clusters would have fired on any of some days: simulated, as reading each of
// them on each day would take long.
func (a *advance) wouldFire(clusters []*group.Cluster, ends []time.Time) map[uuid.UUID]bool {
	t := NewTape(a.config.Map, a.facts)
	t.state.groups = a.groups
	for i, end := range ends {
		t.instants, t.moved = append(t.instants, end), append(t.moved, i)
	}
	for place, c := range clusters {
		t.lay(c, ends, int64(place))
	}
	out := map[uuid.UUID]bool{}
	for _, change := range t.Simulate(a.config.Policy, a.config.PolicyVersion) {
		if change.To == alert.Firing {
			out[change.ClusterID] = true
		}
	}
	return out
}

// lay puts a cluster on the tape as it would have grown, had each member been known once it happened.
func (t *Tape) lay(c *group.Cluster, ends []time.Time, place int64) {
	k := t.track(c.ID)
	known := 0
	for at, end := range ends {
		cut := c.Until(end)
		if len(cut.Members) == known {
			continue
		}
		s := trailStep{at: at, place: place, members: len(cut.Members), confidence: cut.Confidence(), bounced: cut.Bounced(), confirmed: confirmed(t.state.groups, cut)}
		s.seam, s.consistency = cut.Seam()
		s.mode, _ = cut.Mode()
		var fresh []uuid.UUID
		for i := range cut.Members[known:] {
			m := &cut.Members[known+i]
			t.mention(m.ID, t.state.groups)
			k.inside[m.InteractionID] = append(k.inside[m.InteractionID], m.ID)
			if !slices.Contains(fresh, m.InteractionID) {
				fresh = append(fresh, m.InteractionID)
			}
		}
		for _, id := range fresh {
			if said := t.complaint(k.inside[id], id, t.state.facts); said != nil {
				s.in, k.said = append(s.in, said), append(k.said, said)
			}
		}
		known = len(cut.Members)
		k.steps = append(k.steps, s)
	}
}

// relive takes the alert of a cluster through the ends of some days, and then to now.
func (a *advance) relive(c *group.Cluster, ends []time.Time, actor string) {
	from := len(a.delta.Notices)
	for _, end := range ends {
		cut := c.Until(end)
		reach := a.config.Policy.Window(measure.DayOf(end) - 1)
		if len(cut.Members) == 0 || measure.DayOf(a.facts.Local(cut.Latest())) < reach.First() && !a.Alert(c.ID).Restless() {
			continue
		}
		j, interactions := a.judgement(cut, end)
		after, change, changed := alert.Step(a.Alert(c.ID), j)
		if !changed {
			continue
		}
		change.Action, change.Actor = alert.JudgeHistory, actor
		a.notice(change, after, interactions)
	}
	a.judge(c, a.State.at)
	told := a.delta.Notices[from:]
	last := -1
	for i := range told {
		told[i].Deliveries, told[i].Unrouted = nil, nil
		if told[i].Change.From != told[i].Change.To {
			last = i
		}
	}
	if last >= 0 && a.Alert(c.ID).Level == alert.Firing {
		a.plan(&told[last])
	}
}

// firstFired returns the alerts that first fired with one of some notices, by when they did.
func (s *State) firstFired(notices []Notice) []uuid.UUID {
	var fired []alert.Alert
	for _, n := range notices {
		if !n.Alert.FiredAt.IsZero() && n.Alert.FiredAt.Equal(n.Change.At) && !slices.ContainsFunc(fired, func(a alert.Alert) bool { return a.ID == n.Alert.ID }) {
			fired = append(fired, n.Alert)
		}
	}
	slices.SortStableFunc(fired, func(a, b alert.Alert) int { return a.FiredAt.Compare(b.FiredAt) })
	out := make([]uuid.UUID, len(fired))
	for i, a := range fired {
		out[i] = a.ID
	}
	return out
}
