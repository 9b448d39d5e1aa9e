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
	now = s.facts.Local(now)
	run := s.run(c, "")
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
		run.take(waiting[:n])
		if instant.Equal(measure.EndOfDay(instant)) {
			run.record(s.groups.Consolidate())
		}
		run.at(instant)
		waiting = waiting[n:]
	}
	if c.Reminding && c.Policy.Set() {
		run.remind(now)
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
	for end := measure.EndOfDay(s.facts.Local(from)); end.Before(now); end = measure.EndOfDay(end.Add(time.Microsecond)) {
		if end.After(s.at) {
			out = append(out, end)
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
	stands   map[uuid.UUID]alert.Standing // of each reading, but of those that are gone
	touched  map[uuid.UUID]bool           // clusters whose mentions changed since they were judged
	heirs    map[uuid.UUID][]alert.Alert  // by cluster: the alerts of those that merged into it since it was judged
	taped    int                          // how many of the delta's events are on the tape
	because  string                       // put before the reason of every change; empty when nothing but time and arrivals made it
}

func (s *State) run(c Config, because string) *advance {
	return &advance{State: s, config: c, because: because, readings: map[uuid.UUID]measure.Reading{}, stands: map[uuid.UUID]alert.Standing{}, touched: map[uuid.UUID]bool{}, heirs: map[uuid.UUID][]alert.Alert{}}
}

// at evaluates at one instant.
func (a *advance) at(now time.Time) {
	now = a.facts.Local(now)
	if a.tape != nil {
		a.tape.record(a, now)
		a.State.at = now
		return
	}
	all := a.stale || !a.policy.Equal(a.config.Policy)
	moved := measure.DayOf(now) != measure.DayOf(a.facts.Local(a.State.at))
	before := a.policy.Window(measure.DayOf(a.facts.Local(a.State.at)))
	for _, c := range a.groups.Clusters() {
		// A cluster that had left the window by the last evaluation cannot change by itself, but
		// for what people did about its alert.
		awake := moved && (measure.DayOf(a.facts.Local(c.Latest())) >= before.First() || a.Alert(c.ID).Restless())
		if all || awake || a.touched[c.ID] {
			a.judge(c, now)
		}
	}
	a.State.at, a.policy, a.stale = now, a.config.Policy, false
	a.buryAt(now)
	clear(a.touched)
	clear(a.heirs)
}

// buryAt closes the alerts of clusters that lost all their mentions.
func (a *advance) buryAt(now time.Time) {
	for _, id := range a.emptied() {
		if r, known := a.retire(id, now); known {
			a.readings[id] = r
		}
	}
}

// emptied returns the touched clusters that have no mentions any more, in order of the events
// that emptied them.
func (a *advance) emptied() []uuid.UUID {
	var out []uuid.UUID
	seen := map[uuid.UUID]bool{}
	for _, e := range a.delta.Events {
		id := e.FromClusterID
		if _, alive := a.groups.Cluster(id); alive || seen[id] || !a.touched[id] || id == uuid.Nil {
			continue
		}
		seen[id] = true
		out = append(out, id)
	}
	return out
}

// take brings arrivals into facts and groups.
func (a *advance) take(arrivals []Arrival) {
	var members []group.Member
	for _, arrival := range arrivals {
		in := arrival.Interaction
		a.facts.Hear(in)
		if len(arrival.Mentions) > 0 {
			a.facts.AddInteraction(in)
			members = append(members, arrival.members()...)
		}
	}
	a.record(a.groups.Step(members))
}

// record keeps events for the delta, and which clusters they touched.
func (a *advance) record(events []group.Event) {
	for _, e := range events {
		a.touched[e.ClusterID], a.touched[e.FromClusterID] = true, true
		if heir, leaves := heirOf(e); leaves {
			a.heirs[heir] = append(a.heirs[heir], append(a.heirs[e.FromClusterID], a.Alert(e.FromClusterID))...)
		}
	}
	a.delta.Events = append(a.delta.Events, events...)
}

// judge measures a cluster and, when there is a policy, compares it with that and steps its alert.
func (a *advance) judge(c *group.Cluster, now time.Time) {
	a.learnWords()
	if p := a.config.Policy; !p.Set() {
		// Measured, so that there is something to set thresholds by, but not judged.
		a.readings[c.ID] = a.look(c, now).reading(p.Looks()[0])
		a.stands[c.ID] = alert.MeasuredStanding(a.readings[c.ID])
		return
	}
	j, interactions := a.judgement(c, now)
	a.readings[c.ID], a.stands[c.ID] = j.Reading, alert.StandingOf(j)
	a.step(j, interactions)
}

// learnWords lets facts know which words the clusters have.
func (a *advance) learnWords() {
	if a.worded != a.groups.Sequence() {
		a.facts.LearnWords(a.groups.Clusters())
		a.worded = a.groups.Sequence()
	}
}

// judgement compares a cluster with the policy. It also returns its interactions.
func (a *advance) judgement(c *group.Cluster, now time.Time) (alert.Judgement, []string) {
	p, sight := a.config.Policy, a.look(c, now)
	outcome, look := p.Judge(a.Alert(c.ID), a.subject(c), sight.figures)
	mentions, interactions := identities(c)
	j := alert.Judgement{
		Reading: sight.reading(look), Outcome: outcome,
		Policy: p, PolicyVersion: a.config.PolicyVersion, Members: mentions, At: now, Inherited: a.heirs[c.ID],
	}
	if !outcome.Crossed && !a.Alert(c.ID).Fired() {
		j.Crossing = sight.crossing(outcome, look, a.over(now))
	}
	return a.since(c, j, sight), interactions
}

// step steps the alert of the cluster that was judged, and gives notice when that changes it.
func (a *advance) step(j alert.Judgement, interactions []string) {
	reading := j.Reading
	after, change, changed := alert.Step(a.Alert(reading.ClusterID), j)
	if !changed {
		return
	}
	change.Reason = a.because + change.Reason
	a.notice(change, after, interactions)
}

// notice keeps an alert after a change, and plans who is told.
func (a *advance) notice(change alert.Change, after alert.Alert, interactions []string) {
	reading := change.Reading
	a.alerts[reading.ClusterID] = after
	n := Notice{Change: change, Alert: after, Members: interactions}
	answer := route.Resolve(a.question(after.ID, &reading))
	n.Owners = answer.Owners
	a.plan(&n)
	n.Message = route.Compose(change, after, route.Around{
		Map: a.config.Map, Answer: answer, Neighbours: a.neighbours(reading), Fix: a.recommend(reading),
	})
	a.delta.Notices = append(a.delta.Notices, n)
}

// plan fills in who is told of a notice.
func (a *advance) plan(n *Notice) {
	n.Deliveries, n.Unrouted = route.Plan(route.EventOf(n.Change, a.config.Map, a.facts.LocationGroup), n.Owners, a.config.Routes)
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
	a.collect()
	for _, c := range a.delta.Clusters {
		if r, measured := a.readings[c.ID]; measured && c.Gone {
			a.delta.Readings = append(a.delta.Readings, r)
			a.delta.Standings = append(a.delta.Standings, alert.MeasuredStanding(r))
		}
	}
	for _, c := range a.groups.Clusters() {
		if r, ok := a.readings[c.ID]; ok {
			a.delta.Readings = append(a.delta.Readings, r)
			a.delta.Standings = append(a.delta.Standings, a.stands[c.ID])
		}
	}
	return a.delta
}

// collect puts what the events changed into the delta, as it is after all of them.
func (a *advance) collect() {
	mentions, clusters := map[uuid.UUID]bool{}, map[uuid.UUID]bool{uuid.Nil: true}
	for _, e := range a.delta.Events {
		for _, id := range e.MentionIDs {
			if m, known := a.groups.Stored(id); known && !mentions[id] {
				mentions[id] = true
				a.delta.Members = append(a.delta.Members, m)
			}
		}
		for _, id := range []uuid.UUID{e.ClusterID, e.FromClusterID} {
			if c, known := a.groups.StoredCluster(id); known && !clusters[id] {
				clusters[id] = true
				a.delta.Clusters = append(a.delta.Clusters, c)
			}
		}
	}
	a.delta.Sequence, a.delta.Settled = a.groups.Sequence(), a.groups.Settled()
}
