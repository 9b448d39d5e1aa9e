package apptest_test

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	mathrand "math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

const (
	pushers         = 4  // push at once
	itemsInBatch    = 20 // of which some are complaints
	complaintsAmong = 2
)

// onslaught is clients that push without pause to a server that is killed again and again.
type onslaught struct {
	t          *testing.T
	client     *throughline.Client
	ledger     *ledger
	complaints []*v1.Interaction

	batches atomic.Int64  // begun
	killAt  atomic.Int64  // when so many are begun, the server is to be killed
	reached chan struct{} // it is time
	done    atomic.Bool

	mu    sync.Mutex
	alive chan struct{} // closed while the server runs
}

// batch makes a batch of new interactions, some of them complaints, each of another customer.
func (o *onslaught) batch(n int64) []*v1.Interaction {
	out := pushBatch(fmt.Sprintf("batch-%d", n), itemsInBatch)
	for i := range complaintsAmong {
		c := o.complaints[(int(n)+i)%len(o.complaints)]
		out[i].Turns, out[i].Channel, out[i].CustomerId = c.GetTurns(), c.GetChannel(), "customer-"+out[i].GetExternalId()
	}
	return out
}

// push pushes batch after batch. Every other batch that gets no answer is pushed again once the
// server is back; the rest are given up, stored or not.
func (o *onslaught) push() {
	for !o.done.Load() {
		n := o.batches.Add(1)
		batch := o.batch(n)
		if n == o.killAt.Load() {
			o.reached <- struct{}{}
		}
		for {
			report, err := o.client.PushInteractions(o.t.Context(), batch)
			if err == nil {
				if err := o.ledger.acknowledged(report.Results); err != nil {
					o.t.Error(err)
				}
				break
			}
			o.awaitServer()
			if n%2 == 0 {
				o.ledger.unanswered(batch)
				break
			}
		}
	}
}

func (o *onslaught) awaitServer() {
	o.mu.Lock()
	alive := o.alive
	o.mu.Unlock()
	select {
	case <-alive:
	case <-o.t.Context().Done():
	}
}

// kill kills the server once a random number of batches more is begun, and starts it again.
func (o *onslaught) kill(p *process) {
	o.killAt.Store(o.batches.Load() + pushers + 1 + mathrand.Int64N(40))
	select {
	case <-o.reached:
	case <-time.After(time.Minute):
		o.t.Fatal("nobody pushes any more")
	}
	o.mu.Lock()
	alive := make(chan struct{})
	o.alive = alive
	o.mu.Unlock()
	p.kill()
	p.start()
	close(alive)
}

// TestKillDuringIngest kills the server with -9 while clients push, and again and again. Nothing
// that was acknowledged may be lost, nothing stored or counted twice.
func TestKillDuringIngest(t *testing.T) {
	t.Parallel()
	kills := 20
	if testing.Short() {
		kills = 5
	}
	db := storetest.NewDurable(t, nil)
	key := tenantOn(t, db)
	p := startProcess(t, db.AppURL, masterKey())
	client, err := throughline.New(p.options.GRPCAddr, throughline.WithAPIKey(key), throughline.WithInsecure())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	(&office{Client: client, t: t}).configure()
	o := &onslaught{t: t, client: client, ledger: newLedger(), complaints: complaints(t, 5), reached: make(chan struct{}, 1), alive: make(chan struct{})}
	close(o.alive)
	var pushing sync.WaitGroup
	for range pushers {
		pushing.Go(o.push)
	}
	for range kills {
		o.kill(p)
	}
	o.done.Store(true)
	pushing.Wait()
	stored := storedRows(t, db.AdminURL, apptest.Tenant)
	for _, wrong := range o.ledger.check(stored) {
		t.Error(wrong)
	}
	t.Logf("%d kills: %d interactions acknowledged, %d batches without an answer, %d interactions stored",
		kills, len(o.ledger.acked), len(o.ledger.unknown), len(stored))
	o.countedOnce(db, stored)
}

// countedOnce waits until the pipeline has read everything, and compares what it counts with
// what is stored.
func (o *onslaught) countedOnce(db *storetest.DB, stored []storedRow) {
	o.t.Helper()
	conn, err := pgx.Connect(o.t.Context(), db.AdminURL)
	if err != nil {
		o.t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(o.t.Context()))
	// What the killed had claimed comes back when its lease is over: let it be over.
	if _, err := conn.Exec(o.t.Context(), `UPDATE pending_interactions SET available_at = now()`); err != nil {
		o.t.Fatal(err)
	}
	apptest.Eventually(o.t, "everything is understood and grouped", func() bool {
		var waiting int
		if err := conn.QueryRow(o.t.Context(), `SELECT count(*) FROM pending_interactions`).Scan(&waiting); err != nil {
			o.t.Fatal(err)
		}
		return waiting == 0
	})
	want := 0
	for _, s := range stored {
		var batch int64
		var item int
		if _, err := fmt.Sscanf(s.externalID, "batch-%d-%d", &batch, &item); err != nil {
			o.t.Fatal(err)
		}
		if item < complaintsAmong {
			want++
		}
	}
	answer, err := o.client.Clusters.ListClusters(o.t.Context(), &v1.ListClustersRequest{})
	if err != nil {
		o.t.Fatal(err)
	}
	// The order of arrival decides whether the wordings share a cluster before the day ends, so
	// what counts is the sum.
	got := 0
	for _, c := range answer.GetClusters() {
		got += int(c.GetInteractionCount())
		o.t.Logf("%s counts %d from %s to %s", c.GetName(), c.GetInteractionCount(), c.GetSeam().GetFromTouchpoint(), c.GetSeam().GetToTouchpoint())
	}
	if got != want {
		o.t.Errorf("%d complaints are counted, %d are stored", got, want)
	}
	o.t.Logf("%d complaints are stored, and counted once each", want)
}

// tenantOn makes a tenant and a key in a database that no server runs on yet.
func tenantOn(t *testing.T, db *storetest.DB) string {
	t.Helper()
	s, err := store.Open(t.Context(), db.AppURL, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.CreateTenant(t.Context(), store.Tenant{ID: apptest.Tenant, DisplayName: "Acme"}); err != nil {
		t.Fatal(err)
	}
	_, key, err := s.CreateAPIKey(t.Context(), apptest.Tenant, store.NewAPIKey{Role: store.Admin})
	if err != nil {
		t.Fatal(err)
	}
	return key.Reveal()
}

func masterKey() string {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails: it would crash the program
	return base64.StdEncoding.EncodeToString(key)
}
