package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store/embedded"
)

// DatabaseOptions say which database is used.
type DatabaseOptions struct {
	URL        string // as the application's role; empty runs a private Postgres
	MigrateURL string // as the role that owns the tables; only migrate needs it
	DataDir    string // of the private Postgres; empty takes the default
	Logger     *slog.Logger
}

// database is a database that can be used, with what stops it.
type database struct {
	appURL     string
	migrateURL string // empty when nobody said
	dataDir    string // empty unless it is private
	private    *embedded.Server
}

// openDatabase returns the database that the options name, starting the private Postgres and
// migrating it where that is the one. With beside it works next to a server that runs already.
func openDatabase(ctx context.Context, o DatabaseOptions, beside bool) (*database, error) {
	d, err := reachDatabase(ctx, o, beside)
	if err != nil || d.private == nil {
		return d, err
	}
	if _, err := migrations.Up(ctx, d.migrateURL); err != nil {
		return nil, errors.Join(err, d.stop())
	}
	return d, nil
}

// reachDatabase is openDatabase without the migrations.
func reachDatabase(ctx context.Context, o DatabaseOptions, beside bool) (*database, error) {
	if o.URL != "" {
		return &database{appURL: o.URL, migrateURL: o.MigrateURL}, nil
	}
	dir, err := o.dataDir()
	if err != nil {
		return nil, err
	}
	if beside {
		addresses, err := embedded.Attach(dir)
		if err == nil {
			return &database{appURL: addresses.App, migrateURL: addresses.Migrate, dataDir: dir}, nil
		}
		if !errors.Is(err, embedded.ErrNotRunning) {
			return nil, err
		}
	}
	pg, err := embedded.Start(ctx, embedded.Options{DataDir: dir, Logger: o.Logger})
	if err != nil {
		return nil, err
	}
	return &database{appURL: pg.AppURL(), migrateURL: pg.MigrateURL(), dataDir: dir, private: pg}, nil
}

// dataDir returns where the private Postgres keeps its data.
func (o DatabaseOptions) dataDir() (string, error) {
	if o.DataDir != "" {
		return o.DataDir, nil
	}
	return embedded.DefaultDataDir()
}

// secrets returns the keys: from the encoded master key when there is one, else from the data
// directory of the private Postgres.
func (d *database) secrets(encoded string) (Secrets, error) {
	switch {
	case encoded != "":
		return ParseSecrets(encoded)
	case d.dataDir != "":
		return secretsIn(d.dataDir)
	}
	return Secrets{}, errors.New("with a database of your own, THROUGHLINE_SECRET_KEY must be set to 32 bytes in base64: the same ones at every start and on every machine")
}

// checkMigrated fails when the database cannot be reached, or when its tables are not those
// that this program knows.
func (d *database) checkMigrated(ctx context.Context) error {
	state, err := migrations.Inspect(ctx, d.appURL)
	switch {
	case err != nil && d.dataDir == "":
		return fmt.Errorf("the database cannot be used: %w; see that Postgres runs and that THROUGHLINE_DATABASE_URL is right ('throughline doctor' looks closer)", err)
	case err != nil:
		return fmt.Errorf("the private Postgres cannot be used: %w", err)
	case !state.Current():
		return fmt.Errorf("the database is at version %014d, which is not this program's: run 'throughline migrate' with THROUGHLINE_MIGRATE_URL set, and this program or a newer one", state.Version)
	}
	return nil
}

// stop stops the private Postgres, if this process runs it.
func (d *database) stop() error {
	if d.private == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), stopPostgres)
	defer cancel()
	return d.private.Stop(ctx)
}
