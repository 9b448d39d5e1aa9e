package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/route"
)

// holdBack keeps messages that wait. Of an alert the newest change alone waits for a team at a
// place.
func (w *Work) holdBack(ctx context.Context, waiting []route.Delivery) error {
	batch := &pgx.Batch{}
	for _, d := range waiting {
		batch.Queue(`DELETE FROM held_deliveries WHERE tenant_id = $1 AND alert_id = $2 AND team = $3 AND destination_id = $4 AND change < $5`,
			w.tenant, d.AlertID, d.Owner.Team, d.DestinationID, d.ChangeNumber)
		batch.Queue(`INSERT INTO held_deliveries (tenant_id, id, alert_id, change, team, role, likely, destination_id, route_id, until, why)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
			w.tenant, d.ID, d.AlertID, d.ChangeNumber, d.Owner.Team, string(d.Owner.Role), d.Owner.Likely, d.DestinationID, d.RouteID, d.HeldUntil, string(d.Held))
	}
	return w.send(ctx, batch)
}

// heldAtOnce is how many messages that waited are told in one transaction.
const heldAtOnce = 500

// ReleaseHeld plans what has waited until an instant: one message as it is, several for the same
// team and place as a digest. Together with those whose time has come goes everything else that
// waits for the same team and place. It returns how many waited.
func (s *Store) ReleaseHeld(ctx context.Context, tenant string, now time.Time) (released int, err error) {
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		rows, err := w.tx.Query(ctx, `DELETE FROM held_deliveries h USING (
			  SELECT id FROM held_deliveries x WHERE x.tenant_id = $1 AND EXISTS (
			    SELECT FROM held_deliveries d WHERE d.tenant_id = $1 AND d.team = x.team AND d.destination_id = x.destination_id AND d.until <= $2)
			  ORDER BY x.team, x.destination_id, x.id LIMIT $3 FOR UPDATE SKIP LOCKED) due
			WHERE h.tenant_id = $1 AND h.id = due.id
			RETURNING h.id, h.alert_id, h.change, h.team, h.role, h.likely, h.destination_id::text, h.route_id::text, h.until, h.why`, w.tenant, now, heldAtOnce)
		if err != nil {
			return err
		}
		waited, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (d route.Delivery, err error) {
			err = row.Scan(&d.ID, &d.AlertID, &d.ChangeNumber, &d.Owner.Team, &d.Owner.Role, &d.Owner.Likely, &d.DestinationID, &d.RouteID, &d.HeldUntil, &d.Held)
			return d, err
		})
		if err != nil || len(waited) == 0 {
			return err
		}
		released = len(waited)
		entries, err := w.digestEntries(ctx, waited)
		if err != nil {
			return err
		}
		return w.addDeliveries(ctx, route.Release(waited, entries))
	})
	if err != nil {
		return 0, fmt.Errorf("what waits of tenant %s: %w", tenant, err)
	}
	return released, nil
}

// digestEntries returns how the alerts of messages that waited are now.
func (w *Work) digestEntries(ctx context.Context, waited []route.Delivery) (map[uuid.UUID]route.DigestEntry, error) {
	found, err := w.storedAlerts(ctx, `WHERE a.tenant_id = $1 AND a.id = ANY($2)`, w.tenant, column(waited, func(d route.Delivery) uuid.UUID { return d.AlertID }))
	if err != nil {
		return nil, err
	}
	out := make(map[uuid.UUID]route.DigestEntry, len(found))
	for _, a := range found {
		out[a.ID] = route.DigestEntryOf(a.LastChange.Change)
	}
	return out, nil
}
