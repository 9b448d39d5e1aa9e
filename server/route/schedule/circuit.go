package schedule

import (
	"fmt"
	"math/rand/v2"
	"time"
)

const (
	// ProbeInterval is how often an endpoint with an open circuit is tried.
	ProbeInterval = time.Minute
	// DisableAfter is how long an endpoint may do nothing but fail before it is disabled.
	DisableAfter = 5 * 24 * time.Hour

	// openAfter failures in a row open the circuit. The second attempt comes after 5 s and the
	// third only after 5 min, so that two must do for an endpoint to be found again in a minute.
	openAfter = 2
	// disableFailures is how many failures in a row we must have seen ourselves to disable.
	disableFailures = 10
	// failureGap between two failures is longer than any delay of the schedule: nothing was
	// tried meanwhile, so that nothing says that the endpoint failed all along.
	failureGap = 30 * time.Hour
	// probeGrace is how much later than others a message comes that has failed as a probe, so
	// that one message that nobody takes cannot keep the others from trying.
	probeGrace = 5 * time.Second
	// holdSpread is the time over which held messages come back to ask, so that a long queue
	// does not ask all at once. They need not wait that long: a success drains them all.
	holdSpread = 10 * time.Minute
)

// Circuit is what we know of an endpoint's health. The zero value is a healthy endpoint. Each
// process has its own; only FailingSince need outlive it, see Restore.
type Circuit struct {
	ConsecutiveFailures int       // since the last success
	FailingSince        time.Time // the first failure after the last success; zero while it works
	LastFailure         time.Time // zero when there is none that we know of
	OpenSince           time.Time // zero while the circuit is closed
	ProbeAt             time.Time // from when on the next probe may go, while it is open

	nextIsSet bool // a held message comes back at ProbeAt
}

// Restore returns the circuit of an endpoint that was failing since an instant when the process
// started, or of a healthy one when the instant is zero. It is closed, and the first failure
// opens it.
func Restore(failingSince time.Time) Circuit {
	if failingSince.IsZero() {
		return Circuit{}
	}
	return Circuit{ConsecutiveFailures: openAfter - 1, FailingSince: failingSince}
}

// Open reports whether the endpoint gets probes only.
func (c Circuit) Open() bool { return !c.OpenSince.IsZero() }

// Admission says whether a due message may be attempted.
type Admission struct {
	Send   bool
	Probe  bool      // Send, to find out whether the endpoint is back
	At     time.Time // when to ask again; zero when Send
	Reason string    // for people
}

// Admit decides whether a message for the endpoint may be attempted now. A message that may
// not has not been attempted, and the hold must not count as an attempt.
func (c Circuit) Admit(now time.Time, rnd *rand.Rand) (Circuit, Admission) {
	switch {
	case !c.Open():
		return c, Admission{Send: true, Reason: "the endpoint is not known to be down"}
	case !now.Before(c.ProbeAt):
		// Whatever becomes of this probe, even if its process dies, the next one may go in a while.
		c.ProbeAt, c.nextIsSet = now.Add(jittered(ProbeInterval, rnd)), false
		return c, Admission{Send: true, Probe: true, Reason: "probes whether the endpoint is back"}
	}
	reason := fmt.Sprintf("the endpoint has failed %d times in a row since %s; it is probed every %s",
		c.ConsecutiveFailures, stamp(c.FailingSince), ProbeInterval)
	if !c.nextIsSet {
		c.nextIsSet = true
		return c, Admission{At: c.ProbeAt, Reason: reason}
	}
	spread := 2*probeGrace + time.Duration(rnd.Int64N(int64(holdSpread)))
	return c, Admission{At: c.ProbeAt.Add(spread), Reason: reason}
}

// fail notes a failure.
func (c Circuit) fail(r Result, now time.Time, rnd *rand.Rand) Circuit {
	if c.FailingSince.IsZero() || !c.LastFailure.IsZero() && now.Sub(c.LastFailure) > failureGap {
		c.FailingSince = now
	}
	c.ConsecutiveFailures++
	c.LastFailure = now
	if !c.Open() && (c.ConsecutiveFailures >= openAfter || r.Outcome == Throttled) {
		c.OpenSince = now
	}
	if c.Open() && !c.ProbeAt.After(now) { // just opened, or this took longer than the next probe
		c.ProbeAt, c.nextIsSet = now.Add(jittered(ProbeInterval, rnd)), false
	}
	if asked := now.Add(min(r.RetryAfter, MaxRetryAfter)); c.Open() && asked.After(c.ProbeAt) {
		c.ProbeAt = asked
	}
	return c
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
