package jobs

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/schedule"
	"github.com/throughline-cx/throughline/server/store"
)

const (
	sendsAtOnce   = 32               // over all destinations
	sendsEach     = 4                // to one destination
	deliveryLease = 60 * time.Second // far more than an attempt takes
)

// Deliveries tells the teams: it sends what is due to its destinations and notes how that went.
// Any number of them may run, in any number of processes. A message arrives at least once,
// always with the same id: again only when its receiver's answer was lost, or when the process
// died before it could note the answer.
type Deliveries struct {
	Store    *store.Store
	Channels map[route.DestinationKind]channel.Channel // by what each sends; a kind that has none waits
	// Offer returns where the alert of a message can be read, and what its reader may do about it right
	// there; nil for neither.
	Offer func(context.Context, store.ClaimedDelivery) (link string, actions []channel.Action)
	Clock func() time.Time
	Rand  func() uint64 // seeds what is left to chance; math/rand/v2's when nil
	Log   *slog.Logger
	Wake  Signal // woken when deliveries were planned, and by each one that ends

	circuits circuits
	sending  sync.WaitGroup
	inFlight atomic.Int32
}

// Run works until ctx is done, then lets attempts under way end: what a receiver has taken is
// not sent again after a restart.
func (d *Deliveries) Run(ctx context.Context) {
	loop(ctx, d.Log, "delivery", d.Wake, d.start)
	d.sending.Wait()
}

// Once attempts what is due, as far as it goes at once, and returns how many deliveries it had
// claimed when all of these attempts have ended.
func (d *Deliveries) Once(ctx context.Context) (int, error) {
	claimed, err := d.start(ctx)
	d.sending.Wait()
	return claimed, err
}

// start claims what there is room for and begins its attempts. It does not wait for them, so
// that a receiver that takes its time holds up nobody else.
func (d *Deliveries) start(ctx context.Context) (int, error) {
	room := sendsAtOnce - int(d.inFlight.Load())
	if room <= 0 {
		return 0, nil
	}
	claimed, err := d.Store.ClaimDeliveries(ctx, room, sendsEach, deliveryLease)
	if err != nil {
		return 0, err
	}
	for _, c := range claimed {
		d.inFlight.Add(1)
		d.sending.Go(func() {
			defer d.Wake.Wake()
			defer d.inFlight.Add(-1)
			d.deliver(context.WithoutCancel(ctx), c)
		})
	}
	return len(claimed), nil
}

// deliver makes one attempt, unless the destination's circuit holds it, and notes what follows.
func (d *Deliveries) deliver(ctx context.Context, c store.ClaimedDelivery) {
	ctx, cancel := context.WithTimeout(ctx, deliveryLease) // what comes later is somebody else's
	defer cancel()
	key, now := circuitOf(c), d.Clock()
	if hold := d.circuits.admit(key, c.Destination.FailingSince, now, d.random()); !hold.Send {
		d.note(ctx, c, func() error {
			return d.Store.PostponeDelivery(ctx, c.Tenant, c.ID, hold.At.Sub(now))
		})
		return
	}
	sent, err := d.attempt(ctx, c, now)
	if err != nil { // the claim is over: nobody knows whether the message arrived
		d.Log.ErrorContext(ctx, "an attempt took longer than its lease", "tenant", c.Tenant, "delivery", c.ID, "error", err)
		return
	}
	now = d.Clock()
	message := schedule.Message{Attempt: c.Attempts, PlannedAt: c.CreatedAt}
	verdict := d.circuits.settle(key, message, sent.Result.Result, now, d.random())
	if sent.Outcome != schedule.Delivered {
		d.Log.WarnContext(ctx, "a message was not delivered", "tenant", c.Tenant, "delivery", c.ID, "destination", c.Destination,
			"attempt", c.Attempts, "status", sent.Status, "why", sent.Reason, "then", verdict.Reason)
	}
	d.note(ctx, c, func() error { return d.conclude(ctx, c, sent, verdict, now) })
}

// conclude puts a verdict into the store.
func (d *Deliveries) conclude(ctx context.Context, c store.ClaimedDelivery, sent channel.Sent, v schedule.Verdict, now time.Time) error {
	a := store.Attempt{Status: sent.Status, Error: sent.Reason, Unsent: sent.Outcome == schedule.Invalid, Posting: sent.Posting}
	var err error
	switch v.Fate {
	case schedule.Done:
		return d.Store.MarkDelivered(ctx, c.Tenant, c.ID, a)
	case schedule.Dead:
		err = d.Store.KillDelivery(ctx, c.Tenant, c.ID, a)
	default:
		err = d.Store.RetryDelivery(ctx, c.Tenant, c.ID, a, v.At.Sub(now))
	}
	if err != nil || !v.Disable {
		return err
	}
	// The delivery was given back before, so that it is held with the others.
	why := v.Reason
	if sent.Reason != "" { // what would help, such as another token
		why += ": " + sent.Reason
	}
	err = d.Store.DisableDestination(ctx, c.Tenant, c.Delivery, why)
	d.Wake.Wake() // its teams are told elsewhere
	return err
}

// note calls fn until it succeeds or the claim is over: a database that is away for a moment
// must not make receivers get messages twice.
func (d *Deliveries) note(ctx context.Context, c store.ClaimedDelivery, fn func() error) {
	pause := firstPause
	for {
		err := fn()
		if err == nil {
			return
		}
		d.Log.ErrorContext(ctx, "cannot note how a delivery went", "tenant", c.Tenant, "delivery", c.ID, "error", err)
		Signal(nil).wait(ctx, pause)
		if ctx.Err() != nil {
			return
		}
		pause = min(2*pause, longPause)
	}
}

func (d *Deliveries) random() *rand.Rand {
	if d.Rand == nil {
		return rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64()))
	}
	return rand.New(rand.NewPCG(d.Rand(), 0))
}
