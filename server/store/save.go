package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
)

// Evaluated is one evaluation to be saved.
type Evaluated struct {
	At       time.Time          // the state's instant after it, see evaluate.State.At
	Arrivals []evaluate.Arrival // what it was given, as Turn.Arrivals returned it
	Config   evaluate.Config    // what it was judged by
	Delta    evaluate.Delta     // what it changed
}

// Save stores an evaluation: where each mention went, what was measured of the clusters, the
// alerts' changes, the deliveries that are due because of them, and the evaluation itself in
// the log that a replay reads. The arrivals leave the queue. It returns the new Generation.
func (t *Turn) Save(ctx context.Context, e Evaluated) (generation int64, err error) {
	for _, step := range []struct {
		name string
		run  func(context.Context, Evaluated) error
	}{
		{"clusters", t.saveClusters},
		{"lineage", t.saveLineage},
		{"mentions", t.saveGrouping},
		{"alerts", t.saveAlerts},
		{"queue", t.dropArrivals},
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

const saveClustersSQL = `
INSERT INTO clusters AS c (tenant_id, id, from_touchpoint, to_touchpoint, failure_mode, bounced, consistency, reading,
  founded_by, born_at, changed_at)
SELECT $1::text, id, from_touchpoint, to_touchpoint, failure_mode, bounced, consistency, reading::jsonb, founded_by, at, at
FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bool[], $7::float8[], $8::text[], $9::uuid[], $10::timestamptz[])
  AS t (id, from_touchpoint, to_touchpoint, failure_mode, bounced, consistency, reading, founded_by, at)
ON CONFLICT (tenant_id, id) DO UPDATE SET
  from_touchpoint = excluded.from_touchpoint, to_touchpoint = excluded.to_touchpoint, failure_mode = excluded.failure_mode,
  bounced = excluded.bounced, consistency = excluded.consistency, reading = excluded.reading,
  changed_at = CASE WHEN excluded.id = ANY($11) THEN excluded.changed_at ELSE c.changed_at END`

// saveClusters writes the latest reading of each cluster that was measured, new ones
// included: whatever is new was touched, and whatever was touched is measured.
func (t *Turn) saveClusters(ctx context.Context, e Evaluated) error {
	readings := e.Delta.Readings
	if len(readings) == 0 {
		return nil
	}
	founders, touched := map[uuid.UUID]uuid.UUID{}, []uuid.UUID{}
	for _, c := range e.Delta.Clusters {
		founders[c.ID] = c.Lineage.FoundedBy
		touched = append(touched, c.ID)
	}
	documents, err := marshalEach(readings)
	if err != nil {
		return err
	}
	_, err = t.tx.Exec(ctx, saveClustersSQL, t.tenant,
		column(readings, func(r measure.Reading) uuid.UUID { return r.ClusterID }),
		column(readings, func(r measure.Reading) string { return r.Seam.From }),
		column(readings, func(r measure.Reading) string { return r.Seam.To }),
		column(readings, func(r measure.Reading) string { return string(r.Mode) }),
		column(readings, func(r measure.Reading) bool { return r.Bounced }),
		column(readings, func(r measure.Reading) float64 { return r.Consistency }),
		documents,
		column(readings, func(r measure.Reading) uuid.UUID { return founders[r.ClusterID] }),
		column(readings, func(r measure.Reading) time.Time { return r.At }),
		touched)
	return err
}

// storedGrouping is the JSON of mentions.grouping.
type storedGrouping struct {
	Kind    group.EventKind `json:"kind"`
	Reason  string          `json:"reason"`
	From    float64         `json:"from"`
	To      float64         `json:"to"`
	Mode    float64         `json:"mode"`
	Wording float64         `json:"wording"`
}

// saveGrouping writes where each mention is that moved or is new, and why.
func (t *Turn) saveGrouping(ctx context.Context, e Evaluated) error {
	members := e.Delta.Members
	if len(members) == 0 {
		return nil
	}
	latest := map[uuid.UUID]group.Event{}
	for _, event := range e.Delta.Events {
		for _, id := range event.MentionIDs {
			latest[id] = event
		}
	}
	documents, err := marshalEach(column(members, func(m group.Stored) storedGrouping {
		e, changed := latest[m.Member.ID]
		if !changed {
			e = group.Event{Kind: group.Joined, Reason: "where it was before the text was read again"}
		}
		return storedGrouping{e.Kind, e.Reason, e.Fit.From, e.Fit.To, e.Fit.Mode, e.Fit.Wording}
	}))
	if err != nil {
		return err
	}
	tag, err := t.tx.Exec(ctx, `
		UPDATE mentions m SET arrival = v.arrival, grouping = v.grouping::jsonb,
		  cluster_id = nullif(v.cluster_id, `+nilUUID+`),
		  status = CASE WHEN v.cluster_id = `+nilUUID+` THEN 'held' ELSE 'grouped' END
		FROM unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::text[]) AS v (id, arrival, cluster_id, grouping)
		WHERE m.tenant_id = $1 AND m.id = v.id AND coalesce(m.arrival, v.arrival) = v.arrival`,
		t.tenant,
		column(members, func(m group.Stored) uuid.UUID { return m.Member.ID }),
		column(members, func(m group.Stored) int64 { return m.Sequence }),
		column(members, func(m group.Stored) uuid.UUID { return m.ClusterID }),
		documents)
	if err == nil && tag.RowsAffected() != int64(len(members)) {
		return fmt.Errorf("%d of %d mentions are missing or grouped already", int64(len(members))-tag.RowsAffected(), len(members))
	}
	return err
}

// saveLineage writes the births and the ends of clusters.
func (t *Turn) saveLineage(ctx context.Context, e Evaluated) error {
	batch := &pgx.Batch{}
	for _, c := range e.Delta.Clusters {
		batch.Queue(`INSERT INTO clusters (tenant_id, id, from_touchpoint, to_touchpoint, failure_mode, bounced, consistency, reading, founded_by, born_at, changed_at)
			VALUES ($1, $2, '', '', '', false, 0, '{}', $3, $4, $4) ON CONFLICT DO NOTHING`, t.tenant, c.ID, c.Lineage.FoundedBy, e.At)
		batch.Queue(`UPDATE clusters SET born_sequence = $3, retired_at = CASE WHEN $4 THEN $5::timestamptz END, merged_into = nullif($6, `+nilUUID+`)
			WHERE tenant_id = $1 AND id = $2`, t.tenant, c.ID, c.Lineage.BornAt, c.Gone, e.At, c.Into)
	}
	for _, event := range e.Delta.Events {
		switch event.Kind {
		case group.Born, group.Split:
			batch.Queue(`INSERT INTO cluster_events (tenant_id, cluster_id, at, kind, detail)
				VALUES ($1, $2, $3, $4, jsonb_build_object('founded_by', $5::text))`,
				t.tenant, event.ClusterID, e.At, string(group.Born), event.MentionIDs[0].String())
		case group.Merged, group.Retired:
			batch.Queue(`INSERT INTO cluster_events (tenant_id, cluster_id, at, kind, detail)
				VALUES ($1, $2, $3, $4, jsonb_build_object('into', $5::text))`,
				t.tenant, event.FromClusterID, e.At, string(group.Retired), event.ClusterID.String())
		case group.Joined, group.Held, group.Moved, group.Rejected, group.Renamed:
		}
	}
	return t.send(ctx, batch)
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
		policy_version = $4, sequence = greatest(sequence, $5), settled = greatest(settled, $6) WHERE tenant_id = $1 RETURNING sequence`,
		t.tenant, t.Inputs, e.At, e.Config.PolicyVersion, e.Delta.Sequence, e.Delta.Settled).Scan(&sequence)
	if err != nil {
		return err
	}
	_, err = t.tx.Exec(ctx, `INSERT INTO evaluations (tenant_id, id, at, arrivals, policy_version, journey_version)
		VALUES ($1::text, $2, $3, $4, $5, coalesce((SELECT max(version) FROM journey_versions WHERE tenant_id = $1::text), 0))`,
		t.tenant, t.Generation+1, e.At, sequence, e.Config.PolicyVersion)
	return err
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
