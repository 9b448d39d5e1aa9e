package migrations

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// RiverSchema is the schema that holds River's tables.
const RiverSchema = "river"

func newRiver(pool *pgxpool.Pool) (*rivermigrate.Migrator[pgx.Tx], error) {
	return rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{
		Schema: RiverSchema,
		Logger: slog.New(slog.DiscardHandler),
	})
}

// riverVersion is the version of River's tables that this program needs.
var riverVersion = sync.OnceValue(func() int {
	m, err := newRiver(nil)
	if err != nil {
		return 0
	}
	all := m.AllVersions()
	return all[len(all)-1].Version
})

// migrateRiver moves River's tables to target: 0 is the newest version, -1 removes them.
func migrateRiver(ctx context.Context, url string, direction rivermigrate.Direction, target int) error {
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return err
	}
	defer pool.Close()
	m, err := newRiver(pool)
	if err != nil {
		return err
	}
	if _, err := m.Migrate(ctx, direction, &rivermigrate.MigrateOpts{TargetVersion: target}); err != nil {
		return fmt.Errorf("river's tables: %w", err)
	}
	return nil
}
