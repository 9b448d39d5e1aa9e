package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store/embedded"
)

// DatabaseOptions say which database is used.
type DatabaseOptions struct {
	URL        string // as the application's role; empty runs a private Postgres
	MigrateURL string // as the role that owns the tables; only migrate needs it
	DataDir    string // of the private Postgres; empty takes the default
	Logger     *slog.Logger
	// Patience is how long a call waits for a connection before it fails with STORAGE_UNAVAILABLE; 3 s
	// when 0.
	Patience time.Duration
}

// database is a database that can be used, with what stops it.
type database struct {
	appURL     string
	migrateURL string // empty when nobody said
	dataDir    string // empty unless it is private
	private    *embedded.Server
}

// How long to wait for a data directory that another process has.
const (
	besideWait = 30 * time.Second // for a server that is just starting, to work next to it
	serveWait  = 10 * time.Second // for a short command that works on it, before a server gives up
	lookAgain  = 200 * time.Millisecond
)

// openDatabase returns the database that the options name, for a server: it starts the private
// Postgres and migrates it where that is the one.
func openDatabase(ctx context.Context, o DatabaseOptions) (*database, error) {
	if o.URL != "" {
		return &database{appURL: o.URL, migrateURL: o.MigrateURL}, nil
	}
	return o.retry(ctx, serveWait, func(dir string) (*database, error) { return startPrivate(ctx, o, dir, true) })
}

// besideDatabase returns the database that the options name, next to a server that runs or
// starts on it, or without one. With migrated its tables are at this program's version.
func besideDatabase(ctx context.Context, o DatabaseOptions, migrated bool) (*database, error) {
	if o.URL != "" {
		d := &database{appURL: o.URL, migrateURL: o.MigrateURL}
		if migrated {
			return d, d.checkMigrated(ctx)
		}
		return d, nil
	}
	return o.retry(ctx, besideWait, func(dir string) (*database, error) {
		addresses, err := embedded.Attach(dir)
		if errors.Is(err, embedded.ErrNotRunning) {
			return startPrivate(ctx, o, dir, migrated)
		}
		if err != nil {
			return nil, err
		}
		d := &database{appURL: addresses.App, migrateURL: addresses.Migrate, dataDir: dir}
		if migrated && d.checkMigrated(ctx) != nil { // the server beside is about to migrate it
			return nil, fmt.Errorf("the server on %s does not get ready: %w", dir, embedded.ErrInUse)
		}
		return d, nil
	})
}

// retry opens the data directory again while another process has it, for so long.
func (o DatabaseOptions) retry(ctx context.Context, patience time.Duration, open func(dir string) (*database, error)) (*database, error) {
	dir, err := o.dataDir()
	if err != nil {
		return nil, err
	}
	tick := time.NewTicker(lookAgain)
	defer tick.Stop()
	deadline := time.After(patience)
	for waited := false; ; waited = true {
		d, err := open(dir)
		if err == nil || !errors.Is(err, embedded.ErrInUse) {
			return d, err
		}
		if !waited && o.Logger != nil {
			o.Logger.Warn("waiting for the data directory", "at most", patience, "because", err)
		}
		select {
		case <-tick.C:
		case <-deadline:
			return nil, err
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// startPrivate starts the private Postgres of a data directory.
func startPrivate(ctx context.Context, o DatabaseOptions, dir string, migrate bool) (*database, error) {
	pg, err := embedded.Start(ctx, embedded.Options{DataDir: dir, Logger: o.Logger})
	if err != nil {
		return nil, err
	}
	d := &database{appURL: pg.AppURL(), migrateURL: pg.MigrateURL(), dataDir: dir, private: pg}
	if !migrate {
		return d, nil
	}
	if _, err := migrations.Up(ctx, d.migrateURL); err != nil {
		return nil, errors.Join(err, d.stop())
	}
	return d, nil
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
