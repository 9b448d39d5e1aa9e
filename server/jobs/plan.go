package jobs

import (
	"sort"
	"sync"
	"time"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/measure"
)

// A tenant's clock.
//
// A tenant is evaluated at the instant at which its last arrival reached us, not at the time on
// the wall: an import of old interactions says when each of them was received, and its alerts
// then come on the days on which they would have come. The clock catches up with the wall when
// a day has ended and nothing has arrived for a while.

// livePlan decides a turn of a running server.
func (e *Evaluation) livePlan(tenant string, now time.Time) Plan {
	return Plan{Limit: arrivalsAtOnce, Decide: func(w Waiting) ([]evaluate.Arrival, time.Time, bool) {
		take := inOrder(w, now)
		if len(take) > 0 || w.Backlog.Interactions > 0 {
			e.quiets.heard(tenant, now)
		}
		at, ok := instant(w, take, now, e.quiets.quiet(tenant, now))
		return take, at, ok
	}}
}

// inOrder returns the arrivals that may be evaluated now. What reached us long ago must wait
// for everything older that is still being understood, or old alerts would fire on the wrong
// days; what reaches us now need not.
func inOrder(w Waiting, now time.Time) []evaluate.Arrival {
	oldest := w.Backlog.Oldest
	if w.Backlog.Interactions == 0 || now.Sub(oldest) < quietBeforeTick {
		return w.Arrivals
	}
	n := sort.Search(len(w.Arrivals), func(i int) bool { return w.Arrivals[i].ReceivedAt.After(oldest) })
	return w.Arrivals[:n]
}

// instant returns the instant of an evaluation, false when there is none to make.
func instant(w Waiting, take []evaluate.Arrival, now time.Time, quiet bool) (time.Time, bool) {
	switch {
	case len(take) > 0:
		return earlier(take[len(take)-1].ReceivedAt, now), true
	case w.EvaluatedAt.IsZero():
		return time.Time{}, false // nothing has ever arrived
	case quiet && measure.DayOf(w.EvaluatedAt) < measure.DayOf(now.In(w.EvaluatedAt.Location())):
		return now, true
	case w.Changed:
		return w.EvaluatedAt, true
	}
	return time.Time{}, false
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// quietness remembers when something of each tenant was last seen on its way.
type quietness struct {
	mu   sync.Mutex
	last map[string]time.Time
}

func (q *quietness) heard(tenant string, now time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.last == nil {
		q.last = map[string]time.Time{}
	}
	q.last[tenant] = now
}

// quiet reports whether nothing was on its way for a while. Of a tenant that it never heard of
// it counts from the first time that it is asked.
func (q *quietness) quiet(tenant string, now time.Time) bool {
	q.mu.Lock()
	last, ok := q.last[tenant]
	q.mu.Unlock()
	if !ok {
		q.heard(tenant, now)
		return false
	}
	return now.Sub(last) >= quietBeforeTick
}
