package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entgo.io/ent/dialect/sql/schema"
	"entgo.io/ent/schema/field"
)

const shipped = "../ent"

func TestMigrationsMakeWhatTheSchemaDescribes(t *testing.T) {
	if err := run(t.Context(), []string{"-check", "-dir", shipped}); err != nil {
		t.Error(err)
	}
}

func TestDrift(t *testing.T) {
	dir := t.TempDir()
	if err := run(t.Context(), []string{"-dir", dir, "first"}); err != nil {
		t.Fatal(err)
	}
	ups, err := filepath.Glob(filepath.Join(dir, "*_first.up.sql"))
	if err != nil || len(ups) != 1 {
		t.Fatalf("from nothing: %v %v, want one migration", ups, err)
	}
	if err := run(t.Context(), []string{"-dir", dir, "second"}); err != nil {
		t.Fatal(err)
	}
	if all, err := filepath.Glob(filepath.Join(dir, "*_second.*")); err != nil || len(all) != 0 {
		t.Errorf("a second diff wrote %v (%v)", all, err)
	}

	changed := lessOneColumn(t, ups[0])
	if err := run(t.Context(), []string{"-check", "-dir", dir}); err == nil || !strings.Contains(err.Error(), "checksum") {
		t.Errorf("after a change by hand: %v, want a checksum error", err)
	}
	if err := run(t.Context(), []string{"-hash", "-dir", dir}); err != nil {
		t.Fatal(err)
	}
	err = run(t.Context(), []string{"-check", "-dir", dir})
	if err == nil || !strings.Contains(err.Error(), changed) {
		t.Errorf("a column is missing: %v, want a statement that adds %s", err, changed)
	}
}

// lessOneColumn takes a column out of a migration, and returns its name.
func lessOneColumn(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const column = `, "display_name" character varying NOT NULL`
	if !strings.Contains(string(data), column) {
		t.Fatalf("no display_name in %s", data)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(data), column, "", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	return `ADD COLUMN "display_name"`
}

func TestArguments(t *testing.T) {
	for _, args := range [][]string{{}, {"a", "b"}, {"-check", "a"}, {"-check", "-hash"}, {"-no-such"}} {
		if err := run(t.Context(), args); err == nil {
			t.Errorf("%q are accepted", args)
		}
	}
}

func TestTenantFirst(t *testing.T) {
	column := func(name string) *schema.Column { return &schema.Column{Name: name, Type: field.TypeString} }
	table := func(name string, columns ...*schema.Column) *schema.Table {
		t := schema.NewTable(name).AddPrimary(columns[0])
		for _, c := range columns[1:] {
			t.AddColumn(c)
		}
		return t
	}
	settings := table("settings", column("id"))
	clusters := table("clusters", column("id"), column("tenant_id"))
	tenants := table("tenants", column("tenant_id"))
	alerts := table("alerts", column("id"), column("tenant_id"), column("cluster_id"), column("setting_id"))
	alerts.AddForeignKey(&schema.ForeignKey{
		Columns: alerts.Columns[2:3], RefTable: clusters, RefColumns: clusters.Columns[:1], OnDelete: schema.SetNull,
	})
	alerts.AddForeignKey(&schema.ForeignKey{
		Columns: alerts.Columns[3:4], RefTable: settings, RefColumns: settings.Columns[:1],
	})
	tables := []*schema.Table{settings, clusters, tenants, alerts}
	for range 2 { // doing it twice changes nothing
		tenantFirst(tables)
		for got, want := range map[string]string{
			names(settings.PrimaryKey):              "id",
			names(clusters.PrimaryKey):              "tenant_id id",
			names(tenants.PrimaryKey):               "tenant_id",
			names(alerts.ForeignKeys[0].Columns):    "tenant_id cluster_id",
			names(alerts.ForeignKeys[0].RefColumns): "tenant_id id",
			names(alerts.ForeignKeys[1].Columns):    "setting_id",
			string(alerts.ForeignKeys[0].OnDelete):  "NO ACTION",
		} {
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	}
}

func names(columns []*schema.Column) string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.Name
	}
	return strings.Join(out, " ")
}
