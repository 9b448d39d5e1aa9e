package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/route"
)

// Ownership is who holds one slot of an alert, as it is stored.
type Ownership struct {
	route.Assignment
	ETag      string
	UpdatedAt time.Time
}

const ownershipColumns = `o.alert_id, o.slot, o.team, o.fallback, o.likely, o.reasons, o.uncertain, o.person, o.state, o.asked_team, o.passed,
  o.severity, o.since, o.due_at, o.remind_at, o.number, o.etag, o.updated_at`

func (w *Work) ownerships(ctx context.Context, where string, args ...any) ([]Ownership, error) {
	rows, err := w.tx.Query(ctx, `SELECT `+ownershipColumns+` FROM ownerships o `+where, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanOwnership)
}

func scanOwnership(row pgx.CollectableRow) (o Ownership, err error) {
	var reasons, uncertain, passed []byte
	var due, remind *time.Time
	err = row.Scan(&o.AlertID, &o.Slot, &o.Team, &o.Fallback, &o.Likely, &reasons, &uncertain, &o.Person, &o.State, &o.Asked, &passed,
		&o.Severity, &o.Since, &due, &remind, &o.Number, &o.ETag, &o.UpdatedAt)
	if err != nil {
		return o, err
	}
	o.Since, o.UpdatedAt, o.DueAt, o.RemindAt = o.Since.UTC(), o.UpdatedAt.UTC(), orZero(due), orZero(remind)
	for _, part := range []struct {
		data []byte
		into *[]string
	}{{reasons, &o.Reasons}, {uncertain, &o.Uncertain}, {passed, &o.Passed}} {
		if err := json.Unmarshal(part.data, part.into); err != nil {
			return o, err
		}
	}
	return o, nil
}

// ListOwnerships returns who holds the slots of some alerts, accountable first.
func (s *Store) ListOwnerships(ctx context.Context, tenant string, alerts ...uuid.UUID) (map[uuid.UUID][]Ownership, error) {
	out := map[uuid.UUID][]Ownership{}
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		found, err := w.ownerships(ctx, `WHERE o.tenant_id = $1 AND o.alert_id = ANY($2) ORDER BY o.alert_id, o.slot`, w.tenant, alerts)
		for _, o := range found {
			out[o.AlertID] = append(out[o.AlertID], o)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("owners of alerts: %w", err)
	}
	return out, nil
}

// GetOwnership returns who holds a slot of an alert, or ErrNotFound.
func (s *Store) GetOwnership(ctx context.Context, tenant string, alertID uuid.UUID, slot route.Role) (Ownership, error) {
	var out Ownership
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.ownership(ctx, alertID, slot, "")
		return err
	})
	if err != nil {
		return Ownership{}, fmt.Errorf("%s of alert %s: %w", slot, alertID, err)
	}
	return out, nil
}

func (w *Work) ownership(ctx context.Context, alertID uuid.UUID, slot route.Role, lock string) (Ownership, error) {
	found, err := w.ownerships(ctx, `WHERE o.tenant_id = $1 AND o.alert_id = $2 AND o.slot = $3 `+lock, w.tenant, alertID, string(slot))
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Ownership{}, err
	}
	return found[0], nil
}

const saveOwnershipSQL = `
INSERT INTO ownerships (tenant_id, id, alert_id, slot, team, fallback, likely, reasons, uncertain, person, state, asked_team, passed, severity, since, due_at, remind_at, number, etag)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
ON CONFLICT (tenant_id, alert_id, slot) DO UPDATE SET team = excluded.team, fallback = excluded.fallback, likely = excluded.likely,
  reasons = excluded.reasons, uncertain = excluded.uncertain, person = excluded.person, state = excluded.state, asked_team = excluded.asked_team,
  passed = excluded.passed, severity = excluded.severity, since = excluded.since, due_at = excluded.due_at, remind_at = excluded.remind_at,
  number = excluded.number, etag = excluded.etag, updated_at = now()`

// saveOwnership writes who holds a slot, with a new etag.
func (w *Work) saveOwnership(ctx context.Context, a route.Assignment) error {
	lists, err := marshalEach([][]string{append([]string{}, a.Reasons...), append([]string{}, a.Uncertain...), append([]string{}, a.Passed...)})
	if err != nil {
		return err
	}
	_, err = w.tx.Exec(ctx, saveOwnershipSQL, w.tenant, route.AssignmentID(a.AlertID, a.Slot), a.AlertID, string(a.Slot), a.Team, a.Fallback, a.Likely,
		lists[0], lists[1], a.Person, string(a.State), a.Asked, lists[2], string(a.Severity), a.Since, unlessZero(a.DueAt), unlessZero(a.RemindAt), a.Number, newEtag())
	return err
}
