package command

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/server/app"
)

type migrateOptions struct {
	databaseFlags
	bootstrap string
	database  string
	dryRun    bool
	json      bool
}

func newMigrate(s Streams) *cobra.Command {
	var o migrateOptions
	c := &cobra.Command{
		Use:   "migrate",
		Short: "Bring the database's tables to this program's version",
		Long: `Applies the migrations that the database has not had, as the role that owns the tables
(THROUGHLINE_MIGRATE_URL). Several may run at once: they wait for each other. The private
Postgres needs none of this: the server migrates it at its start.

With --bootstrap it first makes the two roles and the database, as a role that may; their
passwords come from THROUGHLINE_OWNER_PASSWORD and THROUGHLINE_APP_PASSWORD.`,
		Example: `  throughline migrate --dry-run
  throughline migrate --bootstrap postgres://postgres@db.example.com/postgres`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return migrate(c, s, o) },
	}
	o.add(c)
	c.Flags().Var((*secretValue)(&o.bootstrap), "bootstrap", "Postgres address as a role that may create roles and databases; makes what is missing")
	c.Flags().StringVar(&o.database, "database", "throughline", "name of the database that --bootstrap makes")
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "say what would be applied, and apply nothing")
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return c
}

func migrate(c *cobra.Command, s Streams, o migrateOptions) error {
	if o.bootstrap != "" {
		if o.dryRun {
			return usageError{errors.New("--bootstrap and --dry-run do not go together")}
		}
		err := app.Bootstrap(c.Context(), o.bootstrap, o.database, environment("OWNER_PASSWORD", ""), environment("APP_PASSWORD", ""))
		if err != nil {
			return err
		}
		fmt.Fprintln(s.Err, "roles and database are there")
		if o.migrateURL == "" {
			fmt.Fprintln(s.Err, "set THROUGHLINE_MIGRATE_URL to the owner's address and run 'throughline migrate'")
			return nil
		}
	}
	m, err := app.Migrate(c.Context(), o.options(s.Err), o.dryRun)
	if err != nil {
		return err
	}
	if o.json {
		return json.NewEncoder(s.Out).Encode(m)
	}
	for _, name := range m.Pending {
		fmt.Fprintln(s.Out, "would apply", name)
	}
	for _, name := range m.Applied {
		fmt.Fprintln(s.Out, "applied", name)
	}
	if len(m.Pending)+len(m.Applied) == 0 {
		fmt.Fprintln(s.Out, "nothing to do: the database is at this program's version")
	}
	return nil
}
