package schedule

import (
	"math/rand/v2"
	"time"
)

// delays holds how long after a failed attempt the next one is due: delays[0] after the first.
var delays = [...]time.Duration{
	5 * time.Second,
	5 * time.Minute,
	30 * time.Minute,
	2 * time.Hour,
	5 * time.Hour,
	10 * time.Hour,
	14 * time.Hour,
	20 * time.Hour,
	24 * time.Hour,
}

// MaxAttempts is how many times the schedule tries a message.
const MaxAttempts = len(delays) + 1

// MaxRetryAfter is the longest that a receiver can put us off.
const MaxRetryAfter = 24 * time.Hour

// jitter is the part of a delay by which it may be shorter or longer, so that what failed
// together does not come back together.
const jitter = 0.2

// Next returns when a message is tried again that its receiver did not take, or that it is
// dead: given up. Messages that were delivered have no next attempt and are not dead.
//
// A message's place in the schedule is the smaller of the attempts made and of the places that
// its age has passed. Attempts beyond the schedule, such as a circuit's probes, do not use it
// up, and neither does time in which nobody tried, as while its destination was disabled.
func Next(m Message, r Result, now time.Time, rnd *rand.Rand) (at time.Time, dead bool) {
	switch r.Outcome {
	case Delivered:
		return time.Time{}, false
	case Invalid:
		return time.Time{}, true
	}
	place := min(max(m.Attempt, 1), passed(now.Sub(m.PlannedAt)))
	if place > len(delays) {
		return time.Time{}, true
	}
	wait := max(jittered(delays[place-1], rnd), min(r.RetryAfter, MaxRetryAfter))
	return now.Add(wait), false
}

// passed returns how many attempts the schedule may have made at an age, at least 1.
func passed(age time.Duration) int {
	n, due := 1, time.Duration(0)
	for _, d := range delays {
		due += shortest(d)
		if age < due {
			break
		}
		n++
	}
	return n
}

func shortest(d time.Duration) time.Duration {
	return time.Duration(float64(d) * (1 - jitter))
}

func jittered(d time.Duration, rnd *rand.Rand) time.Duration {
	return shortest(d) + time.Duration(2*jitter*float64(d)*rnd.Float64())
}
