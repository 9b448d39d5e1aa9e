package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
)

// TellRenewals tells those who asked for it of affected accounts whose contract is due, by an
// instant: of every alert that runs, each account once by each route. It returns how many messages
// were planned.
func (s *Store) TellRenewals(ctx context.Context, tenant string, now time.Time) (planned int, err error) {
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		planned = 0
		all, err := w.routes(ctx)
		if err != nil {
			return err
		}
		asking := slices.DeleteFunc(all, func(r Route) bool { return r.RenewalDays == 0 })
		if len(asking) == 0 {
			return nil
		}
		t, err := w.routeTable(ctx)
		if err != nil {
			return err
		}
		running, err := w.storedAlerts(ctx, `WHERE a.tenant_id = $1 AND a.state = ANY($2) ORDER BY a.id`,
			w.tenant, column(route.Running(), func(s alert.State) string { return string(s) }))
		if err != nil {
			return err
		}
		for _, a := range running {
			n, err := w.tellRenewals(ctx, a, asking, t, now)
			if err != nil {
				return err
			}
			planned += n
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("renewals of tenant %s: %w", tenant, err)
	}
	return planned, nil
}

// tellRenewals does it for one alert.
func (w *Work) tellRenewals(ctx context.Context, a StoredAlert, asking []Route, t route.Table, now time.Time) (planned int, err error) {
	due, err := w.contracts(ctx, a.LastChange.Reading.Accounts)
	if err != nil || len(due) == 0 {
		return 0, err
	}
	story, err := w.storyOf(ctx, a)
	if err != nil {
		return 0, err
	}
	for _, r := range asking {
		told, err := collectStrings(ctx, w.tx, `SELECT DISTINCT x->>'account_id' FROM deliveries d, jsonb_array_elements(d.addition->'exposed_renewals') x
			WHERE d.tenant_id = $1 AND d.alert_id = $2 AND d.route_id = $3 AND d.addition ? 'exposed_renewals'`, w.tenant, a.ID, r.ID)
		if err != nil {
			return planned, err
		}
		deliveries := route.Renewals(story.Event, r.Planned(), due, told, t, now)
		if err := w.addDeliveries(ctx, deliveries); err != nil {
			return planned, err
		}
		planned += len(deliveries)
	}
	return planned, nil
}

// contracts returns when the contracts of accounts are due, the soonest first.
func (w *Work) contracts(ctx context.Context, accounts []string) ([]measure.Renewal, error) {
	rows, err := w.tx.Query(ctx, `SELECT id, renewal_date FROM accounts
		WHERE tenant_id = $1 AND id = ANY($2) AND renewal_date IS NOT NULL ORDER BY renewal_date, id`, w.tenant, accounts)
	if err != nil {
		return nil, err
	}
	var out []measure.Renewal
	var account string
	var day time.Time
	err = forEach(rows, []any{&account, &day}, func() { out = append(out, measure.Renewal{AccountID: account, Due: measure.DayOf(day)}) })
	return out, err
}
