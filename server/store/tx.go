package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

var errNotYours = errors.New("store: a unit of work commits or rolls back by itself: return nil or an error")

// gatedTx is the transaction of a unit of work, one caller at a time. Open rows and batches
// keep others out until they are closed.
type gatedTx struct {
	pgx.Tx
	gate *gate
}

func (t gatedTx) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	if err := t.gate.enter(); err != nil {
		return pgconn.CommandTag{}, err
	}
	defer t.gate.leave()
	return t.Tx.Exec(ctx, sql, args...)
}

func (t gatedTx) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	if err := t.gate.enter(); err != nil {
		return nil, err
	}
	rows, err := t.Tx.Query(ctx, sql, args...)
	if err != nil {
		t.gate.leave()
		return rows, err
	}
	return &gatedRows{Rows: rows, gate: t.gate}, nil
}

func (t gatedTx) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	if err := t.gate.enter(); err != nil {
		return failedRow{err}
	}
	return gatedRow{t.Tx.QueryRow(ctx, sql, args...), t.gate}
}

func (t gatedTx) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults {
	if err := t.gate.enter(); err != nil {
		return failedBatch{err}
	}
	return &gatedBatch{BatchResults: t.Tx.SendBatch(ctx, b), gate: t.gate}
}

func (t gatedTx) CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, src pgx.CopyFromSource) (int64, error) {
	if err := t.gate.enter(); err != nil {
		return 0, err
	}
	defer t.gate.leave()
	return t.Tx.CopyFrom(ctx, table, columns, src)
}

// Begin starts a savepoint, which its caller does commit or roll back.
func (t gatedTx) Begin(ctx context.Context) (pgx.Tx, error) {
	if err := t.gate.enter(); err != nil {
		return nil, err
	}
	defer t.gate.leave()
	savepoint, err := t.Tx.Begin(ctx)
	if err != nil {
		return nil, err
	}
	return savepointTx{gatedTx{savepoint, t.gate}}, nil
}

// Commit refuses: the unit of work does it.
func (t gatedTx) Commit(context.Context) error { return errNotYours }

// Rollback refuses: the unit of work does it.
func (t gatedTx) Rollback(context.Context) error { return errNotYours }

type savepointTx struct{ gatedTx }

func (t savepointTx) Commit(ctx context.Context) error   { return t.end(ctx, t.Tx.Commit) }
func (t savepointTx) Rollback(ctx context.Context) error { return t.end(ctx, t.Tx.Rollback) }

func (t savepointTx) end(ctx context.Context, how func(context.Context) error) error {
	if err := t.gate.enter(); err != nil {
		return err
	}
	defer t.gate.leave()
	return how(ctx)
}

type gatedRows struct {
	pgx.Rows
	gate *gate
	done bool
}

// Next leaves the gate after the last row, as pgx closes the rows then.
func (r *gatedRows) Next() bool {
	more := r.Rows.Next()
	if !more {
		r.leave()
	}
	return more
}

func (r *gatedRows) Close() {
	r.Rows.Close()
	r.leave()
}

// leave frees the gate once: by the second time somebody else may be inside.
func (r *gatedRows) leave() {
	if !r.done {
		r.done = true
		r.gate.leave()
	}
}

type gatedRow struct {
	row  pgx.Row
	gate *gate
}

func (r gatedRow) Scan(dest ...any) error {
	defer r.gate.leave()
	return r.row.Scan(dest...)
}

type failedRow struct{ err error }

func (r failedRow) Scan(...any) error { return r.err }

type gatedBatch struct {
	pgx.BatchResults
	gate *gate
	done bool
}

func (b *gatedBatch) Close() error {
	err := b.BatchResults.Close()
	if !b.done {
		b.done = true
		b.gate.leave()
	}
	return err
}

type failedBatch struct{ err error }

func (b failedBatch) Exec() (pgconn.CommandTag, error) { return pgconn.CommandTag{}, b.err }
func (b failedBatch) Query() (pgx.Rows, error)         { return nil, b.err }
func (b failedBatch) QueryRow() pgx.Row                { return failedRow(b) }
func (b failedBatch) Close() error                     { return b.err }
func (b failedBatch) Tx() pgx.Tx                       { return nil }
