package migrations

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/lib/pq"
)

// createRecord makes the tables that remember what was applied. golang-migrate keeps one
// number only, from which a file that was added below it and never ran cannot be told.
func createRecord(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, `
		create schema if not exists ops;
		create table if not exists ops.applied_migrations (
			version     bigint primary key,
			name        text not null,
			sha256      text not null,
			begun_at    timestamptz not null default now(),
			finished_at timestamptz
		);
		create table if not exists ops.schema_migrations (version bigint not null primary key, dirty boolean not null);
	`)
	if err != nil {
		return fmt.Errorf("schema ops: %w", err)
	}
	// The application may read the record, to tell that its schema is behind, and not write it.
	_, err = db.ExecContext(ctx, fmt.Sprintf(`
		do $$ begin
			if exists (select from pg_roles where rolname = %[1]s) then
				grant usage on schema ops to %[2]s;
				grant select on all tables in schema ops to %[2]s;
			end if;
		end $$`, pq.QuoteLiteral(AppRole), pq.QuoteIdentifier(AppRole)))
	return err
}

// recordBegin comes before the step: a step that ran is on record whatever happens after it.
func (r *runner) recordBegin(ctx context.Context, m Migration) error {
	_, err := r.db.ExecContext(ctx, `
		insert into ops.applied_migrations (version, name, sha256) values ($1, $2, $3)
		on conflict (version) do update set
			name = excluded.name, sha256 = excluded.sha256, begun_at = now(), finished_at = null`,
		int64(m.Version), m.Name, m.SHA256)
	return err
}

func (r *runner) recordEnd(ctx context.Context, m Migration) error {
	_, err := r.db.ExecContext(ctx,
		`update ops.applied_migrations set finished_at = now() where version = $1`, int64(m.Version))
	return err
}

func (r *runner) recordGone(ctx context.Context, m Migration) error {
	_, err := r.db.ExecContext(ctx, `delete from ops.applied_migrations where version = $1`, int64(m.Version))
	return err
}

// recordForced makes the record say what a person said: everything up to version has run,
// nothing above it.
func (r *runner) recordForced(ctx context.Context, version uint64) error {
	_, err := r.db.ExecContext(ctx, `delete from ops.applied_migrations where version > $1`, int64(version))
	if err != nil {
		return err
	}
	for _, m := range r.set.list {
		if m.Version > version {
			continue
		}
		_, err := r.db.ExecContext(ctx, `
			insert into ops.applied_migrations (version, name, sha256, finished_at) values ($1, $2, $3, now())
			on conflict (version) do update set finished_at = coalesce(applied_migrations.finished_at, now())`,
			int64(m.Version), m.Name, m.SHA256)
		if err != nil {
			return err
		}
	}
	return nil
}
