package store

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/measure"
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
	Customers int                // distinct, when it was last measured
	Exposure  []measure.Exposure // then
	ETag      string             // see Expected
}

// Glances looks at some clusters.
func (s *Store) Glances(ctx context.Context, tenant string, clusters []uuid.UUID) (map[uuid.UUID]Glance, error) {
	out := map[uuid.UUID]Glance{}
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		rows, err := w.tx.Query(ctx, `SELECT id, revision, jsonb_array_length(CASE jsonb_typeof(reading->'customers') WHEN 'array' THEN reading->'customers' ELSE '[]' END),
			coalesce(nullif(reading->'exposure', 'null'), '[]') FROM clusters WHERE tenant_id = $1 AND id = ANY($2)`, w.tenant, clusters)
		if err != nil {
			return err
		}
		var id uuid.UUID
		var revision int64
		var customers int
		var exposure []measure.Exposure
		return forEach(rows, []any{&id, &revision, &customers, &exposure}, func() {
			out[id] = Glance{Customers: customers, Exposure: exposure, ETag: etagOf(revision)}
			exposure = nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("look at clusters: %w", err)
	}
	return out, nil
}

// Purse is one kind of money in one currency.
type Purse struct {
	Kind     measure.ExposureKind
	Currency string // ISO 4217
}

// Stakes are what all living clusters put at stake, when each was last measured. Who is in several
// counts in each.
type Stakes struct {
	Customers int64
	Money     map[Purse]int64 // in the minor unit of the currency
}

// Share returns the largest share, 0 to 1, of what is at stake that some customers and money are:
// of all customers, and of the money of each kind in each currency.
func (s Stakes) Share(customers int, money []measure.Exposure) float64 {
	share := float64(customers) / float64(max(s.Customers, int64(customers), 1))
	for _, e := range money {
		if all := s.Money[Purse{e.Kind, e.Currency}]; all > 0 {
			share = max(share, min(float64(e.AmountMinor)/float64(all), 1))
		}
	}
	return share
}

// Stakes sums up what a tenant's clusters put at stake.
func (s *Store) Stakes(ctx context.Context, tenant string) (Stakes, error) {
	out := Stakes{Money: map[Purse]int64{}}
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		clear(out.Money)
		err := w.tx.QueryRow(ctx, `SELECT coalesce(sum(jsonb_array_length(reading->'customers')), 0) FROM clusters
			WHERE tenant_id = $1 AND retired_at IS NULL AND jsonb_typeof(reading->'customers') = 'array'`, w.tenant).Scan(&out.Customers)
		if err != nil {
			return err
		}
		rows, err := w.tx.Query(ctx, `SELECT e->>'kind', e->>'currency', sum((e->>'amount_minor')::bigint)::bigint FROM clusters
			CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(reading->'exposure') WHEN 'array' THEN reading->'exposure' ELSE '[]' END) AS e
			WHERE tenant_id = $1 AND retired_at IS NULL GROUP BY 1, 2`, w.tenant)
		if err != nil {
			return err
		}
		var p Purse
		var amount int64
		return forEach(rows, []any{&p.Kind, &p.Currency, &amount}, func() { out.Money[p] = amount })
	})
	if err != nil {
		return out, fmt.Errorf("what clusters put at stake: %w", err)
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
