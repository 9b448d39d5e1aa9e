package jobs

import (
	"context"
	"time"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/store"
)

// Act does what a person asks about an alert, in one transaction that holds the tenant's lock, and
// returns the alert after it. Of a merged cluster's alert it is the one that goes on. A repeated request
// does nothing again. Errors are those of the store, store.ErrConflict for an etag that is not the
// present one, and those of evaluate.State.Act.
func (e *Evaluation) Act(ctx context.Context, tenant string, o store.AlertOrder) (store.StoredAlert, error) {
	o.Act.At = e.Clock().UTC().Truncate(time.Microsecond)
	var out store.StoredAlert
	var delta evaluate.Delta
	var next *keptState
	err := e.inTurn(ctx, tenant, func(ctx context.Context, t *store.Turn) (err error) {
		delta, next = evaluate.Delta{}, nil
		out, delta, next, err = e.act(ctx, t, o)
		return err
	})
	if err != nil {
		return store.StoredAlert{}, err
	}
	if next != nil {
		e.kept.put(tenant, *next)
	}
	e.tell(delta)
	return out, nil
}

func (e *Evaluation) act(ctx context.Context, t *store.Turn, o store.AlertOrder) (out store.StoredAlert, delta evaluate.Delta, next *keptState, err error) {
	if out, err = t.Alert(ctx, o.Alert); err != nil {
		return out, delta, nil, err
	}
	_, repeated, err := t.Once(ctx, o.Request, out.ID)
	if err != nil || repeated {
		return out, delta, nil, err
	}
	if err := t.Expect(ctx, []store.Expected{{Alert: out.ID, ETag: o.ETag}}); err != nil {
		return out, delta, nil, err
	}
	state, config, err := e.present(ctx, t)
	if err != nil {
		return out, delta, nil, err
	}
	saved := store.Evaluated{At: state.At(), Config: config, Audit: &o.Audit}
	if saved.Delta, err = state.Act(out.ClusterID, o.Act, config); err != nil { // the state is as it was
		e.kept.put(t.Tenant(), keptState{state: state, generation: t.Generation, inputs: t.Inputs})
		return out, delta, nil, err
	}
	generation, err := t.Save(ctx, saved)
	if err != nil {
		return out, delta, nil, err
	}
	out, err = t.Alert(ctx, out.ID)
	return out, saved.Delta, &keptState{state: state, generation: generation, inputs: t.Inputs}, err
}
