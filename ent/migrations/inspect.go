package migrations

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5/pgxpool"
)

// State is what a database has had of the migrations.
type State struct {
	Version  uint64      // the newest applied one, 0 when none was
	Dirty    bool        // that one failed half-way
	Pending  []Migration // those that Up would apply, in order
	Problems []Problem   // what a person should look at, by version
}

// Problem is a disagreement between the files of this program and a database's record.
type Problem struct {
	Migration   string // its number and name, or "river"
	Description string // what is wrong and what would put it right
}

// Error makes a Problem usable as an error.
func (p Problem) Error() string { return p.Migration + ": " + p.Description }

// Current reports whether the database has everything that this program needs, without problems.
func (s State) Current() bool {
	return !s.Dirty && len(s.Pending) == 0 && len(s.Problems) == 0
}

// Inspect compares the database at url with the migrations of this program and changes
// nothing. The owner's role and the application's may both read what it needs.
func Inspect(ctx context.Context, url string) (State, error) {
	s, err := shipped()
	if err != nil {
		return State{}, err
	}
	return s.inspect(ctx, url)
}

// record is one row of ops.applied_migrations.
type record struct {
	name, sha256 string
}

func (s *set) inspect(ctx context.Context, url string) (State, error) {
	db, err := sql.Open("postgres", url)
	if err != nil {
		return State{}, fmt.Errorf("the database address: %w", err)
	}
	defer db.Close()
	state := State{}
	var exists bool
	if err := db.QueryRowContext(ctx, `select exists (
		select from pg_tables where schemaname = 'ops' and tablename = 'applied_migrations')`).Scan(&exists); err != nil {
		return State{}, err
	}
	if !exists {
		state.Pending = slices.Clone(s.list)
		return state, nil
	}
	err = db.QueryRowContext(ctx, `select version, dirty from ops.schema_migrations`).Scan(&state.Version, &state.Dirty)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return State{}, err
	}
	records, err := readRecord(ctx, db)
	if err != nil {
		return State{}, err
	}
	s.compare(&state, records)
	if state.Version != 0 {
		if err := inspectRiver(ctx, url, &state); err != nil {
			return State{}, err
		}
	}
	return state, nil
}

func readRecord(ctx context.Context, db *sql.DB) (map[uint64]record, error) {
	rows, err := db.QueryContext(ctx, `select version, name, sha256 from ops.applied_migrations`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[uint64]record{}
	for rows.Next() {
		var version uint64
		var r record
		if err := rows.Scan(&version, &r.name, &r.sha256); err != nil {
			return nil, err
		}
		out[version] = r
	}
	return out, rows.Err()
}

// compare fills in what is pending and what is wrong. A record above the database's version
// is of a step that never ran to its end, which golang-migrate's mark tells.
func (s *set) compare(state *State, records map[uint64]record) {
	problem := func(name, description string) {
		state.Problems = append(state.Problems, Problem{Migration: name, Description: description})
	}
	for _, m := range s.list {
		r, applied := records[m.Version]
		delete(records, m.Version)
		switch {
		case m.Version > state.Version:
			state.Pending = append(state.Pending, m)
		case m.Version == state.Version && state.Dirty:
			problem(m.String(), "it failed half-way: put right what it left, then `migrate --force` the version that the database is at")
		case !applied:
			problem(m.String(), "it was skipped, because the database was past its number when it arrived: give it a higher number")
		case r.sha256 != m.SHA256:
			problem(m.String(), "its file has changed since it was applied: undo the change, and put what it does into a new migration")
		}
	}
	unknown := make([]uint64, 0, len(records))
	for version := range records {
		if version <= state.Version {
			unknown = append(unknown, version)
		}
	}
	slices.Sort(unknown)
	for _, version := range unknown {
		problem(Migration{Version: version, Name: records[version].name}.String(),
			"the database has had it and this program does not know it: use a program at least as new as the database")
	}
}

func inspectRiver(ctx context.Context, url string, state *State) error {
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return err
	}
	defer pool.Close()
	m, err := newRiver(pool)
	if err != nil {
		return err
	}
	result, err := m.Validate(ctx, nil)
	if err != nil {
		return fmt.Errorf("river's tables: %w", err)
	}
	if !result.OK {
		state.Problems = append(state.Problems, Problem{
			Migration:   "river",
			Description: fmt.Sprintf("its tables are older than version %d: run `migrate`", riverVersion()),
		})
	}
	return nil
}
