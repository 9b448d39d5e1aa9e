package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/measure"
)

// ExposedFilter says which exposed accounts are meant. What is empty leaves it open.
type ExposedFilter struct {
	Cluster                uuid.UUID
	From, To               string // touchpoints of the cluster's seam
	RenewalFrom, RenewalTo string // YYYY-MM-DD, both included
	Currency               string // of the annual value
	ByValue                bool   // the greatest value first; else the soonest renewal first
}

// Exposed is an account that clusters affect in the windows of their readings.
type Exposed struct {
	ingest.Account
	Clusters []uuid.UUID     // sorted
	Quotes   []measure.Quote // by time, at most maxExposedQuotes
	Told     int             // quotes there are
}

// maxExposedQuotes is how many quotes are told of one account.
const maxExposedQuotes = 5

// ExposedAccounts returns the accounts that living clusters affect, in order, without quotes: see
// ExposedQuotes. An account that nobody told us about is listed with its id alone. Errors:
// ErrNotFound when there is no such cluster.
func (s *Store) ExposedAccounts(ctx context.Context, tenant string, f ExposedFilter) ([]Exposed, error) {
	var out []Exposed
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		affected, err := w.affected(ctx, f)
		if err != nil {
			return err
		}
		ids := make([]string, 0, len(affected))
		for id := range affected {
			ids = append(ids, id)
		}
		known, err := w.accountsByID(ctx, ids)
		if err != nil {
			return err
		}
		for _, a := range known {
			out = append(out, Exposed{Account: a, Clusters: affected[a.AccountID]})
			delete(affected, a.AccountID)
		}
		for id, clusters := range affected {
			out = append(out, Exposed{Account: ingest.Account{AccountID: id}, Clusters: clusters})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("exposed accounts of tenant %s: %w", tenant, err)
	}
	out = slices.DeleteFunc(out, func(e Exposed) bool { return !f.has(e) })
	slices.SortFunc(out, f.Compare)
	return out, nil
}

// affected returns the clusters by the accounts that they affect.
func (w *Work) affected(ctx context.Context, f ExposedFilter) (map[string][]uuid.UUID, error) {
	if f.Cluster != uuid.Nil {
		id, err := w.survivor(ctx, f.Cluster)
		if err != nil {
			return nil, err
		}
		f.Cluster = id
	}
	rows, err := w.tx.Query(ctx, `
		SELECT c.id, a.account FROM clusters c CROSS JOIN LATERAL jsonb_array_elements_text(
		  CASE WHEN jsonb_typeof(c.reading->'accounts') = 'array' THEN c.reading->'accounts' ELSE '[]' END) AS a (account)
		WHERE c.tenant_id = $1 AND c.retired_at IS NULL AND ($2 = `+nilUUID+` OR c.id = $2)
		  AND ($3 = '' OR c.from_touchpoint = $3) AND ($4 = '' OR c.to_touchpoint = $4)
		ORDER BY c.id`, w.tenant, f.Cluster, f.From, f.To)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string][]uuid.UUID{}
	for rows.Next() {
		var cluster uuid.UUID
		var account string
		if err := rows.Scan(&cluster, &account); err != nil {
			return nil, err
		}
		out[account] = append(out[account], cluster)
	}
	return out, rows.Err()
}

func (f ExposedFilter) has(e Exposed) bool {
	due := e.RenewalDate
	switch {
	case f.RenewalFrom != "" && (due == "" || due < f.RenewalFrom), f.RenewalTo != "" && (due == "" || due > f.RenewalTo):
		return false
	case f.Currency != "" && (e.AnnualValue == nil || e.AnnualValue.Currency != f.Currency):
		return false
	}
	return true
}

// Compare orders exposed accounts; what is not known comes last.
func (f ExposedFilter) Compare(a, b Exposed) int {
	id := cmp.Compare(a.AccountID, b.AccountID)
	if f.ByValue {
		return cmp.Or(compareKnown(a.AnnualValue != nil, b.AnnualValue != nil), compareValue(a.AnnualValue, b.AnnualValue), id)
	}
	return cmp.Or(compareKnown(a.RenewalDate != "", b.RenewalDate != ""), cmp.Compare(a.RenewalDate, b.RenewalDate), id)
}

func compareKnown(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// compareValue orders amounts by currency, the greatest first.
func compareValue(a, b *ingest.Money) int {
	if a == nil || b == nil {
		return 0
	}
	return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(b.Minor, a.Minor))
}

// ExposedQuotes fills in what the customers of some exposed accounts said in the clusters that affect
// them, in the windows of these clusters' readings.
func (s *Store) ExposedQuotes(ctx context.Context, tenant string, list []Exposed) error {
	at, ids, clusters := map[string]int{}, []string{}, []uuid.UUID{}
	for i, e := range list {
		at[e.AccountID] = i
		ids = append(ids, e.AccountID)
		clusters = append(clusters, e.Clusters...)
	}
	slices.SortFunc(clusters, func(a, b uuid.UUID) int { return cmp.Compare(a.String(), b.String()) })
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		rows, err := w.tx.Query(ctx, exposedQuotesSQL, w.tenant, ids, slices.Compact(clusters))
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var account string
			var q measure.Quote
			err := rows.Scan(&account, &q.MentionID, &q.InteractionID, &q.SourceSystem, &q.ExternalID, &q.Source, &q.Channel, &q.LocationID,
				&q.OccurredAt, &q.Turn, &q.Start, &q.End, &q.Text)
			if err != nil {
				return err
			}
			e := &list[at[account]]
			e.Told++
			if q.OccurredAt = q.OccurredAt.UTC(); len(e.Quotes) < maxExposedQuotes {
				e.Quotes = append(e.Quotes, q)
			}
		}
		return rows.Err()
	})
	if err != nil {
		return fmt.Errorf("quotes of exposed accounts of tenant %s: %w", tenant, err)
	}
	return nil
}

const exposedQuotesSQL = `
SELECT i.account_id, m.id, i.id, i.source_system, i.external_id, i.source, i.channel, i.location_id, i.occurred_at,
  m.quote_turn, m.quote_start, m.quote_end, m.quote_text
FROM clusters c JOIN tenant_cursors k ON k.tenant_id = c.tenant_id
CROSS JOIN LATERAL (SELECT (c.reading->'window'->>'last')::date AS last, (c.reading->'window'->>'days')::int AS days) w
JOIN mentions m ON m.tenant_id = $1 AND m.cluster_id = c.id
JOIN interactions i ON i.tenant_id = $1 AND i.id = m.interaction_id
WHERE c.tenant_id = $1 AND c.id = ANY($3) AND i.account_id = ANY($2)
  AND (i.occurred_at AT TIME ZONE k.time_zone)::date BETWEEN w.last - w.days + 1 AND w.last
ORDER BY i.account_id, i.occurred_at, m.id`
