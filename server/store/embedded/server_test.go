package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// fill makes a table with one row as the owner, for the application to read.
var fill = []string{
	`create table kept (word text)`,
	`insert into kept values ('here')`,
	`grant select on kept to throughline_app`,
}

const readKept = `select word from kept`

func TestRowsSurviveRestart(t *testing.T) {
	dir := filepath.Join(newDir(t), "made", "here")
	s := start(t, Options{DataDir: dir})
	execute(t, s.MigrateURL(), fill...)
	stop(t, s)
	stop(t, s) // twice is harmless
	if _, err := query(testContext(t), s.AppURL(), readKept); err == nil {
		t.Error("stopped, and it still answers")
	}
	again := start(t, Options{DataDir: dir})
	if got := mustQuery(t, again.AppURL(), readKept); got != "here" {
		t.Errorf("after a restart the row says %q", got)
	}
}

func TestRolesAndSettings(t *testing.T) {
	s := start(t, Options{DataDir: newDir(t)})
	execute(t, s.MigrateURL(), fill...)
	for role, url := range map[string]string{"throughline_app": s.AppURL(), "throughline_owner": s.MigrateURL(), "postgres": s.AdminURL()} {
		if got := mustQuery(t, url, `select current_user`); got != role {
			t.Errorf("connected as %s, want %s", got, role)
		}
	}
	for statement, want := range map[string]string{
		`select string_agg(rolname, ',' order by rolname) from pg_roles
			where rolname like 'throughline%' and rolcanlogin and not rolsuper and not rolbypassrls and not rolcreaterole and not rolcreatedb`: "throughline_app,throughline_owner",
		`select pg_get_userbyid(datdba) from pg_database where datname = current_database()`:  "throughline_owner",
		`select pg_encoding_to_char(encoding) from pg_database where datname = 'throughline'`: "UTF8",
		`show listen_addresses`:        "127.0.0.1",
		`show unix_socket_directories`: "",
		`show timezone`:                "UTC",
		`show fsync`:                   "off",
	} {
		if got := mustQuery(t, s.AdminURL(), statement); got != want {
			t.Errorf("%s = %q, want %q", statement, got, want)
		}
	}
	for _, statement := range []string{`create table mine (a int)`, `create schema mine`, `drop table kept`, `insert into kept values ('more')`, `create temporary table mine (a int)`} {
		_, err := query(testContext(t), s.AppURL(), statement)
		var refused *pgconn.PgError
		if !errors.As(err, &refused) || refused.Code != "42501" {
			t.Errorf("as the application %s: %v, want permission denied", statement, err)
		}
	}
	noPassword := strings.Replace(s.AppURL(), s.secrets.App, "wrong", 1)
	if _, err := query(testContext(t), noPassword, `select 'in'`); err == nil {
		t.Error("a wrong password opens the database")
	}
}

func TestPostgresKilledIsStartedAgain(t *testing.T) {
	s := start(t, Options{DataDir: newDir(t)})
	execute(t, s.MigrateURL(), fill...)
	for range 2 {
		before := s.PID()
		if err := syscall.Kill(before, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the row is read again", func(ctx context.Context) error {
			_, err := query(ctx, s.AppURL(), readKept)
			return err
		})
		if after := s.PID(); after == before || after == 0 {
			t.Errorf("process %d answers after %d was killed", after, before)
		}
	}
}

