package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// StoredCluster is a cluster as it was last measured.
type StoredCluster struct {
	ID           uuid.UUID
	Seam         journey.Seam
	Mode         journey.FailureMode // empty when no member says
	Bounced      bool                // the seam's direction is how most tell it, no more
	Consistency  float64             // see group.Cluster.Seam
	Reading      measure.Reading
	Mentions     int
	Interactions int       // distinct ones that the mentions come from
	AlertID      uuid.UUID // uuid.Nil while nothing has come near a threshold
	FoundedBy    uuid.UUID // the mention that founded it
	BornAt       time.Time
	ChangedAt    time.Time // when a mention last joined it or left it
	Title        string    // given by a person; empty when none was
	ETag         string    // see Expected
	RetiredAt    time.Time // when it lost its last mention; zero while it has some
	MergedInto   uuid.UUID // where its id leads since; uuid.Nil for nowhere
}

const clustersSQL = `
SELECT c.id, c.from_touchpoint, c.to_touchpoint, c.failure_mode, c.bounced, c.consistency, c.reading, n.mentions, n.interactions,
  coalesce(a.id, ` + nilUUID + `), c.founded_by, c.born_at, c.changed_at,
  c.title, c.revision, c.retired_at, coalesce(c.merged_into, ` + nilUUID + `)
FROM clusters c
LEFT JOIN alerts a ON a.tenant_id = c.tenant_id AND a.cluster_id = c.id
CROSS JOIN LATERAL (
  SELECT count(*) AS mentions, count(DISTINCT m.interaction_id) AS interactions
  FROM mentions m WHERE m.tenant_id = c.tenant_id AND m.cluster_id = c.id
) n `

// GetCluster returns a cluster, or the one that its id leads to since it was merged; ErrNotFound
// when there never was one.
func (s *Store) GetCluster(ctx context.Context, tenant string, id uuid.UUID) (StoredCluster, error) {
	var out StoredCluster
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		id, err := w.survivor(ctx, id)
		if err != nil {
			return err
		}
		found, err := w.clusters(ctx, `WHERE c.tenant_id = $1 AND c.id = $2`, w.tenant, id)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return ErrNotFound
		}
		out = found[0]
		return nil
	})
	if err != nil {
		return StoredCluster{}, fmt.Errorf("cluster %s: %w", id, err)
	}
	return out, nil
}

// survivor returns where a cluster's id leads over all mergers since: itself while it has mentions,
// and when it has none and no other took them.
func (w *Work) survivor(ctx context.Context, id uuid.UUID) (uuid.UUID, error) {
	err := w.tx.QueryRow(ctx, `WITH RECURSIVE way (id, into_id) AS (
		  SELECT id, merged_into FROM clusters WHERE tenant_id = $1 AND id = $2
		  UNION
		  SELECT c.id, c.merged_into FROM way JOIN clusters c ON c.tenant_id = $1 AND c.id = way.into_id
		)
		SELECT id FROM way WHERE into_id IS NULL`, w.tenant, id).Scan(&id)
	return id, err
}

// ListClusters returns a page of clusters, the latest changed first, without those that
// have no mentions any more. The position of a cluster is its ChangedAt and ID.
func (s *Store) ListClusters(ctx context.Context, tenant string, page Page) ([]StoredCluster, error) {
	var out []StoredCluster
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.clusters(ctx, `WHERE c.tenant_id = $1 AND c.retired_at IS NULL AND ($2::timestamptz IS NULL OR (c.changed_at, c.id) < ($2, $3))
			ORDER BY c.changed_at DESC, c.id DESC LIMIT $4`, w.tenant, page.afterTime(), page.After.ID, page.Size)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list clusters: %w", err)
	}
	return out, nil
}

func (w *Work) clusters(ctx context.Context, where string, args ...any) ([]StoredCluster, error) {
	rows, err := w.tx.Query(ctx, clustersSQL+where, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c StoredCluster, err error) {
		var reading []byte
		var revision int64
		var retired *time.Time
		err = row.Scan(&c.ID, &c.Seam.From, &c.Seam.To, &c.Mode, &c.Bounced, &c.Consistency, &reading, &c.Mentions, &c.Interactions,
			&c.AlertID, &c.FoundedBy, &c.BornAt, &c.ChangedAt, &c.Title, &revision, &retired, &c.MergedInto)
		if err != nil {
			return c, err
		}
		c.BornAt, c.ChangedAt, c.RetiredAt, c.ETag = c.BornAt.UTC(), c.ChangedAt.UTC(), orZero(retired), etagOf(revision)
		return c, json.Unmarshal(reading, &c.Reading)
	})
}
