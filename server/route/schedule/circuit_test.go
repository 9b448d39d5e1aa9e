package schedule_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/route/schedule"
)

// TestEndpointIsFoundAgainWithinTwoMinutes: however long an endpoint was away, everything that
// waits for it arrives within two minutes of its return, and while away it is asked once a minute.
func TestEndpointIsFoundAgainWithinTwoMinutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		outage := time.Duration(rapid.Int64Range(int64(time.Second), int64(48*time.Hour)).Draw(t, "outage"))
		back := start.Add(outage)
		planned := []time.Time{start}
		for range rapid.IntRange(0, 30).Draw(t, "more messages") {
			planned = append(planned, start.Add(time.Duration(rapid.Int64Range(0, int64(outage)).Draw(t, "planned after"))))
		}
		s := simulate(rapid.Uint64().Draw(t, "seed"), planned...)
		s.run(start.Add(1000*time.Hour), downBetween(start, back))
		for i, m := range s.messages {
			if m.fate != schedule.Done || m.settledAt.Sub(back) > 2*time.Minute {
				t.Errorf("message %d: %q %s after the endpoint came back", i, m.fate, m.settledAt.Sub(back))
			}
		}
		var during int
		for _, at := range s.requests {
			if at.Before(back) {
				during++
			}
		}
		if most := 2 + int(outage/(schedule.ProbeInterval*8/10)) + 1; during > most {
			t.Errorf("%d requests in an outage of %s, want at most %d", during, outage, most)
		}
	})
}

func TestLongQueueWaitsQuietlyAndDrains(t *testing.T) {
	planned := make([]time.Time, 2000)
	for i := range planned {
		planned[i] = start.Add(time.Duration(i) * time.Second)
	}
	back := start.Add(time.Hour)
	s := simulate(1, planned...)
	s.run(start.Add(1000*time.Hour), downBetween(start, back))
	asked := 0
	for i, m := range s.messages {
		asked += m.asked
		if m.fate != schedule.Done || m.settledAt.Sub(back) > 2*time.Minute {
			t.Fatalf("message %d: %q %s after the endpoint came back", i, m.fate, m.settledAt.Sub(back))
		}
	}
	// A held message asks about every 5 minutes; without the spread it would be every minute.
	if asked > 12*len(planned) {
		t.Errorf("%d messages asked %d times in an hour", len(planned), asked)
	}
	t.Logf("%d messages, down for an hour: %d requests, due %d times", len(planned), len(s.requests), asked)
}

// TestPoisonDoesNotStarveOthers: one message that nobody takes opens the circuit of a healthy
// endpoint; those that follow get through within two minutes all the same, and it dies in the end.
func TestPoisonDoesNotStarveOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		planned := []time.Time{start}
		for range rapid.IntRange(1, 20).Draw(t, "healthy messages") {
			planned = append(planned, start.Add(time.Duration(rapid.Int64Range(0, int64(72*time.Hour)).Draw(t, "planned after"))))
		}
		s := simulate(rapid.Uint64().Draw(t, "seed"), planned...)
		s.run(start.Add(1000*time.Hour), func(i int, _ time.Time) schedule.Result {
			if i == 0 {
				return schedule.Result{Outcome: schedule.Failed}
			}
			return schedule.Result{Outcome: schedule.Delivered}
		})
		if !s.disabled.IsZero() {
			t.Fatalf("a healthy endpoint was disabled at %s", s.disabled)
		}
		if poison := s.messages[0]; poison.fate != schedule.Dead || poison.Attempt < schedule.MaxAttempts {
			t.Errorf("poison: %q after %d attempts", poison.fate, poison.Attempt)
		}
		for i, m := range s.messages[1:] {
			if late := m.settledAt.Sub(m.PlannedAt); m.fate != schedule.Done || late > 2*time.Minute {
				t.Errorf("message %d: %q after %s", i+1, m.fate, late)
			}
		}
	})
}

func TestEndpointThatOnlyFailsIsDisabled(t *testing.T) {
	var planned []time.Time
	for day := range 10 {
		planned = append(planned, start.Add(time.Duration(day)*24*time.Hour))
	}
	s := simulate(3, planned...)
	s.run(start.Add(1000*time.Hour), downBetween(start, start.Add(1000*time.Hour)))
	if after := s.disabled.Sub(start); after < schedule.DisableAfter || after > schedule.DisableAfter+2*time.Minute {
		t.Errorf("disabled after %s, want 5 days", after)
	}
	if !s.circuit.Open() {
		t.Error("its circuit is closed")
	}
}

func TestEndpointThatSometimesWorksIsNotDisabled(t *testing.T) {
	var planned []time.Time
	for hour := range 24 * 9 {
		planned = append(planned, start.Add(time.Duration(hour)*time.Hour))
	}
	s := simulate(3, planned...)
	s.run(start.Add(1000*time.Hour), func(_ int, now time.Time) schedule.Result {
		if now.Sub(start)%(4*24*time.Hour) < 95*time.Hour {
			return schedule.Result{Outcome: schedule.Failed}
		}
		return schedule.Result{Outcome: schedule.Delivered}
	})
	if !s.disabled.IsZero() {
		t.Errorf("disabled at %s", s.disabled)
	}
}

// TestFailuresFarApartDoNotDisable: when nothing was sent for a week, nothing says that the
// endpoint failed all week.
func TestFailuresFarApartDoNotDisable(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	var c schedule.Circuit
	var v schedule.Verdict
	now := start
	for i := range 20 {
		now = start.Add(time.Duration(i) * time.Minute)
		c, _ = c.Settle(schedule.Message{Attempt: 1, PlannedAt: now}, schedule.Result{Outcome: schedule.Failed}, now, rnd)
	}
	now = now.Add(7 * 24 * time.Hour)
	if c, v = c.Settle(schedule.Message{Attempt: 1, PlannedAt: now}, schedule.Result{Outcome: schedule.Failed}, now, rnd); v.Disable {
		t.Errorf("disabled: %s", v.Reason)
	}
	if !c.FailingSince.Equal(now) {
		t.Errorf("failing since %s, want %s", c.FailingSince, now)
	}
}

func TestRestoredCircuit(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	if c := schedule.Restore(time.Time{}); c != (schedule.Circuit{}) {
		t.Errorf("of a healthy endpoint: %+v", c)
	}
	c := schedule.Restore(start)
	if _, a := c.Admit(start.Add(time.Hour), rnd); !a.Send || a.Probe {
		t.Errorf("first message after a restart: %+v", a)
	}
	now := start.Add(6 * 24 * time.Hour)
	c, v := c.Settle(schedule.Message{Attempt: 3, PlannedAt: start}, schedule.Result{Outcome: schedule.Failed}, now, rnd)
	if !c.Open() || v.Disable {
		t.Errorf("one failure after a restart: open %v, %+v", c.Open(), v)
	}
	for range 20 {
		now = now.Add(schedule.ProbeInterval)
		c, v = c.Settle(schedule.Message{Attempt: 3, PlannedAt: start}, schedule.Result{Outcome: schedule.Failed}, now, rnd)
	}
	if !v.Disable || !strings.Contains(v.Reason, "since 2026-03-02T09:00:00Z") {
		t.Errorf("still failing: %+v", v)
	}
}
