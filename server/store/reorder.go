package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/measure"
)

// reorderSQL counts completed orders from $3 up to $4 by whether they were at a place of $2 and made
// since $5, and those of which the account ordered again within $6. Only orders count after which
// these days lie wholly before $5, or wholly between $5 and $4.
const reorderSQL = `
SELECT o.location_id = ANY($2), o.occurred_at >= $5::timestamptz, count(*),
  count(*) FILTER (WHERE EXISTS (SELECT FROM commercial_records n
    WHERE n.tenant_id = $1 AND n.account_id = o.account_id AND n.kind = 'order' AND n.status = 'completed'
      AND n.occurred_at > o.occurred_at AND n.occurred_at <= o.occurred_at + $6::interval))
FROM commercial_records o
WHERE o.tenant_id = $1 AND o.kind = 'order' AND o.status = 'completed' AND o.account_id <> '' AND o.location_id <> ''
  AND (o.occurred_at >= $3 AND o.occurred_at < $5::timestamptz - $6::interval
    OR o.occurred_at >= $5::timestamptz AND o.occurred_at <= $4::timestamptz - $6::interval)
GROUP BY 1, 2`

// reorderBack is at most how long before the break orders are looked at.
const reorderBack = 180 * 24 * time.Hour

// Reorders counts the completed orders at some places and at all others, before an instant and from
// it on until now, and those that were followed by another of the same account within so many days.
func (s *Store) Reorders(ctx context.Context, tenant string, locations []string, began measure.Day, withinDays int, now time.Time) (measure.ReorderConversion, error) {
	out := measure.ReorderConversion{Began: began, WithinDays: withinDays, Locations: locations}
	within := time.Duration(withinDays) * 24 * time.Hour
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		rows, err := w.tx.Query(ctx, reorderSQL, w.tenant, slices.Concat([]string{}, locations), began.Start().Add(-reorderBack), now, began.Start(), within)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var affected, after bool
			var r measure.Reorders
			if err := rows.Scan(&affected, &after, &r.Orders, &r.Reordered); err != nil {
				return err
			}
			switch {
			case affected && after:
				out.AffectedAfter = r
			case affected:
				out.AffectedBefore = r
			case after:
				out.OthersAfter = r
			default:
				out.OthersBefore = r
			}
		}
		return rows.Err()
	})
	if err != nil {
		return out, fmt.Errorf("reorders of tenant %s: %w", tenant, err)
	}
	return out.Compare(), nil
}

// Reach is how many accounts passed a touchpoint, and from how many of them anything was heard.
type Reach struct{ Accounts, Heard int }

// Reach returns, by touchpoint, how many accounts have a commercial record that passed it in some
// days, and from how many of them an interaction came in these days.
func (s *Store) Reach(ctx context.Context, tenant string, days measure.Window) (map[string]Reach, error) {
	out := map[string]Reach{}
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		rows, err := w.tx.Query(ctx, `
			WITH passed AS (
			  SELECT DISTINCT touchpoint, account_id FROM commercial_records
			  WHERE tenant_id = $1 AND occurred_at >= $2 AND occurred_at < $3 AND touchpoint <> '' AND account_id <> ''
			), heard AS (
			  SELECT DISTINCT account_id FROM interactions
			  WHERE tenant_id = $1 AND occurred_at >= $2 AND occurred_at < $3 AND account_id <> ''
			)
			SELECT p.touchpoint, count(*), count(h.account_id) FROM passed p LEFT JOIN heard h USING (account_id) GROUP BY 1`,
			w.tenant, days.First().Start(), (days.Last + 1).Start())
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var touchpoint string
			var r Reach
			if err := rows.Scan(&touchpoint, &r.Accounts, &r.Heard); err != nil {
				return err
			}
			out[touchpoint] = r
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("reach of tenant %s: %w", tenant, err)
	}
	return out, nil
}

// ClusterBegan returns the day of a cluster's first complaint, as its members tell it now. Errors:
// ErrNotFound when it has no members.
func (s *Store) ClusterBegan(ctx context.Context, tenant string, cluster uuid.UUID) (measure.Day, error) {
	var first *time.Time
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		err := w.tx.QueryRow(ctx, `SELECT min(i.occurred_at) FROM mentions m JOIN interactions i ON i.tenant_id = $1 AND i.id = m.interaction_id
			WHERE m.tenant_id = $1 AND m.cluster_id = $2`, w.tenant, cluster).Scan(&first)
		if err == nil && first == nil {
			err = ErrNotFound
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("first complaint of cluster %s: %w", cluster, err)
	}
	return measure.DayOf(*first), nil
}
