package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/app"
)

type migrateOptions struct {
	databaseFlags
	bootstrap string
	database  string
	status    bool
	down      uint64
	force     uint64
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
		Example: `  throughline migrate --status
  throughline migrate --bootstrap postgres://postgres@db.example.com/postgres`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return migrate(c, s, o) },
	}
	o.add(c)
	c.Flags().Var((*secretValue)(&o.bootstrap), "bootstrap", "Postgres address as a role that may create roles and databases; makes what is missing")
	c.Flags().StringVar(&o.database, "database", "throughline", "`name` of the database that --bootstrap makes")
	c.Flags().BoolVar(&o.status, "status", false, "say what is applied and what is not, and change nothing")
	c.Flags().Uint64Var(&o.down, "down", 0, "go down to this `version`; what later ones made is lost")
	c.Flags().Uint64Var(&o.force, "force", 0, "record this `version` without running anything, after a failed migration was put right by hand")
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return c
}

func migrate(c *cobra.Command, s Streams, o migrateOptions) error {
	if err := atMostOne(c, "bootstrap", "status", "down", "force"); err != nil {
		return err
	}
	ctx := c.Context()
	if o.bootstrap != "" {
		err := app.Bootstrap(ctx, o.bootstrap, o.database, environment("OWNER_PASSWORD", ""), environment("APP_PASSWORD", ""))
		if err != nil {
			return err
		}
		fmt.Fprintln(s.Err, "roles and database are there")
		if o.migrateURL == "" {
			fmt.Fprintln(s.Err, "set THROUGHLINE_MIGRATE_URL to the owner's address and run 'throughline migrate'")
			return nil
		}
	}
	return app.WithOwner(ctx, o.options(s.Err), func(address string) error {
		switch {
		case o.status:
			return migrationStatus(ctx, s, address, o.json)
		case c.Flags().Changed("force"):
			if err := migrations.Force(ctx, address, o.force); err != nil {
				return err
			}
			return printForced(s, o)
		case c.Flags().Changed("down"):
			done, err := migrations.Down(ctx, address, o.down)
			return errors.Join(err, printMigrations(s, "took back", done, o.json))
		}
		done, err := migrations.Up(ctx, address)
		return errors.Join(err, printMigrations(s, "applied", done, o.json))
	})
}

func printMigrations(s Streams, what string, list []migrations.Migration, asJSON bool) error {
	names := []string{}
	for _, m := range list {
		names = append(names, m.String())
	}
	if asJSON {
		return json.NewEncoder(s.Out).Encode(map[string][]string{strings.ReplaceAll(what, " ", "_"): names})
	}
	for _, n := range names {
		fmt.Fprintln(s.Out, what, n)
	}
	if len(names) == 0 {
		fmt.Fprintln(s.Out, "nothing to do")
	}
	return nil
}

func printForced(s Streams, o migrateOptions) error {
	if o.json {
		return json.NewEncoder(s.Out).Encode(map[string]uint64{"recorded": o.force})
	}
	fmt.Fprintf(s.Out, "the database is recorded as being at version %014d\n", o.force)
	return nil
}

// migrationState is what --status prints as JSON.
type migrationState struct {
	Version  uint64   `json:"version"` // 0 when no migration was applied
	Current  bool     `json:"current"` // it is what this program needs
	Failed   bool     `json:"failed"`  // the newest migration failed half-way
	Pending  []string `json:"pending"`
	Problems []string `json:"problems"`
}

func migrationStatus(ctx context.Context, s Streams, address string, asJSON bool) error {
	state, err := migrations.Inspect(ctx, address)
	if err != nil {
		return fmt.Errorf("the database cannot be read: %w; see that Postgres runs and that THROUGHLINE_MIGRATE_URL is right", err)
	}
	out := migrationState{Version: state.Version, Current: state.Current(), Failed: state.Dirty, Pending: []string{}, Problems: []string{}}
	for _, m := range state.Pending {
		out.Pending = append(out.Pending, m.String())
	}
	for _, p := range state.Problems {
		out.Problems = append(out.Problems, p.Error())
	}
	if asJSON {
		return json.NewEncoder(s.Out).Encode(out)
	}
	fmt.Fprintf(s.Out, "the database is at version %014d\n", out.Version)
	if out.Failed {
		fmt.Fprintln(s.Out, "that migration failed half-way: put right what it left, then record where the database is with --force")
	}
	for _, p := range out.Problems {
		fmt.Fprintln(s.Out, "problem:", p)
	}
	for _, m := range out.Pending {
		fmt.Fprintln(s.Out, "not applied yet:", m)
	}
	if out.Current {
		fmt.Fprintln(s.Out, "it has everything that this program needs")
	}
	return nil
}
