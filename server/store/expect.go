package store

import (
	"context"
	"fmt"
	"strconv"

	"github.com/google/uuid"
)

// Expected is an etag that a mention or a cluster must still have for a decision to be carried
// out. An empty one expects nothing.
type Expected struct {
	Mention uuid.UUID // or
	Cluster uuid.UUID
	ETag    string
}

// ChangedError is an ErrConflict that says what the resource is now.
type ChangedError struct {
	Expected
	Present string // its etag now
}

// Error implements error.
func (e *ChangedError) Error() string {
	noun, id := "cluster", e.Cluster
	if e.Mention != uuid.Nil {
		noun, id = "mention", e.Mention
	}
	return fmt.Sprintf("%s %s has etag %q, not %q: %v", noun, id, e.Present, e.ETag, ErrConflict)
}

// Unwrap makes it an ErrConflict.
func (e *ChangedError) Unwrap() error { return ErrConflict }

// etagOf is the etag of a mention or cluster: the generation that last changed it other than by
// growth.
func etagOf(revision int64) string { return strconv.FormatInt(revision, 36) }

// Expect fails with a ChangedError when a mention or a cluster has another etag than expected,
// and with ErrNotFound when there is none. The tenant's lock keeps it true until the turn ends.
func (t *Turn) Expect(ctx context.Context, expected []Expected) error {
	for _, e := range expected {
		if e.ETag == "" {
			continue
		}
		sql, id := `SELECT revision FROM clusters WHERE tenant_id = $1 AND id = $2`, e.Cluster
		if e.Mention != uuid.Nil {
			sql, id = `SELECT revision FROM mentions WHERE tenant_id = $1 AND id = $2`, e.Mention
		}
		var revision int64
		if err := t.tx.QueryRow(ctx, sql, t.tenant, id).Scan(&revision); err != nil {
			return err
		}
		if present := etagOf(revision); present != e.ETag {
			return &ChangedError{Expected: e, Present: present}
		}
	}
	return nil
}
