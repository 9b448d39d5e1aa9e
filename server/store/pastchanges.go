package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/route"
)

// pastChanges is how many of the latest changes a route is tried on.
const pastChanges = 5000

// RouteHistory returns what a draft of a route can be tried on: the changes of alerts in a stretch
// of time, the oldest first, with who would own them by what is set now, and the table.
func (s *Store) RouteHistory(ctx context.Context, tenant string, from, to time.Time) (past []route.Past, t route.Table, err error) {
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		m, err := w.journeyMap(ctx)
		if err != nil {
			return err
		}
		if t, err = w.routeTable(ctx); err != nil {
			return err
		}
		groups, err := w.locationGroups(ctx)
		if err != nil {
			return err
		}
		rows, err := w.tx.Query(ctx, `SELECT `+changeColumns+` FROM alert_changes c
			LEFT JOIN alert_changes p ON p.tenant_id = c.tenant_id AND p.alert_id = c.alert_id AND p.number = c.number - 1
			WHERE c.tenant_id = $1 AND ($2::timestamptz IS NULL OR c.at >= $2) AND ($3::timestamptz IS NULL OR c.at < $3)
			ORDER BY c.at DESC, c.alert_id DESC, c.number DESC LIMIT $4`, w.tenant, unlessZero(from), unlessZero(to), pastChanges)
		if err != nil {
			return err
		}
		changes, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (AlertChange, error) {
			var scan changeScan
			if err := row.Scan(scan.dest()...); err != nil {
				return AlertChange{}, err
			}
			return scan.value()
		})
		if err != nil {
			return err
		}
		past = nil
		for _, c := range slices.Backward(changes) {
			q := questionOf(m.Map, c.Reading, t, c.At)
			past = append(past, route.Past{
				Event: route.EventOf(c.Change, m.Map, func(l string) string { return groups[l] }), Owners: route.Owners(q),
			})
		}
		return nil
	})
	if err != nil {
		return nil, t, fmt.Errorf("history of routes: %w", err)
	}
	return past, t, nil
}
