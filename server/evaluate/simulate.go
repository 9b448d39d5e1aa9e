package evaluate

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/measure"
)

// Simulated is one change of an alert that a policy would have made.
type Simulated struct {
	alert.Change
	Figures alert.Figures // what the deciding rule saw
	buried  bool          // of a cluster that lost its last mention
	place   int64
	instant int // index into the tape's instants
}

// Simulate returns every change of an alert's level that a policy makes over the whole tape, in order:
// those that live would have made, had it always been the policy. What people did about alerts, and
// what could be heard, changes no level. Of a change's Reading, only the cluster, the instant, the
// window, the seam and the mode are filled in; its From and To are levels.
func (t *Tape) Simulate(p alert.Policy, version int) []Simulated {
	if !p.Set() {
		return nil
	}
	t.crowd()
	out := make([][]Simulated, len(t.tracks))
	var group sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), max(len(t.tracks), 1))
	for w := range workers {
		group.Go(func() {
			run := newSimulation(t, p, version)
			for i := w; i < len(t.tracks); i += workers {
				out[i] = run.over(t.tracks[i], len(t.instants))
			}
		})
	}
	group.Wait()
	all := slices.Concat(out...)
	slices.SortStableFunc(all, func(a, b Simulated) int {
		return cmp.Or(cmp.Compare(a.instant, b.instant), compareBool(a.buried, b.buried), cmp.Compare(a.place, b.place))
	})
	return all
}

// simulation judges one cluster after another over the tape.
type simulation struct {
	tape    *Tape
	track   *trail
	policy  alert.Policy
	bench   *alert.Bench
	version int
	looks   []alert.Look
	tallies []*measure.Tally
	asks    []asks // of each look
	now     trailStep
	at      int // the instant that is judged
	alert   alert.Alert
	out     []Simulated
	before  *simulation // runs what was before a merger; nil until it is needed
}

// asks says which costly figures the rules of a look ask for.
type asks struct{ exposure, records, renewals, concentration bool }

func newSimulation(t *Tape, p alert.Policy, version int) *simulation {
	s := &simulation{tape: t, policy: p, bench: p.Bench(), version: version, looks: p.Looks()}
	for _, l := range s.looks {
		s.tallies = append(s.tallies, measure.NewTally(t.state.facts, l.Days, l.Options.Only))
		s.asks = append(s.asks, asks{p.Asks(l, alert.Exposure), p.AsksForRecords(l), p.Asks(l, alert.RenewalsDue), p.Asks(l, alert.Concentration)})
	}
	return s
}

// over judges a cluster at every instant before a certain one at which live does: when it changed,
// and when a day has begun while it is in the window.
func (s *simulation) over(k *trail, until int) []Simulated {
	s.track, s.alert, s.out = k, alert.New(k.id), nil
	for _, t := range s.tallies {
		t.Reset()
	}
	steps := k.steps
	for len(steps) > 0 && steps[len(steps)-1].at >= until {
		steps = steps[:len(steps)-1]
	}
	if len(steps) == 0 {
		return nil
	}
	next, _ := slices.BinarySearch(s.tape.moved, steps[0].at)
	idle := false
	for _, step := range steps {
		for ; next < len(s.tape.moved) && s.tape.moved[next] < step.at; next++ {
			if idle {
				next, _ = slices.BinarySearch(s.tape.moved, step.at)
				break
			}
			idle = s.judgeAt(s.tape.moved[next], false)
		}
		if next < len(s.tape.moved) && s.tape.moved[next] == step.at {
			next++
		}
		s.take(step)
		idle = s.judgeAt(step.at, true)
	}
	for ; next < len(s.tape.moved) && s.tape.moved[next] < until && !idle; next++ {
		idle = s.judgeAt(s.tape.moved[next], false)
	}
	return s.out
}

// take brings a step's complaints into the tallies.
func (s *simulation) take(step trailStep) {
	for _, t := range s.tallies {
		for _, id := range step.out {
			t.Remove(id)
		}
		for _, c := range step.in {
			t.Set(c)
		}
	}
	s.now = step
}

// judgeAt judges at an instant. It reports whether time alone can change nothing any more.
func (s *simulation) judgeAt(at int, touched bool) (idle bool) {
	s.at = at
	now := s.tape.instants[at]
	day := measure.DayOf(now)
	changed := touched
	idle = true
	for i, t := range s.tallies {
		changed = t.Slide(day) || changed || s.asks[i].renewals
		idle = idle && t.Idle()
	}
	switch {
	case s.now.gone:
		s.bury(now)
		return true
	case changed:
		s.judge(now)
	}
	return idle
}

