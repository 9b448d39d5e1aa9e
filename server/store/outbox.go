package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
)

// ClaimedDelivery is a delivery that a dispatcher has taken to attempt, with everything it
// needs for that.
type ClaimedDelivery struct {
	Tenant string
	Delivery
	Destination Destination
	Secrets     channel.Secrets // those that count now; never log them
	Sealed      error           // why the secrets cannot be had, as when the sealing key was changed; nil when they can
	Message     DeliveryMessage
	Posted      *channel.Posting // what the destination shows the team of the alert; nil for nothing
}

// A destination has no more than its share of leases, however many of its deliveries are due
// and however long they have been: a slow one must not hold up the others.
const claimDeliveriesSQL = `
WITH destination AS MATERIALIZED (
  SELECT tenant_id, destination_id, $3 - count(*) FILTER (WHERE leased_until > now()) AS room, min(due_at) AS oldest
  FROM due_deliveries WHERE due_at <= now() OR leased_until > now() GROUP BY 1, 2
)
UPDATE due_deliveries q SET due_at = now() + $2, leased_until = now() + $2, waits_for = NULL
FROM (
  SELECT d.tenant_id, due.delivery_id FROM (SELECT * FROM destination WHERE room > 0 ORDER BY oldest) d
  CROSS JOIN LATERAL (
    SELECT delivery_id FROM due_deliveries
    WHERE tenant_id = d.tenant_id AND destination_id = d.destination_id AND due_at <= now()
    ORDER BY due_at LIMIT d.room FOR UPDATE SKIP LOCKED
  ) due LIMIT $1
) due
WHERE q.tenant_id = due.tenant_id AND q.delivery_id = due.delivery_id
RETURNING q.tenant_id, q.delivery_id`

// ClaimDeliveries takes up to limit due deliveries, of any tenants, for the length of the
// lease on the database's clock; nobody else gets them until it is over. No more than each are
// leased for one destination at a time. The attempt is counted now, so that one that crashes
// the dispatcher counts too. Every claim must end in MarkDelivered, RetryDelivery,
// KillDelivery or PostponeDelivery; if it does not, the delivery is due again when the lease is
// over, and may then be sent twice.
func (s *Store) ClaimDeliveries(ctx context.Context, limit, each int, lease time.Duration) ([]ClaimedDelivery, error) {
	for range claimTries {
		claimed, took, err := s.claim(ctx, limit, each, lease)
		if err != nil {
			return nil, fmt.Errorf("claim deliveries: %w", err)
		}
		if len(claimed) > 0 || took == 0 {
			return claimed, nil
		}
	}
	return nil, nil
}

// claimTries is how often due deliveries are taken when all that were taken must wait: others may be
// due behind them.
const claimTries = 3

// claim takes due deliveries, some of which may have to wait: took counts these too.
func (s *Store) claim(ctx context.Context, limit, each int, lease time.Duration) (claimed []ClaimedDelivery, took int, err error) {
	err = s.acrossTenants(ctx, func(ctx context.Context, w *Work) error {
		claimed, took = nil, 0
		due, order, err := w.takeDue(ctx, limit, each, lease)
		if err != nil {
			return err
		}
		for _, tenant := range order {
			if err := w.enter(ctx, tenant); err != nil {
				return err
			}
			took += len(due[tenant])
			ids, err := w.takeTurns(ctx, due[tenant], lease)
			if err != nil {
				return err
			}
			some, err := w.beginAttempts(ctx, ids, lease)
			if err != nil {
				return err
			}
			claimed = append(claimed, some...)
		}
		return nil
	})
	return claimed, took, err
}

func (w *Work) takeDue(ctx context.Context, limit, each int, lease time.Duration) (map[string][]uuid.UUID, []string, error) {
	rows, err := w.tx.Query(ctx, claimDeliveriesSQL, limit, lease, each)
	if err != nil {
		return nil, nil, err
	}
	due := map[string][]uuid.UUID{}
	var order []string
	var tenant string
	var id uuid.UUID
	_, err = pgx.ForEachRow(rows, []any{&tenant, &id}, func() error {
		if due[tenant] == nil {
			order = append(order, tenant)
		}
		due[tenant] = append(due[tenant], id)
		return nil
	})
	return due, order, err
}

