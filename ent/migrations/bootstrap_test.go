package migrations_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store/embedded"
)

// as returns an address with another user, password and database.
func as(t *testing.T, address, user, password, database string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.User, u.Path = url.UserPassword(user, password), "/"+database
	return u.String()
}

// bare starts a Postgres without our roles and database.
func bare(t *testing.T) (server *embedded.Server, admin string) {
	t.Helper()
	server, err := embedded.StartScratch(t.Context(), embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(server.AdminURL())
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/postgres"
	for _, statement := range []string{`drop database throughline`, `drop role throughline_app`, `drop role throughline_owner`} {
		ask(t, u.String(), statement)
	}
	return server, u.String()
}

func TestBootstrap(t *testing.T) {
	server, admin := bare(t)
	const boss = "an administrator of a managed Postgres"
	ask(t, admin, `create role boss login createrole createdb password '`+boss+`'`)
	want := migrations.Bootstrapping{Database: "mine", OwnerPassword: "owner's first one", AppPassword: "app's first one"}
	for range 2 { // doing it twice is harmless
		if err := migrations.Bootstrap(t.Context(), as(t, admin, "boss", boss, "postgres"), want); err != nil {
			t.Fatal(err)
		}
	}
	owner := as(t, server.AdminURL(), migrations.OwnerRole, want.OwnerPassword, "mine")
	if _, err := migrations.Up(t.Context(), owner); err != nil {
		t.Fatal(err)
	}
	app := as(t, server.AdminURL(), migrations.AppRole, want.AppPassword, "mine")
	if state, err := migrations.Inspect(t.Context(), app); err != nil || !state.Current() {
		t.Errorf("a database made by bootstrap and up: %+v (%v)", state, err)
	}

	want.AppPassword = "app's second one"
	if err := migrations.Bootstrap(t.Context(), admin, want); err != nil {
		t.Fatal(err)
	}
	if _, err := tryAsk(t.Context(), app, `select 'in'`); err == nil {
		t.Error("the old password still opens the database")
	}
	app = as(t, app, migrations.AppRole, want.AppPassword, "mine")
	if got := ask(t, app, `select 'in'`); got != "in" {
		t.Error("the new password does not open it")
	}
	if _, err := tryAsk(t.Context(), as(t, app, "boss", boss, "mine"), `select 'in'`); err != nil {
		t.Errorf("who made it: %v", err)
	}
	ask(t, admin, `create role stranger login password 'a stranger''s one'`)
	if _, err := tryAsk(t.Context(), as(t, app, "stranger", "a stranger's one", "mine"), `select 'in'`); err == nil || !strings.Contains(err.Error(), "42501") {
		t.Errorf("a stranger: %v, want permission denied", err)
	}
}

func TestBootstrapRefuses(t *testing.T) {
	_, admin := bare(t)
	good := migrations.Bootstrapping{Database: "mine", OwnerPassword: "owner's own one", AppPassword: "app's own one"}
	ask(t, admin, `create database theirs`)
	for name, c := range map[string]struct {
		change func(*migrations.Bootstrapping)
		want   string
	}{
		"no database":        {func(b *migrations.Bootstrapping) { b.Database = "" }, "the database needs a name"},
		"a short password":   {func(b *migrations.Bootstrapping) { b.AppPassword = "short" }, "role throughline_app: the password must have at least 12"},
		"an odd password":    {func(b *migrations.Bootstrapping) { b.OwnerPassword = "paßwort paßwort" }, "must be printable ASCII"},
		"another's database": {func(b *migrations.Bootstrapping) { b.Database = "theirs" }, "database theirs: it belongs to postgres"},
	} {
		b := good
		c.change(&b)
		if err := migrations.Bootstrap(t.Context(), admin, b); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	for _, power := range []string{"superuser", "bypassrls"} {
		ask(t, admin, `alter role throughline_app `+power)
		if err := migrations.Bootstrap(t.Context(), admin, good); err == nil || !strings.Contains(err.Error(), "bypasses row-level security") {
			t.Errorf("a role with %s: %v", power, err)
		}
		ask(t, admin, `alter role throughline_app no`+power)
	}
}

// The example of RFC 7677, as Postgres writes it down.
func TestScramVerifier(t *testing.T) {
	salt := []byte{0x5b, 0x6d, 0x99, 0x68, 0x9d, 0x12, 0x35, 0x8e, 0xec, 0xa0, 0x4b, 0x14, 0x12, 0x36, 0xfa, 0x81}
	const want = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
	if got, err := migrations.ScramVerifierWith("pencil", salt); err != nil || got != want {
		t.Errorf("got %s (%v), want %s", got, err, want)
	}
	one, errOne := migrations.ScramVerifier("the same password")
	two, errTwo := migrations.ScramVerifier("the same password")
	if errOne != nil || errTwo != nil || one == two {
		t.Errorf("two salts are the same: %s %s", one, two)
	}
}
