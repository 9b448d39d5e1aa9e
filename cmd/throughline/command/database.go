package command

import (
	"io"
	"log/slog"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/store/embedded"
)

// databaseFlags are the flags of commands that work on the database themselves.
type databaseFlags struct {
	url        string
	migrateURL string
	dataDir    string
}

func (f *databaseFlags) add(c *cobra.Command) {
	f.url, f.migrateURL = environment("DATABASE_URL", ""), environment("MIGRATE_URL", "")
	// No default is shown: the address holds a password.
	c.Flags().Var((*secretValue)(&f.url), "database-url", "Postgres address as the application's role; without it a private Postgres is used (THROUGHLINE_DATABASE_URL)")
	c.Flags().StringVar(&f.dataDir, "data-dir", environment("DATA_DIR", ""), "`folder` where the private Postgres keeps its data; by default "+defaultDataDir()+" (THROUGHLINE_DATA_DIR)")
}

func (f *databaseFlags) options(log io.Writer) app.DatabaseOptions {
	return app.DatabaseOptions{
		URL: f.url, MigrateURL: f.migrateURL, DataDir: f.dataDir,
		Logger: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelWarn})),
	}
}

// secretValue is a flag whose value is never shown in help.
type secretValue string

// String hides the value.
func (s *secretValue) String() string { return "" }

// Set takes the value.
func (s *secretValue) Set(v string) error {
	*s = secretValue(v)
	return nil
}

// Type names the value in help.
func (s *secretValue) Type() string { return "url" }

// defaultDataDir names the default for help.
func defaultDataDir() string {
	dir, err := embedded.DefaultDataDir()
	if err != nil {
		return "none, for " + err.Error()
	}
	return dir
}
