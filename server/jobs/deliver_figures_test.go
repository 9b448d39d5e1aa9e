//go:build figures

package jobs_test

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/store"
)

// These take minutes, and say figures:
//
//	go test -tags figures -run 'TestFigure' -v -timeout 30m ./server/jobs

// away is how many messages wait for a receiver that is away.
const away = 10_000

// outage is a receiver that is away while many messages wait for it.
func outage(t *testing.T) (*office, *inbox, *atomic.Bool) {
	o := newOffice(t)
	var down atomic.Bool
	in := newInbox(t, func(w http.ResponseWriter, _ *http.Request) bool {
		if down.Load() {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		return down.Load()
	})
	o.route(in.URL, "digital")
	o.fire()
	o.multiply(away - 1)
	down.Store(true)
	return o, in, &down
}

// once fails the test unless each message was taken once.
func once(t *testing.T, in *inbox) {
	t.Helper()
	ids := in.taken()
	slices.Sort(ids)
	if n := len(slices.Compact(slices.Clone(ids))); n != away || len(ids) != away {
		t.Errorf("%d messages taken, %d different ones, want %d once each", len(ids), n, away)
	}
}

// TestFigureAwayForAnHour: on a clock that the test moves. What is counted is how far that clock
// moves until the last message is taken; the time that the machine needs to send them is said too.
func TestFigureAwayForAnHour(t *testing.T) {
	o, in, down := outage(t)
	in.ahead = true
	o.work()
	for range 60 {
		o.wait(time.Minute)
		o.work()
	}
	asked := in.requests()
	down.Store(false)
	back, sent := o.later, time.Now()
	for len(in.taken()) < away && o.later-back < 10*time.Minute {
		o.wait(5 * time.Second)
		o.work()
	}
	once(t, in)
	moved := o.later - back
	t.Logf("away for an hour, %d messages: asked %d times meanwhile; all taken %s after its return on the moved clock, in which sending took %s", away, asked, moved, time.Since(sent).Round(time.Second))
	if moved > 2*time.Minute {
		t.Errorf("all taken %s after its return, want 2m", moved)
	}
}

// TestFigureAwayForAMinute: on the real clock.
func TestFigureAwayForAMinute(t *testing.T) {
	o, in, down := outage(t)
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { o.worker.Run(ctx) })
	<-time.After(time.Minute)
	asked := in.requests()
	down.Store(false)
	back := time.Now()
	var last time.Duration
	for last = 0; len(in.taken()) < away && last < 5*time.Minute; last = time.Since(back) {
		<-time.After(50 * time.Millisecond)
	}
	t.Logf("away for 60 s, %d messages: asked %d times meanwhile; all taken %s after its return", away, asked, last.Round(100*time.Millisecond))
	if last > 2*time.Minute {
		t.Errorf("all taken %s after its return, want 2m", last)
	}
	stop()
	running.Wait()
	once(t, in)
}

// healthy is how many receivers work while others do not.
const healthy = 200

// crowd is many receivers, and how long each message took to them.
type crowd struct {
	*office
	mu      sync.Mutex
	planned map[string]time.Time
	took    []time.Duration
	places  []uuid.UUID
}

func newCrowd(t *testing.T) *crowd {
	c := &crowd{office: newOffice(t), planned: map[string]time.Time{}}
	in := newInbox(t, func(w http.ResponseWriter, r *http.Request) bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		if at, ok := c.planned[r.Header.Get("webhook-id")]; ok {
			c.took = append(c.took, time.Since(at))
			delete(c.planned, r.Header.Get("webhook-id"))
		}
		w.WriteHeader(http.StatusNoContent)
		return true
	})
	c.route(in.URL, "digital")
	c.fire()
	c.work()
	for i := range healthy {
		d := c.routeTo(store.Destination{Kind: route.Webhook, URL: fmt.Sprintf("%s/%d", in.URL, i)}, channel.Secrets{Signing: []string{secret}})
		c.places = append(c.places, d.ID)
	}
	return c
}

// tell plans one message to a destination.
func (c *crowd) tell(to uuid.UUID) {
	id := uuid.New()
	c.mu.Lock()
	c.planned[id.String()] = time.Now()
	c.mu.Unlock()
	c.exec(`WITH d AS (INSERT INTO deliveries (tenant_id, id, alert_id, change, team, role, likely, destination_id, route_id, occasion)
		SELECT tenant_id, $1::uuid, alert_id, change, team, role, likely, $2::uuid, route_id, $1::text FROM deliveries WHERE team = 'digital' ORDER BY created_at LIMIT 1
		RETURNING tenant_id, id, destination_id)
		INSERT INTO due_deliveries (tenant_id, delivery_id, destination_id) SELECT * FROM d`, id, to)
	c.worker.Wake.Wake()
}

// round tells every healthy receiver once, at a pace that the worker keeps up with, and returns the
// 99th percentile and the median of how long that took.
func (c *crowd) round() (p99, p50 time.Duration) {
	c.mu.Lock()
	c.took = nil
	c.mu.Unlock()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for _, to := range c.places {
		<-tick.C
		c.tell(to)
	}
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); <-tick.C {
		c.mu.Lock()
		n := len(c.took)
		c.mu.Unlock()
		if n == healthy {
			break
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.took) < healthy {
		c.t.Errorf("%d of %d healthy messages were taken", len(c.took), healthy)
	}
	slices.Sort(c.took)
	return c.took[len(c.took)*99/100], c.took[len(c.took)/2]
}

// TestFigureOthersAreNotHeldUp: rounds with and without an endpoint that always fails, one that hangs
// for 30 s and messages that break their channel, alternating, so that the machine's moods hit both.
func TestFigureOthersAreNotHeldUp(t *testing.T) {
	c := newCrowd(t)
	hang := make(chan struct{})
	failing := newInbox(t, status(http.StatusInternalServerError, 1<<30))
	hanging := newInbox(t, func(_ http.ResponseWriter, r *http.Request) bool {
		select {
		case <-hang:
		case <-r.Context().Done():
		case <-time.After(30 * time.Second):
		}
		return true
	})
	c.worker.Channels[route.Teams] = &breaking{}
	bad := []uuid.UUID{
		c.route(failing.URL).ID, c.route(hanging.URL).ID,
		c.routeTo(store.Destination{Kind: route.Teams, URL: "https://example.com"}, channel.Secrets{}).ID,
	}
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { c.worker.Run(ctx) })
	defer func() { stop(); close(hang); running.Wait() }()
	c.round() // warms up
	var without, with, ratios []time.Duration
	for range 5 {
		calm, calmMedian := c.round()
		for range 10 { // and their retries
			for _, to := range bad {
				c.tell(to)
			}
		}
		troubled, troubledMedian := c.round()
		t.Logf("p99 %s without, %s with the bad ones; p50 %s, %s", calm, troubled, calmMedian, troubledMedian)
		without, with = append(without, calm), append(with, troubled)
		ratios = append(ratios, troubled*1000/calm)
		c.exec(`DELETE FROM due_deliveries WHERE destination_id = ANY($1)`, bad)
		c.exec(`UPDATE destinations SET failing_since = NULL`)
	}
	for _, list := range [][]time.Duration{without, with, ratios} {
		slices.SortFunc(list, cmp.Compare)
	}
	t.Logf("median of 5 rounds: p99 %s without, %s with; the median ratio is %.2f (failing asked %d times, hanging %d)", without[2], with[2], float64(ratios[2])/1000, failing.requests(), hanging.requests())
	if ratios[2] > 1200 {
		t.Errorf("healthy receivers wait %.2f times as long", float64(ratios[2])/1000)
	}
}
