package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/throughline-cx/throughline/ent"
	"github.com/throughline-cx/throughline/ent/tenancy"
)

// Work is a unit of work under way. It must not leave the function that InTx calls, and must
// not be used by two goroutines.
type Work struct {
	store  *Store
	tenant string
	tx     pgx.Tx
	ent    *ent.Client
}

// Tenant returns the tenant that the unit of work belongs to.
func (w *Work) Tenant() string { return w.tenant }

// Tx returns the transaction, for River's InsertTx and JobCompleteTx. Its Commit and Rollback
// refuse to work.
func (w *Work) Tx() pgx.Tx { return w.tx }

// InTx runs fn in one transaction that sees and writes the rows of one tenant only. When fn
// returns nil it commits; when fn fails or panics, or the commit fails, nothing is kept.
// When the database asks for it (a deadlock, a changed plan), fn runs again from the start,
// so it must have no effect but through w. It may not call InTx, nor use goroutines.
func (s *Store) InTx(ctx context.Context, tenant string, fn func(ctx context.Context, w *Work) error) error {
	if tenant == "" {
		return errors.New("store: a unit of work needs a tenant")
	}
	return s.run(ctx, tenant, fn)
}

// acrossTenants runs fn in a transaction that sees the tables without row-level security
// only, until fn calls enter.
func (s *Store) acrossTenants(ctx context.Context, fn func(ctx context.Context, w *Work) error) error {
	return s.run(ctx, "", fn)
}

// enter makes tenant the unit's tenant from here on.
func (w *Work) enter(ctx context.Context, tenant string) error {
	_, err := w.tx.Exec(ctx, "SELECT set_config('app.tenant_id', $1, true)", tenant)
	w.tenant = tenant
	return err
}

// attempts is how often a unit of work is tried when the database asks for a retry.
const attempts = 5

func (s *Store) run(ctx context.Context, tenant string, fn func(context.Context, *Work) error) error {
	if ctx.Value(inWork{}) != nil {
		return errors.New("store: a unit of work may not start another: it would wait for a second connection")
	}
	for attempt := 1; ; attempt++ {
		err := s.once(ctx, tenant, fn)
		if err == nil || attempt == attempts || !retryable(err) {
			return classify(ctx, err)
		}
		if err := pause(ctx, time.Duration(attempt)*time.Duration(1+rand.IntN(10))*time.Millisecond); err != nil {
			return err
		}
	}
}

// inWork marks the context of a unit of work.
type inWork struct{}

// patience is how long the end of a unit of work waits for a goroutine that fn left behind,
// once its context is cancelled.
const patience = time.Second

func (s *Store) once(ctx context.Context, tenant string, fn func(context.Context, *Work) error) error {
	conn, tx, err := s.begin(ctx)
	if err != nil {
		return err
	}
	inside, cancel := context.WithCancel(context.WithValue(ctx, inWork{}, true))
	g := new(gate)
	defer func() { // after a commit it only returns the connection
		cancel()
		if g.close() != nil {
			g.await(patience)
		}
		_ = tx.Rollback(context.WithoutCancel(ctx))
		_ = conn.Close()
	}()
	w := &Work{store: s, tx: gatedTx{tx, g}, ent: newEnt(conn, g)}
	if tenant != "" {
		if err := w.enter(inside, tenant); err != nil {
			return err
		}
		inside = tenancy.With(inside, tenant)
	}
	if err := fn(inside, w); err != nil {
		return err
	}
	if err := g.close(); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// begin takes a connection and begins a transaction on it. A connection that turns out to be
// dead, as all are after a restart of the database, is replaced.
func (s *Store) begin(ctx context.Context) (*sql.Conn, pgx.Tx, error) {
	deadline, cancel := context.WithTimeoutCause(ctx, s.options.ConnectTimeout,
		fmt.Errorf("%w: no connection within %v", ErrUnavailable, s.options.ConnectTimeout))
	defer cancel()
	for try := int32(0); ; try++ {
		conn, tx, err := s.beginOnce(deadline)
		switch {
		case err == nil:
			return conn, tx, nil
		case ctx.Err() != nil:
			return nil, nil, err
		case deadline.Err() != nil:
			return nil, nil, fmt.Errorf("%w: %w", context.Cause(deadline), err)
		case try == s.options.MaxConns || !deadConnection(err):
			return nil, nil, err
		}
	}
}

func (s *Store) beginOnce(ctx context.Context) (*sql.Conn, pgx.Tx, error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, nil, err
	}
	var pg *pgx.Conn
	err = conn.Raw(func(driver any) error {
		pg = driver.(*stdlib.Conn).Conn()
		return nil
	})
	if err == nil {
		var tx pgx.Tx
		if tx, err = pg.Begin(ctx); err == nil {
			return conn, tx, nil
		}
	}
	_ = conn.Close()
	return nil, nil, err
}

// deadConnection reports whether err is that of a connection that was open once; failing to
// open one is another matter, and no reason to try again at once.
func deadConnection(err error) bool {
	var connect *pgconn.ConnectError
	return !errors.As(err, &connect) && unavailable(err)
}

// pause waits for d, or until ctx ends.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
