package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/store"
)

const addKey = `INSERT INTO request_ids (tenant_id, id, request_hash, resource_id) VALUES ($1, gen_random_uuid(), '', gen_random_uuid())`

func add(ctx context.Context, w *store.Work) error {
	_, err := w.Tx().Exec(ctx, addKey, w.Tenant())
	return err
}

func (f *fixture) rows() int { return f.count(`SELECT count(*) FROM request_ids`) }

func TestInTxCommitsOrKeepsNothing(t *testing.T) {
	f := newFixture(t)
	boom := errors.New("boom")
	for name, c := range map[string]struct {
		fn   func(context.Context, *store.Work) error
		want error
		rows int
	}{
		"success": {add, nil, 1},
		"error": {func(ctx context.Context, w *store.Work) error {
			return errors.Join(add(ctx, w), boom)
		}, boom, 0},
		"a swallowed SQL error": {func(ctx context.Context, w *store.Work) error {
			_ = add(ctx, w)
			_, _ = w.Tx().Exec(ctx, `SELECT 1/0`)
			return nil
		}, pgx.ErrTxCommitRollback, 0},
		"a savepoint undone": {func(ctx context.Context, w *store.Work) error {
			savepoint, err := w.Tx().Begin(ctx)
			if err != nil {
				return err
			}
			if _, err := savepoint.Exec(ctx, addKey, w.Tenant()); err != nil {
				return err
			}
			return savepoint.Rollback(ctx)
		}, nil, 0},
		"another tenant's row": {func(ctx context.Context, w *store.Work) error {
			_, err := w.Tx().Exec(ctx, addKey, other)
			return err
		}, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := f.super.Exec(t.Context(), `DELETE FROM request_ids`); err != nil {
				t.Fatal(err)
			}
			err := f.InTx(t.Context(), acme, c.fn)
			if name == "another tenant's row" {
				if err == nil {
					t.Error("it was written")
				}
			} else if !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
			if got := f.rows(); got != c.rows {
				t.Errorf("%d rows kept, want %d", got, c.rows)
			}
		})
	}
}

func TestInTxPanicKeepsNothingAndReturnsTheConnection(t *testing.T) {
	f := newFixture(t, func(o *store.Options) { o.MaxConns = 1 })
	for range 3 {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the panic was swallowed")
				}
			}()
			_ = f.InTx(t.Context(), acme, func(ctx context.Context, w *store.Work) error {
				if err := add(ctx, w); err != nil {
					return err
				}
				panic("boom")
			})
		}()
	}
	if err := f.InTx(t.Context(), acme, add); err != nil {
		t.Fatalf("the only connection is gone: %v", err)
	}
	if got := f.rows(); got != 1 {
		t.Errorf("%d rows, want 1", got)
	}
}

