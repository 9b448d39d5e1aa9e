package store_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
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
		"claim": second(s.ClaimDeliveries(t.Context(), 1, 1, time.Minute)),
	} {
		if !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("%s: %v, want ErrUnavailable", name, err)
		}
	}
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("it took %v to find out", took)
	}
}

// TestKillsOfTheDatabase kills a Postgres that writes to the disk, again and again, while
// pushes are under way, and then compares what was acknowledged with what is stored.
func TestKillsOfTheDatabase(t *testing.T) {
	db := storetest.NewDurable(t, nil)
	f := fixtureOn(t, db)
	survives(t, f, 2, func() {
		old := db.Server.PID()
		process, err := os.FindProcess(old)
		if err != nil {
			t.Fatal(err)
		}
		_ = process.Kill()
		// Its children live on for a moment; a new server starts when the last has ended.
		for pid := old; pid == old || pid == 0; pid = db.Server.PID() {
			if err := t.Context().Err(); err != nil {
				t.Fatal(err)
			}
			_ = f.Ping(t.Context())
		}
	})
}

// TestLossOfAllConnections does the same with the connections alone.
func TestLossOfAllConnections(t *testing.T) {
	f := newFixture(t)
	survives(t, f, 5, func() {
		_, err := f.super.Exec(t.Context(), `SELECT pg_terminate_backend(pid), pg_sleep(0.05) FROM pg_stat_activity
			WHERE usename = 'throughline_app' AND datname = current_database()`)
		if err != nil {
			t.Fatal(err)
		}
	})
}

// survives strikes while pushes are under way. Between two strokes, pushes succeed again.
func survives(t *testing.T, f *fixture, strokes int, strike func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	p := &pushers{f: f, acknowledged: map[string]bool{}, pushed: make(chan bool)}
	for n := range 4 {
		p.group.Go(func() { p.run(ctx, fmt.Sprint(n)) })
	}
	for range strokes {
		strike()
		for range 20 { // more than were under way, so some began after the stroke
			<-p.pushed
		}
	}
	cancel()
	p.group.Wait()
	if p.failures == 0 {
		t.Error("no push was under way when the stroke came, so this test proves little")
	}
	ids := slices.Collect(maps.Keys(p.acknowledged))
	if n := f.count(`SELECT count(*) FROM interactions WHERE external_id = ANY($1)`, ids); n != len(ids) {
		t.Errorf("%d of %d acknowledged interactions are stored", n, len(ids))
	}
	t.Logf("%d acknowledged, %d pushes failed", len(ids), p.failures)
}

type pushers struct {
	f      *fixture
	group  sync.WaitGroup
	pushed chan bool // one for each push that was acknowledged, when somebody listens

	mu           sync.Mutex
	acknowledged map[string]bool
	failures     int
}

func (p *pushers) run(ctx context.Context, name string) {
	for n := 0; ctx.Err() == nil; n++ {
		batch := items(fmt.Sprintf("%s-%d", name, n), 5)
		_, err := p.f.PushInteractions(context.Background(), acme, batch)
		switch {
		case err == nil:
			p.note(batch)
			select {
			case p.pushed <- true:
			default:
			}
		case errors.Is(err, store.ErrUnavailable):
			p.note(nil)
		default:
			p.f.t.Errorf("an error that does not say that the database is unavailable: %v", err)
			return
		}
	}
}

// note remembers what was acknowledged, or a failure.
func (p *pushers) note(batch []store.Item) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if batch == nil {
		p.failures++
	}
	for _, i := range batch {
		p.acknowledged[i.Interaction.ExternalID] = true
	}
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
