package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
)

// AlertChange is one change of an alert as it was saved.
type AlertChange struct {
	alert.Change
	Message  route.Message // what the teams are told of it
	Unrouted []route.Owner // owners that no enabled route reached
}

// StoredAlert is an alert with its last change.
type StoredAlert struct {
	alert.Alert
	ETag       string
	OpenedAt   time.Time      // instant of its first change
	Standing   alert.Standing // of its cluster now; zero where it was not asked for
	LastChange AlertChange
}

// saveAlerts writes every change, the alerts as they are after the last ones, and the
// deliveries that are due because of them.
func (t *Turn) saveAlerts(ctx context.Context, e Evaluated) error {
	batch := &pgx.Batch{}
	for _, n := range e.Delta.Notices {
		if err := t.queueNotice(batch, n); err != nil {
			return err
		}
	}
	if err := t.send(ctx, batch); err != nil {
		return err
	}
	var planned []route.Delivery
	for _, n := range e.Delta.Notices {
		planned = append(planned, n.Deliveries...)
	}
	return t.addDeliveries(ctx, planned)
}

const saveAlertSQL = `
INSERT INTO alerts (tenant_id, id, cluster_id, state, reading, evidence, change, etag, opened_at, changed_at, fired_at, level, handling)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12)
ON CONFLICT (tenant_id, id) DO UPDATE SET state = excluded.state, level = excluded.level, handling = excluded.handling,
  reading = excluded.reading, evidence = excluded.evidence, change = excluded.change, etag = excluded.etag,
  changed_at = excluded.changed_at, fired_at = excluded.fired_at, updated_at = now()`

const saveChangeSQL = `
INSERT INTO alert_changes (tenant_id, alert_id, number, at, previous_state, state, reason, policy_version, outcome, reading, message, unrouted,
  level, handling, action, actor, comment)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`

func (t *Turn) queueNotice(batch *pgx.Batch, n evaluate.Notice) error {
	a, c := n.Alert, n.Change
	unrouted := n.Unrouted
	if unrouted == nil {
		unrouted = []route.Owner{}
	}
	var evidence any
	if a.Evidence != nil {
		evidence = a.Evidence
	}
	documents, err := marshalEach([]any{c.Reading, evidence, c.Outcome, n.Message, unrouted, a.Handling})
	if err != nil {
		return err
	}
	reading, frozen, outcome, message, missed, handling := documents[0], &documents[1], documents[2], documents[3], documents[4], documents[5]
	if a.Evidence == nil {
		frozen = nil
	}
	batch.Queue(saveAlertSQL, t.tenant, a.ID, a.ClusterID, string(a.State), reading, frozen, a.Changes, newEtag(),
		a.ChangedAt, unlessZero(a.FiredAt), string(a.Level), handling)
	batch.Queue(saveChangeSQL, t.tenant, c.AlertID, c.Number, c.At, string(c.From), string(c.To), c.Reason, c.PolicyVersion,
		outcome, reading, message, missed, string(c.Level), handling, string(c.Action), c.Actor, c.Comment)
	return nil
}

const alertColumns = `a.id, a.cluster_id, a.state, coalesce(nullif(a.level, ''), a.state), a.change, a.changed_at, a.fired_at, a.reading,
  a.evidence, a.handling`

// alertScan reads alertColumns.
type alertScan struct {
	alert                       alert.Alert
	fired                       *time.Time
	reading, evidence, handling []byte
}

func (s *alertScan) dest() []any {
	a := &s.alert
	return []any{&a.ID, &a.ClusterID, &a.State, &a.Level, &a.Changes, &a.ChangedAt, &s.fired, &s.reading, &s.evidence, &s.handling}
}

func (s *alertScan) value() (alert.Alert, error) {
	a := s.alert
	a.ChangedAt, a.FiredAt, a.Last = a.ChangedAt.UTC(), orZero(s.fired), new(measure.Reading)
	if err := json.Unmarshal(s.reading, a.Last); err != nil {
		return a, err
	}
	if err := json.Unmarshal(s.handling, &a.Handling); err != nil {
		return a, err
	}
	if s.evidence == nil {
		return a, nil
	}
	a.Evidence = new(alert.Evidence)
	return a, json.Unmarshal(s.evidence, a.Evidence)
}

