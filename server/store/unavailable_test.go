package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

func TestADatabaseThatIsNotThereIsUnavailable(t *testing.T) {
	s, err := store.Open(t.Context(), "postgres://nobody@127.0.0.1:1/none?sslmode=disable", store.Options{ConnectTimeout: 200 * time.Millisecond})
	if err != nil {
		t.Fatalf("Open waits for the database: %v", err)
	}
	defer s.Close()
	begun := time.Now()
	for name, err := range map[string]error{
		"ping":  s.Ping(t.Context()),
		"push":  second(s.PushInteractions(t.Context(), acme, items("i", 1))),
		"read":  second(s.GetPolicy(t.Context(), acme)),
		"claim": second(s.ClaimDeliveries(t.Context(), 1, time.Minute)),
	} {
		if !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("%s: %v, want ErrUnavailable", name, err)
		}
	}
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("it took %v to find out", took)
	}
}

// TestRestartOfTheDatabase kills every connection while pushes are under way, as often as it
// takes, and then compares what was acknowledged with what is stored.
func TestRestartOfTheDatabase(t *testing.T) {
	f := newFixture(t)
	ctx, cancel := context.WithCancel(t.Context())
	var group sync.WaitGroup
	var failures int
	var mu sync.Mutex
	acknowledged := map[string]bool{}
	for pusher := range 4 {
		group.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				batch := items(string(rune('a'+pusher))+"-"+time.Now().Format("150405.000000000"), 5)
				_, err := f.PushInteractions(context.Background(), acme, batch)
				mu.Lock()
				switch {
				case err == nil:
					for _, i := range batch {
						acknowledged[i.Interaction.ExternalID] = true
					}
				case errors.Is(err, store.ErrUnavailable):
					failures++
				default:
					t.Errorf("an error that does not say that the database is unavailable: %v", err)
				}
				mu.Unlock()
			}
		})
	}
	for range 5 {
		_, err := f.super.Exec(t.Context(), `SELECT pg_terminate_backend(pid), pg_sleep(0.05) FROM pg_stat_activity
			WHERE usename = 'throughline_app' AND datname = current_database()`)
		if err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	group.Wait()
	if failures == 0 {
		t.Error("no push was under way when its connection was killed, so this test proves little")
	}
	for id := range acknowledged {
		if f.count(`SELECT count(*) FROM interactions WHERE external_id = $1`, id) != 1 {
			t.Errorf("%s was acknowledged and is not stored", id)
		}
	}
	if got := statuses(f.push(acme, items("after", 1)...)); got[0] != store.Accepted {
		t.Errorf("afterwards: %v", got)
	}
	t.Logf("%d acknowledged, %d pushes failed", len(acknowledged), failures)
}

func TestAReadOnlyDatabaseIsUnavailable(t *testing.T) {
	db := storetest.New(t)
	f := fixtureOn(t, db)
	if _, err := f.super.Exec(t.Context(), `ALTER DATABASE `+db.Name+` SET default_transaction_read_only = on`); err != nil {
		t.Fatal(err)
	}
	s := f.open()
	if _, err := s.PushInteractions(t.Context(), acme, items("i", 1)); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("push: %v, want ErrUnavailable", err)
	}
	if _, err := s.GetPolicy(t.Context(), acme); err != nil {
		t.Errorf("read: %v", err)
	}
}
