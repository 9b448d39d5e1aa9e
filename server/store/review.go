package store

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
)

// reviewedFrom is the confidence from which a held mention is shown to people. Below it, one in
// several is a break.
const reviewedFrom = 0.3

// HeldMentions returns up to limit mentions that wait for a person, those with most confidence
// first. What a person holds waits for no other.
func (s *Store) HeldMentions(ctx context.Context, tenant string, limit int) ([]StoredMention, error) {
	var out []StoredMention
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		taught, err := w.calibration(ctx)
		if err != nil {
			return err
		}
		out, err = w.mentions(ctx, `WHERE m.tenant_id = $1 AND m.status = 'held' AND m.confidence >= $2
			AND NOT EXISTS (SELECT FROM decisions d WHERE d.tenant_id = m.tenant_id AND d.undone_at IS NULL AND d.kind = 'hold' AND d.mentions ? m.id::text)
			ORDER BY m.confidence DESC, m.id LIMIT $3`, w.tenant, taught.Read(reviewedFrom), limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("held mentions: %w", err)
	}
	return out, nil
}

// ReviewedStates are the states of alerts that wait for a person.
var ReviewedStates = []alert.State{alert.HeldForReview, alert.NearThreshold}

// Glance is the little of a cluster that the queue of reviews needs.
type Glance struct {
	Customers int    // distinct, when it was last measured
	ETag      string // see Expected
}

// Glances looks at some clusters.
func (s *Store) Glances(ctx context.Context, tenant string, clusters []uuid.UUID) (map[uuid.UUID]Glance, error) {
	out := map[uuid.UUID]Glance{}
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		rows, err := w.tx.Query(ctx, `SELECT id, revision, jsonb_array_length(CASE jsonb_typeof(reading->'customers') WHEN 'array' THEN reading->'customers' ELSE '[]' END)
			FROM clusters WHERE tenant_id = $1 AND id = ANY($2)`, w.tenant, clusters)
		if err != nil {
			return err
		}
		var id uuid.UUID
		var revision int64
		var customers int
		return forEach(rows, []any{&id, &revision, &customers}, func() { out[id] = Glance{Customers: customers, ETag: etagOf(revision)} })
	})
	if err != nil {
		return nil, fmt.Errorf("look at clusters: %w", err)
	}
	return out, nil
}

// LatestDecisions returns the last decision in force about each of some mentions, for those that
// have one.
func (s *Store) LatestDecisions(ctx context.Context, tenant string, mentions []uuid.UUID) (map[uuid.UUID]StoredDecision, error) {
	out := map[uuid.UUID]StoredDecision{}
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		found, err := w.decisions(ctx, `WHERE d.tenant_id = $1 AND d.undone_at IS NULL AND d.mentions ?| $2::text[] ORDER BY d.number`,
			w.tenant, column(mentions, uuid.UUID.String))
		for _, d := range found {
			for _, m := range d.Mentions {
				out[m] = d
			}
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("decisions about mentions: %w", err)
	}
	return out, nil
}
