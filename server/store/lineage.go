package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/group"
)

// ClusterEvent is one step of the clusters' lineage as it was saved.
type ClusterEvent struct {
	group.Event
	ID int64     // grows
	At time.Time // instant of the evaluation, or of the decision
}

// ListClusterEvents returns up to limit events that a cluster had a part in, the latest first, from
// the first whose ID is less than before; 0 for the latest. The events of clusters that were
// merged into it are their own. ErrNotFound when there never was such a cluster.
func (s *Store) ListClusterEvents(ctx context.Context, tenant string, cluster uuid.UUID, before int64, limit int) ([]ClusterEvent, error) {
	var out []ClusterEvent
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		if _, err := w.survivor(ctx, cluster); err != nil {
			return err
		}
		rows, err := w.tx.Query(ctx, `SELECT id, at, sequence, kind, coalesce(cluster_id, `+nilUUID+`), coalesce(from_cluster_id, `+nilUUID+`),
			  mentions, reason, actor, coalesce(decision_id, `+nilUUID+`)
			FROM cluster_events WHERE tenant_id = $1 AND (cluster_id = $2 OR from_cluster_id = $2) AND ($3 = 0 OR id < $3)
			ORDER BY id DESC LIMIT $4`, w.tenant, cluster, before, limit)
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, scanClusterEvent)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("events of cluster %s: %w", cluster, err)
	}
	return out, nil
}

func scanClusterEvent(row pgx.CollectableRow) (e ClusterEvent, err error) {
	var mentions []byte
	err = row.Scan(&e.ID, &e.At, &e.Sequence, &e.Kind, &e.ClusterID, &e.FromClusterID, &mentions, &e.Reason, &e.Actor, &e.DecisionID)
	if err != nil {
		return e, err
	}
	e.At = e.At.UTC()
	return e, json.Unmarshal(mentions, &e.MentionIDs)
}
