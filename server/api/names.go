package api

import (
	"strings"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/throughline-cx/throughline/server/store"
)

// name builds a resource name of a tenant: name("acme", "alerts", id).
func name(tenant string, parts ...string) string {
	return "tenants/" + tenant + "/" + strings.Join(parts, "/")
}

// tenantOf returns the tenant of a resource name. The interceptors have seen to it that the
// name is well-formed and that the tenant is the caller's.
func tenantOf(resource string) string {
	rest := strings.TrimPrefix(resource, "tenants/")
	tenant, _, _ := strings.Cut(rest, "/")
	return tenant
}

// identify splits "tenants/{tenant}/{collection}/{id}". An id that is no UUID names nothing.
func identify(resource string) (tenant string, id uuid.UUID, err error) {
	tenant = tenantOf(resource)
	id, err = uuid.Parse(resource[strings.LastIndexByte(resource, '/')+1:])
	if err != nil {
		return tenant, uuid.Nil, store.ErrNotFound
	}
	return tenant, id, nil
}

// timestamp is nil for the zero time. Postgres keeps microseconds: what is told when something
// is made must be what is read back.
func timestamp(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t.Truncate(time.Microsecond))
}

// instant is the zero time for nil.
func instant(t *timestamppb.Timestamp) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.AsTime()
}

// size is a request's page size, or fallback when it does not say.
func size(requested int32, fallback int) int {
	if requested == 0 {
		return fallback
	}
	return int(requested)
}
