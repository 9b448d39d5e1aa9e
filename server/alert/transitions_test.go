package alert_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/measure"
)

const day = 24 * time.Hour

// input is one thing that can happen to an alert.
type input struct {
	name string
	do   func(alert.Alert) alert.Alert
}

// inputs are every kind of judgement and action: what the thresholds say, early and late, heard or
// not, growing or not, with a fix or not, with what came since crossing by itself or not.
func inputs() []input {
	var out []input
	readings := map[string]measure.Reading{"crossed": reading(12), "between": reading(5), "low": reading(2), "quiet": reading(0), "held": disagreeing(12)}
	fix, another := &alert.Fix{ShippedAt: noon.Add(-day)}, &alert.Fix{ShippedAt: noon.Add(39 * day)}
	crossed := alert.Evaluate(reading(12), policy)
	for _, name := range slices.Sorted(maps.Keys(readings)) {
		for variant := range 128 {
			bit := func(n int) bool { return variant>>n&1 == 1 }
			j := judge(readings[name])
			if bit(0) {
				j.At = noon.Add(40 * day)
			}
			if bit(1) {
				j.Unheard = []string{"source call: 0 interactions in 7 days, 40 were usual"}
			}
			if bit(2) {
				j.Fix = fix
			}
			if bit(6) && bit(0) {
				j.Fix = another
			}
			j.Gone = bit(3) && name == "quiet"
			j.Course = course(bit(4))
			again := bit(5)
			out = append(out, input{fmt.Sprint(name, " ", variant), func(a alert.Alert) alert.Alert {
				judged := j
				if _, marked := alert.Mark(a, j.Fix); marked {
					judged.Again = &alert.Outcome{}
					if again && j.Outcome.Crossed {
						judged.Again = &crossed
					}
				}
				next, _, _ := alert.Step(a, judged)
				return next
			}})
		}
	}
	for _, action := range alert.Actions {
		out = append(out, input{string(action), func(a alert.Alert) alert.Alert {
			next, _, err := alert.Do(a, alert.Act{Action: action, Actor: "me", At: noon, Until: noon.Add(10 * day)}, judge(lastOf(a)))
			if err != nil {
				return a
			}
			return next
		}})
	}
	return out
}

func lastOf(a alert.Alert) measure.Reading {
	if a.Last == nil {
		return measure.Reading{}
	}
	return *a.Last
}

// course is that of complaints which grow, or do not.
func course(grows bool) *alert.Course {
	if grows {
		return &alert.Course{Word: measure.CourseGrowing, Reason: "from week to week 1.40 times"}
	}
	return &alert.Course{Word: measure.CourseSteady, Reason: "from week to week 1.00 times"}
}

// Whatever happens, in whatever order, an alert goes from one state to another only as the table
// says, and everything that the table says can happen.
func TestEveryTransition(t *testing.T) {
	seen := map[string]alert.Alert{}
	found := map[alert.State]map[alert.State]bool{}
	queue := []alert.Alert{alert.New(cluster)}
	all := inputs()
	for len(queue) > 0 {
		a := queue[0]
		queue = queue[1:]
		for _, in := range all {
			b := in.do(a)
			if a.State != b.State {
				if found[a.State] == nil {
					found[a.State] = map[alert.State]bool{}
				}
				found[a.State][b.State] = true
			}
			h := b.Handling
			key := fmt.Sprint(b.State, b.Level, h.Taken != nil, h.Snooze != nil && !h.Snooze.Fired, h.Snooze != nil, h.Fix != nil, h.Regressed != nil, h.Resolved != nil && h.Resolved.Gone, h.Resolved != nil)
			if _, known := seen[key]; !known {
				seen[key] = b
				queue = append(queue, b)
			}
		}
	}
	for _, from := range alert.States {
		for _, to := range alert.States {
			allowed := slices.Contains(alert.Follows[from], to)
			switch {
			case from == to && allowed:
				t.Errorf("%s is told to follow itself", from)
			case found[from][to] && !allowed:
				t.Errorf("%s → %s happens and is not in the table", from, to)
			case allowed && !found[from][to]:
				t.Errorf("%s → %s is in the table and never happens", from, to)
			}
		}
	}
}
