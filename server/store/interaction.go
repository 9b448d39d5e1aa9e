package store

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// GetInteraction returns an interaction by its id, or ErrNotFound.
func (s *Store) GetInteraction(ctx context.Context, tenant string, id uuid.UUID) (StoredInteraction, error) {
	var out StoredInteraction
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		found, err := w.interactionsByID(ctx, []uuid.UUID{id})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return notFound("interaction %s", id)
		}
		out = found[0]
		return nil
	})
	return out, err
}

// InteractionFilter narrows a list of interactions; the zero value takes all.
type InteractionFilter struct {
	SourceSystem string // "" for any
	ExternalID   string // "" for any
}

// ListInteractions returns a page of interactions, newest first.
func (s *Store) ListInteractions(ctx context.Context, tenant string, filter InteractionFilter, page Page) ([]StoredInteraction, error) {
	var out []StoredInteraction
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.queryInteractions(ctx, `
			WHERE i.tenant_id = $1 AND ($2 = '' OR i.source_system = $2) AND ($3 = '' OR i.external_id = $3)
			  AND ($4::timestamptz IS NULL OR (i.occurred_at, i.id) < ($4, $5))
			ORDER BY i.occurred_at DESC, i.id DESC LIMIT $6`,
			w.tenant, filter.SourceSystem, filter.ExternalID, page.afterTime(), page.After.ID, page.Size)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list interactions: %w", err)
	}
	return out, nil
}

// interactionsByID returns the interactions with these ids, in the order in which they were
// received; those that do not exist are left out.
func (w *Work) interactionsByID(ctx context.Context, ids []uuid.UUID) ([]StoredInteraction, error) {
	return w.queryInteractions(ctx, `WHERE i.tenant_id = $1 AND i.id = ANY($2) ORDER BY i.received_at, i.id`, w.tenant, ids)
}

func (w *Work) queryInteractions(ctx context.Context, where string, args ...any) ([]StoredInteraction, error) {
	rows, err := w.tx.Query(ctx, `SELECT `+interactionColumns+` FROM interactions i `+where, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (StoredInteraction, error) { return scanInteraction(row.Scan) })
}
