package schedule_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/route/schedule"
)

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func source(t *rapid.T) *rand.Rand {
	return rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
}

// standard is the table of Standard Webhooks 1.0: when each attempt is due after the first.
var standard = []time.Duration{
	0, 5 * time.Second, 5*time.Minute + 5*time.Second, 35*time.Minute + 5*time.Second,
	2*time.Hour + 35*time.Minute + 5*time.Second, 7*time.Hour + 35*time.Minute + 5*time.Second,
	17*time.Hour + 35*time.Minute + 5*time.Second, 31*time.Hour + 35*time.Minute + 5*time.Second,
	51*time.Hour + 35*time.Minute + 5*time.Second, 75*time.Hour + 35*time.Minute + 5*time.Second,
}

// attempts follows a message that nobody takes to its end.
func attempts(r schedule.Result, rnd *rand.Rand) []time.Time {
	m := schedule.Message{PlannedAt: start}
	now := start
	var at []time.Time
	for {
		at = append(at, now)
		m.Attempt++
		next, dead := schedule.Next(m, r, now, rnd)
		if dead {
			return at
		}
		now = next
	}
}

func TestNextFollowsStandardWebhooks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := attempts(schedule.Result{Outcome: schedule.Failed}, source(t))
		if len(at) != schedule.MaxAttempts || len(at) != len(standard) {
			t.Fatalf("%d attempts, want %d", len(at), len(standard))
		}
		for i := range at[1:] {
			gap, want := at[i+1].Sub(at[i]), standard[i+1]-standard[i]
			if gap < want*8/10 || gap > want*12/10 {
				t.Errorf("after attempt %d: %s, want %s by 20 %%", i+1, gap, want)
			}
		}
	})
}

func TestNextJitterSpreadsBothWays(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	m := schedule.Message{Attempt: 3, PlannedAt: start}
	now := start.Add(10 * time.Minute)
	lowest, highest := 24*time.Hour, time.Duration(0)
	for range 1000 {
		at, _ := schedule.Next(m, schedule.Result{Outcome: schedule.Failed}, now, rnd)
		lowest, highest = min(lowest, at.Sub(now)), max(highest, at.Sub(now))
	}
	if lowest > 25*time.Minute || highest < 35*time.Minute {
		t.Errorf("30 min became %s to %s, want about 24 to 36 min", lowest, highest)
	}
}

func TestNextHonoursRetryAfter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := schedule.Message{Attempt: rapid.IntRange(1, 9).Draw(t, "attempt"), PlannedAt: start}
		now := start.Add(standard[m.Attempt-1])
		r := schedule.Result{
			Outcome:    rapid.SampledFrom([]schedule.Outcome{schedule.Failed, schedule.Throttled}).Draw(t, "outcome"),
			RetryAfter: time.Duration(rapid.Int64Range(0, int64(72*time.Hour)).Draw(t, "retry after")),
		}
		at, dead := schedule.Next(m, r, now, source(t))
		if dead {
			t.Fatal("dead before its time")
		}
		wait, own := at.Sub(now), standard[m.Attempt]-standard[m.Attempt-1]
		asked := min(r.RetryAfter, schedule.MaxRetryAfter)
		if wait < asked {
			t.Errorf("waits %s, the receiver asked for %s", wait, asked)
		}
		if longest := max(own*12/10, asked); wait > longest {
			t.Errorf("waits %s, longer than both the schedule and the receiver want (%s)", wait, longest)
		}
	})
}

func TestNextOfEveryOutcome(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for outcome, want := range map[schedule.Outcome]struct{ zero, dead bool }{
		schedule.Delivered: {zero: true},
		schedule.Invalid:   {zero: true, dead: true},
		schedule.Failed:    {},
		schedule.Throttled: {},
		schedule.Gone:      {}, // its endpoint is disabled and the message held, not lost
		schedule.Refused:   {},
	} {
		at, dead := schedule.Next(schedule.Message{Attempt: 1, PlannedAt: start}, schedule.Result{Outcome: outcome}, start, rnd)
		if at.IsZero() != want.zero || dead != want.dead {
			t.Errorf("%s: at %v, dead %v", outcome, at, dead)
		}
	}
}

// TestNextPlace shows what does not use up a message's places in the schedule.
func TestNextPlace(t *testing.T) {
	for name, c := range map[string]struct {
		attempt int
		age     time.Duration
		want    time.Duration // 0: dead
	}{
		"on time":                             {3, standard[2], 30 * time.Minute},
		"sixty probes in the first hour":      {62, time.Hour, 2 * time.Hour},
		"first tried after four days":         {1, 96 * time.Hour, 5 * time.Second},
		"second attempt after four days":      {2, 96 * time.Hour, 5 * time.Minute},
		"ten attempts, the last one on time":  {10, standard[9], 0},
		"ten attempts at a day":               {10, 24 * time.Hour, 14 * time.Hour},
		"probed for four days":                {5000, 96 * time.Hour, 0},
		"an attempt not counted is the first": {0, 0, 5 * time.Second},
		"planned in the future by clock skew": {1, -time.Hour, 5 * time.Second},
	} {
		at, dead := schedule.Next(schedule.Message{Attempt: c.attempt, PlannedAt: start}, schedule.Result{Outcome: schedule.Failed},
			start.Add(c.age), rand.New(rand.NewPCG(1, 2)))
		if dead != (c.want == 0) {
			t.Errorf("%s: dead is %v", name, dead)
		}
		if wait := at.Sub(start.Add(c.age)); !dead && (wait < c.want*8/10 || wait > c.want*12/10) {
			t.Errorf("%s: waits %s, want about %s", name, wait, c.want)
		}
	}
}
