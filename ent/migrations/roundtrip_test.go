package migrations_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// catalogue lists, one thing a line, what the migrations make: columns, constraints, indexes,
// policies, row security, privileges, functions and triggers.
const catalogue = `
	with ours as (select oid, nspname from pg_namespace where nspname in ('public', 'river', 'ops')),
	tables as (select c.*, nspname from pg_class c join ours on ours.oid = c.relnamespace)
	select string_agg(line, E'\n' order by line) from (
		select format('column %s.%s.%s %s %s %s', nspname, relname, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid))
			from tables join pg_attribute a on a.attrelid = tables.oid and attnum > 0 and not attisdropped
			left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where relkind in ('r', 'p', 'v')
		union all select format('constraint %s.%s %s', nspname, conname, pg_get_constraintdef(k.oid))
			from tables join pg_constraint k on k.conrelid = tables.oid
		union all select format('index %s', pg_get_indexdef(oid)) from tables where relkind = 'i'
		union all select format('policy %s %s %s %s', tablename, policyname, qual, with_check) from pg_policies
		union all select format('table %s.%s %s %s %s %s', nspname, relname, relkind, relrowsecurity, relforcerowsecurity, relacl) from tables
		union all select format('function %s', pg_get_functiondef(p.oid)) from pg_proc p join ours on ours.oid = pronamespace where prokind = 'f'
		union all select format('trigger %s', pg_get_triggerdef(g.oid)) from pg_trigger g join tables on tables.oid = tgrelid where not tgisinternal
		union all select format('type %s.%s', nspname, typname) from pg_type t join ours on ours.oid = typnamespace where typtype in ('e', 'd')
	) as lines (line)`

// Every step goes down and up again with a row in every table, and what it makes the second
// time is what it made the first.
func TestUpDownUpWithRows(t *testing.T) {
	db := storetest.New(t)
	list, err := migrations.List()
	if err != nil {
		t.Fatal(err)
	}
	whole := ask(t, db.AdminURL, catalogue)
	fill(t, db.AdminURL)
	for _, m := range slices.Backward(list) {
		to := previous(list, m)
		if _, err := migrations.Down(t.Context(), db.OwnerURL, to); err != nil {
			t.Fatalf("below %s: %v", m, err)
		}
		if done, err := migrations.Up(t.Context(), db.OwnerURL); err != nil || names(done) != after(list, to) {
			t.Fatalf("from below %s up: applied %q (%v)", m, names(done), err)
		}
		if diff := firstDifference(whole, ask(t, db.AdminURL, catalogue)); diff != "" {
			t.Fatalf("after %s went down and up: %s", m, diff)
		}
		fill(t, db.AdminURL)
	}
	if _, err := migrations.Down(t.Context(), db.OwnerURL, 0); err != nil {
		t.Fatal(err)
	}
	const left = `select coalesce(string_agg(relname, ' ' order by relname), '') from pg_class c join pg_namespace n on n.oid = relnamespace
		where nspname in ('public', 'river', 'ops') and relkind in ('r', 'p', 'v', 'S')`
	if got := ask(t, db.AdminURL, left); got != "applied_migrations schema_migrations" {
		t.Errorf("down to nothing left %s", got)
	}
}

// A step that makes no table loses no row on its way down and up.
func TestRowsOutliveTheNewestStep(t *testing.T) {
	db := storetest.New(t)
	list, err := migrations.List()
	if err != nil {
		t.Fatal(err)
	}
	newest := list[len(list)-1]
	fill(t, db.AdminURL)
	if _, err := migrations.Down(t.Context(), db.OwnerURL, previous(list, newest)); err != nil {
		t.Fatal(err)
	}
	const count = `select count(*)::text from tenants`
	if got := ask(t, db.AdminURL, count); got != "1" {
		t.Errorf("below %s there are %s tenants", newest, got)
	}
	if _, err := migrations.Up(t.Context(), db.OwnerURL); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, db.AdminURL, count); got != "1" {
		t.Errorf("with %s again there are %s tenants", newest, got)
	}
}

func previous(list []migrations.Migration, m migrations.Migration) uint64 {
	i := slices.Index(list, m)
	if i == 0 {
		return 0
	}
	return list[i-1].Version
}

func after(list []migrations.Migration, version uint64) string {
	i := slices.IndexFunc(list, func(m migrations.Migration) bool { return m.Version > version })
	return names(list[i:])
}

func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for _, line := range a {
		if !slices.Contains(b, line) {
			return "missing: " + line
		}
	}
	for _, line := range b {
		if !slices.Contains(a, line) {
			return "too much: " + line
		}
	}
	return ""
}

// fill puts a row into every table that has none. Values come from the columns' types and from
// the closed sets of their checks; foreign keys are not looked at.
func fill(t *testing.T, adminURL string) {
	t.Helper()
	ctx := t.Context()
	conn, err := pgx.Connect(ctx, adminURL)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, `set session_replication_role = replica`); err != nil {
		t.Fatal(err)
	}
	for table, columns := range tableColumns(t, conn) {
		var names, values []string
		for _, c := range columns {
			names, values = append(names, fmt.Sprintf("%q", c.name)), append(values, c.value())
		}
		statement := fmt.Sprintf(`insert into %s (%s) select %s where not exists (select from %s)`,
			table, strings.Join(names, ", "), strings.Join(values, ", "), table)
		if _, err := conn.Exec(ctx, statement); err != nil {
			t.Errorf("%s: %v", statement, err)
		}
	}
}

// column is one that an insert must give a value.
type column struct{ table, name, kind, checks string }

func tableColumns(t *testing.T, conn *pgx.Conn) map[string][]column {
	t.Helper()
	rows, err := conn.Query(t.Context(), `
		select format('%I', relname), attname, format_type(atttypid, null),
			coalesce((select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
				where conrelid = attrelid and contype = 'c' and attnum = any (conkey)), '')
		from pg_attribute join pg_class c on c.oid = attrelid
		where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
			and attnotnull and not atthasdef and attidentity = ''`)
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c column, err error) {
		return c, row.Scan(&c.table, &c.name, &c.kind, &c.checks)
	})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]column{}
	for _, c := range all {
		out[c.table] = append(out[c.table], c)
	}
	return out
}

var (
	firstOfSet = regexp.MustCompile(`(?:ARRAY\[\(?|= )'([^']+)'`)
	mayBeEmpty = regexp.MustCompile(`= ''`)
)

// related are columns whose checks compare them with others.
var related = map[string]string{
	"mentions.quote_start": "0",
	"mentions.quote_hash":  "sha256(convert_to('x', 'UTF8'))",
}

func (c column) value() string {
	if v, ok := related[c.table+"."+c.name]; ok {
		return v
	}
	if m := firstOfSet.FindStringSubmatch(c.checks); m != nil {
		return "'" + m[1] + "'"
	}
	if c.name == "tenant_id" {
		return "'acme'"
	}
	switch c.kind {
	case "character varying", "text":
		if mayBeEmpty.MatchString(c.checks) {
			return "''"
		}
		return "'x'"
	case "bytea":
		return `decode(repeat('00', 32), 'hex')`
	case "bigint", "integer", "smallint", "double precision", "numeric", "real":
		return "1"
	case "boolean":
		return "false"
	case "uuid":
		return "gen_random_uuid()"
	case "jsonb", "json":
		return "'{}'"
	case "date", "timestamp with time zone":
		return "now()"
	}
	return "'{}'" // an array
}
