package embedded

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// OldestMajor is the oldest major version of Postgres that a new data directory may get.
const OldestMajor = 15

// binaries is a folder with the programs of one Postgres version.
type binaries struct {
	dir   string
	major int
}

// String says what they are in a message to a person.
func (b binaries) String() string { return fmt.Sprintf("PostgreSQL %d (%s)", b.major, b.dir) }

func (b binaries) program(name string) string { return filepath.Join(b.dir, name) }

// places are where systems put Postgres, as patterns.
var places = []string{
	"/usr/lib/postgresql/*/bin",                               // Debian, Ubuntu
	"/usr/pgsql-*/bin",                                        // PGDG on Red Hat and SUSE
	"/usr/libexec/postgresql*",                                // Alpine
	"/usr/local/pgsql/bin",                                    // built from source
	"/opt/homebrew/opt/postgresql@*/bin",                      // Homebrew, Apple silicon
	"/usr/local/opt/postgresql@*/bin",                         // Homebrew, Intel
	"/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",         // Homebrew, Linux
	"/Applications/Postgres.app/Contents/Versions/[0-9]*/bin", // Postgres.app
}

// findBinaries returns the programs for a data directory: those of its major version, or for
// a new one (major 0) the machine's own, OldestMajor or later, else the pinned archive's.
func findBinaries(ctx context.Context, o Options, who account, major int) (binaries, error) {
	found, err := candidates(ctx, o, who)
	if err != nil {
		return binaries{}, err
	}
	for _, b := range found {
		if b.major == major || major == 0 && b.major >= OldestMajor {
			return b, nil
		}
	}
	if o.BinDir == "" && !o.Offline && (major == 0 || major == pinnedMajor) {
		dir, err := download(ctx, o)
		if err != nil {
			return binaries{}, fmt.Errorf("no PostgreSQL on this machine fits, and the download failed: %w", err)
		}
		return inspect(ctx, filepath.Join(dir, "bin"))
	}
	return binaries{}, noFit(o, major, found)
}

func noFit(o Options, major int, found []binaries) error {
	have := "none was found"
	if len(found) > 0 {
		names := make([]string, len(found))
		for i, b := range found {
			names[i] = b.String()
		}
		have = "found " + strings.Join(names, ", ")
	}
	if major == 0 {
		return fmt.Errorf("PostgreSQL %d or later is needed and %s: install it, or allow the download", OldestMajor, have)
	}
	return fmt.Errorf("data directory %s was made by PostgreSQL %d, which alone can open it, and %s: install PostgreSQL %d, or choose another data directory",
		o.DataDir, major, have, major)
}

// candidates lists what is installed, best first: the one on PATH, then the newest.
func candidates(ctx context.Context, o Options, who account) ([]binaries, error) {
	if o.BinDir != "" {
		b, err := inspect(ctx, o.BinDir)
		if err == nil {
			err = who.reaches(b.dir)
		}
		return []binaries{b}, err
	}
	var found []binaries
	add := func(dir string) {
		b, err := inspect(ctx, dir)
		if err == nil && who.reaches(b.dir) == nil && !slices.Contains(found, b) {
			found = append(found, b) // a folder without a usable Postgres is no candidate
		}
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		add(filepath.Dir(path))
	}
	first := len(found)
	for _, pattern := range places {
		matches, err := filepath.Glob(pattern)
		if err != nil {
			return nil, err
		}
		for _, dir := range matches {
			add(dir)
		}
	}
	slices.SortStableFunc(found[first:], newestFirst)
	return found, nil
}

func newestFirst(a, b binaries) int { return cmp.Compare(b.major, a.major) }

var versionLine = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// inspect asks the programs in a folder for their version. A link is followed, because
// Postgres finds its other files from where its program really lies.
func inspect(ctx context.Context, dir string) (binaries, error) {
	program, err := filepath.EvalSymlinks(filepath.Join(dir, "postgres"))
	if err != nil {
		return binaries{}, fmt.Errorf("folder %s holds no PostgreSQL server: %w", dir, err)
	}
	dir = filepath.Dir(program)
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return binaries{}, fmt.Errorf("folder %s holds no whole PostgreSQL server: %w", dir, err)
	}
	out, err := exec.CommandContext(ctx, program, "--version").Output()
	if err != nil {
		return binaries{}, fmt.Errorf("%s --version: %w", program, err)
	}
	m := versionLine.FindSubmatch(out)
	if m == nil {
		return binaries{}, fmt.Errorf("%s --version says %q, which names no version", program, out)
	}
	major, err := strconv.Atoi(string(m[1]))
	return binaries{dir: dir, major: major}, err
}

// dataMajor reads the major version of a Postgres data directory, 0 when there is none yet.
func dataMajor(dir string) (int, error) {
	data, err := os.ReadFile(filepath.Join(dir, "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(data)))
	if err != nil || major < 10 {
		return 0, fmt.Errorf("%s/PG_VERSION says %q: want a major version", dir, data)
	}
	return major, nil
}
