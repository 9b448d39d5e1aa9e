package intercept

import "context"

type vouchedKey struct{}

// Vouched returns a context in which calls within the process are somebody's whom a door has found
// out by other means than an API key, such as the signature of a service. Everything else holds for
// them as for other calls: roles, limits, validation, the audit log. No context of a call that came
// over a wire has such a value.
func Vouched(ctx context.Context, p Principal) context.Context {
	return context.WithValue(ctx, vouchedKey{}, p)
}

// who finds out who calls: whoever a door vouches for, else the holder of the key.
func (c *Chain) who(ctx context.Context) (Principal, error) {
	if p, ok := ctx.Value(vouchedKey{}).(Principal); ok {
		return p, nil
	}
	key := keyFrom(ctx)
	if key == "" {
		return Principal{}, keyMissing()
	}
	return c.options.Authenticator.Authenticate(ctx, key)
}