// beginAttempts counts an attempt of each delivery and reads what it needs. One whose
// destination is disabled is held instead; one whose destination is gone is given up.
func (w *Work) beginAttempts(ctx context.Context, ids []uuid.UUID, lease time.Duration) ([]ClaimedDelivery, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	rows, err := w.tx.Query(ctx, `
		UPDATE deliveries d SET attempts = d.attempts + 1, last_attempt_at = now(), next_attempt_at = now() + $3
		FROM destinations t, alert_changes c
		WHERE d.tenant_id = $1 AND d.id = ANY($2) AND d.state = 'pending'
		  AND t.tenant_id = d.tenant_id AND t.id = d.destination_id AND t.disabled_at IS NULL
		  AND c.tenant_id = d.tenant_id AND c.alert_id = d.alert_id AND c.number = d.change
		RETURNING `+deliveryColumns+`, t.display_name, t.kind, t.url, t.config, t.sealed_secrets,
		  coalesce(t.old_secrets_until <= now(), false), t.failing_since, c.at, c.message`,
		w.tenant, ids, lease)
	if err != nil {
		return nil, err
	}
	begun := map[uuid.UUID]bool{}
	claimed, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (ClaimedDelivery, error) {
		c, err := w.scanClaimed(row)
		begun[c.ID] = true
		return c, err
	})
	if err != nil {
		return nil, err
	}
	var left []uuid.UUID
	for _, id := range ids {
		if !begun[id] {
			left = append(left, id)
		}
	}
	if err := w.readPostings(ctx, claimed); err != nil {
		return nil, err
	}
	return claimed, w.holdOrDrop(ctx, left)
}

func (w *Work) scanClaimed(row pgx.CollectableRow) (ClaimedDelivery, error) {
	var scan deliveryScan
	var config, sealed []byte
	var over bool
	var failing *time.Time
	c := ClaimedDelivery{Tenant: w.tenant}
	t := &c.Destination
	err := row.Scan(append(scan.dest(), &t.DisplayName, &t.Kind, &t.URL, &config, &sealed, &over, &failing, &c.Message.At, &c.Message.Body)...)
	if err != nil {
		return c, err
	}
	c.Delivery = scan.value()
	t.ID, t.FailingSince, c.Message.At = c.DestinationID, orZero(failing), c.Message.At.UTC()
	if err := json.Unmarshal(config, &t.Config); err != nil {
		return c, err
	}
	// Secrets that cannot be had are this delivery's trouble, not that of all the others.
	c.Secrets, c.Sealed = w.store.unseal(sealed, sealedFor(w.tenant, t.ID))
	c.Secrets = counting(c.Secrets, over)
	return c, nil
}

// holdOrDrop settles due deliveries that cannot be attempted: those of a disabled destination
// wait until it is enabled, those without a destination are dead, and what is settled already
// is due no longer.
func (w *Work) holdOrDrop(ctx context.Context, ids []uuid.UUID) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := w.tx.Exec(ctx, `
		WITH dead AS (
		  UPDATE deliveries d SET state = 'dead', next_attempt_at = NULL, last_error = 'the destination was deleted'
		  WHERE d.tenant_id = $1 AND d.id = ANY($2) AND d.state = 'pending'
		    AND NOT EXISTS (SELECT FROM destinations t WHERE t.tenant_id = $1 AND t.id = d.destination_id)
		  RETURNING d.id
		), held AS (
		  UPDATE due_deliveries q SET due_at = 'infinity'
		  FROM deliveries d, destinations t
		  WHERE q.tenant_id = $1 AND q.delivery_id = ANY($2) AND d.tenant_id = $1 AND d.id = q.delivery_id
		    AND d.state = 'pending' AND t.tenant_id = $1 AND t.id = d.destination_id
		  RETURNING q.delivery_id
		)
		DELETE FROM due_deliveries q WHERE q.tenant_id = $1 AND q.delivery_id = ANY($2)
		  AND NOT EXISTS (SELECT FROM held WHERE held.delivery_id = q.delivery_id)`, w.tenant, ids)
	return err
}

// Attempt is how one attempt at a delivery went.
type Attempt struct {
	Status int    // HTTP status; 0 when there was no answer
	Error  string // why it failed, without the address and without secrets; empty on success
	Unsent bool   // nothing was sent, whatever the address: that says nothing of the destination
	// Posting is what the destination shows the team of the alert now, also when only a part of the
	// message got there; nil when it shows nothing, or nothing new.
	Posting *channel.Posting
}

