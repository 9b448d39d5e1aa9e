package migrations_test

import (
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

func TestInspect(t *testing.T) {
	db := storetest.NewEmpty(t)
	first, second, third := folder("1_river", river, "drop schema river"), folder("2_b", "select 2", "select 2"), folder("3_c", "select 3", "select 3")
	old := set(t, first, third)
	if state, err := migrations.InspectWith(old, t.Context(), db.OwnerURL); err != nil || state.Version != 0 || names(state.Pending) != "river c" {
		t.Errorf("of an empty database: %+v (%v)", state, err)
	}
	up(t, old, db)
	// The shipped first file opens River's tables to the application.
	ask(t, db.OwnerURL, `grant usage on schema river to throughline_app`)
	ask(t, db.OwnerURL, `grant select on all tables in schema river to throughline_app`)
	for name, c := range map[string]struct {
		set     *migrations.Set
		pending string
		problem string // "" for none
	}{
		"what was applied": {old, "", ""},
		"a newer file":     {set(t, first, third, folder("4_d", "", "")), "d", ""},
		"a file below":     {set(t, first, second, third), "", "00000000000002_b: it was skipped"},
		"a changed file":   {set(t, first, folder("3_c", "select 4", "")), "", "00000000000003_c: its file has changed"},
		"a missing file":   {set(t, first), "", "00000000000003_c: the database has had it"},
	} {
		for _, url := range []string{db.OwnerURL, db.AppURL} {
			state, err := migrations.InspectWith(c.set, t.Context(), url)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if names(state.Pending) != c.pending || state.Version != 3 || state.Dirty {
				t.Errorf("%s: %+v", name, state)
			}
			switch {
			case c.problem == "" && len(state.Problems) != 0:
				t.Errorf("%s: problems %v, want none", name, state.Problems)
			case c.problem != "" && (len(state.Problems) != 1 || !strings.HasPrefix(state.Problems[0].Error(), c.problem)):
				t.Errorf("%s: problems %v, want %q", name, state.Problems, c.problem)
			}
			if want := c.pending == "" && c.problem == ""; state.Current() != want {
				t.Errorf("%s: current is %v", name, state.Current())
			}
		}
	}
}

func TestRecordIsOutOfTheApplicationsReach(t *testing.T) {
	db := storetest.New(t)
	if state, err := migrations.Inspect(t.Context(), db.AppURL); err != nil || !state.Current() {
		t.Errorf("as the application sees it: %+v (%v)", state, err)
	}
	for _, statement := range []string{
		`update ops.schema_migrations set version = 1`,
		`delete from ops.applied_migrations`,
		`insert into ops.applied_migrations values (1, 'a', 'b')`,
		`create table ops.mine (a int)`,
		`create table river.mine (a int)`,
		`alter table tenants disable row level security`,
	} {
		_, err := tryAsk(t.Context(), db.AppURL, statement)
		if err == nil || !strings.Contains(err.Error(), "42501") {
			t.Errorf("as the application %s: %v, want permission denied", statement, err)
		}
	}
}

func TestOlderRiverIsSeen(t *testing.T) {
	db := storetest.New(t)
	ask(t, db.OwnerURL, `delete from river.river_migration where version = (select max(version) from river.river_migration)`)
	state, err := migrations.Inspect(t.Context(), db.OwnerURL)
	if err != nil || len(state.Problems) != 1 || state.Problems[0].Migration != "river" {
		t.Errorf("%+v (%v)", state, err)
	}
}
