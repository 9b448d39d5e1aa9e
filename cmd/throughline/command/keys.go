package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/store"
)

type keysOptions struct {
	databaseFlags
	tenant  string
	role    string
	name    string
	expires time.Duration
	create  bool
	json    bool
}

func newKeys(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "keys",
		Short: "Make, list and revoke API keys, on the database itself",
		Long: `Works on the database, next to a running server or without one, so that the first key can be
made. With a key of role admin, AdminService does the same over the network.`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newKeysCreate(s), newKeysList(s), newKeysRevoke(s))
	return c
}

func (o *keysOptions) add(c *cobra.Command) {
	o.databaseFlags.add(c)
	c.Flags().StringVar(&o.tenant, "tenant", "", "the tenant's id, such as retail")
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
}

func (o *keysOptions) check() error {
	if !store.ValidTenantID(o.tenant) {
		return usageError{errors.New("--tenant must be given: a lower-case letter, then lower-case letters, digits and hyphens, 2 to 39 characters")}
	}
	return nil
}

func newKeysCreate(s Streams) *cobra.Command {
	var o keysOptions
	c := &cobra.Command{
		Use:   "create --tenant TENANT --role ROLE",
		Short: "Make an API key and print it, once",
		Example: `  throughline keys create --tenant acme --role admin --create-tenant
  export THROUGHLINE_API_KEY=$(throughline keys create --tenant acme --role ingester)`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return createKey(c, s, o) },
	}
	o.add(c)
	c.Flags().StringVar(&o.role, "role", "", "what its holder may do: "+roleNames())
	c.Flags().StringVar(&o.name, "name", "", "what it is for, shown in lists")
	c.Flags().DurationVar(&o.expires, "expires-in", 0, "when it stops working, such as 720h; never when left out")
	c.Flags().BoolVar(&o.create, "create-tenant", false, "make the tenant too when there is none")
	return c
}

func roleNames() string {
	names := make([]string, len(store.Roles))
	for i, r := range store.Roles {
		names[i] = string(r)
	}
	return strings.Join(names, ", ")
}

func createKey(c *cobra.Command, s Streams, o keysOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	if !slices.Contains(store.Roles, store.Role(o.role)) {
		return usageError{fmt.Errorf("--role must be one of %s, not %q", roleNames(), o.role)}
	}
	ctx := c.Context()
	return app.WithStore(ctx, o.options(s.Err), func(db *store.Store) error {
		if o.create {
			_, err := db.CreateTenant(ctx, store.Tenant{ID: o.tenant, DisplayName: o.tenant})
			if err != nil && !errors.Is(err, store.ErrExists) {
				return err
			}
		}
		spec := store.NewAPIKey{DisplayName: o.name, Role: store.Role(o.role)}
		if o.expires > 0 {
			spec.ExpiresAt = time.Now().Add(o.expires)
		}
		made, key, err := db.CreateAPIKey(ctx, o.tenant, spec)
		if errors.Is(err, store.ErrNotFound) {
			return fmt.Errorf("there is no tenant %q; --create-tenant makes it", o.tenant)
		}
		if err != nil {
			return err
		}
		if o.json {
			return json.NewEncoder(s.Out).Encode(map[string]string{"id": made.ID.String(), "tenant": o.tenant, "role": o.role, "api_key": key.Reveal()})
		}
		fmt.Fprintln(s.Err, "This key is shown once. Keep it like a password.")
		fmt.Fprintln(s.Out, key.Reveal())
		return nil
	})
}

func newKeysList(s Streams) *cobra.Command {
	var o keysOptions
	c := &cobra.Command{
		Use: "list --tenant TENANT", Short: "List a tenant's API keys, without their secrets", Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return listKeys(c, s, o) },
	}
	o.add(c)
	return c
}

func listKeys(c *cobra.Command, s Streams, o keysOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	return app.WithStore(c.Context(), o.options(s.Err), func(db *store.Store) error {
		keys, err := db.ListAPIKeys(c.Context(), o.tenant)
		if err != nil {
			return err
		}
		if o.json {
			return json.NewEncoder(s.Out).Encode(keys)
		}
		w := tabwriter.NewWriter(s.Out, 0, 4, 2, ' ', 0)
		fmt.Fprintln(w, "ID\tKEY\tROLE\tNAME\tCREATED\tLAST USED\tSTATE")
		for _, k := range keys {
			fmt.Fprintf(w, "%s\t%s…\t%s\t%s\t%s\t%s\t%s\n", k.ID, k.Hint, k.Role, k.DisplayName, day(k.CreatedAt), day(k.LastUsedAt), keyState(k))
		}
		return w.Flush()
	})
}

func day(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Format(time.DateOnly)
}

func keyState(k store.APIKey) string {
	switch {
	case !k.RevokedAt.IsZero():
		return "revoked " + day(k.RevokedAt)
	case !k.ExpiresAt.IsZero() && k.ExpiresAt.Before(time.Now()):
		return "expired " + day(k.ExpiresAt)
	}
	return "works"
}

func newKeysRevoke(s Streams) *cobra.Command {
	var o keysOptions
	c := &cobra.Command{
		Use: "revoke --tenant TENANT ID", Short: "Revoke an API key for good", Args: exactArguments("ID"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(); err != nil {
				return err
			}
			id, err := uuid.Parse(args[0])
			if err != nil {
				return usageError{fmt.Errorf("%q is no key's id; 'throughline keys list' shows them", args[0])}
			}
			return app.WithStore(c.Context(), o.options(s.Err), func(db *store.Store) error {
				_, err := db.RevokeAPIKey(c.Context(), o.tenant, id)
				return err
			})
		},
	}
	o.add(c)
	return c
}
