package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"
	_ "time/tzdata" // zones are known on a machine that has none of its own

	"github.com/throughline-cx/throughline/ent"
)

// Tenant is one customer organisation.
type Tenant struct {
	ID           string // its slug, see ValidTenantID
	DisplayName  string
	FallbackTeam string    // hears of breaks at seams that nobody owns; empty for none
	TimeZone     string    // IANA name of the zone by whose days it counts, "UTC" when left out; see UpdateTenant
	CreatedAt    time.Time // set by the store
}

var tenantID = regexp.MustCompile(`^[a-z][a-z0-9-]{1,38}$`)

// ValidTenantID reports whether id can name a tenant: 2 to 39 lower-case letters, digits and
// hyphens, a letter first.
func ValidTenantID(id string) bool { return tenantID.MatchString(id) }

// CreateTenant makes a tenant. Errors: ErrInvalid, ErrExists, ErrUnavailable.
func (s *Store) CreateTenant(ctx context.Context, t Tenant) (Tenant, error) {
	if !ValidTenantID(t.ID) {
		return Tenant{}, invalid("tenant id %q must be 2 to 39 lower-case letters, digits and hyphens, a letter first", t.ID)
	}
	zone := cmp.Or(t.TimeZone, "UTC")
	if err := s.knowsZone(ctx, zone); err != nil {
		return Tenant{}, err
	}
	var out Tenant
	err := s.InTx(ctx, t.ID, func(ctx context.Context, w *Work) error {
		row, err := w.ent.Tenant.Create().SetID(t.ID).SetDisplayName(t.DisplayName).SetFallbackTeam(t.FallbackTeam).Save(ctx)
		if err != nil {
			return err
		}
		out = tenantFrom(row)
		out.TimeZone = zone
		_, err = w.tx.Exec(ctx, `WITH cursor AS (INSERT INTO tenant_cursors (tenant_id, time_zone) VALUES ($1, $2))
			INSERT INTO tenant_inputs (tenant_id) VALUES ($1)`, t.ID, zone)
		return err
	})
	if err != nil {
		return Tenant{}, fmt.Errorf("create tenant %s: %w", t.ID, err)
	}
	return out, nil
}