func (s *simulation) judge(now time.Time) {
	outcome, look := s.bench.Judge(s.alert, s.subject(), func(l alert.Look) alert.Figures { return s.figures(l, false) })
	heirs := s.inherited()
	if !alert.Changes(s.alert, outcome, heirs) {
		return
	}
	outcome = outcome.Keep()
	r := s.reading(now, look.Window(measure.DayOf(now)))
	s.step(alert.Judgement{Reading: r, Outcome: outcome, Policy: s.policy, PolicyVersion: s.version, At: now, Inherited: heirs}, "", func() alert.Figures { return s.figures(look, true) })
}

// inherited returns the alerts of the clusters that merged into this one at the instant, as they
// were before it. Each is simulated up to there: mergers go back in time only, so that this ends.
func (s *simulation) inherited() []alert.Alert {
	if s.now.at != s.at || len(s.now.heirs) == 0 {
		return nil
	}
	if s.before == nil {
		s.before = newSimulation(s.tape, s.policy, s.version)
	}
	var out []alert.Alert
	for _, k := range s.now.heirs {
		s.before.over(k, s.at)
		out = append(out, s.before.alert)
	}
	return out
}

// bury closes the alert of a cluster that lost its last mention, as retire does live.
func (s *simulation) bury(now time.Time) {
	last := s.alert.Last
	if last == nil {
		return
	}
	r := measure.Reading{ClusterID: s.track.id, At: now, Window: s.policy.Window(measure.DayOf(now)), Seam: last.Seam, Mode: last.Mode, Bounced: last.Bounced}
	because := ""
	if s.now.into != uuid.Nil {
		because = mergedInto(s.now.into)
	}
	s.step(alert.Judgement{Reading: r, Outcome: s.policy.Emptied(r), Policy: s.policy, PolicyVersion: s.version, At: now}, because, func() alert.Figures { return alert.FiguresOf(r) })
}

func (s *simulation) step(j alert.Judgement, because string, figures func() alert.Figures) {
	after, change, changed := alert.Cross(s.alert, j)
	if !changed {
		return
	}
	change.Reason = because + change.Reason
	s.alert = after
	s.out = append(s.out, Simulated{Change: change, Figures: figures(), buried: s.now.gone, place: s.now.place, instant: s.at})
}

func (s *simulation) subject() alert.Subject {
	return alert.Subject{Seam: s.now.seam, Confirmed: s.now.confirmed, Map: s.tape.config.Map}
}

func (s *simulation) reading(now time.Time, w measure.Window) measure.Reading {
	return measure.Reading{ClusterID: s.track.id, At: now, Window: w, Seam: s.now.seam, Mode: s.now.mode, Bounced: s.now.bounced, Consistency: s.now.consistency, Confidence: s.now.confidence}
}

// figures returns what a look sees now; unless all is asked for, without those kinds of exposure that no
// rule asks for.
func (s *simulation) figures(l alert.Look, all bool) alert.Figures {
	at := slices.IndexFunc(s.looks, l.Same)
	t, asks := s.tallies[at], s.asks[at]
	c := t.Counts()
	f := alert.Figures{
		Customers: c.Customers, Interactions: c.Interactions, Accounts: c.Accounts, HighValueAccounts: c.HighValueAccounts,
		Days: c.Days, Weeks: c.Weeks, Locations: c.Locations, Sources: c.Sources,
		Consistency: s.now.consistency, Confidence: s.now.confidence, Window: c.Window,
	}
	if asks.concentration {
		f.Concentration = t.TopLocationShare()
	}
	switch {
	case !asks.exposure:
	case !all && !asks.records:
		t.AccountValue(func(currency string, minor int64) {
			f.Exposure = append(f.Exposure, alert.Amount{Kind: measure.ExposureAccountValue, Currency: currency, Minor: minor})
		})
	default:
		for _, e := range t.Exposure(s.now.seam, l.Options.RecordDays) {
			f.Exposure = append(f.Exposure, alert.Amount{Kind: e.Kind, Currency: e.Currency, Minor: e.AmountMinor})
		}
	}
	if asks.renewals {
		for _, r := range t.Renewals(l.Options.RenewalDays) {
			f.Renewals = append(f.Renewals, r.Due)
		}
	}
	return f
}

// mergedInto begins the reason of a change that a merge made.
func mergedInto(id uuid.UUID) string {
	return "merged into cluster " + id.String() + ", whose alert goes on: "
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
