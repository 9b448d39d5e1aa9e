package main

import (
	"context"
	"path/filepath"
	"slices"

	atlas "ariga.io/atlas/sql/migrate"
	"ariga.io/atlas/sql/sqltool"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql/schema"
	_ "github.com/lib/pq" // the driver that the diff opens

	"github.com/throughline-cx/throughline/ent/migrate"
)

// diff replays the migrations of a folder on the empty database at url, adds the migration
// that is missing and returns the paths of its files, none when nothing is.
func diff(ctx context.Context, url, path, name string) ([]string, error) {
	dir, err := sqltool.NewGolangMigrateDir(path)
	if err != nil {
		return nil, err
	}
	before, err := filepath.Glob(filepath.Join(path, "*.sql"))
	if err != nil {
		return nil, err
	}
	tenantFirst(migrate.Tables)
	err = migrate.NamedDiff(ctx, url, name,
		schema.WithDir(dir),
		schema.WithMigrationMode(schema.ModeReplay),
		schema.WithDialect(dialect.Postgres),
		schema.WithFormatter(sqltool.GolangMigrateFormatter),
		schema.WithDropColumn(true),
		schema.WithDropIndex(true),
	)
	if err != nil {
		return nil, err
	}
	after, err := filepath.Glob(filepath.Join(path, "*.sql"))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(after, func(file string) bool { return slices.Contains(before, file) }), nil
}

// rehash writes the checksums of a folder's files anew.
func rehash(path string) error {
	dir, err := sqltool.NewGolangMigrateDir(path)
	if err != nil {
		return err
	}
	sum, err := dir.Checksum()
	if err != nil {
		return err
	}
	return atlas.WriteSumFile(dir, sum)
}
