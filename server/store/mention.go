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
	ClusterID  uuid.UUID       // uuid.Nil when it is held
	Sequence   int64           // its place in the order of grouping
	Kind       group.EventKind // what became of it
	Fit        group.Fit       // how well it fitted the cluster when it joined
	Reason     string          // in words
}

// ListMentions returns up to limit members of a cluster in the order in which they joined,
// from the first whose Sequence is greater than after. ErrNotFound when there is no such
// cluster.
func (s *Store) ListMentions(ctx context.Context, tenant string, cluster uuid.UUID, after int64, limit int) ([]StoredMention, error) {
	var out []StoredMention
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		exists, err := w.ent.Cluster.Get(ctx, cluster)
		if err != nil {
			return err
		}
		out, err = w.mentions(ctx, `WHERE m.tenant_id = $1 AND m.cluster_id = $2 AND m.arrival > $3 ORDER BY m.arrival LIMIT $4`,
			w.tenant, exists.ID, after, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("mentions of cluster %s: %w", cluster, err)
	}
	return out, nil
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
	rows, err := w.tx.Query(ctx, `SELECT `+memberColumns+`, i.source, i.location_id, m.grouping FROM mentions m
		JOIN interactions i ON i.tenant_id = m.tenant_id AND i.id = m.interaction_id `+where, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (StoredMention, error) {
		var scan memberScan
		var out StoredMention
		var grouping []byte
		if err := row.Scan(append(scan.dest(), &out.Source, &out.LocationID, &grouping)...); err != nil {
			return StoredMention{}, err
		}
		stored, err := scan.value()
		if err != nil {
			return StoredMention{}, err
		}
		var why storedGrouping
		if err := json.Unmarshal(grouping, &why); err != nil {
			return StoredMention{}, err
		}
		out.Member, out.ClusterID, out.Sequence = stored.Member, stored.ClusterID, stored.Sequence
		out.Kind, out.Reason = why.Kind, why.Reason
		out.Fit = group.Fit{From: why.From, To: why.To, Mode: why.Mode, Wording: why.Wording}
		return out, nil
	})
}

const memberColumns = mentionColumns + `, m.arrival, coalesce(m.cluster_id, ` + nilUUID + `),
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
