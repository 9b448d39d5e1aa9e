package store

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// pace lets one delivery go to each destination that wants few messages, unless another went too
// shortly before; the clock is the database's, so that it holds over all dispatchers. What waits comes
// back together with everything else that is due there, in the same order.
func (w *Work) pace(ctx context.Context, turns []turn, gone map[uuid.UUID]bool) error {
	waiting := map[uuid.UUID][]uuid.UUID{}
	kind := map[uuid.UUID]time.Duration{}
	for _, t := range turns {
		if _, asked := kind[t.destination]; asked {
			waiting[t.destination] = append(waiting[t.destination], t.id)
			continue
		}
		kind[t.destination] = t.kind.Pace()
		tag, err := w.tx.Exec(ctx, `
			UPDATE destinations SET paced_until = now() + $3 WHERE tenant_id = $1 AND id = (
			  SELECT id FROM destinations WHERE tenant_id = $1 AND id = $2 AND (paced_until IS NULL OR paced_until <= now()) FOR UPDATE SKIP LOCKED)`,
			w.tenant, t.destination, t.kind.Pace())
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			waiting[t.destination] = append(waiting[t.destination], t.id)
		}
	}
	for destination, ids := range waiting {
		if err := w.waitForPace(ctx, destination, ids, kind[destination]); err != nil {
			return err
		}
		for _, id := range ids {
			gone[id] = true
		}
	}
	return nil
}

// waitForPace gives deliveries back until their destination may get a message again.
func (w *Work) waitForPace(ctx context.Context, destination uuid.UUID, mine []uuid.UUID, pace time.Duration) error {
	_, err := w.tx.Exec(ctx, `
		WITH waiting AS (
		  SELECT q.delivery_id, array_position($3::uuid[], q.delivery_id) AS place, q.due_at FROM due_deliveries q
		  WHERE q.tenant_id = $1 AND q.destination_id = $2 AND (q.delivery_id = ANY($3) OR q.due_at <= now())
		  FOR UPDATE SKIP LOCKED
		), line AS (
		  SELECT delivery_id, row_number() OVER (ORDER BY place NULLS LAST, due_at) AS n FROM waiting
		)
		UPDATE due_deliveries q SET leased_until = NULL,
		  due_at = greatest((SELECT paced_until FROM destinations WHERE tenant_id = $1 AND id = $2), now() + least($4, interval '100 milliseconds'))
		    + line.n * interval '1 microsecond'
		FROM line WHERE q.tenant_id = $1 AND q.delivery_id = line.delivery_id`, w.tenant, destination, mine, pace)
	return err
}
