// Package tenancy carries the tenant of a unit of work in its context, where ent's hooks and
// interceptors find it.
package tenancy

import (
	"context"
	"errors"
)

// ErrNoTenant means that an entity was touched outside any tenant's unit of work.
var ErrNoTenant = errors.New("no tenant: entities are reached through store.InTx only")

type key struct{}

// With returns a context whose entities belong to tenant.
func With(ctx context.Context, tenant string) context.Context {
	return context.WithValue(ctx, key{}, tenant)
}

// From returns the tenant of ctx, or ErrNoTenant.
func From(ctx context.Context) (string, error) {
	if tenant, _ := ctx.Value(key{}).(string); tenant != "" {
		return tenant, nil
	}
	return "", ErrNoTenant
}
