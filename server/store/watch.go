package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/measure"
)

// Cursor is a place in the stream of a tenant's alert changes: after the change that was
// added by this transaction with this id. The zero value is before the first.
//
// Transactions are numbered by the database. In one that was restored from a backup, or put in the
// place of another, a cursor of before means nothing: see CheckCursor.
type Cursor struct {
	Transaction int64
	ID          int64  // 0 for a place between changes
	Database    string `json:",omitempty"` // that made it; empty where that was not noted
}

// ErrCursorLost means that what follows a cursor cannot be told: the cursor is of another database, or
// of this one before it was restored.
var ErrCursorLost = errors.New("the cursor is not of this database")

// databaseIs names the database: the cluster's identity, made when it was initialised, and the
// database's number in it.
const databaseIs = `(SELECT system_identifier FROM pg_control_system()) || '/' || (SELECT oid FROM pg_database WHERE datname = current_database())`

// CheckCursor returns ErrCursorLost for a cursor after which changes would be skipped: one that another
// database made, that lies ahead of all transactions of this one, or that comes after a change which
// is not there. No change is ever deleted while its tenant is there, so that a cursor is never too old.
func (s *Store) CheckCursor(ctx context.Context, tenant string, c Cursor) error {
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		var same, reached, there bool
		err := w.tx.QueryRow(ctx, `SELECT $2 IN ('', `+databaseIs+`), $3 <= (pg_snapshot_xmax(pg_current_snapshot())::text)::bigint,
			$4 = 0 OR EXISTS (SELECT FROM alert_changes WHERE tenant_id = $1 AND transaction = $3 AND id = $4)`,
			w.tenant, c.Database, c.Transaction, c.ID).Scan(&same, &reached, &there)
		if err == nil && (!same || !reached || !there) {
			err = ErrCursorLost
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("cursor of alert changes: %w", err)
	}
	return nil
}

// WatchedChange is one change in the stream, with the alert as it was after it.
type WatchedChange struct {
	Cursor Cursor // of this change: go on after it
	AlertChange
	OpenedAt time.Time // instant of the alert's first change
	FiredAt  time.Time // when it first fired; zero when that was not yet
	ETag     string    // of the alert; empty when it has changed again since
}

const changeColumns = `c.alert_id, c.number, c.at, c.previous_state, c.state, c.reason, c.policy_version, c.outcome, c.reading, c.message,
  c.unrouted, p.reading, coalesce(nullif(c.level, ''), c.state), c.handling, c.action, c.actor, c.comment`

// changeScan reads changeColumns, where c is the change and p the one before it.
type changeScan struct {
	change                                                  alert.Change
	outcome, reading, message, unrouted, previous, handling []byte
}

func (s *changeScan) dest() []any {
	c := &s.change
	return []any{&c.AlertID, &c.Number, &c.At, &c.From, &c.To, &c.Reason, &c.PolicyVersion, &s.outcome, &s.reading, &s.message,
		&s.unrouted, &s.previous, &c.Level, &s.handling, &c.Action, &c.Actor, &c.Comment}
}

func (s *changeScan) value() (AlertChange, error) {
	out := AlertChange{Change: s.change}
	out.At = out.At.UTC()
	for _, part := range []struct {
		data []byte
		into any
	}{{s.outcome, &out.Outcome}, {s.reading, &out.Reading}, {s.message, &out.Message}, {s.unrouted, &out.Unrouted}, {s.handling, &out.Handling}} {
		if err := json.Unmarshal(part.data, part.into); err != nil {
			return out, err
		}
	}
	out.ClusterID = out.Reading.ClusterID
	if s.previous == nil {
		return out, nil
	}
	out.Previous = new(measure.Reading)
	return out, json.Unmarshal(s.previous, out.Previous)
}

// AlertChangesNow returns the cursor from which on everything is new: no change that is saved
// from now on lies before it, and some that were saved lately may lie after it.
func (s *Store) AlertChangesNow(ctx context.Context, tenant string) (Cursor, error) {
	var c Cursor
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		return w.tx.QueryRow(ctx, `SELECT (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint, `+databaseIs).Scan(&c.Transaction, &c.Database)
	})
	if err != nil {
		return Cursor{}, fmt.Errorf("alert changes: %w", err)
	}
	return c, nil
}

// AlertChangesAfter returns up to limit changes that follow a cursor, in an order that never
// changes and in which none is ever skipped. A change shows up once every transaction that
// was running when it was saved has ended.
func (s *Store) AlertChangesAfter(ctx context.Context, tenant string, after Cursor, f AlertFilter, limit int) ([]WatchedChange, error) {
	var out []WatchedChange
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		rows, err := w.tx.Query(ctx, `SELECT c.transaction, c.id, a.opened_at,
			  CASE WHEN a.fired_at <= c.at THEN a.fired_at END, CASE WHEN a.change = c.number THEN a.etag ELSE '' END, `+changeColumns+`
			FROM alert_changes c JOIN alerts a ON a.tenant_id = c.tenant_id AND a.id = c.alert_id
			LEFT JOIN alert_changes p ON p.tenant_id = c.tenant_id AND p.alert_id = c.alert_id AND p.number = c.number - 1
			WHERE c.tenant_id = $1 AND (c.transaction, c.id) > ($2, $3)
			  AND c.transaction < (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint
			  AND (cardinality($4::text[]) = 0 OR c.state = ANY($4))
			ORDER BY c.transaction, c.id LIMIT $5`, w.tenant, after.Transaction, after.ID, stateNames(f.States), limit)
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (WatchedChange, error) {
			change := WatchedChange{Cursor: Cursor{Database: after.Database}}
			var scan changeScan
			var fired *time.Time
			err := row.Scan(append([]any{&change.Cursor.Transaction, &change.Cursor.ID, &change.OpenedAt, &fired, &change.ETag},
				scan.dest()...)...)
			if err != nil {
				return change, err
			}
			change.OpenedAt, change.FiredAt = change.OpenedAt.UTC(), orZero(fired)
			change.AlertChange, err = scan.value()
			return change, err
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("alert changes: %w", err)
	}
	return out, nil
}
