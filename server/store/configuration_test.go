package store_test

import (
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/apikey"
)

func TestTenants(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	if _, err := f.CreateTenant(ctx, store.Tenant{ID: acme}); !errors.Is(err, store.ErrExists) {
		t.Errorf("a tenant twice: %v, want ErrExists", err)
	}
	for _, bad := range []string{"", "a", "A1", "1a", "a_b", strings.Repeat("a", 40), "a b"} {
		if _, err := f.CreateTenant(ctx, store.Tenant{ID: bad}); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("tenant %q: %v, want ErrInvalid", bad, err)
		}
	}
	if err := f.SetFallbackTeam(ctx, acme, "care"); err != nil {
		t.Fatal(err)
	}
	got, err := f.GetTenant(ctx, acme)
	if err != nil || got.FallbackTeam != "care" || got.CreatedAt.IsZero() {
		t.Errorf("tenant %+v, %v", got, err)
	}
	if _, err := f.GetTenant(ctx, "nobody"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("unknown tenant: %v, want ErrNotFound", err)
	}
	ids, err := f.TenantIDs(ctx)
	if err != nil || fmt.Sprint(ids) != "[acme other]" {
		t.Errorf("tenants %v, %v", ids, err)
	}
}

func TestAPIKeys(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	made, key, err := f.CreateAPIKey(ctx, acme, store.NewAPIKey{DisplayName: "ci", Role: store.Ingester})
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := apikey.Parse(key.Reveal())
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.LookupAPIKey(ctx, parsed)
	if err != nil || got.ID != made.ID || got.Role != store.Ingester || got.Tenant != acme || got.LastUsedAt.IsZero() {
		t.Errorf("lookup = %+v, %v", got, err)
	}
	expired, old, err := f.CreateAPIKey(ctx, acme, store.NewAPIKey{Role: store.Viewer, ExpiresAt: time.Now().Add(-time.Second)})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if revoked, err := f.RevokeAPIKey(ctx, acme, made.ID); err != nil || revoked.RevokedAt.IsZero() {
			t.Errorf("revoke: %+v, %v", revoked, err)
		}
	}
	for name, k := range map[string]apikey.Key{"revoked": parsed, "expired": old, "unknown": apikey.New(acme), "unknown tenant": apikey.New("nobody")} {
		if _, err := f.LookupAPIKey(ctx, k); !errors.Is(err, store.ErrNotFound) || strings.Contains(err.Error(), k.Reveal()) {
			t.Errorf("%s key: %v, want ErrNotFound without the key", name, err)
		}
	}
	keys, err := f.ListAPIKeys(ctx, acme)
	if err != nil || len(keys) != 2 || keys[0].ID != made.ID || keys[1].ID != expired.ID {
		t.Errorf("keys %+v, %v", keys, err)
	}
	if _, _, err := f.CreateAPIKey(ctx, "nobody", store.NewAPIKey{Role: store.Viewer}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("key for an unknown tenant: %v, want ErrNotFound", err)
	}
	if n := f.count(`SELECT count(*) FROM api_keys k WHERE k::text LIKE '%' || $1 || '%'`, key.Reveal()[len(key.Reveal())-36:]); n != 0 {
		t.Error("a key was stored in the clear")
	}
}

func TestDocumentsHaveVersionsAndEtags(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	none, err := f.GetPolicy(ctx, acme)
	if err != nil || none.Number != 0 || none.ETag == "" {
		t.Fatalf("policy of a new tenant: %+v, %v", none, err)
	}
	first, err := f.PutPolicy(ctx, acme, thePolicy, none.ETag, "alice")
	if err != nil || first.Number != 1 {
		t.Fatalf("first policy: %+v, %v", first, err)
	}
	if _, err := f.PutPolicy(ctx, acme, thePolicy, none.ETag, "bob"); !errors.Is(err, store.ErrConflict) {
		t.Errorf("an old etag: %v, want ErrConflict", err)
	}
	same, err := f.PutPolicy(ctx, acme, thePolicy, first.ETag, "bob")
	if err != nil || same.Number != 1 || same.ETag != first.ETag {
		t.Errorf("the same policy: %+v, %v", same, err)
	}
	changed := thePolicy
	changed.MinCustomers = 9
	second, err := f.PutPolicy(ctx, acme, changed, "", "bob")
	if err != nil || second.Number != 2 || second.ETag == first.ETag {
		t.Errorf("without an etag: %+v, %v", second, err)
	}
	got, err := f.GetPolicy(ctx, acme)
	if err != nil || got.Version != second.Version || !got.Policy.Equal(second.Policy) || got.Policy.MinCustomers != 9 || got.Author != "bob" {
		t.Errorf("policy read back: %+v, want %+v, %v", got, second, err)
	}
	if _, err := f.PutPolicy(ctx, "nobody", thePolicy, "", "x"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("unknown tenant: %v, want ErrNotFound", err)
	}
	if _, err := f.GetPolicy(ctx, "nobody"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("unknown tenant: %v, want ErrNotFound", err)
	}
}

