package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// againSQL makes deliveries pending anew: with the same id, and a fresh schedule.
const againSQL = `
again AS (
  UPDATE deliveries d SET state = 'pending', attempts = 0, next_attempt_at = now(), delivered_at = NULL, superseded_by = NULL, last_error = '', last_status = 0
  FROM chosen WHERE d.tenant_id = $1 AND d.id = chosen.id AND d.state <> 'pending' RETURNING d.id, d.destination_id
), due AS (
  INSERT INTO due_deliveries (tenant_id, delivery_id, destination_id, due_at)
  SELECT $1, again.id, again.destination_id, CASE WHEN t.disabled_at IS NULL THEN now() ELSE 'infinity' END
  FROM again JOIN destinations t ON t.tenant_id = $1 AND t.id = again.destination_id
  ON CONFLICT DO NOTHING
)`

// RedeliverDelivery sends a delivery once more, whatever became of it. One that is pending is due at
// once, unless its destination is disabled or somebody attempts it. ErrNotFound when there is no such
// delivery, or its destination is gone.
func (s *Store) RedeliverDelivery(ctx context.Context, tenant string, id uuid.UUID) (Delivery, error) {
	var out Delivery
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		var destination uuid.UUID
		var disabled bool
		err := w.tx.QueryRow(ctx, `SELECT t.id, t.disabled_at IS NOT NULL FROM deliveries d JOIN destinations t ON t.tenant_id = d.tenant_id AND t.id = d.destination_id
			WHERE d.tenant_id = $1 AND d.id = $2 FOR UPDATE OF d`, w.tenant, id).Scan(&destination, &disabled)
		if err != nil {
			return err
		}
		_, err = w.tx.Exec(ctx, `WITH chosen AS (SELECT $2::uuid AS id), `+againSQL+`
			UPDATE due_deliveries SET due_at = now() WHERE tenant_id = $1 AND delivery_id = $2 AND NOT $3 AND (leased_until IS NULL OR leased_until <= now())`,
			w.tenant, id, disabled)
		if err != nil {
			return err
		}
		var scan deliveryScan
		err = w.tx.QueryRow(ctx, `SELECT `+deliveryColumns+` FROM deliveries d WHERE d.tenant_id = $1 AND d.id = $2`, w.tenant, id).Scan(scan.dest()...)
		out = scan.value()
		return err
	})
	if err != nil {
		return Delivery{}, fmt.Errorf("redeliver %s: %w", id, err)
	}
	return out, nil
}

// Redelivery says which deliveries to a destination are sent once more.
type Redelivery struct {
	DestinationID uuid.UUID
	State         DeliveryState // DeliveryDead or DeliveryDone
	From          time.Time     // planned at or after this; zero for any
	To            time.Time     // planned before this; zero for any
}

// redeliveredAtOnce is how many deliveries are made pending in one transaction.
const redeliveredAtOnce = 1000

// RedeliverDeliveries sends deliveries once more and returns how many. ErrNotFound when there is no
// such destination.
func (s *Store) RedeliverDeliveries(ctx context.Context, tenant string, r Redelivery) (total int64, err error) {
	if _, err := s.GetDestination(ctx, tenant, r.DestinationID); err != nil {
		return 0, err
	}
	last := Position{Time: r.From}
	for {
		var n int64
		var looked int
		err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
			return w.tx.QueryRow(ctx, `
				WITH chosen AS (
				  SELECT id, created_at FROM deliveries WHERE tenant_id = $1 AND destination_id = $2 AND state = $3
				    AND (created_at, id) > ($4, $5) AND ($6::timestamptz IS NULL OR created_at < $6)
				  ORDER BY created_at, id LIMIT $7 FOR UPDATE
				), `+againSQL+`
				SELECT (SELECT count(*) FROM again), count(*), coalesce(max(created_at), $4),
				  coalesce((SELECT id FROM chosen ORDER BY created_at DESC, id DESC LIMIT 1), $5) FROM chosen`,
				w.tenant, r.DestinationID, string(r.State), last.Time, last.ID, unlessZero(r.To), redeliveredAtOnce).Scan(&n, &looked, &last.Time, &last.ID)
		})
		if err != nil {
			return total, fmt.Errorf("redeliver to destination %s: %w", r.DestinationID, err)
		}
		if total += n; looked < redeliveredAtOnce {
			return total, nil
		}
	}
}
