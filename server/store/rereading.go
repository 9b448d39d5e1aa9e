package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/evaluate"
)

// RereadingState is how far a rereading is.
type RereadingState string

// The closed set of rereading states.
const (
	RereadingReading   RereadingState = "reading"   // under way
	RereadingReady     RereadingState = "ready"     // all is read; nothing has taken effect
	RereadingApplied   RereadingState = "applied"   // what it found is live
	RereadingDiscarded RereadingState = "discarded" // what it found was dropped
)

// ErrRereadingState means that a rereading is not in the state for what is asked of it, or that there
// is nothing to read again. Its text says how far it is.
var ErrRereadingState = errors.New("the rereading cannot do that")

// Rereading is one reading of a tenant's whole history by another model, beside what is live.
// A tenant has at most one that is reading or ready.
type Rereading struct {
	ID           uuid.UUID
	Model        string // version of what reads
	State        RereadingState
	Total        int64          // interactions that there were at the start
	Interactions int64          // read so far; more than Total when others came in meanwhile
	Mentions     int64          // found so far
	Diff         *evaluate.Diff // what applying it changed; nil before
	StartedAt    time.Time
	ReadyAt      time.Time // zero before
	EndedAt      time.Time // when it was applied or discarded; zero before

	cursor uuid.UUID
}

const rereadingColumns = `r.id, r.model, r.state, r.cursor, r.total, r.interactions, r.mentions, r.diff, r.created_at, r.ready_at, r.ended_at`

func scanRereading(row pgx.CollectableRow) (r Rereading, err error) {
	var diff []byte
	var ready, ended *time.Time
	err = row.Scan(&r.ID, &r.Model, &r.State, &r.cursor, &r.Total, &r.Interactions, &r.Mentions, &diff, &r.StartedAt, &ready, &ended)
	if err != nil {
		return r, err
	}
	r.StartedAt, r.ReadyAt, r.EndedAt = r.StartedAt.UTC(), orZero(ready), orZero(ended)
	if diff == nil {
		return r, nil
	}
	r.Diff = new(evaluate.Diff)
	return r, json.Unmarshal(diff, r.Diff)
}

// openRereading returns the tenant's open rereading, or ErrNotFound. With lock it stays as it is until
// the unit of work ends.
func (w *Work) openRereading(ctx context.Context, lock string) (Rereading, error) {
	found, err := w.rereadings(ctx, `WHERE r.tenant_id = $1 AND r.ended_at IS NULL `+lock, w.tenant)
	if err == nil && len(found) == 0 {
		return Rereading{}, notFound("open rereading of tenant %s", w.tenant)
	}
	if err != nil {
		return Rereading{}, err
	}
	return found[0], nil
}

func (w *Work) rereadings(ctx context.Context, where string, args ...any) ([]Rereading, error) {
	rows, err := w.tx.Query(ctx, `SELECT `+rereadingColumns+` FROM rereadings r `+where, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanRereading)
}

// StartRereading begins to read a tenant's history with a model, in the background. When one
// with this model is open already it is returned as it is; one with another model is an
// ErrExists, and a tenant without history an ErrRereadingState.
func (s *Store) StartRereading(ctx context.Context, tenant, model string) (Rereading, error) {
	var out Rereading
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		if _, err := w.ent.Tenant.Get(ctx, tenant); err != nil {
			return err
		}
		open, err := w.openRereading(ctx, "")
		switch {
		case err == nil && open.Model == model:
			out = open
			return nil
		case err == nil:
			return fmt.Errorf("one with model %s is %s: apply or discard it first: %w", open.Model, open.State, ErrExists)
		case !errors.Is(err, ErrNotFound):
			return err
		}
		out, err = w.insertRereading(ctx, model)
		return err
	})
	if err != nil {
		return Rereading{}, fmt.Errorf("start rereading: %w", err)
	}
	return out, nil
}