// MarkDelivered notes that the receiver took the message, and lets the destination's other
// deliveries be tried at once if it had been failing.
func (s *Store) MarkDelivered(ctx context.Context, tenant string, id uuid.UUID, a Attempt) error {
	return s.settle(ctx, tenant, id, a, func(ctx context.Context, w *Work, destination uuid.UUID) error {
		if err := w.finish(ctx, id, DeliveryDone, a); err != nil {
			return err
		}
		tag, err := w.tx.Exec(ctx, `UPDATE destinations SET failing_since = NULL WHERE tenant_id = $1 AND id = $2 AND failing_since IS NOT NULL`,
			w.tenant, destination)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		return w.holdDeliveries(ctx, destination, false)
	})
}

// RetryDelivery notes a failed attempt; the next one is due after the given time on the
// database's clock.
func (s *Store) RetryDelivery(ctx context.Context, tenant string, id uuid.UUID, a Attempt, after time.Duration) error {
	return s.settle(ctx, tenant, id, a, func(ctx context.Context, w *Work, destination uuid.UUID) error {
		_, err := w.tx.Exec(ctx, `
			WITH due AS (UPDATE due_deliveries SET due_at = now() + $3, leased_until = NULL
			  WHERE tenant_id = $1 AND delivery_id = $2)
			UPDATE deliveries SET next_attempt_at = now() + $3, last_status = $4, last_error = $5 WHERE tenant_id = $1 AND id = $2`,
			w.tenant, id, after, a.Status, a.Error)
		if err != nil {
			return err
		}
		return w.noteFailing(ctx, destination)
	})
}

// PostponeDelivery gives a claim back that was not attempted because the destination fails. It
// is due after the given time on the database's clock, together with all others that are due at
// that destination; or at once, if the destination works again by now.
func (s *Store) PostponeDelivery(ctx context.Context, tenant string, id uuid.UUID, after time.Duration) error {
	return s.settle(ctx, tenant, id, Attempt{}, func(ctx context.Context, w *Work, destination uuid.UUID) error {
		// The lock makes this come before a success, which then frees it, or after.
		var works bool
		err := w.tx.QueryRow(ctx, `SELECT failing_since IS NULL FROM destinations WHERE tenant_id = $1 AND id = $2 FOR SHARE`,
			w.tenant, destination).Scan(&works)
		if works || errors.Is(err, pgx.ErrNoRows) {
			after, err = 0, nil
		}
		if err != nil {
			return err
		}
		_, err = w.tx.Exec(ctx, postponeSQL, w.tenant, id, after, destination)
		return err
	})
}

const postponeSQL = `
WITH due AS (
  UPDATE due_deliveries SET due_at = now() + $3, leased_until = NULL WHERE tenant_id = $1 AND delivery_id = $2
), others AS (
  UPDATE due_deliveries SET due_at = now() + $3, leased_until = NULL WHERE tenant_id = $1 AND delivery_id IN (
    SELECT delivery_id FROM due_deliveries
    WHERE tenant_id = $1 AND destination_id = $4 AND delivery_id <> $2 AND due_at <= now() AND $3 > interval '0'
    FOR UPDATE SKIP LOCKED)
)
UPDATE deliveries SET attempts = attempts - 1, next_attempt_at = now() + $3,
  last_attempt_at = CASE WHEN attempts > 1 THEN last_attempt_at END
WHERE tenant_id = $1 AND id = $2`

// KillDelivery notes a failed attempt and gives the delivery up.
func (s *Store) KillDelivery(ctx context.Context, tenant string, id uuid.UUID, a Attempt) error {
	return s.settle(ctx, tenant, id, a, func(ctx context.Context, w *Work, destination uuid.UUID) error {
		if err := w.finish(ctx, id, DeliveryDead, a); err != nil || a.Unsent {
			return err
		}
		return w.noteFailing(ctx, destination)
	})
}

