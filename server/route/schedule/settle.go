package schedule

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Fate says what becomes of a message after an attempt.
type Fate string

// The closed set of fates.
const (
	Done  Fate = "done"  // delivered
	Retry Fate = "retry" // tried again later
	Dead  Fate = "dead"  // given up
)

// Verdict is what to do after an attempt.
type Verdict struct {
	Fate    Fate
	At      time.Time // when the message is tried again; zero unless Fate is Retry
	Drain   bool      // the endpoint is back: make all that waits for it due now
	Disable bool      // send the endpoint nothing more until somebody enables it
	Reason  string    // for people; never empty
}

// Settle decides what follows from an attempt, for the message and for its endpoint. When it
// says Disable, what waits for the endpoint, this message included, is to be held, not lost.
func (c Circuit) Settle(m Message, r Result, now time.Time, rnd *rand.Rand) (Circuit, Verdict) {
	switch r.Outcome {
	case Delivered:
		if c.Open() {
			reason := fmt.Sprintf("the endpoint took a message again after %d failures since %s", c.ConsecutiveFailures, stamp(c.FailingSince))
			return Circuit{}, Verdict{Fate: Done, Drain: true, Reason: reason}
		}
		return Circuit{}, Verdict{Fate: Done, Reason: "the endpoint took the message"}
	case Invalid:
		// Nothing was sent: that says nothing about the endpoint.
		return c, Verdict{Fate: Dead, Reason: "the message cannot be sent"}
	}
	c = c.fail(r, now, rnd)
	v := Verdict{Fate: Retry}
	at, dead := Next(m, r, now, rnd)
	if dead {
		v.Fate, v.Reason = Dead, fmt.Sprintf("given up after %d attempts since %s", m.Attempt, stamp(m.PlannedAt))
	} else {
		v.At, v.Reason = c.dueAt(at, m, r)
	}
	if why := c.disable(r, now); why != "" {
		v.Disable, v.Reason = true, why
	}
	return c, v
}

// dueAt returns when a failed message is due, given when the schedule would try it: as a probe,
// if that is sooner.
func (c Circuit) dueAt(at time.Time, m Message, r Result) (time.Time, string) {
	if probe := c.ProbeAt.Add(probeGrace); c.Open() && probe.Before(at) {
		return probe, fmt.Sprintf("attempt %d %s; the endpoint has failed %d times in a row and is probed every %s",
			m.Attempt, r.Outcome, c.ConsecutiveFailures, ProbeInterval)
	}
	return at, fmt.Sprintf("attempt %d %s; the next follows the retry schedule", m.Attempt, r.Outcome)
}

// disable returns why the endpoint is to be disabled, "" when it is not.
func (c Circuit) disable(r Result, now time.Time) string {
	switch {
	case r.Outcome == Gone:
		return "the receiver wants no more messages, or cannot get any until somebody changes its settings"
	case r.Outcome == Refused:
		return "messages may not be sent to this address"
	case now.Sub(c.FailingSince) >= DisableAfter && c.ConsecutiveFailures >= disableFailures:
		return fmt.Sprintf("nothing but failures since %s, longer than %d days", stamp(c.FailingSince), DisableAfter/(24*time.Hour))
	}
	return ""
}
