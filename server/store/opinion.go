package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/group"
)

// Opinion is what one reviewer says of a mention while the tenant asks for two.
type Opinion struct {
	Mention uuid.UUID
	Kind    group.DecisionKind // confirm, move, reject or hold
	Cluster uuid.UUID          // where the mention belongs, when the opinion says so
	Actor   string
	Reason  string
	At      time.Time
}

// Agrees reports whether two opinions ask for the same.
func (o Opinion) Agrees(other Opinion) bool {
	return o.Kind == other.Kind && o.Cluster == other.Cluster
}

const opinionColumns = `o.mention_id, o.kind, coalesce(o.cluster_id, ` + nilUUID + `), o.actor, o.reason, o.at`

// undecided is true of an opinion that no decision has come after.
const undecided = `NOT EXISTS (SELECT FROM decisions d WHERE d.tenant_id = o.tenant_id AND d.mentions ? o.mention_id::text
  AND greatest(d.at, d.undone_at) >= o.at)`

// AddOpinion stores an opinion in the place of an earlier one of the same reviewer, and returns all
// that were given of the mention since it was last decided, the earliest first. ErrNotFound when
// there is no such mention; a ChangedError when it has another etag than expected. The entry goes
// into the audit log with it.
func (s *Store) AddOpinion(ctx context.Context, tenant string, o Opinion, etag string, audit AuditEntry) ([]Opinion, error) {
	var out []Opinion
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		id, err := uuid.NewV7()
		if err != nil {
			return err
		}
		var revision int64 // the lock lets the second of two reviewers see the first
		err = w.tx.QueryRow(ctx, `SELECT revision FROM mentions WHERE tenant_id = $1 AND id = $2 FOR UPDATE`, w.tenant, o.Mention).Scan(&revision)
		if err != nil {
			return err
		}
		if present := etagOf(revision); etag != "" && etag != present {
			return &ChangedError{Expected: Expected{Mention: o.Mention, ETag: etag}, Present: present}
		}
		batch := &pgx.Batch{}
		batch.Queue(`DELETE FROM opinions WHERE tenant_id = $1 AND mention_id = $2 AND actor = $3`, w.tenant, o.Mention, o.Actor)
		batch.Queue(`INSERT INTO opinions (tenant_id, id, mention_id, kind, cluster_id, actor, reason, at) VALUES ($1, $2, $3, $4, nullif($5, `+nilUUID+`), $6, $7, $8)`,
			w.tenant, id, o.Mention, string(o.Kind), o.Cluster, o.Actor, o.Reason, o.At)
		if err := w.send(ctx, batch); err != nil {
			return err
		}
		if err := w.addAudit(ctx, audit); err != nil {
			return err
		}
		out, err = w.opinions(ctx, `WHERE o.tenant_id = $1 AND o.mention_id = $2 AND `+undecided+` ORDER BY o.at, o.id`, w.tenant, o.Mention)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("opinion of mention %s: %w", o.Mention, err)
	}
	return out, nil
}

// OpenOpinions returns what was said of mentions since they were last decided, the earliest first.
func (s *Store) OpenOpinions(ctx context.Context, tenant string) (map[uuid.UUID][]Opinion, error) {
	return s.opinionsWhere(ctx, tenant, `WHERE o.tenant_id = $1 AND `+undecided+` ORDER BY o.at, o.id`)
}

// AllOpinions returns everything that reviewers said of mentions, the earliest first.
func (s *Store) AllOpinions(ctx context.Context, tenant string) (map[uuid.UUID][]Opinion, error) {
	return s.opinionsWhere(ctx, tenant, `WHERE o.tenant_id = $1 ORDER BY o.at, o.id`)
}

func (s *Store) opinionsWhere(ctx context.Context, tenant, where string) (map[uuid.UUID][]Opinion, error) {
	out := map[uuid.UUID][]Opinion{}
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		clear(out)
		found, err := w.opinions(ctx, where, w.tenant)
		for _, o := range found {
			out[o.Mention] = append(out[o.Mention], o)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("opinions: %w", err)
	}
	return out, nil
}

func (w *Work) opinions(ctx context.Context, where string, args ...any) ([]Opinion, error) {
	rows, err := w.tx.Query(ctx, `SELECT `+opinionColumns+` FROM opinions o `+where, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (o Opinion, err error) {
		err = row.Scan(&o.Mention, &o.Kind, &o.Cluster, &o.Actor, &o.Reason, &o.At)
		o.At = o.At.UTC()
		return o, err
	})
}

// SecondReview reports whether the tenant asks for a second reviewer. ErrNotFound when there is no
// such tenant.
func (s *Store) SecondReview(ctx context.Context, tenant string) (second bool, err error) {
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		return w.tx.QueryRow(ctx, `SELECT second_review FROM tenants WHERE tenant_id = $1`, w.tenant).Scan(&second)
	})
	return second, err
}

// SetSecondReview sets whether the tenant asks for a second reviewer.
func (s *Store) SetSecondReview(ctx context.Context, tenant string, second bool) error {
	return s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		_, err := w.tx.Exec(ctx, `UPDATE tenants SET second_review = $2 WHERE tenant_id = $1`, w.tenant, second)
		return err
	})
}
