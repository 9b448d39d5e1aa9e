package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

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
	where, args := filter.where(tenant, page)
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.queryInteractions(ctx, where, args...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list interactions: %w", err)
	}
	return out, nil
}

// where names only what is filtered by: a condition that may be off keeps the planner from
// the index that answers it when it is on.
func (f InteractionFilter) where(tenant string, page Page) (string, []any) {
	sql, args := "WHERE i.tenant_id = $1", []any{tenant}
	and := func(condition string, values ...any) {
		for _, v := range values {
			args = append(args, v)
			condition = strings.Replace(condition, "?", "$"+strconv.Itoa(len(args)), 1)
		}
		sql += " AND " + condition
	}
	if f.SourceSystem != "" {
		and("i.source_system = ?", f.SourceSystem)
	}
	if f.ExternalID != "" {
		and("i.external_id = ?", f.ExternalID)
	}
	if page.After != (Position{}) {
		and("(i.occurred_at, i.id) < (?, ?)", page.After.Time, page.After.ID)
	}
	args = append(args, page.Size)
	return sql + " ORDER BY i.occurred_at DESC, i.id DESC LIMIT $" + strconv.Itoa(len(args)), args
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