func (w *Work) insertRereading(ctx context.Context, model string) (Rereading, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Rereading{}, err
	}
	var total int64
	err = w.tx.QueryRow(ctx, `SELECT count(*) FROM interactions i WHERE i.tenant_id = $1 AND `+settled, w.tenant).Scan(&total)
	if err != nil {
		return Rereading{}, err
	}
	if total == 0 {
		return Rereading{}, fmt.Errorf("%w: tenant %s has no history to read again", ErrRereadingState, w.tenant)
	}
	_, err = w.tx.Exec(ctx, `WITH due AS (INSERT INTO due_rereadings (tenant_id) VALUES ($1) ON CONFLICT (tenant_id) DO UPDATE SET due_at = now())
		INSERT INTO rereadings (tenant_id, id, model, state, cursor, total) VALUES ($1::text, $2, $3, 'reading', `+nilUUID+`, $4)`,
		w.tenant, id, model, total)
	if err != nil {
		return Rereading{}, err
	}
	return w.openRereading(ctx, "")
}

// LatestRereading returns the rereading that was started last, or ErrNotFound.
func (s *Store) LatestRereading(ctx context.Context, tenant string) (Rereading, error) {
	var out Rereading
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		found, err := w.rereadings(ctx, `WHERE r.tenant_id = $1 ORDER BY r.created_at DESC, r.id DESC LIMIT 1`, w.tenant)
		if err == nil && len(found) == 0 {
			err = ErrNotFound
		}
		if err == nil {
			out = found[0]
		}
		return err
	})
	if err != nil {
		return Rereading{}, fmt.Errorf("rereading of tenant %s: %w", tenant, err)
	}
	return out, nil
}

// GetRereading returns a rereading, or ErrNotFound.
func (s *Store) GetRereading(ctx context.Context, tenant string, id uuid.UUID) (Rereading, error) {
	var out Rereading
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		found, err := w.rereadings(ctx, `WHERE r.tenant_id = $1 AND r.id = $2`, w.tenant, id)
		if err == nil && len(found) == 0 {
			err = ErrNotFound
		}
		if err == nil {
			out = found[0]
		}
		return err
	})
	if err != nil {
		return Rereading{}, fmt.Errorf("rereading %s: %w", id, err)
	}
	return out, nil
}

// ListRereadings returns a page of rereadings, the latest first. The position of one is its StartedAt
// and ID.
func (s *Store) ListRereadings(ctx context.Context, tenant string, page Page) ([]Rereading, error) {
	var out []Rereading
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.rereadings(ctx, `WHERE r.tenant_id = $1 AND ($2::timestamptz IS NULL OR (r.created_at, r.id) < ($2, $3))
			ORDER BY r.created_at DESC, r.id DESC LIMIT $4`, w.tenant, page.afterTime(), page.After.ID, page.Size)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list rereadings: %w", err)
	}
	return out, nil
}

// DiscardRereading drops what the tenant's open rereading has found so far; ErrNotFound when
// none is open. What is live was never touched.
func (s *Store) DiscardRereading(ctx context.Context, tenant string) (Rereading, error) {
	var out Rereading
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		if out, err = w.openRereading(ctx, "FOR UPDATE"); err != nil {
			return err
		}
		out, err = w.endRereading(ctx, out, RereadingDiscarded, nil)
		return err
	})
	if err != nil {
		return Rereading{}, fmt.Errorf("discard rereading: %w", err)
	}
	return out, nil
}

// endRereading ends a rereading and drops what it has found.
func (w *Work) endRereading(ctx context.Context, r Rereading, state RereadingState, diff *evaluate.Diff) (Rereading, error) {
	document, err := json.Marshal(diff)
	if err != nil {
		return r, err
	}
	for _, sql := range []string{
		`DELETE FROM reread_interactions WHERE tenant_id = $1`,
		`DELETE FROM due_rereadings WHERE tenant_id = $1`,
	} {
		if _, err := w.tx.Exec(ctx, sql, w.tenant); err != nil {
			return r, err
		}
	}
	var at time.Time
	err = w.tx.QueryRow(ctx, `UPDATE rereadings SET state = $3, ended_at = now(), diff = nullif($4::jsonb, 'null')
		WHERE tenant_id = $1 AND id = $2 RETURNING ended_at`, w.tenant, r.ID, string(state), string(document)).Scan(&at)
	r.State, r.Diff, r.EndedAt = state, diff, at.UTC()
	return r, err
}
