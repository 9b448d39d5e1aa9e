package app

import (
	"context"
	"errors"
	"fmt"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store"
)

// WithStore runs fn with a store on the database that the options name, next to a server that
// runs on it or without one.
func WithStore(ctx context.Context, o DatabaseOptions, fn func(*store.Store) error) (err error) {
	d, err := openDatabase(ctx, o, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.stop()) }()
	if err := d.checkMigrated(ctx); err != nil {
		return err
	}
	s, err := store.Open(ctx, d.appURL, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	return fn(s)
}

// Migration is what Migrate did, or would do.
type Migration struct {
	Applied []string `json:"applied"` // in order
	Pending []string `json:"pending"` // when asked not to apply
}

// Migrate brings the tables of a database to this program's version; with dryRun it only says
// what it would do. It needs the address of the role that owns the tables.
func Migrate(ctx context.Context, o DatabaseOptions, dryRun bool) (m Migration, err error) {
	address := o.MigrateURL
	if address == "" {
		if o.URL != "" {
			return m, errors.New("THROUGHLINE_MIGRATE_URL must name the role that owns the tables: the server's own role may not change them")
		}
		d, err := openDatabase(ctx, o, true)
		if err != nil {
			return m, err
		}
		defer func() { err = errors.Join(err, d.stop()) }()
		address = d.migrateURL
	}
	if dryRun {
		state, err := migrations.Inspect(ctx, address)
		if err != nil {
			return m, err
		}
		m.Pending = names(state.Pending)
		for _, p := range state.Problems {
			return m, p
		}
		return m, nil
	}
	applied, err := migrations.Up(ctx, address)
	m.Applied = names(applied)
	return m, err
}

func names(list []migrations.Migration) []string {
	out := []string{}
	for _, m := range list {
		out = append(out, m.String())
	}
	return out
}

// Bootstrap makes the two roles and the database on a Postgres of the user's own.
func Bootstrap(ctx context.Context, adminURL, database, ownerPassword, appPassword string) error {
	if ownerPassword == "" || appPassword == "" {
		return fmt.Errorf("the passwords of %s and %s must be given", migrations.OwnerRole, migrations.AppRole)
	}
	return migrations.Bootstrap(ctx, adminURL, migrations.Bootstrapping{
		Database: database, OwnerPassword: ownerPassword, AppPassword: appPassword,
	})
}
