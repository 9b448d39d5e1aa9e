package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

const changesSQL = `
SELECT a.opened_at, a.fired_at, ` + changeColumns + ` FROM alert_changes c
JOIN alerts a ON a.tenant_id = c.tenant_id AND a.id = c.alert_id
LEFT JOIN alert_changes p ON p.tenant_id = c.tenant_id AND p.alert_id = c.alert_id AND p.number = c.number - 1 `

// ListAlertChanges returns a page of the changes of one alert, the latest first, without following
// mergers; ErrNotFound when nothing ever came of it. The page goes on below the number, 0 for the
// first page.
func (s *Store) ListAlertChanges(ctx context.Context, tenant string, id uuid.UUID, below int64, size int) ([]AlertChange, error) {
	var out []AlertChange
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		rows, err := w.changes(ctx, `WHERE c.tenant_id = $1 AND c.alert_id = $2 AND ($3 = 0 OR c.number < $3) ORDER BY c.number DESC LIMIT $4`, w.tenant, id, below, size)
		if err == nil && len(rows) == 0 && below == 0 {
			err = ErrNotFound
		}
		out = column(rows, func(a StoredAlert) AlertChange { return a.LastChange })
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("changes of alert %s: %w", id, err)
	}
	return out, nil
}

// changes returns changes, each as the alert that it made, without evidence and etag.
func (w *Work) changes(ctx context.Context, where string, args ...any) ([]StoredAlert, error) {
	rows, err := w.tx.Query(ctx, changesSQL+where, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (out StoredAlert, err error) {
		var scan changeScan
		var fired *time.Time
		if err := row.Scan(append([]any{&out.OpenedAt, &fired}, scan.dest()...)...); err != nil {
			return out, err
		}
		if out.LastChange, err = scan.value(); err != nil {
			return out, err
		}
		c := &out.LastChange
		out.ID, out.ClusterID, out.State, out.Level, out.Handling = c.AlertID, c.ClusterID, c.To, c.Level, c.Handling
		out.Changes, out.ChangedAt, out.OpenedAt, out.Last = c.Number, c.At, out.OpenedAt.UTC(), &c.Reading
		if fired := orZero(fired); !fired.After(c.At) {
			out.FiredAt = fired
		}
		return out, nil
	})
}

// GetAlertAsOf returns an alert as it was known at an instant, with its last change by then, or
// ErrNotFound when it had not changed by then. Its etag is left out, and its Evidence unless that
// was frozen by then and is still the last.
func (s *Store) GetAlertAsOf(ctx context.Context, tenant string, id uuid.UUID, asOf time.Time) (StoredAlert, error) {
	var out StoredAlert
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		found, err := w.changes(ctx, `WHERE c.tenant_id = $1 AND c.alert_id = $2 AND c.at <= $3 ORDER BY c.number DESC LIMIT 1`, w.tenant, id, asOf)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return ErrNotFound
		}
		out = found[0]
		now, err := w.storedAlerts(ctx, `WHERE a.tenant_id = $1 AND a.id = $2`, w.tenant, id)
		if err == nil && len(now) > 0 && now[0].Evidence != nil && !now[0].Evidence.FiredAt.After(asOf) {
			out.Evidence = now[0].Evidence
		}
		return err
	})
	if err != nil {
		return StoredAlert{}, fmt.Errorf("alert %s as of %s: %w", id, asOf.Format(time.RFC3339), err)
	}
	return out, nil
}
