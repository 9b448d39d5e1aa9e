package api

import (
	"context"
	"errors"
	"maps"
	"sync"
	"time"

	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/apikey"
)

const (
	// freshFor is how long a key that was looked up is trusted without looking again: so long
	// a revoked key may still work on other nodes.
	freshFor = 5 * time.Second
	// staleFor is how long it is trusted while the database does not answer.
	staleFor = time.Minute
	// maxKept is how many keys are remembered.
	maxKept = 10_000
)

// Authenticator finds the holder of an API key in the store.
type Authenticator struct {
	store *store.Store
	clock func() time.Time

	mu   sync.Mutex
	kept map[string]keptKey // by hash
}

type keptKey struct {
	principal intercept.Principal
	expires   time.Time // zero for never
	seen      time.Time
}

// NewAuthenticator returns an Authenticator.
func NewAuthenticator(s *store.Store, clock func() time.Time) *Authenticator {
	return &Authenticator{store: s, clock: clock, kept: map[string]keptKey{}}
}

// Authenticate implements intercept.Authenticator. A misspelt key costs no query; one that was
// seen lately costs none either, and goes on to work for a minute when the database is down.
func (a *Authenticator) Authenticate(ctx context.Context, text string) (intercept.Principal, error) {
	key, err := apikey.Parse(text)
	if err != nil {
		return intercept.Principal{}, intercept.InvalidKey()
	}
	hash := string(key.Hash())
	now := a.clock()
	kept, known := a.recall(hash, now)
	if known && now.Sub(kept.seen) < freshFor {
		return kept.principal, nil
	}
	found, err := a.store.LookupAPIKey(ctx, key)
	switch {
	case errors.Is(err, store.ErrNotFound):
		a.forget(hash)
		return intercept.Principal{}, intercept.InvalidKey()
	case errors.Is(err, store.ErrUnavailable) && known && now.Sub(kept.seen) < staleFor:
		return kept.principal, nil
	case err != nil:
		return intercept.Principal{}, err
	}
	principal := intercept.Principal{Tenant: found.Tenant, KeyID: found.ID.String(), Role: intercept.Role(found.Role)}
	a.remember(hash, keptKey{principal: principal, expires: found.ExpiresAt, seen: now})
	return principal, nil
}

// Forget makes the next call with a key look it up: what it may do has changed. id is the key's
// id, as in its principal.
func (a *Authenticator) Forget(id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	maps.DeleteFunc(a.kept, func(_ string, k keptKey) bool { return k.principal.KeyID == id })
}

func (a *Authenticator) recall(hash string, now time.Time) (keptKey, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	k, ok := a.kept[hash]
	if ok && !k.expires.IsZero() && !now.Before(k.expires) {
		return keptKey{}, false
	}
	return k, ok
}

func (a *Authenticator) remember(hash string, k keptKey) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for other := range a.kept {
		if len(a.kept) < maxKept {
			break
		}
		delete(a.kept, other) // any: it is looked up again when it is used
	}
	a.kept[hash] = k
}

func (a *Authenticator) forget(hash string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.kept, hash)
}

// Auditor records calls in the tenant's audit log.
type Auditor struct{ store *store.Store }

// NewAuditor returns an Auditor.
func NewAuditor(s *store.Store) *Auditor { return &Auditor{s} }

// Audit implements intercept.Auditor.
func (a *Auditor) Audit(ctx context.Context, e intercept.Entry) error {
	return a.store.Audit(ctx, e.Principal.Tenant, store.AuditEntry{
		Actor: actorOf(e.Principal), Action: e.Method, Resource: e.Resource,
		RequestID: e.RequestID, Outcome: "OK", Detail: auditDetail(e.Peer, e.Principal),
	})
}

// actor names who calls: the resource name of the API key, or the person.
func actor(ctx context.Context) string {
	p, ok := intercept.PrincipalFrom(ctx)
	if !ok {
		return "unknown"
	}
	return actorOf(p)
}

func actorOf(p intercept.Principal) string {
	if p.Person != "" {
		return p.Person
	}
	return name(p.Tenant, "apiKeys", p.KeyID)
}

// auditDetail says where a call came from: the client's address, and the destination by way of which
// a person acted.
func auditDetail(peer string, p intercept.Principal) map[string]string {
	out := map[string]string{"peer": peer}
	if p.Source != "" {
		out["source"] = p.Source
	}
	return out
}
