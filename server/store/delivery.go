package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/route"
)

// DeliveryState says what became of a message.
type DeliveryState string

// The closed set of delivery states.
const (
	DeliveryPending DeliveryState = "pending" // waits for its first or next attempt
	DeliveryDone    DeliveryState = "delivered"
	DeliveryDead    DeliveryState = "dead" // given up
	// DeliverySuperseded is one that is not sent: a newer change was, where one message is kept true.
	DeliverySuperseded DeliveryState = "superseded"
)

// DeliveryStates lists every state.
var DeliveryStates = []DeliveryState{DeliveryPending, DeliveryDone, DeliveryDead, DeliverySuperseded}

// Delivery is one message about one change of an alert to one team at one destination.
type Delivery struct {
	ID            uuid.UUID // the message's stable id, sent with every attempt
	AlertID       uuid.UUID
	ChangeNumber  int
	Owner         route.Owner
	DestinationID uuid.UUID
	RouteID       uuid.UUID
	Occasion      route.Occasion  // why the team is told besides the change itself; empty for the change
	Addition      json.RawMessage // JSON of route.Addition; nil for none
	State         DeliveryState
	Attempts      int
	LastStatus    int       // HTTP status of the last attempt; 0 when there was no answer
	LastError     string    // why the last attempt failed; empty when it did not
	CreatedAt     time.Time // when it was planned
	LastAttemptAt time.Time // zero before the first
	NextAttemptAt time.Time // zero unless it is pending
	DeliveredAt   time.Time // zero unless it is delivered
	SupersededBy  uuid.UUID // the delivery that was sent in its place; uuid.Nil unless it is superseded
}

const deliveryColumns = `d.id, d.alert_id, d.change, d.team, d.role, d.likely, d.destination_id, d.route_id, d.occasion, d.addition, d.state,
  d.attempts, d.last_status, d.last_error, d.created_at, d.last_attempt_at, d.next_attempt_at, d.delivered_at, d.superseded_by`

// deliveryScan reads deliveryColumns.
type deliveryScan struct {
	d                     Delivery
	last, next, delivered *time.Time
	superseded            *uuid.UUID
}

func (s *deliveryScan) dest() []any {
	d := &s.d
	return []any{&d.ID, &d.AlertID, &d.ChangeNumber, &d.Owner.Team, &d.Owner.Role, &d.Owner.Likely, &d.DestinationID, &d.RouteID, &d.Occasion, &d.Addition, &d.State,
		&d.Attempts, &d.LastStatus, &d.LastError, &d.CreatedAt, &s.last, &s.next, &s.delivered, &s.superseded}
}

func (s *deliveryScan) value() Delivery {
	d := s.d
	d.CreatedAt = d.CreatedAt.UTC()
	d.LastAttemptAt, d.NextAttemptAt, d.DeliveredAt = orZero(s.last), orZero(s.next), orZero(s.delivered)
	if s.superseded != nil {
		d.SupersededBy = *s.superseded
	}
	return d
}

// DeliveryFilter narrows a list of deliveries; the zero value takes all.
type DeliveryFilter struct {
	AlertID       uuid.UUID     // uuid.Nil for any
	DestinationID uuid.UUID     // uuid.Nil for any
	State         DeliveryState // "" for any
}

// ListDeliveries returns a page of deliveries, the latest planned first.
func (s *Store) ListDeliveries(ctx context.Context, tenant string, f DeliveryFilter, page Page) ([]Delivery, error) {
	var out []Delivery
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		rows, err := w.tx.Query(ctx, `SELECT `+deliveryColumns+` FROM deliveries d WHERE d.tenant_id = $1
			AND ($2 = `+nilUUID+` OR d.alert_id = $2) AND ($3 = `+nilUUID+` OR d.destination_id = $3) AND ($4 = '' OR d.state = $4)
			AND ($5::timestamptz IS NULL OR (d.created_at, d.id) < ($5, $6))
			ORDER BY d.created_at DESC, d.id DESC LIMIT $7`,
			w.tenant, f.AlertID, f.DestinationID, string(f.State), page.afterTime(), page.After.ID, page.Size)
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (Delivery, error) {
			var scan deliveryScan
			err := row.Scan(scan.dest()...)
			return scan.value(), err
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list deliveries: %w", err)
	}
	return out, nil
}

// addDeliveries plans messages. Planning one twice plans it once. What waits for the end of quiet
// hours or for a digest is no delivery yet.
func (w *Work) addDeliveries(ctx context.Context, all []route.Delivery) error {
	var planned, waiting []route.Delivery
	for _, d := range all {
		if d.Held == "" {
			planned = append(planned, d)
		} else {
			waiting = append(waiting, d)
		}
	}
	if err := w.holdBack(ctx, waiting); err != nil || len(planned) == 0 {
		return err
	}
	additions, err := additionsOf(planned)
	if err != nil {
		return err
	}
	_, err = w.tx.Exec(ctx, `
		WITH plan AS (
		  SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::bool[], $8::text[], $9::text[], $10::text[], $11::text[])
		    AS t (id, alert_id, change, team, role, likely, destination_id, route_id, occasion, addition)
		), added AS (
		  INSERT INTO deliveries (tenant_id, id, alert_id, change, team, role, likely, destination_id, route_id, occasion, addition)
		  SELECT $1::text, id, alert_id, change, team, role, likely, destination_id::uuid, route_id::uuid, occasion, nullif(addition, '')::jsonb FROM plan
		  ON CONFLICT DO NOTHING
		  RETURNING id, destination_id
		)
		INSERT INTO due_deliveries (tenant_id, delivery_id, destination_id) SELECT $1::text, id, destination_id FROM added`,
		w.tenant,
		column(planned, func(d route.Delivery) uuid.UUID { return d.ID }),
		column(planned, func(d route.Delivery) uuid.UUID { return d.AlertID }),
		column(planned, func(d route.Delivery) int { return d.ChangeNumber }),
		column(planned, func(d route.Delivery) string { return d.Owner.Team }),
		column(planned, func(d route.Delivery) string { return string(d.Owner.Role) }),
		column(planned, func(d route.Delivery) bool { return d.Owner.Likely }),
		column(planned, func(d route.Delivery) string { return d.DestinationID }),
		column(planned, func(d route.Delivery) string { return d.RouteID }),
		column(planned, func(d route.Delivery) string { return string(d.Occasion) }),
		additions,
	)
	return err
}

// additionsOf returns the JSON of what messages say more; "" for nothing.
func additionsOf(planned []route.Delivery) ([]string, error) {
	out := make([]string, len(planned))
	for i, d := range planned {
		if d.Addition == nil {
			continue
		}
		data, err := json.Marshal(d.Addition)
		if err != nil {
			return nil, err
		}
		out[i] = string(data)
	}
	return out, nil
}

// DeliveryMessage is what a claimed delivery says.
type DeliveryMessage struct {
	At   time.Time       // instant of the change that it tells of
	Body json.RawMessage // the JSON of route.Message
}
