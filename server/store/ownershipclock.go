package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
)

// clocksAtOnce is how many slots are reminded or escalated in one transaction.
const clocksAtOnce = 100

// RunClocks reminds the teams that have been asked and have not answered, and asks the next where
// the clock has run out, by an instant. Slots of alerts that are over wait until those begin
// again. It returns how many slots something was done about.
func (s *Store) RunClocks(ctx context.Context, tenant string, now time.Time) (done int, err error) {
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		due, err := w.ownerships(ctx, `JOIN alerts a ON a.tenant_id = o.tenant_id AND a.id = o.alert_id
			WHERE o.tenant_id = $1 AND (o.due_at <= $2 OR o.remind_at <= $2) AND a.state = ANY($3)
			ORDER BY o.due_at, o.alert_id, o.slot LIMIT $4 FOR UPDATE OF o SKIP LOCKED`,
			w.tenant, now, column(route.Running(), func(s alert.State) string { return string(s) }), clocksAtOnce)
		if err != nil {
			return err
		}
		for _, o := range due {
			act := route.Act{Kind: route.ActRemind, Actor: "server", At: now}
			if !o.DueAt.IsZero() && !now.Before(o.DueAt) {
				act.Kind = route.ActEscalate
			}
			id, err := uuid.NewV7()
			if err != nil {
				return err
			}
			if err := w.act(ctx, id, o.Assignment, act); err != nil {
				return err
			}
		}
		done = len(due)
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("clocks of tenant %s: %w", tenant, err)
	}
	return done, nil
}
