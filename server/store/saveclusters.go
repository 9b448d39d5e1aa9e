package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
)

const saveClustersSQL = `
INSERT INTO clusters AS c (tenant_id, id, from_touchpoint, to_touchpoint, failure_mode, bounced, consistency, reading,
  founded_by, born_sequence, merged_into, retired_at, revision, born_at, changed_at)
SELECT $1::text, id, '', '', '', false, 0, '{}', founded_by, born, nullif(into_id, ` + nilUUID + `),
  CASE WHEN gone THEN $8::timestamptz END, CASE WHEN id = ANY($9) THEN $10::bigint ELSE 0 END, $8, $8
FROM unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bool[], $6::uuid[], $7::bool[]) AS t (id, founded_by, born, gone, into_id, grown)
ON CONFLICT (tenant_id, id) DO UPDATE SET
  born_sequence = excluded.born_sequence, merged_into = excluded.merged_into,
  retired_at = CASE WHEN excluded.retired_at IS NOT NULL THEN coalesce(c.retired_at, excluded.retired_at) END,
  revision = CASE WHEN excluded.id = ANY($9) THEN $10 ELSE c.revision END,
  changed_at = excluded.changed_at`

// saveClusters writes the clusters that the events concern: new ones, also those that were gone
// again before anything was measured of them, and where the ids of those lead that are gone.
func (t *Turn) saveClusters(ctx context.Context, e Evaluated) error {
	clusters := e.Delta.Clusters
	if len(clusters) == 0 {
		return nil
	}
	_, err := t.tx.Exec(ctx, saveClustersSQL, t.tenant,
		column(clusters, func(c group.StoredCluster) uuid.UUID { return c.ID }),
		column(clusters, func(c group.StoredCluster) uuid.UUID { return c.Lineage.FoundedBy }),
		column(clusters, func(c group.StoredCluster) int64 { return c.Lineage.BornAt }),
		column(clusters, func(c group.StoredCluster) bool { return c.Gone }),
		column(clusters, func(c group.StoredCluster) uuid.UUID { return c.Into }),
		column(clusters, func(c group.StoredCluster) bool { return !c.Gone }),
		e.At, e.revised(), t.Generation+1)
	return err
}

// revised returns the clusters that changed by more than mentions that joined by themselves: a
// person who decided on what they were must look again.
func (e Evaluated) revised() []uuid.UUID {
	out := []uuid.UUID{}
	for _, event := range e.Delta.Events {
		switch event.Kind {
		case group.Born, group.Joined, group.Held:
			if event.DecisionID == uuid.Nil && event.FromClusterID == uuid.Nil {
				continue
			}
		case group.Moved, group.Merged, group.Split, group.Retired, group.Rejected, group.Renamed:
		}
		out = append(out, event.ClusterID, event.FromClusterID)
	}
	if d := e.Delta.Decision; d != nil {
		out = append(out, d.Cluster)
		out = append(append(out, d.Placed...), d.Clusters...)
	}
	return out
}

// saveReadings writes the latest reading of each cluster that was measured.
func (t *Turn) saveReadings(ctx context.Context, e Evaluated) error {
	readings := e.Delta.Readings
	if len(readings) == 0 {
		return nil
	}
	documents, err := marshalEach(readings)
	if err != nil {
		return err
	}
	standings, err := marshalEach(e.Delta.Standings)
	if err != nil {
		return err
	}
	_, err = t.tx.Exec(ctx, `
		UPDATE clusters c SET from_touchpoint = r.from_touchpoint, to_touchpoint = r.to_touchpoint, failure_mode = r.failure_mode,
		  bounced = r.bounced, consistency = r.consistency, reading = r.reading::jsonb, standing = r.standing::jsonb
		FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bool[], $7::float8[], $8::text[], $9::text[])
		  AS r (id, from_touchpoint, to_touchpoint, failure_mode, bounced, consistency, reading, standing)
		WHERE c.tenant_id = $1 AND c.id = r.id`, t.tenant,
		column(readings, func(r measure.Reading) uuid.UUID { return r.ClusterID }),
		column(readings, func(r measure.Reading) string { return r.Seam.From }),
		column(readings, func(r measure.Reading) string { return r.Seam.To }),
		column(readings, func(r measure.Reading) string { return string(r.Mode) }),
		column(readings, func(r measure.Reading) bool { return r.Bounced }),
		column(readings, func(r measure.Reading) float64 { return r.Consistency }),
		documents, standings)
	return err
}

// saveTitles gives the clusters that a person renamed, and those whose renaming was undone, the
// title that the decisions in force say.
func (t *Turn) saveTitles(ctx context.Context, e Evaluated) error {
	var renamed []uuid.UUID
	for _, event := range e.Delta.Events {
		if event.Kind == group.Renamed {
			renamed = append(renamed, event.ClusterID)
		}
	}
	if len(renamed) == 0 {
		return nil
	}
	_, err := t.tx.Exec(ctx, `UPDATE clusters c SET title = coalesce((
		  SELECT d.title FROM decisions d WHERE d.tenant_id = c.tenant_id AND d.kind = 'rename' AND d.cluster_id = c.id AND d.undone_at IS NULL
		  ORDER BY d.number DESC LIMIT 1), '')
		WHERE c.tenant_id = $1 AND c.id = ANY($2)`, t.tenant, renamed)
	return err
}

const saveLineageSQL = `
INSERT INTO cluster_events (tenant_id, cluster_id, from_cluster_id, at, sequence, kind, mentions, reason, actor, decision_id)
SELECT $1::text, nullif(cluster_id, ` + nilUUID + `), nullif(from_id, ` + nilUUID + `), $2, sequence, kind, mentions::jsonb, reason, actor, nullif(decision_id, ` + nilUUID + `)
FROM unnest($3::uuid[], $4::uuid[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::uuid[])
  AS t (cluster_id, from_id, sequence, kind, mentions, reason, actor, decision_id)
ORDER BY sequence`

// saveLineage writes what happened to clusters. Of mentions that joined or are held by themselves
// there are as many as mentions: where they are, and why, stands with them.
func (t *Turn) saveLineage(ctx context.Context, e Evaluated) error {
	var events []group.Event
	for _, event := range e.Delta.Events {
		byItself := event.DecisionID == uuid.Nil && event.FromClusterID == uuid.Nil
		if byItself && (event.Kind == group.Joined || event.Kind == group.Held) {
			continue
		}
		events = append(events, event)
	}
	if len(events) == 0 {
		return nil
	}
	mentions, err := marshalEach(column(events, func(e group.Event) []uuid.UUID { return append([]uuid.UUID{}, e.MentionIDs...) }))
	if err != nil {
		return err
	}
	_, err = t.tx.Exec(ctx, saveLineageSQL, t.tenant, e.lineageAt(),
		column(events, func(e group.Event) uuid.UUID { return e.ClusterID }),
		column(events, func(e group.Event) uuid.UUID { return e.FromClusterID }),
		column(events, func(e group.Event) int64 { return e.Sequence }),
		column(events, func(e group.Event) string { return string(e.Kind) }),
		mentions,
		column(events, func(e group.Event) string { return e.Reason }),
		column(events, func(e group.Event) string { return e.Actor }),
		column(events, func(e group.Event) uuid.UUID { return e.DecisionID }))
	return err
}

// lineageAt is when the events happened: of a person's doing when it was done.
func (e Evaluated) lineageAt() time.Time {
	switch {
	case e.Delta.Decision != nil:
		return e.Delta.Decision.At
	case e.Undone != nil:
		return e.Undone.At
	}
	return e.At
}
