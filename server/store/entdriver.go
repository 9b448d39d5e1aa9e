package store

import (
	"context"
	"database/sql"
	"fmt"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"github.com/throughline-cx/throughline/ent"
)

// newEnt returns an ent client whose statements run on conn, inside the transaction that was
// begun on it, one caller at a time.
func newEnt(conn *sql.Conn, g *gate) *ent.Client {
	return ent.NewClient(ent.Driver(joinedDriver{entsql.NewDriver(dialect.Postgres, entsql.Conn{ExecQuerier: conn}), g}))
}

// joinedDriver joins ent to a transaction that it did not begin. ent begins one of its own
// for an update, and its driver cannot do that on a single connection; here a begun
// transaction is the one that is there already, and its commit does nothing.
type joinedDriver struct {
	dialect.Driver
	gate *gate
}

func (d joinedDriver) Tx(context.Context) (dialect.Tx, error) { return dialect.NopTx(d), nil }

// BeginTx is what ent's generated client looks for when it begins with options.
func (d joinedDriver) BeginTx(context.Context, *entsql.TxOptions) (dialect.Tx, error) {
	return dialect.NopTx(d), nil
}

func (d joinedDriver) Exec(ctx context.Context, query string, args, v any) error {
	if err := d.gate.enter(); err != nil {
		return err
	}
	defer d.gate.leave()
	return d.Driver.Exec(ctx, query, args, v)
}

func (d joinedDriver) Query(ctx context.Context, query string, args, v any) error {
	rows, ok := v.(*entsql.Rows)
	if !ok {
		return fmt.Errorf("store: ent asked for rows as %T; want *sql.Rows", v)
	}
	if err := d.gate.enter(); err != nil {
		return err
	}
	if err := d.Driver.Query(ctx, query, args, v); err != nil {
		d.gate.leave()
		return err
	}
	rows.ColumnScanner = &gatedScanner{ColumnScanner: rows.ColumnScanner, gate: d.gate}
	return nil
}

// gatedScanner keeps others out until ent has closed its rows.
type gatedScanner struct {
	entsql.ColumnScanner
	gate *gate
	done bool
}

func (s *gatedScanner) Close() error {
	err := s.ColumnScanner.Close()
	if !s.done {
		s.done = true
		s.gate.leave()
	}
	return err
}
