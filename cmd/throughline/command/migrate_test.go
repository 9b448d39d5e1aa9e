package command

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// state returns what `migrate --status --json` says.
func state(t *testing.T) migrationState {
	t.Helper()
	r := run(t, "", "migrate", "--status", "--json")
	r.want(t, exitOK)
	var s migrationState
	if err := json.Unmarshal([]byte(r.out), &s); err != nil {
		t.Fatalf("%v: %s", err, r.out)
	}
	return s
}

func TestMigrate(t *testing.T) {
	list, err := migrations.List()
	if err != nil {
		t.Fatal(err)
	}
	newest := list[len(list)-1]
	t.Setenv("THROUGHLINE_MIGRATE_URL", storetest.NewEmpty(t).OwnerURL)

	if s := state(t); s.Version != 0 || s.Current || len(s.Pending) < len(list) {
		t.Errorf("an empty database: %+v", s)
	}
	run(t, "", "migrate", "--status").want(t, exitOK, "at version 00000000000000", "not applied yet: "+newest.String())
	run(t, "", "migrate").want(t, exitOK, "applied "+list[0].String(), "applied "+newest.String())
	if s := state(t); s.Version != newest.Version || !s.Current || len(s.Pending)+len(s.Problems) > 0 {
		t.Errorf("a migrated database: %+v", s)
	}
	run(t, "", "migrate", "--status").want(t, exitOK, "it has everything that this program needs")
	run(t, "", "migrate").want(t, exitOK, "nothing to do")
	run(t, "", "migrate", "--json").want(t, exitOK, `{"applied":[]}`)

	before := list[len(list)-2].Version
	run(t, "", "migrate", "--down", fmt.Sprint(before)).want(t, exitOK, "took back "+newest.String())
	if s := state(t); s.Version != before || s.Current || len(s.Pending) != 1 {
		t.Errorf("one step down: %+v", s)
	}
	run(t, "", "migrate", "--down", "7").want(t, exitFailure, "7")
	run(t, "", "migrate", "--force", fmt.Sprint(newest.Version), "--json").want(t, exitOK, fmt.Sprintf(`{"recorded":%d}`, newest.Version))
	if s := state(t); s.Version != newest.Version {
		t.Errorf("recorded as %d: %+v", newest.Version, s)
	}
	run(t, "", "migrate", "--force", fmt.Sprint(before)).want(t, exitOK, fmt.Sprintf("recorded as being at version %014d", before))
	run(t, "", "migrate").want(t, exitOK, "applied "+newest.String())
	run(t, "", "migrate", "--down", "0", "--json").want(t, exitOK, `{"took_back":[`)
	if s := state(t); s.Version != 0 {
		t.Errorf("all the way down: %+v", s)
	}
}

func TestMigrateNeedsTheOwner(t *testing.T) {
	db := storetest.New(t)
	run(t, "", "migrate", "--database-url", db.AppURL).want(t, exitFailure, "THROUGHLINE_MIGRATE_URL must name the role that owns the tables")
	t.Setenv("THROUGHLINE_MIGRATE_URL", "postgres://nobody@127.0.0.1:1/x")
	run(t, "", "migrate", "--status").want(t, exitFailure, "the database cannot be read", "THROUGHLINE_MIGRATE_URL")
	t.Setenv("THROUGHLINE_MIGRATE_URL", storetest.NewEmpty(t).AppURL)
	run(t, "", "migrate").want(t, exitFailure, "permission denied")
}

func TestBootstrap(t *testing.T) {
	db := storetest.NewDurable(t, map[string]string{"fsync": "off"}) // a Postgres whose roles may be changed
	run(t, "", "migrate", "--bootstrap", db.AdminURL).want(t, exitFailure, "THROUGHLINE_OWNER_PASSWORD", "THROUGHLINE_APP_PASSWORD")
	t.Setenv("THROUGHLINE_OWNER_PASSWORD", "the owner's own")
	t.Setenv("THROUGHLINE_APP_PASSWORD", "the app's own")
	run(t, "", "migrate", "--bootstrap", db.AdminURL, "--database", "fresh").want(t, exitOK, "roles and database are there", "set THROUGHLINE_MIGRATE_URL")
	t.Setenv("THROUGHLINE_MIGRATE_URL", fmt.Sprintf("postgres://throughline_owner:the%%20owner%%27s%%20own@127.0.0.1:%d/fresh?sslmode=disable", db.Server.Port()))
	run(t, "", "migrate", "--bootstrap", db.AdminURL, "--database", "fresh").want(t, exitOK, "applied ")
	if s := state(t); !s.Current {
		t.Errorf("the fresh database: %+v", s)
	}
}

// Looking at the private Postgres must not bring it to this version.
func TestStatusOfThePrivatePostgresChangesNothing(t *testing.T) {
	dir := dataDir(t)
	t.Setenv("THROUGHLINE_DATA_DIR", dir)
	for range 2 {
		if s := state(t); s.Version != 0 {
			t.Errorf("after looking at it: %+v", s)
		}
	}
	run(t, "", "migrate").want(t, exitOK, "applied ")
	if s := state(t); !s.Current {
		t.Errorf("migrated: %+v", s)
	}
}
