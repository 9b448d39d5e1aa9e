package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/ent"
	entkey "github.com/throughline-cx/throughline/ent/apikey"
	"github.com/throughline-cx/throughline/server/store/apikey"
)

// Role is what the holder of an API key may do.
type Role string

// The closed set of roles.
const (
	Ingester Role = "ingester" // push, and see what became of its pushes; nothing else
	Viewer   Role = "viewer"   // read everything except API keys
	Reviewer Role = "reviewer" // what a viewer may, and decide on mentions and alerts
	Admin    Role = "admin"    // everything
)

// Roles lists every role.
var Roles = []Role{Ingester, Viewer, Reviewer, Admin}

// APIKey is an API key without its secret.
type APIKey struct {
	ID          uuid.UUID
	Tenant      string
	DisplayName string
	Hint        string // the first characters, to tell keys apart
	Role        Role
	CreatedAt   time.Time
	ExpiresAt   time.Time // zero when it never expires
	RevokedAt   time.Time // zero when it was not revoked
	LastUsedAt  time.Time // to the minute; zero when it was never used
}

// NewAPIKey is what CreateAPIKey needs to know.
type NewAPIKey struct {
	DisplayName string
	Role        Role
	ExpiresAt   time.Time // zero for never
	Request     Request   // makes the creation repeatable
}

// CreateAPIKey makes a key. The secret is returned once and cannot be had again: a repeated
// request gets the key that the first one made and the zero apikey.Key.
// Errors: ErrNotFound when there is no such tenant, ErrRequestReused, ErrUnavailable.
func (s *Store) CreateAPIKey(ctx context.Context, tenant string, spec NewAPIKey) (APIKey, apikey.Key, error) {
	if !ValidTenantID(tenant) {
		return APIKey{}, apikey.Key{}, notFound("tenant %q", tenant)
	}
	key := apikey.New(tenant)
	id, err := uuid.NewV7()
	if err != nil {
		return APIKey{}, apikey.Key{}, err
	}
	var out APIKey
	var repeated bool
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		if _, err := w.ent.Tenant.Get(ctx, tenant); err != nil {
			return err
		}
		var earlier uuid.UUID
		if earlier, repeated, err = w.once(ctx, spec.Request, id); err != nil {
			return err
		}
		var row *ent.APIKey
		if repeated {
			row, err = w.ent.APIKey.Get(ctx, earlier)
		} else {
			row, err = w.ent.APIKey.Create().SetID(id).SetDisplayName(spec.DisplayName).SetRole(string(spec.Role)).
				SetHint(key.Hint()).SetHash(key.Hash()).SetNillableExpiresAt(unlessZero(spec.ExpiresAt)).Save(ctx)
		}
		if err != nil {
			return err
		}
		out = apiKeyFrom(row)
		return nil
	})
	if err != nil {
		return APIKey{}, apikey.Key{}, fmt.Errorf("create API key for tenant %s: %w", tenant, err)
	}
	if repeated {
		key = apikey.Key{}
	}
	return out, key, nil
}

// LookupAPIKey returns what is known of a key that is valid now, and notes its use. A key
// that is unknown, revoked or expired gives ErrNotFound, which does not say which.
func (s *Store) LookupAPIKey(ctx context.Context, key apikey.Key) (APIKey, error) {
	var out APIKey
	err := s.InTx(ctx, key.Tenant(), func(ctx context.Context, w *Work) error {
		row, err := w.ent.APIKey.Query().Where(entkey.Hash(key.Hash())).Only(ctx)
		if err != nil {
			return err
		}
		now := time.Now()
		if row.RevokedAt != nil || row.ExpiresAt != nil && !now.Before(*row.ExpiresAt) {
			return ErrNotFound
		}
		out = apiKeyFrom(row)
		if now.Sub(out.LastUsedAt) < time.Minute {
			return nil
		}
		out.LastUsedAt = now.UTC().Truncate(time.Minute)
		return w.ent.APIKey.UpdateOne(row).SetLastUsedAt(out.LastUsedAt).Exec(ctx)
	})
	if err != nil {
		return APIKey{}, fmt.Errorf("API key %v: %w", key, err)
	}
	return out, nil
}

// ListAPIKeys returns a tenant's keys, oldest first, revoked and expired ones included.
func (s *Store) ListAPIKeys(ctx context.Context, tenant string) ([]APIKey, error) {
	var out []APIKey
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		rows, err := w.ent.APIKey.Query().Order(entkey.ByCreatedAt(), entkey.ByID()).All(ctx)
		out = column(rows, apiKeyFrom)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list API keys: %w", err)
	}
	return out, nil
}

// RevokeAPIKey makes a key useless for good. Revoking it again changes nothing.
func (s *Store) RevokeAPIKey(ctx context.Context, tenant string, id uuid.UUID) (APIKey, error) {
	var out APIKey
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		row, err := w.ent.APIKey.Get(ctx, id)
		if err != nil {
			return err
		}
		if row.RevokedAt == nil {
			if row, err = w.ent.APIKey.UpdateOne(row).SetRevokedAt(time.Now()).Save(ctx); err != nil {
				return err
			}
		}
		out = apiKeyFrom(row)
		return nil
	})
	if err != nil {
		return APIKey{}, fmt.Errorf("revoke API key %s: %w", id, err)
	}
	return out, nil
}

func apiKeyFrom(row *ent.APIKey) APIKey {
	return APIKey{
		ID: row.ID, Tenant: row.TenantID, DisplayName: row.DisplayName, Hint: row.Hint, Role: Role(row.Role),
		CreatedAt: row.CreatedAt.UTC(), ExpiresAt: orZero(row.ExpiresAt),
		RevokedAt: orZero(row.RevokedAt), LastUsedAt: orZero(row.LastUsedAt),
	}
}

// unlessZero returns nil for the zero time.
func unlessZero(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// orZero returns the time that t points to in UTC, the zero time for nil.
func orZero(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}
