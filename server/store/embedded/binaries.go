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

// Binaries is a folder with the programs of one version of Postgres.
type Binaries struct {
	Dir   string
	Major int // 17 for PostgreSQL 17.11
}

// String says what they are in a message to a person.
func (b Binaries) String() string { return fmt.Sprintf("PostgreSQL %d (%s)", b.Major, b.Dir) }

func (b Binaries) program(name string) string { return filepath.Join(b.Dir, name) }

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

// Find returns the programs that Start would use for a data directory, and downloads them when
// Start would. An empty DataDir asks for those of a new one.
func Find(ctx context.Context, o Options) (Binaries, error) {
	isNew := o.DataDir == ""
	if isNew {
		o.DataDir = "new"
	}
	o, err := o.withDefaults()
	if err != nil {
		return Binaries{}, err
	}
	who, err := findAccount()
	if err != nil {
		return Binaries{}, err
	}
	major := 0
	if !isNew {
		if major, err = dataMajor(filepath.Join(o.DataDir, pgName)); err != nil {
			return Binaries{}, err
		}
	}
	return findBinaries(ctx, o, who, major)
}

// findBinaries returns the programs for a data directory: those of its major version, or for
// a new one (major 0) the machine's own, OldestMajor or later, else the pinned archive's.
func findBinaries(ctx context.Context, o Options, who account, major int) (Binaries, error) {
	found, err := candidates(ctx, o, who)
	if err != nil {
		return Binaries{}, err
	}
	for _, b := range found {
		if b.Major == major || major == 0 && b.Major >= OldestMajor {
			return b, nil
		}
	}
	if o.BinDir == "" && !o.Offline && (major == 0 || major == pinnedMajor) {
		dir, err := download(ctx, o)
		if err != nil {
			return Binaries{}, fmt.Errorf("no PostgreSQL on this machine fits, and the download failed: %w", err)
		}
		return inspect(ctx, filepath.Join(dir, "bin"))
	}
	return Binaries{}, noFit(o, major, found)
}

func noFit(o Options, major int, found []Binaries) error {
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
func candidates(ctx context.Context, o Options, who account) ([]Binaries, error) {
	if o.BinDir != "" {
		b, err := inspect(ctx, o.BinDir)
		if err == nil {
			err = who.reaches(b.Dir)
		}
		return []Binaries{b}, err
	}
	var found []Binaries
	add := func(dir string) {
		b, err := inspect(ctx, dir)
		if err == nil && who.reaches(b.Dir) == nil && !slices.Contains(found, b) {
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

func newestFirst(a, b Binaries) int { return cmp.Compare(b.Major, a.Major) }

var versionLine = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// inspect asks the programs in a folder for their version. A link is followed, because
// Postgres finds its other files from where its program really lies.
func inspect(ctx context.Context, dir string) (Binaries, error) {
	program, err := filepath.EvalSymlinks(filepath.Join(dir, "postgres"))
	if err != nil {
		return Binaries{}, fmt.Errorf("folder %s holds no PostgreSQL server: %w", dir, err)
	}
	dir = filepath.Dir(program)
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return Binaries{}, fmt.Errorf("folder %s holds no whole PostgreSQL server: %w", dir, err)
	}
	out, err := exec.CommandContext(ctx, program, "--version").Output()
	if err != nil {
		return Binaries{}, fmt.Errorf("%s --version: %w", program, err)
	}
	m := versionLine.FindSubmatch(out)
	if m == nil {
		return Binaries{}, fmt.Errorf("%s --version says %q, which names no version", program, out)
	}
	major, err := strconv.Atoi(string(m[1]))
	return Binaries{Dir: dir, Major: major}, err
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
