package store

import (
	"context"
	"fmt"
)

// DueDeliveries counts the deliveries, over all tenants, that are due now or being attempted.
// Those that wait for their next attempt, or for a destination that is disabled, do not count.
func (s *Store) DueDeliveries(ctx context.Context) (n int64, err error) {
	err = s.acrossTenants(ctx, func(ctx context.Context, w *Work) error {
		return w.tx.QueryRow(ctx, `SELECT count(*) FROM due_deliveries WHERE due_at <= now() OR leased_until > now()`).Scan(&n)
	})
	if err != nil {
		return 0, fmt.Errorf("due deliveries: %w", err)
	}
	return n, nil
}
