package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/track"
)

const (
	tenantsAtOnce   = 64   // looked up at a time
	arrivalsAtOnce  = 1000 // of one tenant in one transaction
	quietBeforeTick = time.Minute
	livelyWithin    = 36 * time.Hour // a tenant whose clock is further behind takes in history
)

// Evaluation groups, measures, alerts and routes, one tenant at a time, each in a transaction
// that holds the tenant's lock. Any number of them may run, in any number of processes.
type Evaluation struct {
	Store   *store.Store
	Clock   func() time.Time
	Log     *slog.Logger
	Wake    Signal // woken when something was understood, or when a tenant changed its settings
	Alerted Signal // wakes what sends deliveries
	Changed func() // called after alerts changed, for those who watch; may be nil

	kept   stateCache
	quiets quietness
	fixes  pastFixes
}

// Run works until ctx is done.
func (e *Evaluation) Run(ctx context.Context) {
	loop(ctx, e.Log, "evaluation", e.Wake, e.Once)
}

// Once gives each tenant that has something to evaluate one turn, and returns how many turns
// changed something. A tenant whose turn fails does not keep the others waiting.
func (e *Evaluation) Once(ctx context.Context) (int, error) {
	now := e.Clock()
	tenants, err := e.Store.TenantsToEvaluate(ctx, now, tenantsAtOnce)
	if err != nil {
		return 0, err
	}
	done := 0
	var errs []error
	for _, tenant := range tenants {
		delta, err := e.advanceLive(ctx, tenant, now)
		switch {
		case errors.Is(err, errNothing):
		case err != nil:
			errs = append(errs, fmt.Errorf("tenant %s: %w", tenant, err))
		default:
			done++
			e.tell(delta)
		}
	}
	return done, errors.Join(errs...)
}

// advanceLive gives a tenant one turn by the clock.
func (e *Evaluation) advanceLive(ctx context.Context, tenant string, now time.Time) (evaluate.Delta, error) {
	plan := e.livePlan(tenant, now)
	var err error
	if plan.PastFixes, err = e.fixes.of(ctx, e.Store, tenant, now); err != nil {
		return evaluate.Delta{}, err
	}
	return e.Advance(ctx, tenant, plan)
}

// tell wakes those who wait for changes of alerts.
func (e *Evaluation) tell(d evaluate.Delta) {
	if len(d.Notices) == 0 {
		return
	}
	e.Alerted.Wake()
	if e.Changed != nil {
		e.Changed()
	}
}

// errNothing means that a turn had nothing to do, or that another worker has it.
var errNothing = errors.New("nothing to evaluate")

// Waiting is what a turn finds before it decides.
type Waiting struct {
	Arrivals    []evaluate.Arrival // understood, in the order in which they reached us
	Backlog     store.Backlog      // not understood yet
	EvaluatedAt time.Time          // the last instant, in the tenant's time zone; zero before the first
	Changed     bool               // the tenant's settings, accounts or records changed since
}

// Plan decides what a turn takes of what waits, and the instant at which it evaluates; false
// when there is nothing to do.
type Plan struct {
	Limit     int          // most arrivals to look at
	PastFixes []track.Past // what the tenant's earlier fixes did, for what is recommended
	Decide    func(Waiting) (take []evaluate.Arrival, at time.Time, ok bool)
}

// Advance gives a tenant one turn. It returns errNothing when the plan has nothing to do or
// when another worker holds the tenant's lock.
func (e *Evaluation) Advance(ctx context.Context, tenant string, plan Plan) (evaluate.Delta, error) {
	var delta evaluate.Delta
	var next keptState
	taken, err := e.Store.TakeTurn(ctx, tenant, func(ctx context.Context, t *store.Turn) (err error) {
		delta, next, err = e.turn(ctx, t, plan)
		return err
	})
	if err != nil {
		return evaluate.Delta{}, err
	}
	if !taken {
		return evaluate.Delta{}, errNothing
	}
	e.kept.put(tenant, next) // only now is it sure that what the state knows was saved
	return delta, nil
}

func (e *Evaluation) turn(ctx context.Context, t *store.Turn, plan Plan) (evaluate.Delta, keptState, error) {
	fail := func(err error) (evaluate.Delta, keptState, error) { return evaluate.Delta{}, keptState{}, err }
	waiting, err := e.waiting(ctx, t, plan.Limit)
	if err != nil {
		return fail(err)
	}
	arrivals, at, ok := plan.Decide(waiting)
	if !ok {
		return fail(errNothing)
	}
	state, err := e.state(ctx, t, arrivals)
	if err != nil {
		return fail(err)
	}
	config, err := t.Config(ctx)
	if err != nil {
		return fail(err)
	}
	config.PastFixes = plan.PastFixes
	config.Reminding = !config.Routes.Settings.NoCostlyReminder && e.lively(at)
	delta := state.Advance(at, arrivals, config)
	generation, err := t.Save(ctx, store.Evaluated{At: state.At(), Arrivals: arrivals, Config: config, Delta: delta})
	if err != nil {
		return fail(err)
	}
	return delta, keptState{state: state, generation: generation, inputs: t.Inputs}, nil
}

// lively reports whether an instant is about now, so that people are reminded by it. A replay, which
// has no clock, reminds nobody.
func (e *Evaluation) lively(at time.Time) bool {
	return e.Clock != nil && e.Clock().Sub(at) < livelyWithin
}

func (e *Evaluation) waiting(ctx context.Context, t *store.Turn, limit int) (w Waiting, err error) {
	w = Waiting{EvaluatedAt: t.EvaluatedAt.In(t.Zone), Changed: t.Inputs != t.EvaluatedInputs}
	// The backlog first: what is understood between the two statements then counts twice,
	// and not never.
	if w.Backlog, err = t.Backlog(ctx); err != nil {
		return w, err
	}
	w.Arrivals, err = t.Arrivals(ctx, limit)
	return w, err
}

// state returns the tenant's state: the kept one when nobody else worked on it, else a new one
// from the database. It takes the kept one away, since Advance changes it before it is sure
// that the change can be saved.
func (e *Evaluation) state(ctx context.Context, t *store.Turn, arrivals []evaluate.Arrival) (*evaluate.State, error) {
	if k, ok := e.kept.take(t.Tenant()); ok && k.generation == t.Generation && k.inputs == t.Inputs {
		return k.state, t.Learn(ctx, k.state.Facts(), arrivals)
	}
	parts, err := t.Parts(ctx)
	if err != nil {
		return nil, err
	}
	state, err := evaluate.Restore(parts)
	if err != nil {
		return nil, err
	}
	return state, t.Learn(ctx, state.Facts(), arrivals)
}

// Forget drops what is kept in memory of a tenant: the next turn reads it from the database.
func (e *Evaluation) Forget(tenant string) { e.kept.take(tenant) }

// keptState is a state as of a generation of the tenant.
type keptState struct {
	state      *evaluate.State
	generation int64
	inputs     int64
}

// keptTenants is how many tenants' states are kept in memory.
const keptTenants = 256

// stateCache keeps the states of the tenants that were evaluated lately.
type stateCache struct {
	mu     sync.Mutex
	states map[string]keptState
}

func (c *stateCache) take(tenant string) (keptState, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, ok := c.states[tenant]
	delete(c.states, tenant)
	return k, ok
}

func (c *stateCache) put(tenant string, k keptState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.states == nil {
		c.states = map[string]keptState{}
	}
	for other := range c.states {
		if len(c.states) < keptTenants {
			break
		}
		delete(c.states, other) // any: it is read again when it is needed
	}
	c.states[tenant] = k
}
