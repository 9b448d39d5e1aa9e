package api

import (
	"context"
	"errors"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// authenticate says what becomes of a key: "ok", or the error's code.
func authenticate(ctx context.Context, a *Authenticator, key string) string {
	_, err := a.Authenticate(ctx, key)
	switch {
	case err == nil:
		return "ok"
	case errors.Is(err, store.ErrUnavailable):
		return codes.Unavailable.String()
	}
	return status.Code(err).String()
}

func wantAuth(t *testing.T, what string, a *Authenticator, key, want string) {
	t.Helper()
	if got := authenticate(t.Context(), a, key); got != want {
		t.Errorf("%s: %s, want %s", what, got, want)
	}
}

func TestKeyNamesItsHolder(t *testing.T) {
	f := newFixture(t)
	made, key, err := f.CreateAPIKey(t.Context(), acme, store.NewAPIKey{Role: store.Reviewer})
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.auth.Authenticate(t.Context(), key.Reveal())
	want := intercept.Principal{Tenant: acme, KeyID: made.ID.String(), Role: intercept.Reviewer}
	if err != nil || got != want {
		t.Errorf("%+v %v, want %+v", got, err, want)
	}
}

// Another node revokes a key: this one must refuse it as soon as freshFor has passed.
func TestRevokedElsewhereIsRefusedWhenNoLongerFresh(t *testing.T) {
	f := newFixture(t)
	made, key, err := f.CreateAPIKey(t.Context(), acme, store.NewAPIKey{Role: store.Viewer})
	if err != nil {
		t.Fatal(err)
	}
	wantAuth(t, "a good key", f.auth, key.Reveal(), "ok")
	must(f.RevokeAPIKey(t.Context(), acme, made.ID)) // not through this API
	f.clock.Add(freshFor - time.Nanosecond)
	wantAuth(t, "revoked, seen lately", f.auth, key.Reveal(), "ok")
	f.clock.Add(time.Nanosecond)
	wantAuth(t, "revoked, no longer fresh", f.auth, key.Reveal(), "Unauthenticated")
	wantAuth(t, "revoked, once more", f.auth, key.Reveal(), "Unauthenticated")
}

// A key that runs out while it is remembered must not outlive its end.
func TestExpiryEndsARememberedKey(t *testing.T) {
	f := newFixture(t)
	now := time.Now()
	f.clock.Add(now.Sub(noon))
	_, key, err := f.CreateAPIKey(t.Context(), acme, store.NewAPIKey{Role: store.Viewer, ExpiresAt: now.Add(time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	f.clock.Add(time.Hour - 2*time.Second)
	wantAuth(t, "before its end", f.auth, key.Reveal(), "ok")
	f.clock.Add(2 * time.Second)
	if _, known := f.auth.recall(string(key.Hash()), f.clock.Now()); known {
		t.Error("an expired key is remembered")
	}
}

// While the database is down, keys that are known go on working for staleFor; one that is
// misspelt is refused without a question, and one that is unknown cannot be judged.
func TestAuthenticationWithoutADatabase(t *testing.T) {
	db := storetest.NewDurable(t, nil)
	f := fixtureOn(t, db)
	known, unknown := f.key(store.Viewer), f.key(store.Viewer)
	wantAuth(t, "a good key", f.auth, known, "ok")
	if err := db.Server.Stop(context.Background()); err != nil {
		t.Fatal(err)
	}
	wantAuth(t, "down, fresh", f.auth, known, "ok")
	wantAuth(t, "down, never seen", f.auth, unknown, "Unavailable")
	for _, misspelt := range []string{"", "x", known + "x", known[:len(known)-1] + "~", "tl_live_acme_" + "000000000000000000000000000000000000"} {
		wantAuth(t, "down, misspelt", f.auth, misspelt, "Unauthenticated") // no query, or it would be Unavailable
	}
	f.clock.Add(staleFor - time.Nanosecond)
	wantAuth(t, "down, stale", f.auth, known, "ok")
	f.clock.Add(time.Nanosecond)
	wantAuth(t, "down for too long", f.auth, known, "Unavailable")
}

func TestRememberedKeysAreBounded(t *testing.T) {
	a := NewAuthenticator(nil, nil)
	for i := range maxKept + 100 {
		a.remember(string(rune(i+1<<12)), keptKey{})
	}
	if len(a.kept) > maxKept {
		t.Errorf("%d keys are remembered, want at most %d", len(a.kept), maxKept)
	}
}
