package intercept

import (
	"context"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// Principal is who calls.
type Principal struct {
	Tenant string // the tenant's slug
	KeyID  string // id of the API key, for logs and the audit log; empty for a person
	Role   Role
	Person string // who acts without a key, by way of a destination: "slack:U0123ABCD"
	Source string // that destination's resource name; empty for the holder of a key
}

// Authenticator finds out who holds an API key. It refuses one that cannot be a key without
// asking a database.
type Authenticator interface {
	// Authenticate returns the holder of a key. A key that is misspelt, unknown, expired or
	// revoked gives InvalidKey(); any other error means that it could not find out.
	Authenticate(ctx context.Context, key string) (Principal, error)
}

// InvalidKey is the error for a key that gives no access. It does not say why.
func InvalidKey() error {
	return Errorf(codes.Unauthenticated, throughlinev1.ErrorReason_ERROR_REASON_API_KEY_INVALID,
		"the API key is misspelt, unknown, expired or revoked; ask an admin of your tenant for another")
}

func keyMissing() error {
	return Errorf(codes.Unauthenticated, throughlinev1.ErrorReason_ERROR_REASON_API_KEY_MISSING,
		`the call carries no API key; send "authorization: Bearer tl_live_…" or "x-api-key: tl_live_…"`)
}

// authorize finds out who calls, and whether they may.
func (c *Chain) authorize(ctx context.Context, call *Call, rule Rule) error {
	principal, err := c.who(ctx)
	if err != nil {
		return err
	}
	if principal.Tenant == "" {
		return InvalidKey() // nobody may act for no tenant
	}
	call.Principal = principal
	if !principal.Role.may(rule.Least) {
		return WithMetadata(Errorf(codes.PermissionDenied, throughlinev1.ErrorReason_ERROR_REASON_ROLE_INSUFFICIENT,
			"role %s may not call this; it needs role %s", principal.Role, rule.Least), "required_role", string(rule.Least))
	}
	return nil
}

// keyFrom returns the key that a call carries, or "". A key may stand in either header.
func keyFrom(ctx context.Context) string {
	md, _ := metadata.FromIncomingContext(ctx)
	for _, value := range md.Get("authorization") {
		scheme, key, found := strings.Cut(value, " ")
		if found && strings.EqualFold(scheme, "bearer") {
			return strings.TrimSpace(key)
		}
	}
	for _, value := range md.Get("x-api-key") {
		return strings.TrimSpace(value)
	}
	return ""
}
