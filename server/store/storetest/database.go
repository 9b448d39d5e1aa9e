package storetest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store/embedded"
)

// timeout bounds each step of making and removing a database.
const timeout = 2 * time.Minute

// DB is a database that one test has to itself.
type DB struct {
	AppURL   string // as the role that the server works as, bound by row-level security
	OwnerURL string // as the role that owns the tables, bound by it too
	AdminURL string // as the superuser, whom nothing binds: for looking behind the store
	Name     string
	Server   *embedded.Server // the Postgres that holds it; shared with other tests unless the database is durable
}

// New returns a database with every migration applied and no rows. It is removed at the end of
// the test, whatever is still connected.
func New(t testing.TB) *DB {
	t.Helper()
	return create(t, "template "+embedded.Database+" strategy file_copy")
}

// NewEmpty returns a database without any table, for tests of the migrations themselves.
func NewEmpty(t testing.TB) *DB {
	t.Helper()
	return create(t, "template template0")
}

// NewDurable returns a migrated database on a Postgres of its own, which writes everything to
// the disk as it does in production: for tests that kill it, or that stop and start it. Other
// settings of postgresql.conf may be given.
func NewDurable(t testing.TB, settings map[string]string) *DB {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	server, remove, err := startCopy(ctx, "", settings)
	if err != nil {
		t.Fatalf("storetest: %v", err)
	}
	t.Cleanup(func() {
		if err := remove(); err != nil {
			t.Errorf("storetest: %v", err)
		}
	})
	return database(server, embedded.Database)
}

func create(t testing.TB, how string) *DB {
	t.Helper()
	server, err := shared()
	if err != nil {
		t.Fatalf("storetest: %v", err)
	}
	db := database(server, "test_"+strings.ToLower(rand.Text()))
	err = admin(server,
		fmt.Sprintf("create database %s owner %s %s", db.Name, migrations.OwnerRole, how),
		fmt.Sprintf("revoke connect, temporary on database %s from public", db.Name),
		fmt.Sprintf("grant connect on database %s to %s", db.Name, migrations.AppRole))
	if err != nil {
		t.Fatalf("storetest: %v", err)
	}
	t.Cleanup(func() {
		if err := admin(server, fmt.Sprintf("drop database %s with (force)", db.Name)); err != nil {
			t.Errorf("storetest: %v", err)
		}
	})
	return db
}

func database(server *embedded.Server, name string) *DB {
	return &DB{
		AppURL:   inDatabase(server.AppURL(), name),
		OwnerURL: inDatabase(server.MigrateURL(), name),
		AdminURL: inDatabase(server.AdminURL(), name),
		Name:     name,
		Server:   server,
	}
}

func inDatabase(address, name string) string {
	u, err := url.Parse(address)
	if err != nil {
		panic(err) // the server's own address
	}
	u.Path = "/" + name
	return u.String()
}

// admin runs statements as the superuser, outside the database that is copied: nobody may be
// connected to that.
func admin(server *embedded.Server, statements ...string) error {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	conn, err := pgx.Connect(ctx, inDatabase(server.AdminURL(), "postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for _, statement := range statements {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}
