package jobs

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/store"
)

// Learn works out what a tenant's reviews teach and what taking it over would change now, and
// returns it with the present calibration.
func (e *Evaluation) Learn(ctx context.Context, tenant string) (lesson evaluate.Lesson, present store.Calibration, err error) {
	err = e.inTurn(ctx, tenant, func(ctx context.Context, t *store.Turn) error {
		state, config, err := e.present(ctx, t)
		if err != nil {
			return err
		}
		if present, err = t.Calibration(ctx); err != nil {
			return err
		}
		lesson, err = state.Learn(config)
		e.kept.put(tenant, keptState{state: state, generation: t.Generation, inputs: t.Inputs})
		return err
	})
	return lesson, present, err
}

// Recalibrate makes what reviews teach the tenant's calibration, or goes back to the one before,
// in one transaction that holds the tenant's lock, with everything that comes of it. A repeated
// request gets the first one's version. Errors: store.ErrConflict for an etag that is not the
// present one, evaluate.ErrNotBetter when nothing beats the present calibration,
// group.ErrNoChange when there is none to go back to, and those of the store.
func (e *Evaluation) Recalibrate(ctx context.Context, tenant string, o store.RecalibrationOrder) (store.Calibration, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return store.Calibration{}, err
	}
	var out store.Calibration
	var delta evaluate.Delta
	var next *keptState
	err = e.inTurn(ctx, tenant, func(ctx context.Context, t *store.Turn) error {
		delta, next = evaluate.Delta{}, nil
		earlier, repeated, err := t.Once(ctx, o.Request, id)
		if err != nil {
			return err
		}
		if repeated {
			out, err = t.CalibrationByID(ctx, earlier)
			return err
		}
		delta, next, err = e.recalibrate(ctx, t, o, id)
		if err != nil {
			return err
		}
		out, err = t.CalibrationByID(ctx, id)
		return err
	})
	if err != nil {
		return store.Calibration{}, err
	}
	if next != nil {
		e.kept.put(tenant, *next)
	}
	e.tell(delta)
	return out, nil
}

func (e *Evaluation) recalibrate(ctx context.Context, t *store.Turn, o store.RecalibrationOrder, id uuid.UUID) (evaluate.Delta, *keptState, error) {
	fail := func(err error) (evaluate.Delta, *keptState, error) { return evaluate.Delta{}, nil, err }
	state, config, err := e.present(ctx, t)
	if err != nil {
		return fail(err)
	}
	made, err := e.made(ctx, t, state, o)
	if err != nil {
		return fail(err)
	}
	at := e.Clock().UTC().Truncate(time.Microsecond)
	if err := t.AddCalibration(ctx, id, o.Actor, at, made); err != nil {
		return fail(err)
	}
	o.Audit.Resource = fmt.Sprintf("tenants/%s/calibration", t.Tenant())
	saved := store.Evaluated{At: state.At(), Config: config, Audit: &o.Audit}
	saved.Delta = state.Recalibrate(made.Calibration, config)
	generation, err := t.Save(ctx, saved)
	if err != nil {
		return fail(err)
	}
	return saved.Delta, &keptState{state: state, generation: generation, inputs: t.Inputs}, nil
}

// made returns the version that an order asks for.
func (e *Evaluation) made(ctx context.Context, t *store.Turn, state *evaluate.State, o store.RecalibrationOrder) (store.CalibrationDocument, error) {
	out := store.CalibrationDocument{Reason: o.Reason, Reverts: o.Revert}
	if o.Revert {
		present, err := t.Calibration(ctx)
		if err != nil {
			return out, err
		}
		if o.ETag != "" && o.ETag != present.ETag {
			return out, fmt.Errorf("calibration is at version %d: %w", present.Number, store.ErrConflict)
		}
		before, err := t.CalibrationBefore(ctx, present)
		if before.Calibration == present.Calibration && err == nil {
			err = fmt.Errorf("%w: reviews taught nothing yet, there is no calibration to go back to", group.ErrNoChange)
		}
		out.Calibration, out.RevertsTo = before.Calibration, before.Number
		return out, err
	}
	proposal := state.Propose()
	mark, err := evaluate.Mark(proposal)
	switch {
	case err != nil:
		return out, err
	case !proposal.Better():
		return out, fmt.Errorf("%w: %s", evaluate.ErrNotBetter, strings.Join(evaluate.Reasons(proposal), "; "))
	case o.ETag != mark:
		return out, fmt.Errorf("reviews teach something else by now: %w", store.ErrConflict)
	}
	out.Calibration = proposal.Proposed
	out.ConfidenceTrial, out.LinesTrial = &proposal.Confidence, &proposal.Lines
	return out, nil
}
