package migrations

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/lib/pq"
)

// The two roles of a Throughline database.
const (
	OwnerRole = "throughline_owner" // owns every table and runs the migrations; is bound by row-level security
	AppRole   = "throughline_app"   // what the server works as; owns nothing and bypasses nothing
)

// Bootstrapping is what Bootstrap makes.
type Bootstrapping struct {
	Database      string // the database's name
	OwnerPassword string // printable ASCII, at least 12 characters
	AppPassword   string // printable ASCII, at least 12 characters
}

// Bootstrap makes the two roles and the database, or brings those that are there up to what
// they should be; doing it twice is harmless. adminURL is the address of any database of the
// cluster as a role that may create roles and databases. The passwords are hashed before they
// leave this process, so they stand in no log of the server.
//
// It refuses a database that belongs to someone else, and a role that is a superuser or
// bypasses row-level security.
func Bootstrap(ctx context.Context, adminURL string, b Bootstrapping) error {
	if b.Database == "" {
		return errors.New("bootstrap: the database needs a name")
	}
	db, err := sql.Open("postgres", adminURL)
	if err != nil {
		return fmt.Errorf("bootstrap: the administrator's database address: %w", err)
	}
	defer db.Close()
	err = locked(ctx, db, func() error {
		for _, role := range []struct{ name, password string }{{OwnerRole, b.OwnerPassword}, {AppRole, b.AppPassword}} {
			if err := ensureRole(ctx, db, role.name, role.password); err != nil {
				return fmt.Errorf("role %s: %w", role.name, err)
			}
		}
		if err := ensureDatabase(ctx, db, b.Database); err != nil {
			return fmt.Errorf("database %s: %w", b.Database, err)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("bootstrap: %w", err)
	}
	return nil
}

func ensureRole(ctx context.Context, db *sql.DB, name, password string) error {
	verifier, err := scramVerifier(password)
	if err != nil {
		return err
	}
	var super, bypass bool
	err = db.QueryRowContext(ctx, `select rolsuper, rolbypassrls from pg_roles where rolname = $1`, name).Scan(&super, &bypass)
	verb := "alter role"
	switch {
	case errors.Is(err, sql.ErrNoRows):
		verb = "create role"
	case err != nil:
		return err
	case super || bypass:
		return errors.New("it is a superuser or bypasses row-level security: `alter role ... nosuperuser nobypassrls` first")
	}
	_, err = db.ExecContext(ctx, fmt.Sprintf(`%s %s with login password %s`,
		verb, pq.QuoteIdentifier(name), pq.QuoteLiteral(verifier)))
	return err
}

func ensureDatabase(ctx context.Context, db *sql.DB, name string) error {
	var owner string
	err := db.QueryRowContext(ctx,
		`select pg_get_userbyid(datdba) from pg_database where datname = $1`, name).Scan(&owner)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		if err := createDatabase(ctx, db, name); err != nil {
			return err
		}
	case err != nil:
		return err
	case owner != OwnerRole:
		return fmt.Errorf("it belongs to %s: `alter database ... owner to %s`, or name another", owner, OwnerRole)
	}
	for _, statement := range []string{
		`revoke connect, temporary on database DB from public`,
		`grant connect on database DB to ` + pq.QuoteIdentifier(AppRole),
	} {
		if _, err := db.ExecContext(ctx, strings.Replace(statement, "DB", pq.QuoteIdentifier(name), 1)); err != nil {
			return err
		}
	}
	return nil
}

// createDatabase first joins the owner's role, which an administrator who is no superuser, as
// on a managed Postgres, must belong to in order to give it a database.
func createDatabase(ctx context.Context, db *sql.DB, name string) error {
	var super bool
	if err := db.QueryRowContext(ctx, `select rolsuper from pg_roles where rolname = current_user`).Scan(&super); err != nil {
		return err
	}
	if !super {
		if _, err := db.ExecContext(ctx, `grant `+pq.QuoteIdentifier(OwnerRole)+` to current_user`); err != nil {
			return err
		}
	}
	_, err := db.ExecContext(ctx, fmt.Sprintf(`create database %s owner %s encoding 'UTF8' template template0`,
		pq.QuoteIdentifier(name), pq.QuoteIdentifier(OwnerRole)))
	return err
}
