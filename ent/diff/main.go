// Command diff writes the migration that brings the tables from what ent/migrations/ent
// describes to what ent/schema describes. It writes nothing when they agree.
//
//	go run ./ent/diff -dev-url postgres://postgres@localhost/empty?sslmode=disable NAME
//
// The database at -dev-url must be empty: the migrations so far are replayed on it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"ariga.io/atlas/sql/sqltool"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql/schema"
	_ "github.com/lib/pq" // the driver that the diff opens

	"github.com/throughline-cx/throughline/ent/migrate"
)

func main() {
	devURL := flag.String("dev-url", "", "address of an empty Postgres database to replay the migrations on")
	dir := flag.String("dir", "ent/migrations/ent", "directory of the migrations")
	flag.Parse()
	if *devURL == "" || flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: diff -dev-url URL [-dir DIR] NAME")
		os.Exit(2)
	}
	if err := diff(context.Background(), *devURL, *dir, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "diff:", err)
		os.Exit(1)
	}
}

func diff(ctx context.Context, devURL, path, name string) error {
	dir, err := sqltool.NewGolangMigrateDir(path)
	if err != nil {
		return err
	}
	tenantFirst(migrate.Tables)
	return migrate.NamedDiff(ctx, devURL, name,
		schema.WithDir(dir),
		schema.WithMigrationMode(schema.ModeReplay),
		schema.WithDialect(dialect.Postgres),
		schema.WithFormatter(sqltool.GolangMigrateFormatter),
		schema.WithDropColumn(true),
		schema.WithDropIndex(true),
	)
}