func TestStopWhileDead(t *testing.T) {
	s := start(t, Options{DataDir: newDir(t)})
	if err := syscall.Kill(s.PID(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	stop(t, s) // whichever comes first, it ends and gives the directory back
	start(t, Options{DataDir: s.opts.DataDir})
}

func TestStopEndsOpenTransactions(t *testing.T) {
	s := start(t, Options{DataDir: newDir(t)})
	ctx := testContext(t)
	conn, err := pgx.Connect(ctx, s.MigrateURL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, `begin`); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	stop(t, s)
	if took := time.Since(began); took > stopTimeout/2 {
		t.Errorf("stopping waited %v for an open transaction", took)
	}
}

func TestStopByForce(t *testing.T) {
	dir := newDir(t)
	s, err := Start(testContext(t), Options{DataDir: dir, Settings: fast})
	if err != nil {
		t.Fatal(err)
	}
	execute(t, s.MigrateURL(), fill...)
	over, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	if err := syscall.Kill(s.PID(), syscall.SIGSTOP); err != nil { // it cannot shut down in order
		t.Fatal(err)
	}
	if err := s.Stop(over); !errors.Is(err, errForced) {
		t.Errorf("Stop = %v, want %v", err, errForced)
	}
	again := start(t, Options{DataDir: dir})
	if got := mustQuery(t, again.AppURL(), readKept); got != "here" {
		t.Errorf("after a forced stop the row says %q", got)
	}
}

func TestRefusals(t *testing.T) {
	used := start(t, Options{DataDir: newDir(t)})
	old := newDir(t)
	writeVersion(t, old, "11\n")
	odd := newDir(t)
	writeVersion(t, odd, "banana\n")
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	for name, c := range map[string]struct {
		options Options
		want    string
	}{
		"no data directory":     {Options{}, "data directory needs a name"},
		"port out of range":     {Options{DataDir: newDir(t), Port: 70000}, "must be between 0"},
		"data directory in use": {Options{DataDir: used.opts.DataDir}, fmt.Sprintf("is in use by process %d", os.Getpid())},
		"another version":       {Options{DataDir: old}, "was made by PostgreSQL 11, which alone can open it"},
		"no version":            {Options{DataDir: odd}, "want a major version"},
		"port in use":           {Options{DataDir: newDir(t), Port: port}, fmt.Sprintf("port %d of 127.0.0.1 is in use", port)},
		"no binaries":           {Options{DataDir: newDir(t), BinDir: newDir(t)}, "holds no PostgreSQL server"},
		"unknown setting":       {Options{DataDir: newDir(t), Settings: map[string]string{"no_such": "1"}}, "no_such"},
	} {
		s, err := Start(testContext(t), c.options)
		if err == nil {
			t.Errorf("%s: it started", name)
			stop(t, s)
			continue
		}
		if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in it", name, err, c.want)
		}
	}
	if got := mustQuery(t, used.AppURL(), `select 'still here'`); got != "still here" {
		t.Error("the server in use does not answer")
	}
}

func writeVersion(t *testing.T, dir, version string) {
	t.Helper()
	pg := filepath.Join(dir, "postgres")
	if err := os.Mkdir(pg, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(pg, "PG_VERSION"), []byte(version), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestUnfinishedStartIsMadeAnew(t *testing.T) {
	dir := newDir(t)
	if err := os.MkdirAll(filepath.Join(dir, "postgres.new", "base"), 0o700); err != nil {
		t.Fatal(err)
	}
	s := start(t, Options{DataDir: dir})
	if _, err := os.Stat(filepath.Join(dir, "postgres.new")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the unfinished directory is still there: %v", err)
	}
	mustQuery(t, s.AppURL(), `select 'up'`)
}

func TestSecretsStaySecret(t *testing.T) {
	dir := newDir(t)
	var logged bytes.Buffer
	s := start(t, Options{DataDir: dir, Logger: slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	if _, err := query(testContext(t), s.AppURL(), `select 'a customer''s words'::int`); err == nil {
		t.Fatal("a word is a number")
	}
	commands, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", s.PID()))
	if err != nil && !errors.Is(err, os.ErrNotExist) { // there is no /proc on macOS
		t.Fatal(err)
	}
	stop(t, s)
	for _, secret := range []string{s.secrets.Admin, s.secrets.Owner, s.secrets.App, "customer"} {
		if strings.Contains(logged.String(), secret) || bytes.Contains(commands, []byte(secret)) {
			t.Errorf("%q stands in the log or on the command line", secret)
		}
	}
	if !strings.Contains(logged.String(), "ready to accept connections") {
		t.Error("Postgres's own words are not in the log")
	}
	path := filepath.Join(dir, "secrets.json")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("secrets.json has mode %04o", info.Mode().Perm())
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := Start(testContext(t), Options{DataDir: dir}); err == nil || !strings.Contains(err.Error(), "is missing") {
		t.Errorf("without the passwords: %v", err)
	}
}
