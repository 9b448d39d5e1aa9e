package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/ingest"
)

// recorder is a flusher that waits to be let go and remembers what it wrote.
type recorder struct {
	mu      sync.Mutex
	batches [][]string
	tenants []string
	begun   chan int
	letGo   chan bool
}

func newRecorder() *recorder {
	return &recorder{begun: make(chan int, 100), letGo: make(chan bool, 100)}
}

var errPoison = errors.New("poison")

func (r *recorder) flush(_ context.Context, tenant string, items []Item) ([]PushResult, error) {
	r.begun <- len(items)
	<-r.letGo
	r.mu.Lock()
	defer r.mu.Unlock()
	var ids []string
	for _, i := range items {
		ids = append(ids, i.Interaction.ExternalID)
		if i.Interaction.ExternalID == "poison" {
			return nil, errPoison
		}
	}
	r.batches, r.tenants = append(r.batches, ids), append(r.tenants, tenant)
	results := make([]PushResult, len(items))
	for i := range results {
		results[i].Status = PushStatus(ids[i])
	}
	return results, nil
}

func itemsNamed(ids ...string) []Item {
	var out []Item
	for _, id := range ids {
		out = append(out, Item{Interaction: ingest.Interaction{ExternalID: id}})
	}
	return out
}

// queued waits until n items of a tenant wait for the next batch.
func queued(c *coalescer, tenant string, n int) {
	for {
		c.mu.Lock()
		q := c.queues[tenant]
		ready := q != nil && q.next != nil && q.next.size == n
		c.mu.Unlock()
		if ready {
			return
		}
	}
}

func TestCoalescerMergesWhatComesDuringAWrite(t *testing.T) {
	r := newRecorder()
	c := newCoalescer(time.Hour, r.flush)
	var group sync.WaitGroup
	push := func(ids ...string) {
		group.Go(func() {
			results, err := c.push(t.Context(), "acme", itemsNamed(ids...))
			if err != nil || len(results) != len(ids) {
				t.Errorf("%v: %d results, %v", ids, len(results), err)
				return
			}
			for i, id := range ids {
				if string(results[i].Status) != id {
					t.Errorf("%s got the result of %s", id, results[i].Status)
				}
			}
		})
	}
	push("first")
	if n := <-r.begun; n != 1 {
		t.Fatalf("a push that came alone waited: %d items", n)
	}
	for i := range 5 {
		push(fmt.Sprintf("a%d", i), fmt.Sprintf("b%d", i))
	}
	queued(c, "acme", 10)
	r.letGo <- true
	if n := <-r.begun; n != 10 {
		t.Errorf("the second write has %d items, want 10", n)
	}
	r.letGo <- true
	group.Wait()
	c.close()
	if len(c.queues) != 0 {
		t.Error("an idle queue was kept")
	}
}

func TestCoalescerWritesWhenTheWindowIsOver(t *testing.T) {
	r := newRecorder()
	c := newCoalescer(time.Millisecond, r.flush)
	var group sync.WaitGroup
	for i := range 2 {
		group.Go(func() { _, _ = c.push(t.Context(), "acme", itemsNamed(fmt.Sprint(i))) })
		<-r.begun // the second begins although the first has not ended
	}
	r.letGo <- true
	r.letGo <- true
	group.Wait()
}

func TestCoalescerKeepsTenantsApart(t *testing.T) {
	r := newRecorder()
	c := newCoalescer(time.Hour, r.flush)
	var group sync.WaitGroup
	for _, tenant := range []string{"acme", "other"} {
		group.Go(func() { _, _ = c.push(t.Context(), tenant, itemsNamed(tenant)) })
		<-r.begun
	}
	r.letGo <- true
	r.letGo <- true
	group.Wait()
	for i, tenant := range r.tenants {
		if len(r.batches[i]) != 1 || r.batches[i][0] != tenant {
			t.Errorf("tenant %s was written with %v", tenant, r.batches[i])
		}
	}
}

func TestCoalescerDoesNotFailOneForAnother(t *testing.T) {
	r := newRecorder()
	close(r.letGo)
	block := make(chan bool)
	slow := newCoalescer(time.Hour, func(ctx context.Context, tenant string, items []Item) ([]PushResult, error) {
		if items[0].Interaction.ExternalID == "block" {
			block <- true
			<-block
		}
		return r.flush(ctx, tenant, items)
	})
	var group sync.WaitGroup
	group.Go(func() { _, _ = slow.push(t.Context(), "acme", itemsNamed("block")) })
	<-block
	errs := map[string]error{}
	var mu sync.Mutex
	for _, id := range []string{"good", "poison", "fine"} {
		group.Go(func() {
			_, err := slow.push(t.Context(), "acme", itemsNamed(id))
			mu.Lock()
			defer mu.Unlock()
			errs[id] = err
		})
	}
	queued(slow, "acme", 3)
	block <- true
	group.Wait()
	if errs["good"] != nil || errs["fine"] != nil || !errors.Is(errs["poison"], errPoison) {
		t.Errorf("errors: %v", errs)
	}
}

func TestCoalescerLetsACallerGiveUp(t *testing.T) {
	r := newRecorder()
	c := newCoalescer(time.Hour, r.flush)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := c.push(ctx, "acme", itemsNamed("a"))
		done <- err
	}()
	<-r.begun
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	r.letGo <- true
	c.close()
	if len(r.batches) != 1 {
		t.Error("the write was given up with its caller")
	}
	if _, err := c.push(t.Context(), "acme", itemsNamed("late")); err == nil {
		t.Error("a closed coalescer took a push")
	}
}

func TestCoalescerWaitsForNoMoreThanIsWorthIt(t *testing.T) {
	r := newRecorder()
	c := newCoalescer(time.Hour, r.flush)
	var group sync.WaitGroup
	push := func(n int) {
		group.Go(func() { _, _ = c.push(t.Context(), "acme", make([]Item, n)) })
	}
	push(1)
	<-r.begun
	push(150)
	queued(c, "acme", 150)
	push(60)
	if n := <-r.begun; n != 210 {
		t.Errorf("a batch of %d items went out once it was full, want 210", n)
	}
	push(fullBatch)
	if n := <-r.begun; n != fullBatch {
		t.Errorf("a large push waited for others: %d items", n)
	}
	for range 3 {
		r.letGo <- true
	}
	group.Wait()
}
