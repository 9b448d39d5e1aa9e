package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// AuditEntry says who did what, and how it ended.
type AuditEntry struct {
	ID        int64     // set by the store; grows
	At        time.Time // set by the store
	Actor     string    // the API key's resource name, the person ("slack:U0123ABCD"), or the process
	Action    string    // the full method name
	Resource  string    // the resource acted upon, or empty
	RequestID string    // ties it to logs; may be empty
	Outcome   string    // the name of the gRPC status code
	Detail    map[string]string
}

// Audit adds an entry to the tenant's audit log, which the server can neither change nor
// shorten.
func (s *Store) Audit(ctx context.Context, tenant string, e AuditEntry) error {
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error { return w.addAudit(ctx, e) })
	if err != nil {
		return fmt.Errorf("audit: %w", err)
	}
	return nil
}

func (w *Work) addAudit(ctx context.Context, e AuditEntry) error {
	_, err := w.tx.Exec(ctx, `INSERT INTO audit_entries (tenant_id, actor, action, resource, request_id, outcome, detail)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		w.tenant, e.Actor, e.Action, e.Resource, e.RequestID, e.Outcome, encodeAttributes(e.Detail))
	return err
}

// AuditLog returns up to limit entries whose ID is greater than after, oldest first.
func (s *Store) AuditLog(ctx context.Context, tenant string, after int64, limit int) ([]AuditEntry, error) {
	var out []AuditEntry
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		out = nil
		rows, err := w.tx.Query(ctx, `SELECT id, created_at, actor, action, resource, request_id, outcome, detail
			FROM audit_entries WHERE tenant_id = $1 AND id > $2 ORDER BY id LIMIT $3`, w.tenant, after, limit)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var e AuditEntry
			var detail []byte
			if err := rows.Scan(&e.ID, &e.At, &e.Actor, &e.Action, &e.Resource, &e.RequestID, &e.Outcome, &detail); err != nil {
				return err
			}
			if err := json.Unmarshal(detail, &e.Detail); err != nil {
				return err
			}
			e.At = e.At.UTC()
			out = append(out, e)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("audit log: %w", err)
	}
	return out, nil
}