// alerts returns every alert that ever changed.
func (t *Turn) alerts(ctx context.Context) ([]alert.Alert, error) {
	rows, err := t.tx.Query(ctx, `SELECT `+alertColumns+` FROM alerts a WHERE a.tenant_id = $1 ORDER BY a.id`, t.tenant)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (alert.Alert, error) {
		var scan alertScan
		if err := row.Scan(scan.dest()...); err != nil {
			return alert.Alert{}, err
		}
		return scan.value()
	})
}

// GetAlert returns an alert, or the one that goes on from it since its cluster was merged; ErrNotFound
// when nothing ever came of it.
func (s *Store) GetAlert(ctx context.Context, tenant string, id uuid.UUID) (StoredAlert, error) {
	var out StoredAlert
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.alertOf(ctx, id)
		return err
	})
	if err != nil {
		return StoredAlert{}, fmt.Errorf("alert %s: %w", id, err)
	}
	return out, nil
}

func (w *Work) alertOf(ctx context.Context, id uuid.UUID) (StoredAlert, error) {
	heir, err := w.heir(ctx, id)
	if err != nil {
		return StoredAlert{}, err
	}
	found, err := w.storedAlerts(ctx, `WHERE a.tenant_id = $1 AND a.id = $2`, w.tenant, heir)
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return StoredAlert{}, err
	}
	return found[0], nil
}

// heir returns the alert that goes on from one: itself unless its cluster was merged into another
// that has an alert.
func (w *Work) heir(ctx context.Context, id uuid.UUID) (uuid.UUID, error) {
	var cluster uuid.UUID
	if err := w.tx.QueryRow(ctx, `SELECT cluster_id FROM alerts WHERE tenant_id = $1 AND id = $2`, w.tenant, id).Scan(&cluster); err != nil {
		return id, err
	}
	survivor, err := w.survivor(ctx, cluster)
	if err != nil || survivor == cluster {
		return id, err
	}
	var exists bool
	err = w.tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM alerts WHERE tenant_id = $1 AND id = $2)`, w.tenant, alert.ID(survivor)).Scan(&exists)
	if err != nil || !exists {
		return id, err
	}
	return alert.ID(survivor), nil
}

// ListAlerts returns a page of alerts, the latest changed first. The position of an alert is
// its ChangedAt and ID.
func (s *Store) ListAlerts(ctx context.Context, tenant string, f AlertFilter, page Page) ([]StoredAlert, error) {
	var out []StoredAlert
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		args := &arguments{w.tenant, page.afterTime(), page.After.ID, page.Size}
		out, err = w.storedAlerts(ctx, `
			WHERE a.tenant_id = $1 AND ($2::timestamptz IS NULL OR (a.changed_at, a.id) < ($2, $3)) AND `+f.where(args)+`
			ORDER BY a.changed_at DESC, a.id DESC LIMIT $4`, *args...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list alerts: %w", err)
	}
	return out, nil
}

func (w *Work) storedAlerts(ctx context.Context, where string, args ...any) ([]StoredAlert, error) {
	rows, err := w.tx.Query(ctx, `SELECT `+alertColumns+`, a.etag, a.opened_at, k.standing, `+changeColumns+`
		FROM alerts a JOIN clusters k ON k.tenant_id = a.tenant_id AND k.id = a.cluster_id
		JOIN alert_changes c ON c.tenant_id = a.tenant_id AND c.alert_id = a.id AND c.number = a.change
		LEFT JOIN alert_changes p ON p.tenant_id = c.tenant_id AND p.alert_id = c.alert_id AND p.number = c.number - 1 `+where, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (StoredAlert, error) {
		var out StoredAlert
		var scan alertScan
		var change changeScan
		var standing []byte
		err := row.Scan(append(append(scan.dest(), &out.ETag, &out.OpenedAt, &standing), change.dest()...)...)
		if err != nil {
			return out, err
		}
		if err := json.Unmarshal(standing, &out.Standing); err != nil {
			return out, err
		}
		out.OpenedAt = out.OpenedAt.UTC()
		if out.Alert, err = scan.value(); err != nil {
			return out, err
		}
		out.LastChange, err = change.value()
		return out, err
	})
}
