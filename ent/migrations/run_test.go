package migrations_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// ask runs a statement and returns the text it gives, "" for no row.
func ask(t *testing.T, url, statement string) string {
	t.Helper()
	value, err := tryAsk(t.Context(), url, statement)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return value
}

func tryAsk(ctx context.Context, url, statement string) (value string, err error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	err = conn.QueryRow(ctx, statement).Scan(&value)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return value, err
}

func up(t *testing.T, s *migrations.Set, db *storetest.DB) []migrations.Migration {
	t.Helper()
	done, err := migrations.UpWith(s, t.Context(), db.OwnerURL)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func names(list []migrations.Migration) string {
	out := make([]string, len(list))
	for i, m := range list {
		out[i] = m.Name
	}
	return strings.Join(out, " ")
}

// river comes first in every list: River's tables need their schema.
const river = "create schema river"

func threeSteps(t *testing.T) *migrations.Set {
	t.Helper()
	return set(t,
		folder("2_table", "create table words (word text); insert into words values ('kept')", "drop table words"),
		folder("1_river", river, "drop schema river", "3_column", "alter table words add column length int", "alter table words drop column length"))
}

func TestUpAndDownMergeTheFolders(t *testing.T) {
	db, s := storetest.NewEmpty(t), threeSteps(t)
	if got := names(up(t, s, db)); got != "river table column" {
		t.Errorf("applied %q", got)
	}
	if got := up(t, s, db); len(got) != 0 {
		t.Errorf("a second time applied %q", names(got))
	}
	if got := ask(t, db.OwnerURL, `select count(*)::text from river.river_job`); got != "0" {
		t.Errorf("River's jobs: %q", got)
	}
	for _, step := range []struct {
		to   uint64
		want string
	}{{2, "column"}, {2, ""}, {0, "table river"}, {0, ""}} {
		done, err := migrations.DownWith(s, t.Context(), db.OwnerURL, step.to)
		if err != nil || names(done) != step.want {
			t.Errorf("down to %d took back %q (%v), want %q", step.to, names(done), err, step.want)
		}
	}
	if got := ask(t, db.OwnerURL, `select string_agg(nspname, ' ') from pg_namespace where nspname in ('river')`+" having count(*) > 0"); got != "" {
		t.Errorf("down to nothing left schema %s", got)
	}
	if got := names(up(t, s, db)); got != "river table column" {
		t.Errorf("up again applied %q", got)
	}
	if _, err := migrations.DownWith(s, t.Context(), db.OwnerURL, 7); err == nil || !strings.Contains(err.Error(), "00000000000007 is not known") {
		t.Errorf("down to an unknown version: %v", err)
	}
}

func TestReplicasStartAtOnce(t *testing.T) {
	db := storetest.NewEmpty(t)
	s := set(t, folder(
		"1_river", river, "drop schema river",
		"2_table", "create table words as select generate_series(1, 20000) as word", "drop table words",
		"3_index", "create index concurrently words_word on words (word)", "drop index words_word"))
	var all sync.WaitGroup
	var mu sync.Mutex
	applied := ""
	for range 4 {
		all.Go(func() {
			done, err := migrations.UpWith(s, t.Context(), db.OwnerURL)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			applied += names(done)
		})
	}
	all.Wait()
	if applied != "river table index" {
		t.Errorf("together they applied %q", applied)
	}
	if got := ask(t, db.OwnerURL, `select indisvalid::text from pg_index where indexrelid = 'words_word'::regclass`); got != "true" {
		t.Errorf("the index is valid: %s", got)
	}
}

func TestWaitingForTheLockEndsWithTheContext(t *testing.T) {
	db := storetest.NewEmpty(t)
	holder, err := pgx.Connect(t.Context(), db.AdminURL)
	if err != nil {
		t.Fatal(err)
	}
	defer holder.Close(context.Background())
	if _, err := holder.Exec(t.Context(), `select pg_advisory_lock(7203641915)`); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	_, err = migrations.Up(ctx, db.OwnerURL)
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "another process is migrating") {
		t.Errorf("while another migrates: %v", err)
	}
}

func TestFailedMigration(t *testing.T) {
	db := storetest.NewEmpty(t)
	first := folder("1_river", river, "drop schema river")
	broken := set(t, first, folder("2_table", "create table words (word text);\ncreate table words (word text)", "drop table words"))
	fixed := set(t, first, folder("2_table", "create table words (word text)", "drop table words"))
	done, err := migrations.UpWith(broken, t.Context(), db.OwnerURL)
	var failed *pgconn.PgError
	if names(done) != "river" || err == nil || errors.As(err, &failed) || !strings.Contains(err.Error(), `migration 00000000000002_table up`) || !strings.Contains(err.Error(), "already exists") {
		t.Errorf("applied %q, %v", names(done), err)
	}
	if strings.Contains(err.Error(), "create table") {
		t.Errorf("the error holds the file: %v", err)
	}
	state, err := migrations.InspectWith(broken, t.Context(), db.OwnerURL)
	if err != nil || !state.Dirty || state.Current() || !strings.Contains(fmt.Sprint(state.Problems), "failed half-way") {
		t.Errorf("after a failure: %+v (%v)", state, err)
	}
	if _, err := migrations.UpWith(fixed, t.Context(), db.OwnerURL); err == nil || !strings.Contains(err.Error(), "00000000000002 failed earlier") {
		t.Errorf("without a look at it: %v", err)
	}
	if err := migrations.ForceWith(fixed, t.Context(), db.OwnerURL, 9); err == nil {
		t.Error("an unknown version is accepted")
	}
	if err := migrations.ForceWith(fixed, t.Context(), db.OwnerURL, 1); err != nil {
		t.Fatal(err)
	}
	if got := names(up(t, fixed, db)); got != "table" {
		t.Errorf("after it was put right applied %q", got)
	}
	if state, err := migrations.InspectWith(fixed, t.Context(), db.OwnerURL); err != nil || !state.Current() {
		t.Errorf("in the end: %+v (%v)", state, err)
	}
	if err := migrations.ForceWith(fixed, t.Context(), db.OwnerURL, 0); err != nil {
		t.Fatal(err)
	}
	if state, err := migrations.InspectWith(fixed, t.Context(), db.OwnerURL); err != nil || state.Version != 0 || len(state.Pending) != 2 {
		t.Errorf("forced to nothing: %+v (%v)", state, err)
	}
}
