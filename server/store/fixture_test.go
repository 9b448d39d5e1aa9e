package store_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// fixture is a store on a database of its own, with two tenants.
type fixture struct {
	*store.Store
	t     testing.TB
	app   string        // the database's address as the application's role
	super *pgxpool.Pool // sees every tenant's rows
}

const acme, other = "acme", "other"

func newFixture(t testing.TB, change ...func(*store.Options)) *fixture {
	t.Helper()
	return fixtureOn(t, storetest.New(t), change...)
}

func fixtureOn(t testing.TB, db *storetest.DB, change ...func(*store.Options)) *fixture {
	t.Helper()
	f := &fixture{t: t, app: db.AppURL}
	f.Store = f.open(change...)
	pool, err := pgxpool.New(context.Background(), db.AdminURL)
	if err != nil {
		t.Fatal(err)
	}
	f.super = pool
	t.Cleanup(pool.Close)
	for _, id := range []string{acme, other} {
		if _, err := f.CreateTenant(t.Context(), store.Tenant{ID: id, DisplayName: id}); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// open opens one more store on the same database.
func (f *fixture) open(change ...func(*store.Options)) *store.Store {
	f.t.Helper()
	options := store.Options{SealingKey: make([]byte, 32)}
	for _, c := range change {
		c(&options)
	}
	s, err := store.Open(context.Background(), f.app, options)
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(s.Close)
	return s
}

// count returns what a query without row-level security counts.
func (f *fixture) count(query string, args ...any) int {
	f.t.Helper()
	var n int
	if err := f.super.QueryRow(f.t.Context(), query, args...).Scan(&n); err != nil {
		f.t.Fatal(err)
	}
	return n
}

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// item is a valid item whose content follows from its id and text.
func item(id, text string) store.Item {
	hash := sha256.Sum256([]byte(id + "\n" + text))
	return store.Item{ContentHash: hash[:], Interaction: ingest.Interaction{
		SourceSystem: "crm", ExternalID: id, Source: "call", Channel: "phone", OccurredAt: noon, ReceivedAt: noon,
		CustomerID: "c-1", AccountID: "a-1", LocationID: "l-1", ProductLine: "cards",
		Attributes: map[string]string{"k": "v"},
		Turns:      []ingest.Turn{{Speaker: ingest.SpeakerCustomer, Text: text}},
	}}
}

func items(prefix string, n int) []store.Item {
	out := make([]store.Item, n)
	for i := range out {
		out[i] = item(fmt.Sprintf("%s-%04d", prefix, i), "it broke")
	}
	return out
}

func (f *fixture) push(tenant string, items ...store.Item) []store.PushResult {
	f.t.Helper()
	results, err := f.PushInteractions(f.t.Context(), tenant, items)
	if err != nil {
		f.t.Fatal(err)
	}
	return results
}

func statuses(results []store.PushResult) []store.PushStatus {
	out := make([]store.PushStatus, len(results))
	for i, r := range results {
		out[i] = r.Status
	}
	return out
}
