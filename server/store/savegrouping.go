package store

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
)

// storedGrouping is the JSON of mentions.grouping.
type storedGrouping struct {
	Kind    group.EventKind `json:"kind"`
	Reason  string          `json:"reason"`
	From    float64         `json:"from"`
	To      float64         `json:"to"`
	Mode    float64         `json:"mode"`
	Wording float64         `json:"wording"`
}

const saveGroupingSQL = `
UPDATE mentions m SET arrival = v.arrival, grouping = v.grouping::jsonb,
  cluster_id = nullif(v.cluster_id, ` + nilUUID + `), status = v.status,
  revision = CASE WHEN m.arrival IS NULL THEN m.revision ELSE $7 END
FROM unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::text[], $6::text[]) AS v (id, arrival, cluster_id, grouping, status)
WHERE m.tenant_id = $1 AND m.id = v.id AND coalesce(m.arrival, v.arrival) = v.arrival`

// saveGrouping writes where each mention is that is new or was moved, and why.
func (t *Turn) saveGrouping(ctx context.Context, e Evaluated) error {
	latest := map[uuid.UUID]storedGrouping{}
	for _, event := range e.Delta.Events {
		why := storedGrouping{event.Kind, event.Reason, event.Fit.From, event.Fit.To, event.Fit.Mode, event.Fit.Wording}
		for _, id := range event.MentionIDs {
			latest[id] = why
		}
	}
	return t.place(ctx, e.Delta.Members, latest)
}

// place writes where mentions are, and why.
func (t *Turn) place(ctx context.Context, members []group.Stored, why map[uuid.UUID]storedGrouping) error {
	if len(members) == 0 {
		return nil
	}
	documents, err := marshalEach(column(members, func(m group.Stored) storedGrouping { return why[m.Member.ID] }))
	if err != nil {
		return err
	}
	tag, err := t.tx.Exec(ctx, saveGroupingSQL, t.tenant,
		column(members, func(m group.Stored) uuid.UUID { return m.Member.ID }),
		column(members, func(m group.Stored) int64 { return m.Sequence }),
		column(members, func(m group.Stored) uuid.UUID { return m.ClusterID }),
		documents,
		column(members, func(m group.Stored) string { return statusOf(m.ClusterID, why[m.Member.ID].Kind) }),
		t.Generation+1)
	if err == nil && tag.RowsAffected() != int64(len(members)) {
		return fmt.Errorf("%d of %d mentions are missing or arrived as others", int64(len(members))-tag.RowsAffected(), len(members))
	}
	return err
}

// statusOf returns the status of a grouped mention.
func statusOf(cluster uuid.UUID, kind group.EventKind) string {
	switch {
	case cluster != uuid.Nil:
		return "grouped"
	case kind == group.Rejected:
		return "rejected"
	}
	return "held"
}
