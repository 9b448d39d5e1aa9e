package evaluate

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
)

// Advance evaluates the tenant at an instant, with everything that arrived since the last one.
//
// The window ends with the instant's UTC day. When days have ended since the last evaluation,
// each of them is evaluated at its end first, with what had been received by then: an import
// of months, or a server that was down, gives the same alerts on the same days as if it had
// been there. Instants must not go back; one before the last counts as the last.
func (s *State) Advance(now time.Time, arrivals []Arrival, c Config) Delta {
	if now.Before(s.at) {
		now = s.at
	}
	run := advance{State: s, config: c, readings: map[uuid.UUID]measure.Reading{}}
	waiting := slices.Clone(arrivals)
	slices.SortStableFunc(waiting, func(a, b Arrival) int { return a.ReceivedAt.Compare(b.ReceivedAt) })
	for _, instant := range s.instants(now, waiting) {
		n := len(waiting)
		if instant.Before(now) {
			n, _ = slices.BinarySearchFunc(waiting, instant, func(a Arrival, t time.Time) int {
				if a.ReceivedAt.After(t) {
					return 1
				}
				return -1
			})
		}
		run.at(instant, waiting[:n])
		waiting = waiting[n:]
	}
	return run.finish()
}

// instants returns the ends of the days that ended since the last evaluation, and now.
func (s *State) instants(now time.Time, arrivals []Arrival) []time.Time {
	from := s.at
	if from.IsZero() && len(arrivals) > 0 {
		from = arrivals[0].ReceivedAt
	}
	if from.IsZero() {
		return []time.Time{now}
	}
	var out []time.Time
	for d := measure.DayOf(from); d < measure.DayOf(now); d++ {
		if d.End().After(s.at) {
			out = append(out, d.End())
		}
	}
	return append(out, now)
}

// advance is one call of Advance under way.
type advance struct {
	*State
	config   Config
	delta    Delta
	readings map[uuid.UUID]measure.Reading
	because  string // put before the reason of every change; empty when nothing but time and arrivals made it
}

// at evaluates at one instant.
func (a *advance) at(now time.Time, arrivals []Arrival) {
	touched := a.take(arrivals)
	all := a.stale || a.policy != a.config.Policy
	moved := measure.DayOf(now) != measure.DayOf(a.State.at)
	before := a.policy.Window(measure.DayOf(a.State.at))
	for _, c := range a.groups.Clusters() {
		// A cluster that had left the window by the last evaluation cannot change by itself.
		awake := moved && measure.DayOf(c.Latest()) >= before.First()
		if all || awake || touched[c.ID] {
			a.judge(c, now)
		}
	}
	a.State.at, a.policy, a.stale = now, a.config.Policy, false
}

// take brings arrivals into facts and groups, and returns the clusters they touched.
func (a *advance) take(arrivals []Arrival) map[uuid.UUID]bool {
	var members []group.Member
	for _, arrival := range arrivals {
		in := arrival.Interaction
		a.facts.AddVolume(measure.VolumeOf(in))
		if len(arrival.Mentions) > 0 {
			a.facts.AddInteraction(in)
			members = append(members, arrival.members()...)
		}
	}
	events := a.groups.Step(members)
	a.record(members, events)
	touched := map[uuid.UUID]bool{}
	for _, e := range events {
		touched[e.ClusterID] = true
	}
	return touched
}

// record puts the events, and their members in the same order, into the delta.
func (a *advance) record(members []group.Member, events []group.Event) {
	byID := make(map[uuid.UUID]group.Member, len(members))
	for _, m := range members {
		byID[m.ID] = m
	}
	for _, e := range events {
		a.delta.Members = append(a.delta.Members, stored(byID[e.MentionID], e))
	}
	a.delta.Events = append(a.delta.Events, events...)
}

// stored is an event as a store keeps it.
func stored(m group.Member, e group.Event) group.Stored {
	return group.Stored{Member: m, Sequence: e.Sequence, ClusterID: e.ClusterID, Founds: e.Kind == group.Born}
}

// judge measures a cluster and, when there is a policy, compares it with that and steps its alert.
func (a *advance) judge(c *group.Cluster, now time.Time) {
	p := a.config.Policy
	reading := measure.Read(c, a.facts, a.config.Map, p.Window(measure.DayOf(now)), p.Options(), now)
	a.readings[c.ID] = reading
	if !p.Set() {
		return // measured, so that there is something to set thresholds by, but not judged
	}
	mentions, interactions := identities(c)
	a.step(alert.Judgement{
		Reading: reading, Outcome: alert.Evaluate(reading, p),
		Policy: p, PolicyVersion: a.config.PolicyVersion, Members: mentions, At: now,
	}, interactions)
}

// step steps the alert of the cluster that was judged, and gives notice when that changes it.
func (a *advance) step(j alert.Judgement, interactions []string) {
	reading := j.Reading
	after, change, changed := alert.Step(a.Alert(reading.ClusterID), j)
	if !changed {
		return
	}
	change.Reason = a.because + change.Reason
	a.alerts[reading.ClusterID] = after
	n := Notice{Change: change, Alert: after, Members: interactions}
	owners := route.Owners(a.config.Map, reading.Seam, a.config.Routes.FallbackTeam)
	n.Deliveries, n.Unrouted = route.Plan(change, owners, a.config.Routes)
	n.Message = route.Compose(change, after, a.config.Map, owners, a.neighbours(reading))
	a.delta.Notices = append(a.delta.Notices, n)
}

// identities returns the mention ids of a cluster, and the external ids of its distinct
// interactions, in order of joining.
func identities(c *group.Cluster) (mentions []uuid.UUID, interactions []string) {
	seen := make(map[uuid.UUID]bool, len(c.Members))
	for i := range c.Members {
		m := &c.Members[i]
		mentions = append(mentions, m.ID)
		if !seen[m.InteractionID] {
			seen[m.InteractionID] = true
			interactions = append(interactions, m.ExternalID)
		}
	}
	return mentions, interactions
}

// finish returns the delta.
func (a *advance) finish() Delta {
	for _, c := range a.groups.Clusters() {
		if r, ok := a.readings[c.ID]; ok {
			a.delta.Readings = append(a.delta.Readings, r)
		}
	}
	return a.delta
}
