//go:build figures

package apptest_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/store"
)

// How many alerts are timed in each round, and how much is pushed beside them in the second.
const (
	crossings = 30
	loadRate  = 1000 // interactions a second
	loadBatch = 50
)

// arrivals is when the first message of each tenant came.
type arrivals struct {
	mu sync.Mutex
	at map[string]chan time.Time
}

func (a *arrivals) of(tenant string) chan time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.at[tenant] == nil {
		a.at[tenant] = make(chan time.Time, 100)
	}
	return a.at[tenant]
}

func (a *arrivals) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	now := time.Now()
	a.of(strings.Trim(r.URL.Path, "/")) <- now
	w.WriteHeader(http.StatusNoContent)
}

// TestFigureComplaintToWebhook times the complaint that makes an alert fire, from before it is pushed
// until its webhook is there: on a server that is idle, and on one that takes 1,000 interactions a
// second of another tenant.
//
//	go test -tags figures -run TestFigureComplaintToWebhook -v ./server/apptest
func TestFigureComplaintToWebhook(t *testing.T) {
	s := apptest.Start(t)
	in := &arrivals{at: map[string]chan time.Time{}}
	server := httptest.NewServer(in)
	defer server.Close()
	all := complaints(t, 4)
	var offices []*office
	for i := range 2 * crossings {
		tenant := fmt.Sprintf("tenant-%d", i)
		o := &office{Client: s.Client(s.KeyFor(tenant, store.Admin)), t: t}
		o.configure()
		made, err := o.Routing.CreateDestination(t.Context(), &v1.CreateDestinationRequest{Destination: &v1.Destination{
			Target: &v1.Destination_Webhook{Webhook: &v1.Webhook{Url: server.URL + "/" + tenant}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.Routing.CreateRoute(t.Context(), &v1.CreateRouteRequest{Route: &v1.Route{Team: "ecommerce", Destinations: []string{made.GetName()}}}); err != nil {
			t.Fatal(err)
		}
		o.push(all[:3]...)
		offices = append(offices, o)
	}
	s.Settle()
	measure := func(what string, some []*office, first int) {
		var took []time.Duration
		for i, o := range some {
			began := time.Now()
			o.push(all[3])
			select {
			case at := <-in.of(fmt.Sprintf("tenant-%d", first+i)):
				took = append(took, at.Sub(began))
			case <-time.After(time.Minute):
				t.Fatalf("%s: no webhook within a minute", what)
			}
		}
		slices.Sort(took)
		p50, p99 := took[len(took)/2], took[len(took)*99/100]
		t.Logf("%s: complaint to webhook, %d alerts: p50 %s, p99 %s", what, len(took), p50.Round(time.Millisecond), p99.Round(time.Millisecond))
		if p50 > time.Second || p99 > 5*time.Second {
			t.Errorf("%s: want p50 < 1s, p99 < 5s", what)
		}
	}
	measure("idle", offices[:crossings], 0)
	stop, pushed := load(t, s)
	measure("busy", offices[crossings:], crossings)
	stop()
	n, over := pushed()
	t.Logf("pushed beside it: %d interactions in %s, %.0f a second", n, over.Round(time.Second), float64(n)/over.Seconds())
}

// load pushes interactions of another tenant at loadRate, as far as the server takes them.
func load(t *testing.T, s *apptest.Server) (stop func(), pushed func() (int64, time.Duration)) {
	o := &office{Client: s.Client(s.KeyFor("busy", store.Admin)), t: t}
	o.configure()
	texts := complaints(t, 5)
	var n, batch atomic.Int64
	began, done := time.Now(), make(chan struct{})
	var pushing sync.WaitGroup
	for range 4 {
		pushing.Go(func() {
			tick := time.NewTicker(4 * loadBatch * time.Second / loadRate)
			defer tick.Stop()
			for {
				select {
				case <-done:
					return
				case <-tick.C:
				}
				name := fmt.Sprintf("load-%d", batch.Add(1))
				items := pushBatch(name, loadBatch)
				for i := 0; i < len(items); i += 10 {
					c := proto.CloneOf(texts[i%len(texts)])
					items[i].Turns, items[i].CustomerId = c.GetTurns(), "customer-"+items[i].GetExternalId()
				}
				if report, err := o.PushInteractions(t.Context(), items); err == nil {
					n.Add(int64(report.Counts.GetAccepted()))
				}
			}
		})
	}
	var over time.Duration
	return func() { close(done); pushing.Wait(); over = time.Since(began) }, func() (int64, time.Duration) { return n.Load(), over }
}
