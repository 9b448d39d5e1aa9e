package storetest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store/embedded/filelock"
)

// helperVariable makes this test program one that asks for a database, prints the Postgres's
// data directory and waits to be killed.
const helperVariable = "THROUGHLINE_TEST_STORETEST"

func TestMain(m *testing.M) {
	if os.Getenv(helperVariable) != "" {
		server, err := shared()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(one(server.AdminURL(), `show data_directory`))
		_, _ = os.Stdin.Read(make([]byte, 1)) // it never comes
		os.Exit(1)
	}
	Main(m)
}

// one runs a statement and returns the one value it gives, or the error's text.
func one(url, statement string) string {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err.Error()
	}
	defer conn.Close(ctx)
	var value string
	if err := conn.QueryRow(ctx, statement).Scan(&value); err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return err.Error()
	}
	return value
}

func TestEachTestHasItsOwnMigratedDatabase(t *testing.T) {
	list, err := migrations.List()
	if err != nil {
		t.Fatal(err)
	}
	newest := fmt.Sprint(list[len(list)-1].Version)
	first, second := New(t), New(t)
	for _, db := range []*DB{first, second} {
		if got := one(db.AppURL, `select current_user || ' ' || current_database()`); got != "throughline_app "+db.Name {
			t.Errorf("the application's address leads to %q", got)
		}
		if got := one(db.OwnerURL, `select current_user`); got != "throughline_owner" {
			t.Errorf("the owner's address leads to %q", got)
		}
		if got := one(db.AppURL, `select version::text from ops.schema_migrations`); got != newest {
			t.Errorf("the database is at %s, want %s", got, newest)
		}
		if got := one(db.AdminURL, `select pg_get_userbyid(datdba) from pg_database where datname = current_database()`); got != "throughline_owner" {
			t.Errorf("the database belongs to %q", got)
		}
		if got := one(db.AppURL, `create table mine (a int)`); !strings.Contains(got, "permission denied") {
			t.Errorf("the application makes a table: %q", got)
		}
	}
	one(first.OwnerURL, `create table mine as select 'first' as word`)
	if got := one(second.OwnerURL, `select word from mine`); !strings.Contains(got, "does not exist") {
		t.Errorf("one test sees another's table: %q", got)
	}
	if got := one(NewEmpty(t).OwnerURL, `select count(*)::text from pg_tables where schemaname in ('public', 'ops', 'river')`); got != "0" {
		t.Errorf("an empty database has %s tables", got)
	}
}

func TestDatabasesAreMadeInParallelAndRemoved(t *testing.T) {
	keeper := New(t)
	t.Run("group", func(t *testing.T) {
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				db := New(t)
				conn, err := pgx.Connect(t.Context(), db.AppURL) // still connected when it is dropped
				if err != nil {
					t.Error(err)
					return
				}
				if err := conn.Ping(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
	})
	if got := one(keeper.AdminURL, `select count(*)::text from pg_database where datname like 'test\_%'`); got != "1" {
		t.Errorf("%s test databases are left, want this test's only", got)
	}
}

func TestDurable(t *testing.T) {
	db := NewDurable(t, map[string]string{"work_mem": "5MB"})
	for name, want := range map[string]string{"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "work_mem": "5MB"} {
		if got := one(db.AppURL, "show "+name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	if db.Server.Port() == New(t).Server.Port() {
		t.Error("a durable database shares a server")
	}
}

func TestKilledTestLeavesNoOrphan(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), helperVariable+"=1")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it says that it was killed
	dir := filepath.Dir(strings.TrimSpace(line))
	ctx, cancel := context.WithTimeout(t.Context(), timeout)
	defer cancel()
	lock, err := filelock.Wait(ctx, filepath.Join(dir, "lock")) // every process of Postgres holds it
	if err != nil {
		t.Fatalf("a Postgres process is left: %v", err)
	}
	if err := errors.Join(lock.Release(), os.RemoveAll(dir)); err != nil {
		t.Error(err)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(b)
	}
}