func TestConcurrentPutsOfOneEtagLetOneThrough(t *testing.T) {
	f := newFixture(t)
	base, err := f.PutPolicy(t.Context(), acme, thePolicy, "", "x")
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	results := make(chan error, 6)
	for i := range 6 {
		group.Go(func() {
			p := thePolicy
			p.MinCustomers = 10 + i
			_, err := f.PutPolicy(t.Context(), acme, p, base.ETag, "x")
			results <- err
		})
	}
	group.Wait()
	close(results)
	through := 0
	for err := range results {
		if err == nil {
			through++
		} else if !errors.Is(err, store.ErrConflict) {
			t.Error(err)
		}
	}
	if through != 1 {
		t.Errorf("%d puts with one etag went through, want 1", through)
	}
}

func TestJourneyMapReadsBack(t *testing.T) {
	f := newFixture(t)
	empty, err := f.GetJourneyMap(t.Context(), acme)
	if err != nil || empty.Map == nil || empty.Number != 0 {
		t.Fatalf("map of a new tenant: %+v, %v", empty, err)
	}
	m := *theMap
	m.Journeys = []journey.Journey{{ID: "buy", Name: "Buy", Touchpoints: []string{"web", "desk"}}}
	m.Touchpoints[0].Aliases = []string{"the site", "web\u00a0shop"}
	if _, err := f.PutJourneyMap(t.Context(), acme, &m, "", "x"); err != nil {
		t.Fatal(err)
	}
	got, err := f.GetJourneyMap(t.Context(), acme)
	if err != nil || got.Number != 1 {
		t.Fatal(got, err)
	}
	same(t, "journey map", got.Map, &m)
	if again, err := f.PutJourneyMap(t.Context(), acme, got.Map, "", "x"); err != nil || again.Number != 1 {
		t.Errorf("a map that was read back and put: version %d, %v", again.Number, err)
	}
}

func TestDestinations(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	d := f.configure(acme)
	var sealed []byte
	if err := f.super.QueryRow(ctx, `SELECT sealed_secrets FROM destinations`).Scan(&sealed); err != nil || strings.Contains(string(sealed), "whsec") {
		t.Errorf("the secret is stored in the clear, %v", err)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "destination", d)
	if strings.Contains(log.String(), "t0ken") {
		t.Errorf("the address was logged: %s", log.String())
	}
	changed := d
	changed.URL = "https://hooks.example/2"
	updated, err := f.UpdateDestination(ctx, acme, changed, nil, d.ETag)
	if err != nil || updated.URL != changed.URL || updated.ETag == d.ETag {
		t.Errorf("update: %+v, %v", updated, err)
	}
	if _, err := f.UpdateDestination(ctx, acme, changed, nil, d.ETag); !errors.Is(err, store.ErrConflict) {
		t.Errorf("an old etag: %v, want ErrConflict", err)
	}
	if err := f.DeleteDestination(ctx, acme, d.ID, ""); !errors.Is(err, store.ErrInUse) {
		t.Errorf("a destination with routes: %v, want ErrInUse", err)
	}
	routes, err := f.ListRoutes(ctx, acme)
	if err != nil || len(routes) != 2 {
		t.Fatal(routes, err)
	}
	for _, r := range routes {
		if err := f.DeleteRoute(ctx, acme, r.ID, "stale"); !errors.Is(err, store.ErrConflict) {
			t.Errorf("an old etag: %v, want ErrConflict", err)
		}
		if err := f.DeleteRoute(ctx, acme, r.ID, r.ETag); err != nil {
			t.Error(err)
		}
	}
	if err := f.DeleteDestination(ctx, acme, d.ID, d.ETag); !errors.Is(err, store.ErrConflict) {
		t.Errorf("an old etag: %v, want ErrConflict", err)
	}
	if all, err := f.ListDestinations(ctx, acme); err != nil || len(all) != 1 || all[0].ID != d.ID {
		t.Errorf("destinations %+v, %v", all, err)
	}
	if err := f.DeleteDestination(ctx, acme, d.ID, updated.ETag); err != nil {
		t.Error(err)
	}
	if _, err := f.GetDestination(ctx, acme, d.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("after deletion: %v", err)
	}
}

