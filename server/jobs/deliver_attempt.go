package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
	"github.com/throughline-cx/throughline/server/store"
)

// sealedReason is why a message waits whose destination's secrets cannot be read: the server's
// trouble, and mended there.
const sealedReason = "the destination's secrets cannot be read: the server's secret key is not the one that they were stored with"

// attempt sends a message. Its error means that ctx ended first.
func (d *Deliveries) attempt(ctx context.Context, c store.ClaimedDelivery, now time.Time) (channel.Sent, error) {
	if c.Sealed != nil {
		return notSent(schedule.Failed, sealedReason), nil //nolint:nilerr // it says how the attempt ended
	}
	told, err := toldOf(c, now)
	if err != nil {
		return notSent(schedule.Invalid, err.Error()), nil
	}
	return d.send(ctx, c, told)
}

// send gives a message to the channel of its destination's kind. A message that breaks the channel is
// a fault of ours and the message's own trouble: it must stop no other, so it ends as invalid.
func (d *Deliveries) send(ctx context.Context, c store.ClaimedDelivery, told channel.Told) (sent channel.Sent, err error) {
	kind := c.Destination.Kind
	by := d.Channels[kind]
	if by == nil {
		return notSent(schedule.Failed, fmt.Sprintf("this server does not send to destinations of kind %s: it is not set up for it", kind)), nil
	}
	defer func() {
		if fault := recover(); fault != nil {
			// What the fault says may hold a customer's words.
			d.Log.ErrorContext(ctx, "a message broke its channel", "tenant", c.Tenant, "delivery", told.ID, "destination", c.Destination,
				"fault", fmt.Sprintf("%T", fault), "stack", string(debug.Stack()))
			sent, err = notSent(schedule.Invalid, fmt.Sprintf("the message cannot be written for destinations of kind %s: a fault of the server's, which its log describes", kind)), nil
		}
	}()
	if d.Offer != nil && !told.Test {
		told.Link, told.Actions = d.Offer(ctx, c)
	}
	return by.Send(ctx, told)
}

// toldOf returns what a claimed delivery's channel tells, or says what is wrong with what was stored.
func toldOf(c store.ClaimedDelivery, now time.Time) (channel.Told, error) {
	body, err := addressed(c.Message.Body, c.Owner, c.Addition)
	if err != nil {
		return channel.Told{}, err
	}
	told := channel.Told{
		ID: c.ID.String(), Timestamp: now, Owner: c.Owner, Body: body, Destination: c.Destination.Reach(c.Secrets), Posted: c.Posted,
	}
	if c.Destination.Kind == route.Webhook { // it sends the body as it is
		return told, nil
	}
	if err := json.Unmarshal(c.Message.Body, &told.Message); err != nil {
		return channel.Told{}, fmt.Errorf("the stored message cannot be read: %w", err)
	}
	if len(c.Addition) > 0 {
		if err := json.Unmarshal(c.Addition, &told.Addition); err != nil {
			return channel.Told{}, fmt.Errorf("the stored addition cannot be read: %w", err)
		}
	}
	return told, nil
}

func notSent(outcome schedule.Outcome, reason string) channel.Sent {
	return channel.Sent{Result: outbound.NotSent(outcome, reason)}
}
