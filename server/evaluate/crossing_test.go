package evaluate_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/measure"
)

// Whatever came in, what stands beside a break that has not fired is when its customers reach the
// level, as its trend tells it; what fired has nothing to cross.
func TestAStandingTellsWhenItCrosses(t *testing.T) {
	told, never := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		s := evaluate.NewState()
		arrivals := stream(t)
		for d := range 42 {
			day := measure.DayOf(monday) + measure.Day(d)
			var batch []evaluate.Arrival
			for _, a := range arrivals {
				if measure.DayOf(a.ReceivedAt) == day {
					batch = append(batch, a)
				}
			}
			delta := s.Advance(day.End(), batch, config)
			for i, standing := range delta.Standings {
				cluster := delta.Readings[i].ClusterID
				if _, alive := s.Groups().Cluster(cluster); !alive {
					continue
				}
				trend, _ := s.Trend(cluster, config.Map, day.End(), 8)
				c := standing.Crossing
				switch fired := s.Alert(cluster).Fired(); {
				case fired && c != nil:
					t.Fatalf("day %d: what fired crosses in %+v", d, *c)
				case fired:
					continue
				case c == nil || text(t, c) != text(t, trend.Crossing):
					t.Fatalf("day %d: crosses in %s, and its trend says %s", d, text(t, c), text(t, trend.Crossing))
				}
				told++
				if c.Days == nil {
					never++
				}
				ordered := func(a, b *int) bool { return b == nil || a != nil && *a <= *b }
				if c.Need != 4 || c.Have != standing.Customers || !ordered(c.Low, c.Days) || !ordered(c.Days, c.High) {
					t.Fatalf("day %d: %s of %d customers", d, text(t, c), standing.Customers)
				}
			}
		}
	})
	if told == 0 || never == 0 || never == told {
		t.Errorf("%d of %d never cross: the test sees too little", never, told)
	}
}

func text(t *rapid.T, v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A rule that asks for no customers has no level of customers to reach.
func TestNoCustomersNoCrossing(t *testing.T) {
	c := config
	c.Policy = alert.Policy{WindowDays: 7, Rules: []alert.Rule{{Name: "wide", AllOf: []alert.Threshold{{Metric: alert.Locations, AtLeast: 3}}}}}.WithDefaults()
	d := evaluate.NewState().Advance(end(1).End(), complaints(2), c)
	if len(d.Standings) != 1 || d.Standings[0].Crossing != nil || d.Standings[0].Missing == "" {
		t.Errorf("standings %+v", d.Standings)
	}
}