// DisableDestination stops all messages to a destination, as when its receiver says that it
// is gone. Its waiting deliveries are held until somebody enables it, and its teams are told where
// they can be, with the message that it did not take.
func (s *Store) DisableDestination(ctx context.Context, tenant string, lost Delivery, reason string) error {
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		u := route.Unreachable{DestinationID: lost.DestinationID.String(), Reason: reason}
		err := w.tx.QueryRow(ctx, `UPDATE destinations SET disabled_at = now(), disabled_reason = $3, etag = $4, updated_at = now()
			WHERE tenant_id = $1 AND id = $2 AND disabled_at IS NULL RETURNING display_name, kind, disabled_at`,
			w.tenant, lost.DestinationID, reason, newEtag()).Scan(&u.Name, &u.Kind, &u.At)
		if errors.Is(err, pgx.ErrNoRows) { // somebody else did, or it is gone
			return nil
		}
		if err != nil {
			return err
		}
		if err := w.holdDeliveries(ctx, lost.DestinationID, true); err != nil {
			return err
		}
		if err := w.tellUnreachable(ctx, lost, u); err != nil {
			return err
		}
		return w.inputsChanged(ctx)
	})
	if err != nil {
		return fmt.Errorf("disable destination %s: %w", lost.DestinationID, err)
	}
	return nil
}

// tellUnreachable plans what tells a destination's teams that it was disabled.
func (w *Work) tellUnreachable(ctx context.Context, lost Delivery, u route.Unreachable) error {
	u.At = u.At.UTC()
	err := w.tx.QueryRow(ctx, `SELECT count(*) FROM deliveries WHERE tenant_id = $1 AND destination_id = $2 AND state = 'pending'`,
		w.tenant, lost.DestinationID).Scan(&u.Waiting)
	if err != nil {
		return err
	}
	table, err := w.places(ctx)
	if err != nil {
		return err
	}
	return w.addDeliveries(ctx, route.TellUnreachable(table, route.Delivery{AlertID: lost.AlertID, ChangeNumber: lost.ChangeNumber, Owner: lost.Owner}, u))
}

// settle runs fn for a delivery that is still pending, keeps what its destination shows now, and lets
// those go on that waited for it. One that is settled already is left as it is, without an error: the
// claim's lease was over.
func (s *Store) settle(ctx context.Context, tenant string, id uuid.UUID, a Attempt, fn func(context.Context, *Work, uuid.UUID) error) error {
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		var destination uuid.UUID
		var state DeliveryState
		err := w.tx.QueryRow(ctx, `SELECT destination_id, state FROM deliveries WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
			w.tenant, id).Scan(&destination, &state)
		if err != nil {
			return err
		}
		if err := w.keepPosting(ctx, id, a.Posting); err != nil {
			return err
		}
		if state != DeliveryPending {
			return nil
		}
		if err := fn(ctx, w, destination); err != nil {
			return err
		}
		_, err = w.tx.Exec(ctx, `UPDATE due_deliveries SET due_at = now(), waits_for = NULL WHERE tenant_id = $1 AND waits_for = $2`, w.tenant, id)
		return err
	})
	if err != nil {
		return fmt.Errorf("settle delivery %s: %w", id, err)
	}
	return nil
}

// finish puts a delivery into its last state.
func (w *Work) finish(ctx context.Context, id uuid.UUID, state DeliveryState, a Attempt) error {
	_, err := w.tx.Exec(ctx, `
		WITH due AS (DELETE FROM due_deliveries WHERE tenant_id = $1 AND delivery_id = $2)
		UPDATE deliveries SET state = $3::text, next_attempt_at = NULL, last_status = $4, last_error = $5,
		  delivered_at = CASE WHEN $3::text = 'delivered' THEN now() END
		WHERE tenant_id = $1 AND id = $2`, w.tenant, id, string(state), a.Status, a.Error)
	return err
}

func (w *Work) noteFailing(ctx context.Context, destination uuid.UUID) error {
	_, err := w.tx.Exec(ctx, `UPDATE destinations SET failing_since = now() WHERE tenant_id = $1 AND id = $2 AND failing_since IS NULL`,
		w.tenant, destination)
	return err
}

// holdDeliveries keeps a destination's waiting deliveries back, or makes them due at once.
// Those that are attempted just now stay with whoever attempts them.
func (w *Work) holdDeliveries(ctx context.Context, destination uuid.UUID, hold bool) error {
	_, err := w.tx.Exec(ctx, `
		UPDATE due_deliveries SET due_at = CASE WHEN $3 THEN 'infinity'::timestamptz ELSE now() END
		WHERE tenant_id = $1 AND destination_id = $2 AND (leased_until IS NULL OR leased_until <= now())`, w.tenant, destination, hold)
	return err
}
