package app_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/embedded"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

func TestWithStoreOnADatabaseOfOnesOwn(t *testing.T) {
	db := storetest.New(t)
	o := app.DatabaseOptions{URL: db.AppURL}
	err := app.WithStore(t.Context(), o, func(s *store.Store) error {
		_, err := s.CreateTenant(t.Context(), store.Tenant{ID: "acme", DisplayName: "Acme"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = app.WithStore(t.Context(), o, func(s *store.Store) error {
		_, err := s.GetTenant(t.Context(), "acme")
		return err
	})
	if err != nil {
		t.Errorf("the tenant is gone: %v", err)
	}
	mine := errors.New("mine")
	if err := app.WithStore(t.Context(), o, func(*store.Store) error { return mine }); !errors.Is(err, mine) {
		t.Errorf("error %v; want the function's own", err)
	}
}

func TestWithStoreRefusesOtherTables(t *testing.T) {
	never := func(*store.Store) error {
		t.Error("it was called")
		return nil
	}
	empty := storetest.NewEmpty(t)
	err := app.WithStore(t.Context(), app.DatabaseOptions{URL: empty.AppURL}, never)
	if err == nil || !strings.Contains(err.Error(), "run 'throughline migrate'") {
		t.Errorf("without tables: %v", err)
	}
	behind := storetest.New(t)
	list, err := migrations.List()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := migrations.Down(t.Context(), behind.OwnerURL, list[len(list)-2].Version); err != nil {
		t.Fatal(err)
	}
	err = app.WithStore(t.Context(), app.DatabaseOptions{URL: behind.AppURL}, never)
	if err == nil || !strings.Contains(err.Error(), "which is not this program's") {
		t.Errorf("one migration behind: %v", err)
	}
}

// A private Postgres is found running, or started and stopped again; the owner finds the tables
// as they are.
func TestThePrivatePostgresComesAndGoes(t *testing.T) {
	o := app.DatabaseOptions{DataDir: dataDir(t)}
	err := app.WithOwner(t.Context(), o, func(address string) error {
		state, err := migrations.Inspect(t.Context(), address)
		if state.Version != 0 {
			t.Errorf("the owner finds version %d of a new database", state.Version)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = app.WithStore(t.Context(), o, func(outer *store.Store) error {
		if _, err := outer.CreateTenant(t.Context(), store.Tenant{ID: "acme", DisplayName: "Acme"}); err != nil {
			return err
		}
		return app.WithStore(t.Context(), o, func(beside *store.Store) error {
			_, err := beside.GetTenant(t.Context(), "acme")
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := embedded.Attach(o.DataDir); !errors.Is(err, embedded.ErrNotRunning) {
		t.Errorf("it still runs: %v", err)
	}
}

func TestWithOwnerNeedsTheOwnersAddress(t *testing.T) {
	never := func(string) error {
		t.Error("it was called")
		return nil
	}
	if err := app.WithOwner(t.Context(), app.DatabaseOptions{URL: "postgres://app@db/x"}, never); err == nil || !strings.Contains(err.Error(), "THROUGHLINE_MIGRATE_URL") {
		t.Errorf("error %v", err)
	}
	given := ""
	err := app.WithOwner(t.Context(), app.DatabaseOptions{URL: "postgres://app@db/x", MigrateURL: "postgres://owner@db/x"}, func(a string) error {
		given = a
		return nil
	})
	if err != nil || given != "postgres://owner@db/x" {
		t.Errorf("%q, %v", given, err)
	}
}

func TestBootstrapNeedsPasswords(t *testing.T) {
	if err := app.Bootstrap(t.Context(), "postgres://nobody@127.0.0.1:1/x", "throughline", "", "x"); err == nil || !strings.Contains(err.Error(), "THROUGHLINE_OWNER_PASSWORD") {
		t.Errorf("error %v", err)
	}
}
