package store

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
)

// OwnershipEvent is one act about the ownership of an alert, as it was recorded.
type OwnershipEvent struct {
	route.Done
	ID      uuid.UUID
	AlertID uuid.UUID
	Slot    route.Role
	Seam    journey.Seam // of the alert then
	Mode    journey.FailureMode
}

// addOwnershipEvent puts an act on record.
func (w *Work) addOwnershipEvent(ctx context.Context, e OwnershipEvent) error {
	_, err := w.tx.Exec(ctx, `INSERT INTO ownership_events (tenant_id, id, alert_id, slot, number, kind, actor, team, to_team, person, reason, at, state, holder,
		from_touchpoint, to_touchpoint, failure_mode) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		w.tenant, e.ID, e.AlertID, string(e.Slot), e.Number, string(e.Kind), e.Actor, e.Team, e.To, e.Person, e.Reason, e.At, string(e.State), e.Holder,
		e.Seam.From, e.Seam.To, string(e.Mode))
	return err
}

// ListOwnershipEvents returns a page of what was done about the ownership of an alert, the latest
// first. The position of an event is its At and ID.
func (s *Store) ListOwnershipEvents(ctx context.Context, tenant string, alertID uuid.UUID, page Page) ([]OwnershipEvent, error) {
	var out []OwnershipEvent
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		rows, err := w.tx.Query(ctx, `SELECT id, alert_id, slot, number, kind, actor, team, to_team, person, reason, at, state, holder, from_touchpoint, to_touchpoint, failure_mode
			FROM ownership_events WHERE tenant_id = $1 AND alert_id = $2 AND ($3::timestamptz IS NULL OR (at, id) < ($3, $4))
			ORDER BY at DESC, id DESC LIMIT $5`, w.tenant, alertID, page.afterTime(), page.After.ID, page.Size)
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (e OwnershipEvent, err error) {
			err = row.Scan(&e.ID, &e.AlertID, &e.Slot, &e.Number, &e.Kind, &e.Actor, &e.Team, &e.To, &e.Person, &e.Reason, &e.At, &e.State, &e.Holder,
				&e.Seam.From, &e.Seam.To, &e.Mode)
			e.At = e.At.UTC()
			return e, err
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("ownership of alert %s: %w", alertID, err)
	}
	return out, nil
}
