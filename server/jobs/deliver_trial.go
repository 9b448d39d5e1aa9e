package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
	"github.com/throughline-cx/throughline/server/store"
)

// trialTimeout is how long a trial may take, a little longer than an attempt.
const trialTimeout = 20 * time.Second

// Trial is how a test of a destination went.
type Trial struct {
	outbound.Result
	Latency time.Duration // of the attempt
}

// Try sends a made-up alert to a destination, which says that it is one, as a message with an id.
// Nothing is planned, nothing counts for the destination's health, and nothing is tried again.
func (d *Deliveries) Try(ctx context.Context, tenant string, destination, id uuid.UUID) (Trial, error) {
	to, secrets, err := d.Store.OpenDestination(ctx, tenant, destination)
	if errors.Is(err, store.ErrSealed) {
		return Trial{Result: outbound.NotSent(schedule.Failed, sealedReason)}, nil
	}
	if err != nil {
		return Trial{}, err
	}
	now := d.Clock()
	told := channel.Told{
		ID: id.String(), Timestamp: now, Test: true, Message: route.Example(now), Owner: route.Owner{Team: "test", Role: route.Audience},
		Destination: to.Reach(secrets),
	}
	plain, err := json.Marshal(told.Message)
	if err != nil {
		return Trial{}, err
	}
	if told.Body, err = addressed(plain, told.Owner, nil); err != nil {
		return Trial{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, trialTimeout)
	defer cancel()
	sent, err := d.send(ctx, store.ClaimedDelivery{Tenant: tenant, Destination: to}, told)
	return Trial{Result: sent.Result, Latency: d.Clock().Sub(now)}, err
}
