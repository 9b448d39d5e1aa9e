package jobs

import (
	"context"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/store"
)

// JudgePast judges days that have ended for breaks that never fired, as evaluate.State.JudgePast does,
// in one transaction that holds the tenant's lock. Errors are those of the store and of
// evaluate.State.JudgePast, and store.UnreadError while interactions wait to be read.
func (e *Evaluation) JudgePast(ctx context.Context, tenant string, first measure.Day, audit store.AuditEntry) (evaluate.Past, error) {
	var out evaluate.Past
	var next keptState
	err := e.inTurn(ctx, tenant, func(ctx context.Context, t *store.Turn) error {
		if err := t.AllRead(ctx); err != nil {
			return err
		}
		state, config, err := e.present(ctx, t)
		if err != nil {
			return err
		}
		next = keptState{state: state, generation: t.Generation, inputs: t.Inputs}
		if out, err = state.JudgePast(first, audit.Actor, config); err != nil { // the state is as it was
			e.kept.put(tenant, next)
			return err
		}
		next.generation, err = t.Save(ctx, store.Evaluated{At: state.At(), Config: config, Delta: out.Delta, Audit: &audit})
		return err
	})
	if err != nil {
		return evaluate.Past{}, err
	}
	e.kept.put(tenant, next)
	e.tell(out.Delta)
	return out, nil
}
