package schedule_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/route/schedule"
)

func TestSettleFirstAttempt(t *testing.T) {
	for outcome, want := range map[schedule.Outcome]struct {
		fate    schedule.Fate
		disable bool
		open    bool
		reason  string
	}{
		schedule.Delivered: {fate: schedule.Done, reason: "took the message"},
		schedule.Failed:    {fate: schedule.Retry, reason: "attempt 1 failed; the next follows the retry schedule"},
		schedule.Throttled: {fate: schedule.Retry, open: true, reason: "attempt 1 throttled"},
		schedule.Gone:      {fate: schedule.Retry, disable: true, reason: "wants no more messages"},
		schedule.Refused:   {fate: schedule.Retry, disable: true, reason: "may not be sent to this address"},
		schedule.Invalid:   {fate: schedule.Dead, reason: "cannot be sent"},
	} {
		c, v := schedule.Circuit{}.Settle(schedule.Message{Attempt: 1, PlannedAt: start}, schedule.Result{Outcome: outcome}, start, rand.New(rand.NewPCG(1, 1)))
		if v.Fate != want.fate || v.Disable != want.disable || v.Drain || c.Open() != want.open || !strings.Contains(v.Reason, want.reason) {
			t.Errorf("%s: %+v, open %v", outcome, v, c.Open())
		}
	}
}

func TestInvalidMessageSaysNothingOfTheEndpoint(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	before, _ := schedule.Circuit{}.Settle(schedule.Message{Attempt: 1, PlannedAt: start}, schedule.Result{Outcome: schedule.Failed}, start, rnd)
	after, _ := before.Settle(schedule.Message{Attempt: 1, PlannedAt: start}, schedule.Result{Outcome: schedule.Invalid}, start.Add(time.Hour), rnd)
	if after != before {
		t.Errorf("before %+v, after %+v", before, after)
	}
}

func TestThrottledEndpointRestsAsLongAsItAsked(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	r := schedule.Result{Outcome: schedule.Throttled, RetryAfter: time.Hour}
	c, v := schedule.Circuit{}.Settle(schedule.Message{Attempt: 1, PlannedAt: start}, r, start, rnd)
	if v.At.Sub(start) != time.Hour {
		t.Errorf("this message comes back after %s", v.At.Sub(start))
	}
	_, a := c.Admit(start.Add(time.Second), rnd)
	if a.Send || a.At.Sub(start) != time.Hour || !strings.Contains(a.Reason, "failed 1 times in a row since 2026-03-02T09:00:00Z") {
		t.Errorf("another message: %+v", a)
	}
	if _, a = c.Admit(start.Add(time.Hour), rnd); !a.Probe {
		t.Errorf("after an hour: %+v", a)
	}
}

func TestCircuitProbesOnceAMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rnd := source(t)
		var c schedule.Circuit
		for range 2 {
			c, _ = c.Settle(schedule.Message{Attempt: 1, PlannedAt: start}, schedule.Result{Outcome: schedule.Failed}, start, rnd)
		}
		now, last, first := start, start, true
		for range rapid.IntRange(1, 200).Draw(t, "questions") {
			now = now.Add(time.Duration(rapid.Int64Range(0, int64(30*time.Second)).Draw(t, "later")))
			var a schedule.Admission
			c, a = c.Admit(now, rnd)
			switch {
			case a.Reason == "" || a.Send == !a.At.IsZero() || a.Probe != a.Send:
				t.Fatalf("inconsistent: %+v", a)
			case a.Probe && now.Sub(last) < schedule.ProbeInterval*8/10:
				t.Fatalf("probed after %s", now.Sub(last))
			case !a.Send && now.Sub(last) > schedule.ProbeInterval*12/10:
				t.Fatalf("held %s after the last probe", now.Sub(last))
			case !a.Send && first && a.At != c.ProbeAt:
				t.Fatalf("nobody comes for the probe at %s: %s", c.ProbeAt, a.At)
			}
			if first = a.Send; a.Probe {
				last = now
			}
		}
	})
}

// TestSettleAlwaysDecides: whatever happens, a verdict is complete and its parts agree.
func TestSettleAlwaysDecides(t *testing.T) {
	outcomes := []schedule.Outcome{schedule.Delivered, schedule.Failed, schedule.Throttled, schedule.Gone, schedule.Refused, schedule.Invalid}
	rapid.Check(t, func(t *rapid.T) {
		rnd := source(t)
		var c schedule.Circuit
		now := start
		for range rapid.IntRange(1, 40).Draw(t, "attempts") {
			now = now.Add(time.Duration(rapid.Int64Range(0, int64(10*time.Hour)).Draw(t, "later")))
			m := schedule.Message{Attempt: rapid.IntRange(1, 100).Draw(t, "attempt"), PlannedAt: now.Add(-time.Duration(rapid.Int64Range(0, int64(100*time.Hour)).Draw(t, "age")))}
			r := schedule.Result{Outcome: rapid.SampledFrom(outcomes).Draw(t, "outcome"), RetryAfter: time.Duration(rapid.Int64().Draw(t, "retry after"))}
			wasOpen := c.Open()
			var v schedule.Verdict
			c, v = c.Settle(m, r, now, rnd)
			switch {
			case v.Reason == "":
				t.Fatalf("no reason: %+v", v)
			case (v.Fate == schedule.Retry) != v.At.After(now):
				t.Fatalf("%s and due at %s: %+v", v.Fate, v.At, v)
			case v.Drain != (wasOpen && r.Outcome == schedule.Delivered):
				t.Fatalf("was open %v, %s: %+v", wasOpen, r.Outcome, v)
			case r.Outcome == schedule.Delivered && c != (schedule.Circuit{}):
				t.Fatalf("not healthy after a success: %+v", c)
			case c.Open() && c.ProbeAt.Sub(c.LastFailure) > schedule.MaxRetryAfter:
				t.Fatalf("no probe before %s", c.ProbeAt)
			}
		}
	})
}
