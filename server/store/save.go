package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/evaluate"
)

// Evaluated is one evaluation, decision or undoing to be saved.
type Evaluated struct {
	At       time.Time          // the state's instant after it, see evaluate.State.At
	Arrivals []evaluate.Arrival // what it was given, as Turn.Arrivals returned it
	Config   evaluate.Config    // what it was judged by
	Delta    evaluate.Delta     // what it changed
	Undone   *Undoing           // the decision that it took back; nil for none
	Audit    *AuditEntry        // goes into the audit log in the same transaction; nil for none
}

// Save stores an evaluation: where each mention is and why, the clusters, what was measured of
// them and their lineage, the decision, the alerts' changes, the deliveries that are due because
// of them, and the evaluation itself in the log. The arrivals leave the queue. It returns the
// new Generation.
func (t *Turn) Save(ctx context.Context, e Evaluated) (generation int64, err error) {
	for _, step := range []struct {
		name string
		run  func(context.Context, Evaluated) error
	}{
		{"clusters", t.saveClusters},
		{"readings", t.saveReadings},
		{"mentions", t.saveGrouping},
		{"decision", t.saveDecision},
		{"lineage", t.saveLineage},
		{"titles", t.saveTitles},
		{"alerts", t.saveAlerts},
		{"owners", t.saveOwners},
		{"queue", t.dropArrivals},
		{"audit", t.saveAudit},
		{"log", t.logEvaluation},
	} {
		if err := step.run(ctx, e); err != nil {
			return 0, fmt.Errorf("save evaluation: %s: %w", step.name, err)
		}
	}
	t.Generation++
	t.EvaluatedAt, t.EvaluatedInputs, t.policyVersion = e.At, t.Inputs, int64(e.Config.PolicyVersion)
	return t.Generation, nil
}

func (t *Turn) saveAudit(ctx context.Context, e Evaluated) error {
	if e.Audit == nil {
		return nil
	}
	return t.addAudit(ctx, *e.Audit)
}

// send runs a batch of statements whose results do not matter.
func (w *Work) send(ctx context.Context, batch *pgx.Batch) error {
	if batch.Len() == 0 {
		return nil
	}
	return w.tx.SendBatch(ctx, batch).Close()
}

func (t *Turn) dropArrivals(ctx context.Context, e Evaluated) error {
	if len(e.Arrivals) == 0 {
		return nil
	}
	ids := column(e.Arrivals, func(a evaluate.Arrival) uuid.UUID { return a.Interaction.ID })
	_, err := t.tx.Exec(ctx, `DELETE FROM pending_interactions WHERE tenant_id = $1 AND interaction_id = ANY($2) AND stage = 'group'`, t.tenant, ids)
	return err
}

// logEvaluation writes the evaluation into the log and moves the tenant's cursor.
func (t *Turn) logEvaluation(ctx context.Context, e Evaluated) error {
	var sequence int64
	err := t.tx.QueryRow(ctx, `UPDATE tenant_cursors SET generation = generation + 1, evaluated_inputs = $2, evaluated_at = $3,
		policy_version = $4, sequence = greatest(sequence, $5), settled = greatest(settled, $6), decided = greatest(decided, $7) WHERE tenant_id = $1 RETURNING sequence`,
		t.tenant, t.Inputs, e.At, e.Config.PolicyVersion, e.Delta.Sequence, e.Delta.Settled, e.decided()).Scan(&sequence)
	if err != nil {
		return err
	}
	_, err = t.tx.Exec(ctx, `INSERT INTO evaluations (tenant_id, id, at, arrivals, policy_version, journey_version)
		VALUES ($1::text, $2, $3, $4, $5, coalesce((SELECT max(version) FROM journey_versions WHERE tenant_id = $1::text), 0))`,
		t.tenant, t.Generation+1, e.At, sequence, e.Config.PolicyVersion)
	return err
}

// decided returns the number of the decision that is saved, 0 for none.
func (e Evaluated) decided() int64 {
	if e.Delta.Decision == nil {
		return 0
	}
	return e.Delta.Decision.Number
}

// marshalEach returns the JSON of each value.
func marshalEach[V any](values []V) ([]string, error) {
	out := make([]string, len(values))
	for i, v := range values {
		data, err := json.Marshal(v)
		if err != nil {
			return nil, err
		}
		out[i] = string(data)
	}
	return out, nil
}