func TestInTxCancelledKeepsNothing(t *testing.T) {
	f := newFixture(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := f.InTx(ctx, acme, func(ctx context.Context, w *store.Work) error {
		if err := add(ctx, w); err != nil {
			return err
		}
		go cancel()
		_, err := w.Tx().Exec(ctx, `SELECT pg_sleep(30)`)
		return err
	})
	if !errors.Is(err, context.Canceled) || f.rows() != 0 {
		t.Errorf("error %v, %d rows", err, f.rows())
	}
}

func TestInTxRefusesMisuse(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	var escaped *store.Work
	for name, fn := range map[string]func(context.Context, *store.Work) error{
		"commit by hand":   func(ctx context.Context, w *store.Work) error { return w.Tx().Commit(ctx) },
		"rollback by hand": func(ctx context.Context, w *store.Work) error { return w.Tx().Rollback(ctx) },
		"a unit in a unit": func(ctx context.Context, _ *store.Work) error { return f.InTx(ctx, acme, add) },
		"a query while rows are open": func(ctx context.Context, w *store.Work) error {
			rows, err := w.Tx().Query(ctx, `SELECT generate_series(1, 10)`)
			if err != nil {
				t.Error(err)
				return err
			}
			defer rows.Close()
			return add(ctx, w)
		},
		"rows left open": func(ctx context.Context, w *store.Work) error {
			escaped = w
			_, _ = w.Tx().Query(ctx, `SELECT generate_series(1, 10)`) //nolint:sqlclosecheck // the misuse that is tried
			return nil
		},
	} {
		if err := f.InTx(ctx, acme, fn); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if err := add(ctx, escaped); err == nil {
		t.Error("a unit of work was used after its end")
	}
	if err := f.InTx(ctx, "", add); err == nil {
		t.Error("a unit of work without a tenant")
	}
	if got := f.rows(); got != 0 {
		t.Errorf("%d rows kept, want 0", got)
	}
}

// TestInTxSurvivesConcurrentUse would crash the program without the gate.
func TestInTxSurvivesConcurrentUse(t *testing.T) {
	f := newFixture(t)
	for range 20 {
		var done, refused int
		var mu sync.Mutex
		err := f.InTx(t.Context(), acme, func(ctx context.Context, w *store.Work) error {
			var group sync.WaitGroup
			for range 8 {
				group.Go(func() {
					err := add(ctx, w)
					mu.Lock()
					defer mu.Unlock()
					if err == nil {
						done++
					} else {
						refused++
					}
				})
			}
			group.Wait()
			return nil
		})
		if err != nil || done+refused != 8 || done == 0 {
			t.Fatalf("%d done, %d refused, %v", done, refused, err)
		}
	}
}

func TestInTxWaitsForAGoroutineLeftBehind(t *testing.T) {
	f := newFixture(t, func(o *store.Options) { o.MaxConns = 1 })
	ended := make(chan error, 1)
	err := f.InTx(t.Context(), acme, func(ctx context.Context, w *store.Work) error {
		go func() {
			_, err := w.Tx().Exec(ctx, `SELECT pg_sleep(30)`)
			ended <- err
		}()
		for f.count(`SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active' AND datname = current_database()`) == 0 {
		}
		return nil
	})
	if err == nil {
		t.Error("it was committed under a running statement")
	}
	if err := <-ended; err == nil {
		t.Error("the statement left behind went on")
	}
	if err := f.InTx(t.Context(), acme, add); err != nil || f.rows() != 1 {
		t.Errorf("afterwards: %v, %d rows", err, f.rows())
	}
}

func TestInTxRetriesDeadlocks(t *testing.T) {
	f := newFixture(t)
	locked := make(chan bool, 8)
	lock := func(first, second int) error {
		return f.InTx(t.Context(), acme, func(ctx context.Context, w *store.Work) error {
			if _, err := w.Tx().Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, first); err != nil {
				return err
			}
			locked <- true
			if len(locked) < 2 { // let the other one take its first lock
				if _, err := w.Tx().Exec(ctx, `SELECT pg_sleep(0.1)`); err != nil {
					return err
				}
			}
			_, err := w.Tx().Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, second)
			return err
		})
	}
	done := make(chan error, 2)
	go func() { done <- lock(1, 2) }()
	go func() { done <- lock(2, 1) }()
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestTheTenantDoesNotLeakIntoTheNextUnit(t *testing.T) {
	f := newFixture(t, func(o *store.Options) { o.MaxConns = 1 })
	if err := f.InTx(t.Context(), acme, add); err != nil {
		t.Fatal(err)
	}
	var setting string
	if err := f.Pool().QueryRow(t.Context(), `SELECT current_setting('app.tenant_id', true)`).Scan(&setting); err != nil || setting != "" {
		t.Errorf("setting %q, %v", setting, err)
	}
	var n int
	if err := f.Pool().QueryRow(t.Context(), `SELECT count(*) FROM request_ids`).Scan(&n); err != nil || n != 0 {
		t.Errorf("%d rows are seen without a tenant, %v", n, err)
	}
}

func TestAPoolThatIsBusyIsUnavailable(t *testing.T) {
	f := newFixture(t, func(o *store.Options) { o.MaxConns, o.ConnectTimeout = 1, time.Second })
	err := f.InTx(t.Context(), acme, func(context.Context, *store.Work) error {
		return f.Ping(context.Background())
	})
	if !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("ping: %v, want ErrUnavailable", err)
	}
	err = f.InTx(t.Context(), acme, func(context.Context, *store.Work) error {
		return f.InTx(context.Background(), other, add)
	})
	if !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("unit of work: %v, want ErrUnavailable", err)
	}
}
