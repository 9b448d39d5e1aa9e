package embedded

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fakeBinaries makes a folder with programs that only know their version.
func fakeBinaries(t *testing.T, version string) string {
	t.Helper()
	dir := newDir(t)
	for _, name := range []string{"postgres", "initdb"} {
		script := fmt.Sprintf("#!/bin/sh\necho '%s (PostgreSQL) %s'\n", name, version)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o755); err != nil { //nolint:gosec // it is a program
			t.Fatal(err)
		}
	}
	return dir
}

func TestInspect(t *testing.T) {
	for version, want := range map[string]int{"17.11": 17, "15.18 (Debian 15.18-0+deb12u1)": 15, "18beta1": 18} {
		dir := fakeBinaries(t, version)
		got, err := inspect(t.Context(), dir)
		if err != nil || got != (Binaries{Dir: dir, Major: want}) {
			t.Errorf("inspect(%s) = %v, %v", version, got, err)
		}
	}
	linked := newDir(t)
	real := fakeBinaries(t, "16.1")
	if err := os.Symlink(filepath.Join(real, "postgres"), filepath.Join(linked, "postgres")); err != nil {
		t.Fatal(err)
	}
	if got, err := inspect(t.Context(), linked); err != nil || got.Dir != real {
		t.Errorf("through a link: %v, %v; want %s, where the program lies", got, err, real)
	}
	partial := fakeBinaries(t, "16.1")
	if err := os.Remove(filepath.Join(partial, "initdb")); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{
		newDir(t):                    "holds no PostgreSQL server",
		partial:                      "holds no whole PostgreSQL server",
		fakeBinaries(t, "(unknown)"): "names no version",
	} {
		if _, err := inspect(t.Context(), dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("inspect: %v, want %q", err, want)
		}
	}
}

func TestFindBinaries(t *testing.T) {
	saved := places
	defer func() { places = saved }()
	path, old, newer := fakeBinaries(t, "16.2"), fakeBinaries(t, "14.3"), fakeBinaries(t, "17.1")
	who, err := findAccount()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path      string
		installed []string
		options   Options
		major     int
		want      string // the folder, or what the error says
	}{
		"new: the one on PATH":            {path, []string{old, newer}, Options{}, 0, path},
		"new: else the newest":            {"", []string{old, newer}, Options{}, 0, newer},
		"new: never one that is too old":  {old, nil, Options{}, 0, "PostgreSQL 15 or later is needed and found PostgreSQL 14"},
		"new: nothing at all":             {"", nil, Options{}, 0, "none was found"},
		"there: the one of its version":   {path, []string{old, newer}, Options{}, 17, newer},
		"there: an old one, if it is its": {path, []string{old, newer}, Options{}, 14, old},
		"there: no other version":         {path, []string{old, newer}, Options{}, 15, "was made by PostgreSQL 15, which alone can open it, and found PostgreSQL 16"},
		"told: that and no other":         {path, []string{newer}, Options{BinDir: old}, 17, "found PostgreSQL 14"},
		"told: it fits":                   {path, []string{newer}, Options{BinDir: old}, 14, old},
	} {
		t.Setenv("PATH", c.path)
		if c.path != "" {
			t.Setenv("PATH", c.path+":/bin")
		}
		places = c.installed
		c.options.Offline = true
		got, err := findBinaries(t.Context(), c.options, who, c.major)
		said := got.Dir
		if err != nil {
			said = err.Error()
		}
		if !strings.Contains(said, c.want) {
			t.Errorf("%s: %s, want %s", name, said, c.want)
		}
	}
}

func TestFind(t *testing.T) {
	dir := newDir(t)
	bin := fakeBinaries(t, "16.1")
	if got, err := Find(t.Context(), Options{BinDir: bin}); err != nil || got.Major != 16 {
		t.Errorf("for a new directory: %v, %v", got, err)
	}
	writeVersion(t, dir, "15\n")
	if _, err := Find(t.Context(), Options{BinDir: bin, DataDir: dir}); err == nil || !strings.Contains(err.Error(), "was made by PostgreSQL 15") {
		t.Errorf("for one of another version: %v", err)
	}
}
