// Package schedule decides when a message that was not delivered is tried again, when it is
// given up, and when a destination is tried no more. It is pure: times come as arguments,
// chance as a number.
//
// Each delivery follows the schedule of Standard Webhooks: ten attempts over 75 h 35 m, the
// gaps spread by a fifth either way. That alone would tell of an alert hours after its receiver
// is back, so each destination has a circuit as well:
//
//   - A destination fails from its first failure until its next success. Failures of less than
//     Grace are the messages' own: each waits by its schedule, nobody waits for another.
//   - After Grace, or at once when the receiver asks for less, the circuit is open: all but one
//     of the waiting messages are held, and that one, the least recently attempted, goes out as
//     a probe each ProbeEvery. A message that only fails itself thus never holds the others.
//   - A success closes the circuit: what was held goes out at once, what waits by its own
//     schedule within ProbeEvery. After a recovery everything is on its way within two minutes.
//
// Probes make more attempts than the schedule has, so a delivery has come as far in the
// schedule as both its attempts and its time say: however often it was a probe, it is given up
// no sooner than the schedule could have ended. What waits for a destination that fails as a
// whole counts the time of that failure only; it may have been held, while the destination was
// disabled, for much longer.
//
// The store keeps the circuit: destinations.failing_since says since when it fails, a row of
// due_deliveries at infinity is a held message, and the row that is not is the next probe.
// Retrying a delivery, giving it up and marking it delivered move the circuit in the same
// transaction as the delivery, so a process that dies leaves it whole.
package schedule

import "time"

// Schedule says how failed deliveries are tried again.
type Schedule struct {
	Gaps         []time.Duration // before the second, third, … attempt; one more attempt than gaps
	Spread       float64         // how far a gap may differ by chance, as a share of it, 0 to below 1
	Grace        time.Duration   // how long a destination may fail before it gets probes only
	ProbeEvery   time.Duration   // between probes of a failing destination
	MaxWait      time.Duration   // the longest wait that a receiver may ask for
	DisableAfter time.Duration   // of only failures, a destination is disabled …
	DisableAge   time.Duration   // … by a delivery that waits for at least this long
}

// Standard returns the schedule of Standard Webhooks 1.0 with a circuit that is probed each
// minute. A destination is disabled after five days of only failures, but not because the first
// message after quiet weeks failed: one must have waited for a day.
func Standard() Schedule {
	return Schedule{
		Gaps: []time.Duration{
			5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour,
			10 * time.Hour, 14 * time.Hour, 20 * time.Hour, 24 * time.Hour,
		},
		Spread: 0.2, Grace: time.Minute, ProbeEvery: time.Minute, MaxWait: 24 * time.Hour,
		DisableAfter: 5 * 24 * time.Hour, DisableAge: 24 * time.Hour,
	}
}

// Failure is an attempt that failed, with what is known of the delivery and its destination.
type Failure struct {
	Now          time.Time
	Planned      time.Time     // when the delivery was planned
	Attempts     int           // of the delivery, with this one; at least 1
	FailingSince time.Time     // of the destination, before this attempt; zero when it worked
	Throttled    bool          // the receiver, or what stands before it, is overloaded
	RetryAfter   time.Duration // the receiver asks not to be tried before; 0 when it does not
	Chance       float64       // spreads the next attempt; 0 to below 1
}

// Decision says what follows from a failure.
type Decision struct {
	GiveUp  bool          // the delivery had its attempts
	Disable bool          // the destination only fails: stop, and hold what waits
	After   time.Duration // until the delivery's next attempt, while the circuit is closed
	Grace   time.Duration // the circuit opens when the destination has failed for this long
	Probe   time.Duration // until the destination's next attempt at the latest; while the circuit is open, at the soonest
}

// Next decides what follows from a failure.
func (s Schedule) Next(f Failure) Decision {
	asked := min(max(f.RetryAfter, 0), s.MaxWait)
	d := Decision{Grace: s.Grace, Probe: max(s.ProbeEvery, asked)}
	if f.Throttled || asked > 0 {
		d.Grace = 0
	}
	step := s.step(f)
	d.GiveUp = step > len(s.Gaps)
	if !d.GiveUp {
		d.After = max(s.spread(s.Gaps[step-1], f.Chance), asked)
	}
	d.Disable = f.failing() >= s.DisableAfter && f.Now.Sub(f.Planned) >= s.DisableAge
	return d
}

// failing is for how long the destination had been failing.
func (f Failure) failing() time.Duration {
	if f.FailingSince.IsZero() {
		return 0
	}
	return f.Now.Sub(f.FailingSince)
}

// step counts the attempts of the schedule that a delivery has behind it, at least 1: not more
// than were made, nor than the schedule, at its fastest, could have made in the time.
func (s Schedule) step(f Failure) int {
	age := f.Now.Sub(f.Planned)
	if failing := f.failing(); failing >= s.Grace {
		age = min(age, failing)
	}
	possible := 1
	var fastest time.Duration
	for _, gap := range s.Gaps {
		if fastest += s.spread(gap, 0); fastest > age {
			break
		}
		possible++
	}
	return max(1, min(f.Attempts, possible))
}

// spread moves a gap by chance, evenly between the shortest and the longest that it may be.
func (s Schedule) spread(gap time.Duration, chance float64) time.Duration {
	return time.Duration(float64(gap) * (1 - s.Spread + 2*s.Spread*chance))
}
