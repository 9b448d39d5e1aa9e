package store

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/ent"
	entdestination "github.com/throughline-cx/throughline/ent/destination"
	"github.com/throughline-cx/throughline/ent/tenancy"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// TestEntitiesAreNarrowedToTheTenant works as the superuser, whom row-level security does not
// bind: only ent's own hooks and interceptors keep the tenants apart here.
func TestEntitiesAreNarrowedToTheTenant(t *testing.T) {
	db := storetest.New(t)
	s, err := Open(t.Context(), db.AdminURL, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	id := uuid.New()
	in := func(tenant string, fn func(ctx context.Context, c *ent.Client) error) error {
		return s.InTx(t.Context(), tenant, func(ctx context.Context, w *Work) error { return fn(ctx, w.ent) })
	}
	err = in("acme", func(ctx context.Context, c *ent.Client) error {
		d, err := c.Destination.Create().SetID(id).SetDisplayName("d").SetKind("webhook").SetURL("u").SetSealedSecrets([]byte{1}).SetEtag("1").Save(ctx)
		if err == nil && d.TenantID != "acme" {
			t.Errorf("a new entity belongs to %q", d.TenantID)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, fn := range map[string]func(ctx context.Context, c *ent.Client) error{
		"get": func(ctx context.Context, c *ent.Client) error { return second(c.Destination.Get(ctx, id)) },
		"update one": func(ctx context.Context, c *ent.Client) error {
			return c.Destination.UpdateOneID(id).SetURL("x").Exec(ctx)
		},
		"delete one": func(ctx context.Context, c *ent.Client) error { return c.Destination.DeleteOneID(id).Exec(ctx) },
	} {
		if err := in("other", fn); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s of another tenant's: %v, want ErrNotFound", name, err)
		}
	}
	err = in("other", func(ctx context.Context, c *ent.Client) error {
		changed, err := c.Destination.Update().Where(entdestination.ID(id)).SetURL("x").Save(ctx)
		if err != nil || changed != 0 {
			t.Errorf("update changed %d rows of another tenant, %v", changed, err)
		}
		deleted, err := c.Destination.Delete().Where(entdestination.ID(id)).Exec(ctx)
		if err != nil || deleted != 0 {
			t.Errorf("delete removed %d rows of another tenant, %v", deleted, err)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := in("acme", func(ctx context.Context, c *ent.Client) error { return second(c.Destination.Get(ctx, id)) }); err != nil {
		t.Errorf("the tenant's own: %v", err)
	}
	err = s.acrossTenants(t.Context(), func(ctx context.Context, w *Work) error {
		return second(w.ent.Destination.Get(ctx, id))
	})
	if !errors.Is(err, tenancy.ErrNoTenant) {
		t.Errorf("without a tenant: %v, want ErrNoTenant", err)
	}
}

func second[A any](_ A, err error) error { return err }

func TestUpdatesOfOneEntityJoinTheTransaction(t *testing.T) {
	s, err := Open(t.Context(), storetest.New(t).AppURL, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.CreateTenant(t.Context(), Tenant{ID: "acme", DisplayName: "before"}); err != nil {
		t.Fatal(err)
	}
	boom := errors.New("boom")
	err = s.InTx(t.Context(), "acme", func(ctx context.Context, w *Work) error {
		if err := w.ent.Tenant.UpdateOneID("acme").SetDisplayName("after").Exec(ctx); err != nil {
			return err
		}
		tx, err := w.ent.Tx(ctx)
		if err != nil {
			return err
		}
		if err := tx.Commit(); err != nil { // does nothing: the unit of work commits
			return err
		}
		return boom
	})
	if got, _ := s.GetTenant(t.Context(), "acme"); !errors.Is(err, boom) || got.DisplayName != "before" {
		t.Errorf("after %v the name is %q", err, got.DisplayName)
	}
}

// TestAChangedPlanIsRetried: a statement whose result type changes fails once on every
// connection that has prepared it.
func TestAChangedPlanIsRetried(t *testing.T) {
	db := storetest.New(t)
	s, err := Open(t.Context(), db.AppURL, Options{MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	admin, err := Open(t.Context(), db.AdminURL, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	for _, ddl := range []string{
		`CREATE TABLE changing (a int); GRANT SELECT ON changing TO throughline_app`,
		`ALTER TABLE changing ADD COLUMN b int`,
	} {
		if _, err := admin.Pool().Exec(t.Context(), ddl); err != nil {
			t.Fatal(err)
		}
		tries := 0
		err := s.InTx(t.Context(), "acme", func(ctx context.Context, w *Work) error {
			tries++
			rows, err := w.tx.Query(ctx, `SELECT * FROM changing`)
			if err != nil {
				return err
			}
			rows.Close()
			return rows.Err()
		})
		if err != nil {
			t.Errorf("after %d tries: %v", tries, err)
		}
		if ddl[0] == 'A' && tries != 2 {
			t.Errorf("%d tries after the change, want 2", tries)
		}
	}
}
