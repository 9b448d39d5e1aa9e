package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/understand"
)

// settled is true of an interaction i that is through the pipeline: understood and evaluated.
const settled = `NOT EXISTS (SELECT FROM pending_interactions p WHERE p.tenant_id = i.tenant_id AND p.interaction_id = i.id)`

// unread is true of an interaction i that the tenant's open rereading has not read.
const unread = `NOT EXISTS (SELECT FROM reread_interactions x WHERE x.tenant_id = i.tenant_id AND x.interaction_id = i.id)`

// LiveWaits reports whether anything of any tenant waits in the pipeline for a worker.
func (s *Store) LiveWaits(ctx context.Context) (waits bool, err error) {
	err = s.acrossTenants(ctx, func(ctx context.Context, w *Work) error {
		return w.tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pending_interactions WHERE stage = 'understand' AND available_at <= now())
			OR EXISTS (SELECT FROM pending_interactions WHERE stage = 'group')`).Scan(&waits)
	})
	if err != nil {
		return false, fmt.Errorf("whether live traffic waits: %w", err)
	}
	return waits, nil
}

// ClaimRereading takes the tenant whose history has waited longest to be read on, for the
// length of the lease on the database's clock. Nobody else gets it until that is over, unless
// YieldRereading or SaveReread comes first; so what a process that died was at is taken up by
// the next one. "" means that none waits.
func (s *Store) ClaimRereading(ctx context.Context, lease time.Duration) (tenant string, err error) {
	err = s.acrossTenants(ctx, func(ctx context.Context, w *Work) error {
		found, err := collectStrings(ctx, w.tx, `UPDATE due_rereadings d SET due_at = now() + $1
			FROM (SELECT tenant_id FROM due_rereadings WHERE due_at <= now() ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED) due
			WHERE d.tenant_id = due.tenant_id RETURNING d.tenant_id`, lease)
		if err == nil && len(found) > 0 {
			tenant = found[0]
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("claim a rereading: %w", err)
	}
	return tenant, nil
}

// YieldRereading gives a claimed tenant back, to be claimed again after a while.
func (s *Store) YieldRereading(ctx context.Context, tenant string, after time.Duration) error {
	err := s.acrossTenants(ctx, func(ctx context.Context, w *Work) error {
		_, err := w.tx.Exec(ctx, `UPDATE due_rereadings SET due_at = now() + $2 WHERE tenant_id = $1`, tenant, after)
		return err
	})
	if err != nil {
		return fmt.Errorf("yield a rereading: %w", err)
	}
	return nil
}

// RereadBatch is some interactions that a rereading has not read yet.
type RereadBatch struct {
	Rereading    Rereading
	Interactions []StoredInteraction // none when everything is read

	next uuid.UUID // the cursor once they are saved
}

// NextToReread returns up to limit interactions that the tenant's open rereading has not read,
// of those that are through the pipeline; ErrNotFound when none is open. The cursor makes the
// search short; at its end a look at all of them finds those that were committed behind it.
func (s *Store) NextToReread(ctx context.Context, tenant string, limit int) (RereadBatch, error) {
	var batch RereadBatch
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		batch = RereadBatch{}
		if batch.Rereading, err = w.openRereading(ctx, ""); err != nil {
			return err
		}
		batch.next = batch.Rereading.cursor
		const where = `WHERE i.tenant_id = $1 AND i.id > $2 AND ` + settled + ` AND ` + unread + ` ORDER BY i.id LIMIT $3`
		for _, cursor := range []uuid.UUID{batch.next, uuid.Nil} {
			if batch.Interactions, err = w.queryInteractions(ctx, where, w.tenant, cursor, limit); err != nil {
				return err
			}
			if n := len(batch.Interactions); n > 0 {
				batch.next = batch.Interactions[n-1].ID
				return nil
			}
		}
		return nil
	})
	if err != nil {
		return RereadBatch{}, fmt.Errorf("next interactions to reread: %w", err)
	}
	return batch, nil
}

// SaveReread stores what a rereading found in the interactions of a batch, with how far it has
// come, in one transaction; of an empty batch it stores that everything is read. What another
// worker has saved meanwhile is left alone. The tenant may be claimed again after the lease.
// ErrNotFound means that the rereading has ended, and nothing was stored.
func (s *Store) SaveReread(ctx context.Context, tenant string, batch RereadBatch, read []Understood, lease time.Duration) error {
	ids, documents := make([]uuid.UUID, len(read)), make([]string, len(read))
	for i, u := range read {
		data, err := encodeReread(u.Mentions)
		if err != nil {
			return fmt.Errorf("save what was reread of %s: %w", u.Interaction.ExternalID, err)
		}
		ids[i], documents[i] = u.Interaction.ID, data
	}
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		open, err := w.openRereading(ctx, "FOR UPDATE")
		if err == nil && open.ID != batch.Rereading.ID {
			err = notFound("rereading %s of tenant %s", batch.Rereading.ID, tenant)
		}
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			return w.finishReading(ctx, open)
		}
		return w.insertReread(ctx, open, batch.next, ids, documents, lease)
	})
	if err != nil {
		return fmt.Errorf("save what was reread: %w", err)
	}
	return nil
}

// insertReread stores a batch. The customer's words are stored as often as they are quoted, under
// the tenant's row-level security, until the rereading ends.
func (w *Work) insertReread(ctx context.Context, open Rereading, next uuid.UUID, ids []uuid.UUID, documents []string, lease time.Duration) error {
	_, err := w.tx.Exec(ctx, `
		WITH due AS (UPDATE due_rereadings SET due_at = now() + $5 WHERE tenant_id = $1),
		added AS (
		  INSERT INTO reread_interactions (tenant_id, interaction_id, rereading_id, mentions)
		  SELECT $1::text, id, $2, mentions::jsonb FROM unnest($3::uuid[], $4::text[]) AS t (id, mentions)
		  ON CONFLICT DO NOTHING
		  RETURNING mentions
		)
		UPDATE rereadings r SET cursor = greatest(r.cursor, $6), interactions = r.interactions + a.interactions, mentions = r.mentions + a.mentions
		FROM (SELECT count(*) AS interactions, coalesce(sum(jsonb_array_length(mentions)), 0) AS mentions FROM added) a
		WHERE r.tenant_id = $1 AND r.id = $2`, w.tenant, open.ID, ids, documents, lease, next)
	return err
}

// finishReading makes the rereading ready. Nothing reads on, until it is applied.
func (w *Work) finishReading(ctx context.Context, open Rereading) error {
	if open.State != RereadingReading {
		return nil
	}
	_, err := w.tx.Exec(ctx, `WITH due AS (DELETE FROM due_rereadings WHERE tenant_id = $1)
		UPDATE rereadings SET state = 'ready', ready_at = now() WHERE tenant_id = $1 AND id = $2`, w.tenant, open.ID)
	return err
}

// reread returns what the tenant's open rereading found in interactions that are through the
// pipeline, by interaction.
func (w *Work) reread(ctx context.Context) (map[uuid.UUID][]understand.Mention, error) {
	rows, err := w.tx.Query(ctx, `SELECT i.id, x.mentions FROM reread_interactions x
		JOIN interactions i ON i.tenant_id = x.tenant_id AND i.id = x.interaction_id WHERE x.tenant_id = $1 AND `+settled, w.tenant)
	if err != nil {
		return nil, err
	}
	out := map[uuid.UUID][]understand.Mention{}
	var id uuid.UUID
	var document []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &document}, func() error {
		var err error
		if out[id], err = decodeReread(document); err != nil {
			return fmt.Errorf("what was reread of interaction %s: %w", id, err)
		}
		return nil
	})
	return out, err
}
