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

// StoredDecision is a decision as it was carried out, with whether it still holds.
type StoredDecision struct {
	group.Decided
	UndoneAt     time.Time // zero while it holds
	UndoneBy     string    // resource name of the API key
	UndoneReason string
}

// Undoing is the taking back of a decision.
type Undoing struct {
	Decision uuid.UUID
	By       string // resource name of the API key
	Reason   string
	At       time.Time
}

// DecisionFilter narrows a list of decisions; the zero value takes all.
type DecisionFilter struct {
	Mention uuid.UUID // only those that name it
	Cluster uuid.UUID // only those that name it or moved mentions into or out of it
	InForce bool      // only those that were not undone
}

// storedEvent is the JSON of an event of decisions.events.
type storedEvent struct {
	Kind          group.EventKind `json:"kind"`
	Sequence      int64           `json:"sequence"`
	MentionIDs    []uuid.UUID     `json:"mentions,omitempty"`
	ClusterID     uuid.UUID       `json:"cluster"`
	FromClusterID uuid.UUID       `json:"from"`
	Fit           [4]float64      `json:"fit"` // from, to, mode, wording
	Reason        string          `json:"reason"`
	Actor         string          `json:"actor"`
	DecisionID    uuid.UUID       `json:"decision"`
}

func storeEvent(e group.Event) storedEvent {
	return storedEvent{
		Kind: e.Kind, Sequence: e.Sequence, MentionIDs: e.MentionIDs, ClusterID: e.ClusterID, FromClusterID: e.FromClusterID,
		Fit: [4]float64{e.Fit.From, e.Fit.To, e.Fit.Mode, e.Fit.Wording}, Reason: e.Reason, Actor: e.Actor, DecisionID: e.DecisionID,
	}
}

func (e storedEvent) event() group.Event {
	return group.Event{
		Kind: e.Kind, Sequence: e.Sequence, MentionIDs: e.MentionIDs, ClusterID: e.ClusterID, FromClusterID: e.FromClusterID,
		Fit: group.Fit{From: e.Fit[0], To: e.Fit[1], Mode: e.Fit[2], Wording: e.Fit[3]}, Reason: e.Reason, Actor: e.Actor, DecisionID: e.DecisionID,
	}
}

// saveDecision writes the decision that was carried out, or that one was undone. Of the mentions
// that it names somebody decided, whether they moved or not.
func (t *Turn) saveDecision(ctx context.Context, e Evaluated) error {
	if u := e.Undone; u != nil {
		return t.undo(ctx, *u)
	}
	d := e.Delta.Decision
	if d == nil {
		return nil
	}
	documents, err := decisionDocuments(*d)
	if err != nil {
		return err
	}
	clusters, err := json.Marshal(append([]uuid.UUID{}, d.Clusters...))
	if err != nil {
		return err
	}
	_, err = t.tx.Exec(ctx, `INSERT INTO decisions (tenant_id, id, number, kind, mentions, cluster_id, clusters, title, actor, reason, at, placed, events, kept)
		VALUES ($1, $2, $3, $4, $5, nullif($6, `+nilUUID+`), $7, $8, $9, $10, $11, $12, $13, $14)`,
		t.tenant, d.ID, d.Number, string(d.Kind), documents[0], d.Cluster, string(clusters), d.Title, d.Actor, d.Reason, d.At, documents[1], documents[2], documents[3])
	if err != nil {
		return err
	}
	return t.revise(ctx, d.Mentions)
}

// decisionDocuments returns the JSON of what a rereading may change of a decision: its mentions,
// where they were placed, its events, and the mentions that a merger left in place.
func decisionDocuments(d group.Decided) ([]string, error) {
	return marshalEach([]any{
		append([]uuid.UUID{}, d.Mentions...), append([]uuid.UUID{}, d.Placed...), column(d.Events, storeEvent), append([]uuid.UUID{}, d.Kept...),
	})
}

// revise gives mentions another etag.
func (t *Turn) revise(ctx context.Context, mentions []uuid.UUID) error {
	if len(mentions) == 0 {
		return nil
	}
	_, err := t.tx.Exec(ctx, `UPDATE mentions SET revision = $3 WHERE tenant_id = $1 AND id = ANY($2)`, t.tenant, mentions, t.Generation+1)
	return err
}

func (t *Turn) undo(ctx context.Context, u Undoing) error {
	var document []byte
	err := t.tx.QueryRow(ctx, `UPDATE decisions SET undone_at = $3, undone_by = $4, undone_reason = $5
		WHERE tenant_id = $1 AND id = $2 AND undone_at IS NULL RETURNING mentions`, t.tenant, u.Decision, u.At, u.By, u.Reason).Scan(&document)
	if err != nil {
		return err
	}
	var mentions []uuid.UUID
	if err := json.Unmarshal(document, &mentions); err != nil {
		return err
	}
	return t.revise(ctx, mentions)
}

