package embedded

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAttachNextToAServer(t *testing.T) {
	dir := newDir(t)
	if _, err := Attach(dir); !errors.Is(err, ErrNotRunning) {
		t.Errorf("an empty folder: %v", err)
	}
	s := start(t, Options{DataDir: dir, Settings: fast})
	found, err := Attach(dir)
	if err != nil {
		t.Fatal(err)
	}
	if found.App != s.AppURL() || found.Migrate != s.MigrateURL() {
		t.Errorf("found %+v, want the server's own addresses", found)
	}
	if got := mustQuery(t, found.App, "select current_user"); got != "throughline_app" {
		t.Errorf("the application's address leads to %q", got)
	}
	stop(t, s)
	if _, err := Attach(dir); !errors.Is(err, ErrNotRunning) || !strings.Contains(err.Error(), dir) {
		t.Errorf("a stopped server: %v; want one that names %s", err, dir)
	}
}

// What Postgres leaves when it is killed, and what it has written so far while it starts.
func TestRunningPort(t *testing.T) {
	const nobody = "999999999" // above what Linux gives
	self := func(rest string) string { return "  1\n/data\n1700000000\n" + rest }
	for name, c := range map[string]struct {
		content string
		port    int
		fails   bool // for another reason than ErrNotRunning
	}{
		"runs":            {content: self("5433\n/tmp\nlocalhost\n"), port: 5433},
		"just starting":   {content: "1\n/data\n"},
		"nothing yet":     {content: ""},
		"died":            {content: nobody + "\n/data\n1700000000\n5433\n"},
		"not a pid file":  {content: "a\nb\nc\nd\n"},
		"port is missing": {content: self("\n"), fails: true},
	} {
		path := filepath.Join(t.TempDir(), "postmaster.pid")
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		port, err := runningPort(path)
		if port != c.port || (err == nil) != (c.port > 0) || c.fails == errors.Is(err, ErrNotRunning) && err != nil {
			t.Errorf("%s: %d, %v", name, port, err)
		}
	}
	if _, err := runningPort(t.TempDir()); err == nil || errors.Is(err, ErrNotRunning) {
		t.Errorf("a folder: %v", err)
	}
}

func TestAttachWithoutPasswords(t *testing.T) {
	dir := newDir(t)
	s := start(t, Options{DataDir: dir, Settings: fast})
	defer stop(t, s)
	if err := os.Rename(filepath.Join(dir, "secrets.json"), filepath.Join(dir, "elsewhere.json")); err != nil {
		t.Fatal(err)
	}
	if _, err := Attach(dir); err == nil || !strings.Contains(err.Error(), "secrets.json is missing") {
		t.Errorf("error %v; want one that names the file", err)
	}
}
