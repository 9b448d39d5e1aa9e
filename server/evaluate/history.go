package evaluate

import (
	"context"
	"slices"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// Record puts a stored history on a tape, grouped by what reviews taught since: arrivals in the order in which they reached us,
// each taken at the first instant after that, and decisions after the instant at which they were
// made. It returns how many decisions could not be carried out again, because the mentions or
// clusters that they name are not there any more. It ends early with the context's error.
func Record(ctx context.Context, m *journey.Map, facts *measure.Facts, instants []time.Time, arrivals []Arrival, decisions []group.Decided, taught group.Calibration) (t *Tape, skipped int, err error) {
	t = NewTape(m, facts)
	t.state.groups.Recalibrate(taught)
	for i, now := range instants {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		n, _ := slices.BinarySearchFunc(arrivals, now, func(a Arrival, at time.Time) int {
			if a.ReceivedAt.After(at) {
				return 1
			}
			return -1
		})
		if i+1 == len(instants) {
			n = len(arrivals) // all were grouped by then, whatever the clocks say
		}
		t.Advance(now, arrivals[:n])
		arrivals = arrivals[n:]
		for len(decisions) > 0 && (i+1 == len(instants) || decisions[0].At.Before(instants[i+1])) {
			if t.Decide(decisions[0].Decision) != nil {
				skipped++
			}
			decisions = decisions[1:]
		}
	}
	return t, skipped, nil
}

// Firing is one time that an alert fires in a simulation.
type Firing struct {
	Simulated
	FadedAt time.Time // zero when it fires to the end
}

// Firings returns the times that alerts come to fire in a stretch of history, in order. A zero
// time leaves that end open.
func Firings(changes []Simulated, from, to time.Time) []Firing {
	var out []Firing
	for i, c := range changes {
		if c.To != alert.Firing || c.Inherited || !Within(c.At, from, to) {
			continue
		}
		f := Firing{Simulated: c}
		for _, later := range changes[i+1:] {
			if later.ClusterID == c.ClusterID && later.To != alert.Firing {
				f.FadedAt = later.At
				break
			}
		}
		out = append(out, f)
	}
	return out
}

// Within reports whether an instant lies in a stretch that includes its start and not its end. A zero
// time leaves that end open.
func Within(at, from, to time.Time) bool {
	return (from.IsZero() || !at.Before(from)) && (to.IsZero() || at.Before(to))
}
