package schedule_test

import (
	"math/rand/v2"
	"time"

	"github.com/throughline-cx/throughline/server/route/schedule"
)

// sent is what a simulated dispatcher knows of a message, and what became of it.
type sent struct {
	schedule.Message
	due       time.Time
	fate      schedule.Fate // "" while it waits
	settledAt time.Time
	asked     int // times that it was due, holds included
}

// receiver answers an attempt of message i at an instant.
type receiver func(i int, now time.Time) schedule.Result

// simulation is one endpoint, its messages and a dispatcher, on a clock that jumps from one
// due message to the next.
type simulation struct {
	circuit  schedule.Circuit
	messages []sent
	rnd      *rand.Rand
	requests []time.Time // when the receiver was asked
	disabled time.Time
}

func simulate(seed uint64, planned ...time.Time) *simulation {
	s := &simulation{rnd: rand.New(rand.NewPCG(seed, 7))}
	for _, at := range planned {
		s.messages = append(s.messages, sent{Message: schedule.Message{PlannedAt: at}, due: at})
	}
	return s
}

// run sends until nothing waits, the endpoint is disabled, or the instant is reached.
func (s *simulation) run(until time.Time, answer receiver) {
	for s.disabled.IsZero() {
		i := s.next()
		if i < 0 || s.messages[i].due.After(until) {
			return
		}
		s.attempt(i, answer)
	}
}

// next returns the waiting message that is due first, -1 when none waits.
func (s *simulation) next() int {
	first := -1
	for i, m := range s.messages {
		if m.fate == "" && (first < 0 || m.due.Before(s.messages[first].due)) {
			first = i
		}
	}
	return first
}

func (s *simulation) attempt(i int, answer receiver) {
	m := &s.messages[i]
	now := m.due
	m.asked++
	var admission schedule.Admission
	s.circuit, admission = s.circuit.Admit(now, s.rnd)
	if !admission.Send {
		m.due = admission.At
		return
	}
	m.Attempt++
	s.requests = append(s.requests, now)
	var v schedule.Verdict
	s.circuit, v = s.circuit.Settle(m.Message, answer(i, now), now, s.rnd)
	if m.due = v.At; v.Fate != schedule.Retry {
		m.fate, m.settledAt = v.Fate, now
	}
	if v.Drain {
		s.drain(now)
	}
	if v.Disable {
		s.disabled = now
	}
}

// drain makes everything due that was due before: what is planned for later stays.
func (s *simulation) drain(now time.Time) {
	for i := range s.messages {
		if m := &s.messages[i]; m.fate == "" && m.PlannedAt.Before(now) {
			m.due = now
		}
	}
}

// downBetween fails every attempt from one instant to another.
func downBetween(from, to time.Time) receiver {
	return func(_ int, now time.Time) schedule.Result {
		if now.Before(from) || !now.Before(to) {
			return schedule.Result{Outcome: schedule.Delivered}
		}
		return schedule.Result{Outcome: schedule.Failed}
	}
}
