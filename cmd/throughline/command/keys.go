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
	zone    string
	json    bool
}

func newKeys(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "keys",
		Short: "Make, list and revoke API keys, on the database itself",
		Long: `Works on the database, next to a running server or without one, so that the first key can be
made. With a key of role admin, AdminService does the same over the network.

The private Postgres is started for it when no server runs. With a database of your own, give
--database-url or THROUGHLINE_DATABASE_URL.`,
		Example: `  throughline keys create --tenant acme --role admin --create-tenant
  throughline keys list --tenant acme`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newKeysCreate(s), newKeysList(s), newKeysRevoke(s))
	return c
}

func (o *keysOptions) add(c *cobra.Command) {
	o.databaseFlags.add(c)
	c.Flags().StringVar(&o.tenant, "tenant", "", "the tenant's `id`, such as retail")
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
	c.Flags().StringVar(&o.role, "role", "", "what its holder may do, a `role`: "+roleNames())
	c.Flags().StringVar(&o.name, "name", "", "`name` that says what it is for, shown in lists")
	c.Flags().DurationVar(&o.expires, "expires-in", 0, "when it stops working, such as 720h; never when left out")
	c.Flags().BoolVar(&o.create, "create-tenant", false, "make the tenant too when there is none")
	c.Flags().StringVar(&o.zone, "time-zone", "UTC", "with --create-tenant: IANA `name` of the time zone by whose days the tenant counts; it stays")
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
	if o.expires < 0 {
		return usageError{fmt.Errorf("--expires-in must be a time from now on, such as 720h, not %v", o.expires)}
	}
	ctx := c.Context()
	return app.WithStore(ctx, o.options(s.Err), func(db *store.Store) error {
		if o.create {
			_, err := db.CreateTenant(ctx, store.Tenant{ID: o.tenant, DisplayName: o.tenant, TimeZone: o.zone})
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
			return noTenant(o.tenant)
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
		Use:   "list --tenant TENANT",
		Short: "List a tenant's API keys, without their secrets",
		Example: `  throughline keys list --tenant acme
  throughline keys list --tenant acme --json | jq -r '.[] | select(.state == "works") | .id'`,
		Args: noArguments,
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
		if _, err := db.GetTenant(c.Context(), o.tenant); errors.Is(err, store.ErrNotFound) {
			return noTenant(o.tenant)
		}
		keys, err := db.ListAPIKeys(c.Context(), o.tenant)
		if err != nil {
			return err
		}
		if o.json {
			return json.NewEncoder(s.Out).Encode(keyLines(keys))
		}
		w := tabwriter.NewWriter(s.Out, 0, 4, 2, ' ', 0)
		fmt.Fprintln(w, "ID\tKEY\tROLE\tNAME\tCREATED\tLAST USED\tSTATE")
		for _, k := range keys {
			fmt.Fprintf(w, "%s\t%s…\t%s\t%s\t%s\t%s\t%s\n", k.ID, k.Hint, k.Role, k.DisplayName, day(k.CreatedAt), day(k.LastUsedAt), keyState(k))
		}
		return w.Flush()
	})
}

func noTenant(id string) error {
	return fmt.Errorf("there is no tenant %q; 'throughline keys create' with --create-tenant makes it", id)
}

// keyLine is an API key as JSON shows it.
type keyLine struct {
	ID         string     `json:"id"`
	Key        string     `json:"key"` // how it begins
	Role       store.Role `json:"role"`
	Name       string     `json:"name"`
	State      string     `json:"state"` // works, expired or revoked
	CreatedAt  time.Time  `json:"created_at"`
	ExpiresAt  *time.Time `json:"expires_at"`
	RevokedAt  *time.Time `json:"revoked_at"`
	LastUsedAt *time.Time `json:"last_used_at"`
}

func keyLines(keys []store.APIKey) []keyLine {
	lines := make([]keyLine, len(keys))
	for i, k := range keys {
		state, _, _ := strings.Cut(keyState(k), " ")
		lines[i] = keyLine{
			ID: k.ID.String(), Key: k.Hint, Role: k.Role, Name: k.DisplayName, State: state, CreatedAt: k.CreatedAt,
			ExpiresAt: unlessZero(k.ExpiresAt), RevokedAt: unlessZero(k.RevokedAt), LastUsedAt: unlessZero(k.LastUsedAt),
		}
	}
	return lines
}

func unlessZero(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
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
		Use:     "revoke --tenant TENANT ID",
		Short:   "Revoke an API key for good",
		Example: `  throughline keys revoke --tenant acme 01a213c7-4590-742c-87c2-216f617fe60e`,
		Args:    exactArguments("ID"),
		RunE:    func(c *cobra.Command, args []string) error { return revokeKey(c, s, o, args[0]) },
	}
	o.add(c)
	return c
}

func revokeKey(c *cobra.Command, s Streams, o keysOptions, given string) error {
	if err := o.check(); err != nil {
		return err
	}
	id, err := uuid.Parse(given)
	if err != nil {
		return usageError{fmt.Errorf("%q is no key's id; 'throughline keys list' shows them", given)}
	}
	return app.WithStore(c.Context(), o.options(s.Err), func(db *store.Store) error {
		key, err := db.RevokeAPIKey(c.Context(), o.tenant, id)
		if errors.Is(err, store.ErrNotFound) {
			return fmt.Errorf("tenant %q has no key %s; 'throughline keys list --tenant %[1]s' shows them", o.tenant, id)
		}
		if err != nil {
			return err
		}
		if o.json {
			return json.NewEncoder(s.Out).Encode(keyLines([]store.APIKey{key})[0])
		}
		fmt.Fprintf(s.Err, "%s… no longer works\n", key.Hint)
		return nil
	})
}
