package evaluate

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// Trend returns how a cluster went over so many weeks before an instant, and when it crosses the
// level of customers of the policy's deciding rule. A day that is not over is left out. It reports
// false when there is no such cluster.
func (s *State) Trend(cluster uuid.UUID, m *journey.Map, now time.Time, weeks int) (measure.Trend, bool) {
	c, known := s.groups.Cluster(cluster)
	if !known {
		return measure.Trend{}, false
	}
	last := s.over(now)
	t := measure.TrendOf(c, s.facts, last, weeks, measure.Filter{})
	t.Coverage = measure.Read(c, s.facts, m, measure.Window{Last: last, Days: 7 * weeks}, measure.Options{}, now).Coverage
	if !s.policy.Set() {
		return t, true
	}
	run := s.run(Config{Map: m, Policy: s.policy}, "")
	sight := run.lookOn(c, last, now)
	outcome, look := s.policy.Judge(s.Alert(c.ID), run.subject(c), sight.figures)
	t.Crossing = sight.crossing(outcome, look, last)
	return t, true
}

// over returns the last day that is over at an instant.
func (s *State) over(now time.Time) measure.Day {
	return measure.DayOf(s.facts.Local(now).Add(time.Microsecond)) - 1
}

// crossing says when the cluster's customers reach the level of the rule that decides, as of a day; nil
// where it asks for none.
func (s *sight) crossing(o alert.Outcome, l alert.Look, last measure.Day) *measure.Crossing {
	i := slices.IndexFunc(o.Criteria, func(c alert.Criterion) bool { return c.Metric == alert.Customers })
	if i < 0 {
		return nil
	}
	crossing := s.gathered.Crossing(last, l.Days, need(o.Criteria[i].Need), l.Options.Only)
	return &crossing
}

// need is a level as a whole number of customers.
func need(level float64) int {
	n := int(level)
	if float64(n) < level {
		n++
	}
	return n
}

// Coverage returns what can be seen of the tenant's sources and places on the last day that is over
// at an instant.
func (s *State) Coverage(now time.Time) (last measure.Day, sources, places []measure.Stream) {
	last = s.over(now)
	return last, s.facts.Coverage(last), s.facts.PlaceCoverage(last)
}
