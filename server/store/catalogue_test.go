package store_test

import (
	"slices"
	"testing"
)

// unprotected lists the tables without row-level security. They hold ids, counters and times
// only, because a worker reads them before it knows the tenant.
var unprotected = []string{"due_deliveries", "due_rereadings", "pending_interactions", "tenant_cursors", "tenant_inputs"}

// column types that can hold no customer's words.
var harmless = []string{"uuid", "int2", "int4", "int8", "timestamptz", "bool"}

func (f *fixture) strings(query string, args ...any) []string {
	f.t.Helper()
	rows, err := f.super.Query(f.t.Context(), query, args...)
	if err != nil {
		f.t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			f.t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func TestRowSecurityIsForced(t *testing.T) {
	f := newFixture(t)
	const tables = `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')`
	open := f.strings(tables + ` AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1`)
	if !slices.Equal(open, unprotected) {
		t.Errorf("tables without forced row-level security: %v, want %v", open, unprotected)
	}
	loose := f.strings(tables + ` AND c.relrowsecurity AND NOT EXISTS (
		SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = '*' AND p.polpermissive
		AND pg_get_expr(p.polqual, p.polrelid) LIKE '%tenant_id%current_setting(''app.tenant_id''%')`)
	if len(loose) > 0 {
		t.Errorf("tables whose policy does not compare the tenant: %v", loose)
	}
	many := f.strings(`SELECT polrelid::regclass::text FROM pg_policy GROUP BY 1 HAVING count(*) > 1`)
	if len(many) > 0 {
		t.Errorf("tables with several policies, any of which opens a row: %v", many)
	}
}

func TestUnprotectedTablesHoldNoWords(t *testing.T) {
	f := newFixture(t)
	words := f.strings(`SELECT table_name || '.' || column_name FROM information_schema.columns
		WHERE table_schema = 'public' AND table_name = ANY($1) AND NOT udt_name = ANY($2)
		AND column_name NOT IN ('tenant_id', 'stage', 'time_zone')`, unprotected, harmless)
	if len(words) > 0 {
		t.Errorf("columns that could hold a customer's words without row-level security: %v", words)
	}
}

func TestKeysStartWithTheTenant(t *testing.T) {
	f := newFixture(t)
	wrong := f.strings(`
		SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
		JOIN pg_namespace n ON n.oid = c.relnamespace
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
		WHERE n.nspname = 'public' AND (i.indisprimary OR i.indisunique) AND a.attname <> 'tenant_id'
		UNION ALL
		SELECT k.conname FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
		JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
		JOIN pg_attribute r ON r.attrelid = k.confrelid AND r.attnum = k.confkey[1]
		WHERE n.nspname = 'public' AND k.contype = 'f' AND (a.attname, r.attname) <> ('tenant_id', 'tenant_id')`)
	if len(wrong) > 0 {
		t.Errorf("keys that do not start with tenant_id: %v", wrong)
	}
	without := f.strings(`SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = 'public' AND c.relkind = 'r' AND NOT EXISTS (
		  SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)`)
	if len(without) > 0 {
		t.Errorf("tables without a primary key: %v", without)
	}
}

func TestTheApplicationOwnsAndBypassesNothing(t *testing.T) {
	f := newFixture(t)
	if n := f.count(`SELECT count(*) FROM pg_class WHERE relowner = 'throughline_app'::regrole`); n != 0 {
		t.Errorf("the application's role owns %d relations", n)
	}
	if n := f.count(`SELECT count(*) FROM pg_roles WHERE rolname = 'throughline_app' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)`); n != 0 {
		t.Error("the application's role may do too much")
	}
	for _, table := range []string{"alert_changes", "audit_entries", "cluster_events", "evaluations", "journey_versions", "policy_versions", "calibration_versions", "interactions", "opinions"} {
		if n := f.count(`SELECT has_table_privilege('throughline_app', $1, 'UPDATE')::int`, table); n != 0 {
			t.Errorf("the application may change rows of %s", table)
		}
	}
	views := f.strings(`SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = 'public' AND c.relkind IN ('v', 'm')`)
	if len(views) > 0 {
		t.Errorf("views run as their owner unless they say security_invoker: %v", views)
	}
}