// rewriteDecisions stores decisions in force as a rereading left them: with the mentions that
// their places have now.
func (t *Turn) rewriteDecisions(ctx context.Context, decisions []group.Decided) error {
	batch := &pgx.Batch{}
	for _, d := range decisions {
		documents, err := decisionDocuments(d)
		if err != nil {
			return err
		}
		batch.Queue(`UPDATE decisions SET mentions = $3, placed = $4, events = $5, kept = $6 WHERE tenant_id = $1 AND id = $2`,
			t.tenant, d.ID, documents[0], documents[1], documents[2], documents[3])
	}
	return t.send(ctx, batch)
}

const decisionColumns = `d.id, d.number, d.kind, d.mentions, coalesce(d.cluster_id, ` + nilUUID + `), d.clusters, d.title, d.actor, d.reason, d.at,
  d.placed, d.events, d.kept, d.undone_at, d.undone_by, d.undone_reason`

func (w *Work) decisions(ctx context.Context, where string, args ...any) ([]StoredDecision, error) {
	rows, err := w.tx.Query(ctx, `SELECT `+decisionColumns+` FROM decisions d `+where, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanDecision)
}

func scanDecision(row pgx.CollectableRow) (d StoredDecision, err error) {
	var mentions, clusters, placed, events, kept []byte
	var undone *time.Time
	err = row.Scan(&d.ID, &d.Number, &d.Kind, &mentions, &d.Cluster, &clusters, &d.Title, &d.Actor, &d.Reason, &d.At,
		&placed, &events, &kept, &undone, &d.UndoneBy, &d.UndoneReason)
	if err != nil {
		return d, err
	}
	d.At, d.UndoneAt = d.At.UTC(), orZero(undone)
	var stored []storedEvent
	for _, part := range []struct {
		data []byte
		into any
	}{{mentions, &d.Mentions}, {clusters, &d.Clusters}, {placed, &d.Placed}, {events, &stored}, {kept, &d.Kept}} {
		if err := json.Unmarshal(part.data, part.into); err != nil {
			return d, err
		}
	}
	if len(d.Mentions) == 0 {
		d.Mentions = nil
	}
	if len(d.Kept) == 0 {
		d.Kept = nil
	}
	if len(d.Clusters) == 0 {
		d.Clusters = nil
	}
	for _, e := range stored {
		d.Events = append(d.Events, e.event())
	}
	return d, nil
}

// inForce returns the decisions in force, in order of Number.
func (w *Work) inForce(ctx context.Context) ([]group.Decided, error) {
	found, err := w.decisions(ctx, `WHERE d.tenant_id = $1 AND d.undone_at IS NULL ORDER BY d.number`, w.tenant)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return column(found, func(d StoredDecision) group.Decided { return d.Decided }), nil
}

// GetDecision returns a decision, or ErrNotFound.
func (s *Store) GetDecision(ctx context.Context, tenant string, id uuid.UUID) (StoredDecision, error) {
	var out StoredDecision
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.Decision(ctx, id)
		return err
	})
	return out, err
}

// Decision returns a decision, or ErrNotFound.
func (w *Work) Decision(ctx context.Context, id uuid.UUID) (StoredDecision, error) {
	found, err := w.decisions(ctx, `WHERE d.tenant_id = $1 AND d.id = $2`, w.tenant, id)
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return StoredDecision{}, fmt.Errorf("decision %s: %w", id, err)
	}
	return found[0], nil
}

// ListDecisions returns a page of decisions, the latest first, undone ones too unless the filter
// leaves them out. The position of a decision is its At and ID.
func (s *Store) ListDecisions(ctx context.Context, tenant string, f DecisionFilter, page Page) ([]StoredDecision, error) {
	var out []StoredDecision
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.decisions(ctx, `WHERE d.tenant_id = $1
			AND ($2 = `+nilUUID+` OR d.mentions ? $2::text)
			AND ($3 = `+nilUUID+` OR d.cluster_id = $3 OR d.clusters ? $3::text OR d.placed ? $3::text
			  OR d.events @> jsonb_build_array(jsonb_build_object('cluster', $3::text)) OR d.events @> jsonb_build_array(jsonb_build_object('from', $3::text)))
			AND (NOT $4 OR d.undone_at IS NULL)
			AND ($5::timestamptz IS NULL OR (d.at, d.id) < ($5, $6))
			ORDER BY d.at DESC, d.id DESC LIMIT $7`,
			w.tenant, f.Mention, f.Cluster, f.InForce, page.afterTime(), page.After.ID, page.Size)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list decisions: %w", err)
	}
	return out, nil
}