// knowsZone refuses a time zone that this program or the database does not know: evaluation goes by
// both.
func (s *Store) knowsZone(ctx context.Context, zone string) error {
	if _, err := time.LoadLocation(zone); err != nil || zone == "Local" || zone == "" {
		return invalid("time zone %q must be an IANA name, such as Europe/Berlin", zone)
	}
	known := false
	err := s.acrossTenants(ctx, func(ctx context.Context, w *Work) error {
		return w.tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = $1)`, zone).Scan(&known)
	})
	if err == nil && !known {
		err = invalid("time zone %q must be an IANA name that Postgres knows, such as Europe/Berlin", zone)
	}
	return err
}

// zone returns the time zone by whose days the tenant counts.
func (w *Work) zone(ctx context.Context) (*time.Location, error) {
	var name string
	if err := w.tx.QueryRow(ctx, `SELECT time_zone FROM tenant_cursors WHERE tenant_id = $1`, w.tenant).Scan(&name); err != nil {
		return nil, err
	}
	return time.LoadLocation(name)
}

// GetTenant returns a tenant, or ErrNotFound.
func (s *Store) GetTenant(ctx context.Context, id string) (Tenant, error) {
	if !ValidTenantID(id) {
		return Tenant{}, notFound("tenant %q", id)
	}
	var out Tenant
	err := s.InTx(ctx, id, func(ctx context.Context, w *Work) error {
		row, err := w.ent.Tenant.Get(ctx, id)
		if err != nil {
			return err
		}
		out = tenantFrom(row)
		return w.tx.QueryRow(ctx, `SELECT time_zone FROM tenant_cursors WHERE tenant_id = $1`, w.tenant).Scan(&out.TimeZone)
	})
	if err != nil {
		return Tenant{}, fmt.Errorf("tenant %s: %w", id, err)
	}
	return out, nil
}

// ErrZoneSettled means that a tenant's days have been counted by its time zone already.
var ErrZoneSettled = errors.New("the tenant's days have been counted by its time zone already")

// TenantChange is what is to change of a tenant; nil for what stays.
type TenantChange struct {
	DisplayName *string
	TimeZone    *string // see Tenant
}

// UpdateTenant changes a tenant. Its time zone can change until it is evaluated for the first time:
// days that were counted, in readings, in the log and in simulations, would not be the same days in
// another. Errors: ErrNotFound, ErrInvalid for a time zone that is not known, ErrZoneSettled.
func (s *Store) UpdateTenant(ctx context.Context, id string, change TenantChange) (Tenant, error) {
	if !ValidTenantID(id) {
		return Tenant{}, notFound("tenant %q", id)
	}
	if change.TimeZone != nil {
		if err := s.knowsZone(ctx, *change.TimeZone); err != nil {
			return Tenant{}, err
		}
	}
	err := s.InTx(ctx, id, func(ctx context.Context, w *Work) error {
		if change.DisplayName != nil {
			if err := w.ent.Tenant.UpdateOneID(id).SetDisplayName(*change.DisplayName).Exec(ctx); err != nil {
				return err
			}
		}
		if change.TimeZone == nil {
			return nil
		}
		return w.setZone(ctx, *change.TimeZone)
	})
	if err != nil {
		return Tenant{}, fmt.Errorf("change tenant %s: %w", id, err)
	}
	return s.GetTenant(ctx, id)
}

// setZone waits for an evaluation that runs, and so sees whether it is the first.
func (w *Work) setZone(ctx context.Context, zone string) error {
	var present string
	var settled bool
	err := w.tx.QueryRow(ctx, `SELECT time_zone, evaluated_at IS NOT NULL FROM tenant_cursors WHERE tenant_id = $1 FOR UPDATE`, w.tenant).Scan(&present, &settled)
	switch {
	case err != nil || present == zone:
		return err
	case settled:
		return fmt.Errorf("%w: %s", ErrZoneSettled, present)
	}
	if _, err := w.tx.Exec(ctx, `UPDATE tenant_cursors SET time_zone = $2 WHERE tenant_id = $1`, w.tenant, zone); err != nil {
		return err
	}
	return w.inputsChanged(ctx)
}

// SetFallbackTeam names the team that hears of breaks at seams that nobody owns; empty for none.
func (s *Store) SetFallbackTeam(ctx context.Context, tenant, team string) error {
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		if err := w.ent.Tenant.UpdateOneID(tenant).SetFallbackTeam(team).Exec(ctx); err != nil {
			return err
		}
		return w.inputsChanged(ctx)
	})
	if err != nil {
		return fmt.Errorf("fallback team of tenant %s: %w", tenant, err)
	}
	return nil
}

// TenantIDs returns the ids of all tenants, sorted.
func (s *Store) TenantIDs(ctx context.Context) ([]string, error) {
	var ids []string
	err := s.acrossTenants(ctx, func(ctx context.Context, w *Work) (err error) {
		ids, err = collectStrings(ctx, w.tx, `SELECT tenant_id FROM tenant_cursors ORDER BY tenant_id`)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list tenants: %w", err)
	}
	return ids, nil
}

func tenantFrom(row *ent.Tenant) Tenant {
	return Tenant{ID: row.ID, DisplayName: row.DisplayName, FallbackTeam: row.FallbackTeam, CreatedAt: row.CreatedAt.UTC()}
}

// inputsChanged counts a change of what evaluation reads, so that the tenant is evaluated
// again and a cached state of it is thrown away. Call it last: it holds a row until the end.
func (w *Work) inputsChanged(ctx context.Context) error {
	tag, err := w.tx.Exec(ctx, `UPDATE tenant_inputs SET version = version + 1 WHERE tenant_id = $1`, w.tenant)
	if err == nil && tag.RowsAffected() == 0 {
		return notFound("tenant %s", w.tenant)
	}
	return err
}
