package store

import (
	"context"
	"fmt"
	"strconv"

	"github.com/google/uuid"
)

// Expected is an etag that a mention, a cluster or an alert must still have for a decision to be
// carried out. An empty one expects nothing.
type Expected struct {
	Mention uuid.UUID // or
	Cluster uuid.UUID // or
	Alert   uuid.UUID
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
	switch {
	case e.Mention != uuid.Nil:
		noun, id = "mention", e.Mention
	case e.Alert != uuid.Nil:
		noun, id = "alert", e.Alert
	}
	return fmt.Sprintf("%s %s has etag %q, not %q: %v", noun, id, e.Present, e.ETag, ErrConflict)
}

// Unwrap makes it an ErrConflict.
func (e *ChangedError) Unwrap() error { return ErrConflict }

// etagOf is the etag of a mention or cluster: the generation that last changed it other than by
// growth.
func etagOf(revision int64) string { return strconv.FormatInt(revision, 36) }

// presentETag returns the etag that what is expected has now.
func (t *Turn) presentETag(ctx context.Context, e Expected) (etag string, err error) {
	if e.Alert != uuid.Nil {
		err = t.tx.QueryRow(ctx, `SELECT etag FROM alerts WHERE tenant_id = $1 AND id = $2`, t.tenant, e.Alert).Scan(&etag)
		return etag, err
	}
	sql, id := `SELECT revision FROM clusters WHERE tenant_id = $1 AND id = $2`, e.Cluster
	if e.Mention != uuid.Nil {
		sql, id = `SELECT revision FROM mentions WHERE tenant_id = $1 AND id = $2`, e.Mention
	}
	var revision int64
	err = t.tx.QueryRow(ctx, sql, t.tenant, id).Scan(&revision)
	return etagOf(revision), err
}

// Expect fails with a ChangedError when a mention, a cluster or an alert has another etag than expected,
// and with ErrNotFound when there is none. The tenant's lock keeps it true until the turn ends.
func (t *Turn) Expect(ctx context.Context, expected []Expected) error {
	for _, e := range expected {
		if e.ETag == "" {
			continue
		}
		present, err := t.presentETag(ctx, e)
		if err != nil {
			return err
		}
		if present != e.ETag {
			return &ChangedError{Expected: e, Present: present}
		}
	}
	return nil
}
