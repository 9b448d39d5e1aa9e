package store

import (
	"bytes"
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// ErrRequestReused means that a request id was used before, for another request.
var ErrRequestReused = errors.New("request id was used for another request")

// Request makes a creation repeatable: within 24 hours, the same ID and Hash get what the
// first one made. The zero value repeats nothing.
type Request struct {
	ID   uuid.UUID
	Hash []byte // of the method and everything that the request says
}

// once returns the id of what the request made before, or notes that it makes resource now.
// It waits for another transaction with the same request id.
func (w *Work) once(ctx context.Context, r Request, resource uuid.UUID) (earlier uuid.UUID, repeated bool, err error) {
	if r.ID == uuid.Nil {
		return uuid.Nil, false, nil
	}
	_, err = w.tx.Exec(ctx, `DELETE FROM request_ids WHERE tenant_id = $1 AND id = $2 AND created_at < now() - interval '24 hours'`, w.tenant, r.ID)
	if err != nil {
		return uuid.Nil, false, err
	}
	tag, err := w.tx.Exec(ctx, `INSERT INTO request_ids (tenant_id, id, request_hash, resource_id) VALUES ($1, $2, $3, $4)
		ON CONFLICT DO NOTHING`, w.tenant, r.ID, r.Hash, resource)
	if err != nil || tag.RowsAffected() == 1 {
		return uuid.Nil, false, err
	}
	var hash []byte
	err = w.tx.QueryRow(ctx, `SELECT request_hash, resource_id FROM request_ids WHERE tenant_id = $1 AND id = $2`, w.tenant, r.ID).
		Scan(&hash, &earlier)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return uuid.Nil, false, errors.New("store: a request id vanished while it was read")
	case err != nil:
		return uuid.Nil, false, err
	case !bytes.Equal(hash, r.Hash):
		return uuid.Nil, false, ErrRequestReused
	}
	return earlier, true, nil
}

// ForgetRequests removes the request ids of a tenant that are too old to be repeated.
func (s *Store) ForgetRequests(ctx context.Context, tenant string) error {
	return s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		_, err := w.tx.Exec(ctx, `DELETE FROM request_ids WHERE tenant_id = $1 AND created_at < now() - interval '24 hours'`, w.tenant)
		return err
	})
}
