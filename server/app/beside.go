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
	d, err := besideDatabase(ctx, o, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.stop()) }()
	s, err := store.Open(ctx, d.appURL, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	return fn(s)
}

// WithOwner runs fn with the address of the role that owns the tables, which are left as they
// are found.
func WithOwner(ctx context.Context, o DatabaseOptions, fn func(address string) error) (err error) {
	if o.MigrateURL != "" {
		return fn(o.MigrateURL)
	}
	if o.URL != "" {
		return errors.New("THROUGHLINE_MIGRATE_URL must name the role that owns the tables: the server's own role may not change them")
	}
	d, err := besideDatabase(ctx, o, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.stop()) }()
	return fn(d.migrateURL)
}

// Bootstrap makes the two roles and the database on a Postgres of the user's own.
func Bootstrap(ctx context.Context, adminURL, database, ownerPassword, appPassword string) error {
	if ownerPassword == "" || appPassword == "" {
		return fmt.Errorf("set THROUGHLINE_OWNER_PASSWORD and THROUGHLINE_APP_PASSWORD: the passwords that the roles %s and %s are to have", migrations.OwnerRole, migrations.AppRole)
	}
	return migrations.Bootstrap(ctx, adminURL, migrations.Bootstrapping{
		Database: database, OwnerPassword: ownerPassword, AppPassword: appPassword,
	})
}