func TestRoutesAreNotDoubled(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	d := f.configure(acme)
	seam := &journey.Seam{From: "web", To: "desk"}
	narrow := store.Route{Team: "digital", Destinations: []uuid.UUID{d.ID}, Conditions: route.Conditions{Seam: seam, States: []alert.State{alert.Firing, alert.Fading}}}
	got, _, err := f.CreateRoute(ctx, acme, narrow, store.Request{})
	if err != nil || got.Seam == nil || *got.Seam != *seam || len(got.States) != 2 {
		t.Fatalf("route %+v, %v", got, err)
	}
	narrow.States = []alert.State{alert.Fading, alert.Firing}
	if _, _, err := f.CreateRoute(ctx, acme, narrow, store.Request{}); !errors.Is(err, store.ErrExists) {
		t.Errorf("an equal route: %v, want ErrExists", err)
	}
	if _, _, err := f.CreateRoute(ctx, acme, store.Route{Team: "digital", Destinations: []uuid.UUID{uuid.New()}}, store.Request{}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a route to nowhere: %v, want ErrNotFound", err)
	}
	narrow.MinSeverity, narrow.Journeys = alert.SeverityHigh, []string{"collect"}
	other, _, err := f.CreateRoute(ctx, acme, narrow, store.Request{})
	if err != nil || other.MinSeverity != alert.SeverityHigh || other.Journeys[0] != "collect" {
		t.Fatalf("another severity is another route: %+v, %v", other, err)
	}
	same := func(store.Route) (store.Route, error) { return got, nil }
	if _, err := f.UpdateRoute(ctx, acme, other.ID, "", same); !errors.Is(err, store.ErrExists) {
		t.Errorf("changed to what another says: %v, want ErrExists", err)
	}
	named := func(r store.Route) (store.Route, error) { r.Name = "for leaders"; return r, nil }
	if _, err := f.UpdateRoute(ctx, acme, other.ID, "stale", named); !errors.Is(err, store.ErrConflict) {
		t.Errorf("an old etag: %v, want ErrConflict", err)
	}
	changed, err := f.UpdateRoute(ctx, acme, other.ID, other.ETag, named)
	if err != nil || changed.Name != "for leaders" || changed.ETag == other.ETag || changed.MinSeverity != alert.SeverityHigh {
		t.Errorf("changed: %+v, %v", changed, err)
	}
	if read, err := f.GetRoute(ctx, acme, other.ID); err != nil || !reflect.DeepEqual(read, changed) {
		t.Errorf("read back %+v, %v", read, err)
	}
}

func TestARepeatedRequestMakesNothingNew(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	spec := store.Destination{Kind: route.Webhook, URL: "https://hooks.example/1"}
	request := store.Request{ID: uuid.New(), Hash: []byte("the request")}
	create := func(r store.Request) (store.Destination, bool, error) {
		return f.CreateDestination(ctx, acme, spec, channel.Secrets{Signing: []string{"whsec_x"}}, r)
	}
	first, repeated, err := create(request)
	if err != nil || repeated {
		t.Fatal(repeated, err)
	}
	again, repeated, err := create(request)
	if err != nil || !repeated || again.ID != first.ID {
		t.Errorf("the same request: %v, repeated %v, %v", again.ID, repeated, err)
	}
	if _, _, err := create(store.Request{ID: request.ID, Hash: []byte("another")}); !errors.Is(err, store.ErrRequestReused) {
		t.Errorf("another request with its id: %v, want ErrRequestReused", err)
	}
	if _, err := f.super.Exec(ctx, `UPDATE request_ids SET created_at = now() - interval '25 hours'`); err != nil {
		t.Fatal(err)
	}
	if later, repeated, err := create(request); err != nil || repeated || later.ID == first.ID {
		t.Errorf("a day later: repeated %v, %v", repeated, err)
	}
	if n := f.count(`SELECT count(*) FROM destinations`); n != 2 {
		t.Errorf("%d destinations, want 2", n)
	}

	request = store.Request{ID: uuid.New(), Hash: []byte("a key")}
	made, key, err := f.CreateAPIKey(ctx, acme, store.NewAPIKey{Role: store.Viewer, Request: request})
	if err != nil || key.IsZero() {
		t.Fatal(err)
	}
	same, none, err := f.CreateAPIKey(ctx, acme, store.NewAPIKey{Role: store.Viewer, Request: request})
	if err != nil || same.ID != made.ID || !none.IsZero() {
		t.Errorf("a repeated key: %+v, with its secret %v, %v", same, !none.IsZero(), err)
	}
}

func TestWithoutASealingKeyNoSecretIsKept(t *testing.T) {
	f := newFixture(t, func(o *store.Options) { o.SealingKey = nil })
	if _, _, err := f.CreateDestination(t.Context(), acme, store.Destination{Kind: route.Webhook}, channel.Secrets{Signing: []string{"whsec_x"}}, store.Request{}); err == nil {
		t.Error("a secret was saved without a key")
	}
	for name, o := range map[string]store.Options{
		"short key":   {SealingKey: []byte("short")},
		"long window": {CoalesceWindow: time.Second},
	} {
		if _, err := store.Open(t.Context(), f.app, o); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
	if _, err := store.Open(t.Context(), "postgres://user:hunter2@[bad", store.Options{}); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("a broken address: %v, want an error without the password", err)
	}
}
