package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/understand"
)

// StoredMention is a mention with where it comes from, where it went and why.
type StoredMention struct {
	group.Member
	Source     string          // call, chat, ticket, …: of its interaction
	LocationID string          // of its interaction; empty when unknown
	Stands     float64         // what its Confidence, which is as read, stands for by the tenant's calibration
	ClusterID  uuid.UUID       // uuid.Nil when it is in none
	Sequence   int64           // its place in the order of grouping; 0 while it is pending
	Kind       group.EventKind // what became of it
	Fit        group.Fit       // how well it fitted the cluster when it joined
	Reason     string          // in words
	Status     string          // pending, grouped, held or rejected
	ETag       string          // see Expected
}

// ListMentions returns up to limit members of a cluster, or of the one that its id leads to, in
// the order in which they arrived, from the first whose Sequence is greater than after.
// ErrNotFound when there is no such cluster.
func (s *Store) ListMentions(ctx context.Context, tenant string, cluster uuid.UUID, after int64, limit int) ([]StoredMention, error) {
	var out []StoredMention
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		alive, err := w.survivor(ctx, cluster)
		if err != nil {
			return err
		}
		out, err = w.mentions(ctx, `WHERE m.tenant_id = $1 AND m.cluster_id = $2 AND m.arrival > $3 ORDER BY m.arrival LIMIT $4`,
			w.tenant, alive, after, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("mentions of cluster %s: %w", cluster, err)
	}
	return out, nil
}

// PlacedMention returns a mention with where it is and why, whether it is grouped yet or not.
// ErrNotFound when there is none.
func (s *Store) PlacedMention(ctx context.Context, tenant string, id uuid.UUID) (StoredMention, error) {
	found, err := s.MentionsByID(ctx, tenant, []uuid.UUID{id})
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return StoredMention{}, fmt.Errorf("mention %s: %w", id, err)
	}
	return found[0], nil
}

// MentionsByID returns the mentions with these ids that there are, in their order.
func (s *Store) MentionsByID(ctx context.Context, tenant string, ids []uuid.UUID) ([]StoredMention, error) {
	var out []StoredMention
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.mentions(ctx, `WHERE m.tenant_id = $1 AND m.id = ANY($2) ORDER BY array_position($2, m.id)`, w.tenant, ids)
		return err
	})
	return out, err
}

// GetMention returns a mention and the interaction that it comes from, whether it is grouped yet
// or not. ErrNotFound when there is no such mention.
func (s *Store) GetMention(ctx context.Context, tenant string, id uuid.UUID) (understand.Mention, StoredInteraction, error) {
	var mention understand.Mention
	var interactions []StoredInteraction
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		var scan mentionScan
		row := w.tx.QueryRow(ctx, `SELECT `+mentionColumns+` FROM mentions m WHERE m.tenant_id = $1 AND m.id = $2`, w.tenant, id)
		err := row.Scan(scan.dest()...)
		if err != nil {
			return err
		}
		if mention, err = scan.value(); err != nil {
			return err
		}
		interactions, err = w.interactionsByID(ctx, []uuid.UUID{scan.interactionID})
		return err
	})
	if err != nil {
		return understand.Mention{}, StoredInteraction{}, fmt.Errorf("mention %s: %w", id, err)
	}
	return mention, interactions[0], nil // a foreign key: no mention is without its interaction
}

func (w *Work) mentions(ctx context.Context, where string, args ...any) ([]StoredMention, error) {
	taught, err := w.calibration(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := w.tx.Query(ctx, `SELECT `+memberColumns+`, i.source, i.location_id, m.grouping, m.status, m.revision FROM mentions m
		JOIN interactions i ON i.tenant_id = m.tenant_id AND i.id = m.interaction_id `+where, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (StoredMention, error) {
		var scan memberScan
		var out StoredMention
		var grouping []byte
		var revision int64
		if err := row.Scan(append(scan.dest(), &out.Source, &out.LocationID, &grouping, &out.Status, &revision)...); err != nil {
			return StoredMention{}, err
		}
		stored, err := scan.value()
		if err != nil {
			return StoredMention{}, err
		}
		var why storedGrouping
		if grouping != nil {
			if err := json.Unmarshal(grouping, &why); err != nil {
				return StoredMention{}, err
			}
		}
		out.ETag, out.Stands = etagOf(revision), taught.Confidence(stored.Member.Confidence)
		out.Member, out.ClusterID, out.Sequence = stored.Member, stored.ClusterID, stored.Sequence
		out.Kind, out.Reason = why.Kind, why.Reason
		out.Fit = group.Fit{From: why.From, To: why.To, Mode: why.Mode, Wording: why.Wording}
		return out, nil
	})
}

const memberColumns = mentionColumns + `, coalesce(m.arrival, 0), coalesce(m.cluster_id, ` + nilUUID + `),
  i.source_system, i.external_id, i.channel, i.occurred_at`

// memberScan reads memberColumns.
type memberScan struct {
	mentionScan
	stored group.Stored
}

func (s *memberScan) dest() []any {
	m := &s.stored.Member
	return append(s.mentionScan.dest(), &s.stored.Sequence, &s.stored.ClusterID, &m.SourceSystem, &m.ExternalID, &m.Channel, &m.OccurredAt)
}

// value returns the member that was scanned.
func (s *memberScan) value() (group.Stored, error) {
	out := s.stored
	m := &out.Member
	m.ID, m.InteractionID, m.OccurredAt = s.id, s.interactionID, m.OccurredAt.UTC()
	var err error
	m.Mention, err = s.mentionScan.value()
	return out, err
}
