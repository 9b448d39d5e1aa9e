package jobs

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/store"
)

// Carry carries out what a person decided, or undoes it: in one transaction that holds the
// tenant's lock, with everything that comes of it. A repeated request gets the first one's
// decision. Errors are those of the store, store.ErrConflict for an etag that is not the
// present one, and those of group.State.Decide and Undo.
func (e *Evaluation) Carry(ctx context.Context, tenant string, o store.Order) (store.StoredDecision, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return store.StoredDecision{}, err
	}
	o.Decision.ID, o.Decision.At = id, e.Clock().UTC().Truncate(time.Microsecond)
	var out store.StoredDecision
	var delta evaluate.Delta
	var next *keptState
	err = e.inTurn(ctx, tenant, func(ctx context.Context, t *store.Turn) (err error) {
		delta, next = evaluate.Delta{}, nil
		out, delta, next, err = e.carry(ctx, t, o)
		return err
	})
	if err != nil {
		return store.StoredDecision{}, err
	}
	if next != nil {
		e.kept.put(tenant, *next)
	}
	e.tell(delta)
	return out, nil
}

func (e *Evaluation) carry(ctx context.Context, t *store.Turn, o store.Order) (out store.StoredDecision, delta evaluate.Delta, next *keptState, err error) {
	id := o.Decision.ID
	if o.Undo != uuid.Nil {
		id = o.Undo
	}
	earlier, repeated, err := t.Once(ctx, o.Request, id)
	if err != nil {
		return out, delta, nil, err
	}
	if repeated {
		out, err = t.Decision(ctx, earlier)
		return out, delta, nil, err
	}
	approved := store.Proposal{ID: o.Proposal, ReviewedAt: o.Decision.At, DecisionID: id}
	if o.Proposal != uuid.Nil {
		approved.Reviewer, approved.ReviewReason = o.Decision.Actor, o.Decision.Reason
		if o, err = t.Proposed(ctx, o); err != nil {
			return out, delta, nil, err
		}
	}
	if err := t.Expect(ctx, o.Expected); err != nil {
		return out, delta, nil, err
	}
	state, config, err := e.present(ctx, t)
	if err != nil {
		return out, delta, nil, err
	}
	saved := store.Evaluated{At: state.At(), Config: config}
	if o.Undo != uuid.Nil {
		saved.Delta, err = state.Undo(o.Undo, o.Decision, config)
		saved.Undone = &store.Undoing{Decision: o.Undo, By: o.Decision.Actor, Reason: o.Decision.Reason, At: o.Decision.At}
	} else {
		saved.Delta, err = state.Decide(o.Decision, config)
	}
	if err != nil { // the state is as it was
		e.kept.put(t.Tenant(), keptState{state: state, generation: t.Generation, inputs: t.Inputs})
		return out, delta, nil, err
	}
	o.Audit.Resource = fmt.Sprintf("tenants/%s/decisions/%s", t.Tenant(), id)
	saved.Audit = &o.Audit
	generation, err := t.Save(ctx, saved)
	if err != nil {
		return out, delta, nil, err
	}
	if o.Proposal != uuid.Nil {
		if err := t.Approve(ctx, approved); err != nil {
			return out, delta, nil, err
		}
	}
	out, err = t.Decision(ctx, id)
	return out, saved.Delta, &keptState{state: state, generation: generation, inputs: t.Inputs}, err
}

// Preview returns what a decision, or undoing one, would change if it were carried out now.
func (e *Evaluation) Preview(ctx context.Context, tenant string, o store.Order) (evaluate.Preview, error) {
	var out evaluate.Preview
	err := e.Look(ctx, tenant, func(state *evaluate.State, config evaluate.Config) (err error) {
		if o.Undo != uuid.Nil {
			out, err = state.PreviewUndo(o.Undo, o.Decision, config)
		} else {
			out, err = state.Preview(o.Decision, config)
		}
		return err
	})
	return out, err
}

// Look lets fn read what is known of a tenant now, and what it set, while nobody changes it. fn must
// keep nothing of the state.
func (e *Evaluation) Look(ctx context.Context, tenant string, fn func(*evaluate.State, evaluate.Config) error) error {
	return e.inTurn(ctx, tenant, func(ctx context.Context, t *store.Turn) error {
		state, config, err := e.present(ctx, t)
		if err != nil {
			return err
		}
		err = fn(state, config)
		e.kept.put(t.Tenant(), keptState{state: state, generation: t.Generation, inputs: t.Inputs})
		return err
	})
}

// present returns the tenant's state and settings as they are now.
func (e *Evaluation) present(ctx context.Context, t *store.Turn) (*evaluate.State, evaluate.Config, error) {
	config, err := t.Config(ctx)
	if err != nil {
		return nil, config, err
	}
	state, err := e.state(ctx, t, nil)
	return state, config, err
}

// inTurn runs fn as soon as it has the tenant's lock. It gives up with store.ErrUnavailable when
// others hold it for long.
func (e *Evaluation) inTurn(ctx context.Context, tenant string, fn func(context.Context, *store.Turn) error) error {
	return awaitTurn(ctx, e.Store, tenant, decisionPatience, fn)
}

// decisionPatience is how long a person waits for the tenant's lock.
const decisionPatience = 20 * time.Second

// awaitTurn runs fn as soon as it has the tenant's lock, and gives up when others hold it for
// longer than patience.
func awaitTurn(ctx context.Context, s *store.Store, tenant string, patience time.Duration, fn func(context.Context, *store.Turn) error) error {
	for began := time.Now(); time.Since(began) < patience; {
		taken, err := s.TakeTurn(ctx, tenant, fn)
		if taken || err != nil {
			return err
		}
		Signal(nil).wait(ctx, turnPoll)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
	return fmt.Errorf("tenant %s was being evaluated for %v; try again: %w", tenant, patience, store.ErrUnavailable)
}
