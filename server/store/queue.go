package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/understand"
)

// maxClaims is how often an interaction is handed out to be understood before it is parked:
// one that crashes its worker must not do so for ever.
const maxClaims = 5

// Claim is some interactions of one tenant that a worker has taken to understand.
type Claim struct {
	Tenant       string
	Interactions []StoredInteraction // oldest first
}

const claimSQL = `
UPDATE pending_interactions p
SET attempts = p.attempts + 1, available_at = now() + $2,
  stage = CASE WHEN p.attempts >= $3 THEN 'parked' ELSE p.stage END
FROM (
  SELECT tenant_id, interaction_id FROM pending_interactions
  WHERE stage = 'understand' AND available_at <= now()
  ORDER BY available_at LIMIT $1 FOR UPDATE SKIP LOCKED
) due
WHERE p.tenant_id = due.tenant_id AND p.interaction_id = due.interaction_id
RETURNING p.tenant_id, p.interaction_id, p.stage`

// ClaimUnderstanding takes up to limit interactions that wait to be understood, of any
// tenants, for the length of the lease on the database's clock. Nobody else gets them until
// it is over, unless SaveUnderstanding or ReleaseUnderstanding comes first. An empty result
// means that nothing waits.
func (s *Store) ClaimUnderstanding(ctx context.Context, limit int, lease time.Duration) ([]Claim, error) {
	var claims []Claim
	err := s.acrossTenants(ctx, func(ctx context.Context, w *Work) error {
		claims = nil
		taken, order, err := w.takePending(ctx, limit, lease)
		if err != nil {
			return err
		}
		for _, tenant := range order {
			if err := w.enter(ctx, tenant); err != nil {
				return err
			}
			interactions, err := w.interactionsByID(ctx, taken[tenant])
			if err != nil {
				return err
			}
			claims = append(claims, Claim{Tenant: tenant, Interactions: interactions})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("claim interactions to understand: %w", err)
	}
	return claims, nil
}

// takePending returns the claimed ids by tenant, and the tenants in the order found.
func (w *Work) takePending(ctx context.Context, limit int, lease time.Duration) (map[string][]uuid.UUID, []string, error) {
	rows, err := w.tx.Query(ctx, claimSQL, limit, lease, maxClaims)
	if err != nil {
		return nil, nil, err
	}
	taken := map[string][]uuid.UUID{}
	var order []string
	var tenant, stage string
	var id uuid.UUID
	_, err = pgx.ForEachRow(rows, []any{&tenant, &id, &stage}, func() error {
		if stage != "understand" {
			return nil // parked just now
		}
		if taken[tenant] == nil {
			order = append(order, tenant)
		}
		taken[tenant] = append(taken[tenant], id)
		return nil
	})
	return taken, order, err
}

// Understood is what was understood of one interaction; no mentions when nothing broke.
type Understood struct {
	Interaction StoredInteraction
	Mentions    []understand.Mention
}

// SaveUnderstanding stores the mentions of claimed interactions and passes them on to
// grouping, in one transaction. An interaction that another worker has saved meanwhile,
// because the lease was over, is left alone: it returns how many were saved here.
func (s *Store) SaveUnderstanding(ctx context.Context, tenant string, understood []Understood) (saved int, err error) {
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		moved, err := w.passOn(ctx, understood)
		if err != nil {
			return err
		}
		var rows []mentionRow
		for _, u := range understood {
			if !moved[u.Interaction.ID] {
				continue
			}
			for _, m := range u.Mentions {
				row, err := newMentionRow(u.Interaction, m)
				if err != nil {
					return err
				}
				rows = append(rows, row)
			}
		}
		saved = len(moved)
		return w.insertMentions(ctx, rows)
	})
	if err != nil {
		return 0, fmt.Errorf("save what was understood: %w", err)
	}
	return saved, nil
}

const passOnSQL = `
UPDATE pending_interactions SET stage = 'group', available_at = now(), attempts = 0
WHERE tenant_id = $1 AND interaction_id = ANY($2) AND stage = 'understand'
RETURNING interaction_id`

func (w *Work) passOn(ctx context.Context, understood []Understood) (map[uuid.UUID]bool, error) {
	ids := column(understood, func(u Understood) uuid.UUID { return u.Interaction.ID })
	rows, err := w.tx.Query(ctx, passOnSQL, w.tenant, ids)
	if err != nil {
		return nil, err
	}
	moved := map[uuid.UUID]bool{}
	var id uuid.UUID
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error {
		moved[id] = true
		return nil
	})
	return moved, err
}

// ReleaseUnderstanding gives claimed interactions back at once, as a worker does that stops
// before it could understand them. The claim is not counted.
func (s *Store) ReleaseUnderstanding(ctx context.Context, claim Claim) error {
	return s.PostponeUnderstanding(ctx, claim, 0)
}

// PostponeUnderstanding gives claimed interactions back for later, as a worker does when their
// tenant has no journey map to read them by. The claim is not counted. PutJourneyMap makes them
// available at once.
func (s *Store) PostponeUnderstanding(ctx context.Context, claim Claim, by time.Duration) error {
	ids := column(claim.Interactions, func(in StoredInteraction) uuid.UUID { return in.ID })
	err := s.InTx(ctx, claim.Tenant, func(ctx context.Context, w *Work) error {
		_, err := w.tx.Exec(ctx, `UPDATE pending_interactions SET available_at = now() + $3, attempts = greatest(attempts - 1, 0)
			WHERE tenant_id = $1 AND interaction_id = ANY($2) AND stage = 'understand'`, w.tenant, ids, by)
		return err
	})
	if err != nil {
		return fmt.Errorf("postpone interactions: %w", err)
	}
	return nil
}

// wakeUnderstanding makes everything of the tenant that waits to be understood available now.
func (w *Work) wakeUnderstanding(ctx context.Context) error {
	_, err := w.tx.Exec(ctx, `UPDATE pending_interactions SET available_at = now()
		WHERE tenant_id = $1 AND stage = 'understand' AND available_at > now() AND attempts = 0`, w.tenant)
	return err
}

// QueueDepth is how much of the pipeline's queue waits at each stage, over all tenants.
type QueueDepth struct {
	Understand       int64         // to be understood
	Group            int64         // understood, to be grouped
	Parked           int64         // given up: their worker failed every time
	OldestUnderstand time.Duration // how long the oldest has waited since it was received; 0 when none waits
	OldestGroup      time.Duration
}

// QueueDepth counts the pipeline's queue.
func (s *Store) QueueDepth(ctx context.Context) (QueueDepth, error) {
	var d QueueDepth
	err := s.acrossTenants(ctx, func(ctx context.Context, w *Work) error {
		return w.tx.QueryRow(ctx, `
			SELECT count(*) FILTER (WHERE stage = 'understand'), count(*) FILTER (WHERE stage = 'group'),
			  count(*) FILTER (WHERE stage = 'parked'),
			  coalesce(now() - min(received_at) FILTER (WHERE stage = 'understand'), '0'),
			  coalesce(now() - min(received_at) FILTER (WHERE stage = 'group'), '0')
			FROM pending_interactions`).
			Scan(&d.Understand, &d.Group, &d.Parked, &d.OldestUnderstand, &d.OldestGroup)
	})
	if err != nil {
		return QueueDepth{}, fmt.Errorf("queue depth: %w", err)
	}
	return d, nil
}
