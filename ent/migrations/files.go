package migrations

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
)

//go:embed ent/*.sql sql/*.sql
var embedded embed.FS

// Migration is one step of the schema: a pair of files, up and down.
type Migration struct {
	Version uint64 // the 14 digits of its name: when it was written, as YYYYMMDDhhmmss
	Name    string // the word after them
	SHA256  string // of the up file, in hexadecimal
}

// String gives the name of the files without their ending.
func (m Migration) String() string { return fmt.Sprintf("%014d_%s", m.Version, m.Name) }

// set is an ordered list of migrations and the file system that holds them.
type set struct {
	files merged
	list  []Migration // by version
}

var shipped = sync.OnceValues(func() (*set, error) {
	owned, err := fs.Sub(embedded, "ent")
	if err != nil {
		return nil, err
	}
	written, err := fs.Sub(embedded, "sql")
	if err != nil {
		return nil, err
	}
	return newSet(owned, written)
})

// List returns the migrations that this program holds, in the order in which they are applied.
func List() ([]Migration, error) {
	s, err := shipped()
	if err != nil {
		return nil, err
	}
	return append([]Migration(nil), s.list...), nil
}

// Hash identifies the schema that Up makes: it changes with every byte of every file and with
// River's version.
func Hash() (string, error) {
	s, err := shipped()
	if err != nil {
		return "", err
	}
	h := sha256.New()
	names, err := s.files.ReadDir(".")
	if err != nil {
		return "", err
	}
	for _, entry := range names {
		data, err := fs.ReadFile(s.files, entry.Name())
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d\n%s\n", entry.Name(), len(data), data)
	}
	fmt.Fprintf(h, "river %d\n", riverVersion())
	return hex.EncodeToString(h.Sum(nil)), nil
}

var fileName = regexp.MustCompile(`^(\d{14})_([a-z0-9_]+)\.(up|down)\.sql$`)

// newSet merges the SQL files of several directories. A name that is not understood, a number
// that is used twice and a step without its way back are errors.
func newSet(dirs ...fs.FS) (*set, error) {
	s := &set{files: merged{}}
	seen := map[uint64]map[string]string{} // version -> direction -> name
	for _, dir := range dirs {
		entries, err := fs.ReadDir(dir, ".")
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			if entry.IsDir() || !strings.HasSuffix(entry.Name(), ".sql") {
				continue
			}
			if err := s.add(dir, entry.Name(), seen); err != nil {
				return nil, err
			}
		}
	}
	for version, pair := range seen {
		if pair["up"] == "" || pair["up"] != pair["down"] {
			return nil, fmt.Errorf("migration %014d: need one .up.sql and one .down.sql of the same name, have up %q and down %q",
				version, pair["up"], pair["down"])
		}
	}
	sort.Slice(s.list, func(i, j int) bool { return s.list[i].Version < s.list[j].Version })
	return s, nil
}

func (s *set) add(dir fs.FS, name string, seen map[uint64]map[string]string) error {
	part := fileName.FindStringSubmatch(name)
	if part == nil {
		return fmt.Errorf("migration file %q: want YYYYMMDDhhmmss_name.up.sql or .down.sql, in lower case", name)
	}
	version, err := strconv.ParseUint(part[1], 10, 64)
	if err != nil {
		return fmt.Errorf("migration file %q: %w", name, err)
	}
	pair := seen[version]
	if pair == nil {
		pair = map[string]string{}
		seen[version] = pair
	}
	if earlier, taken := pair[part[3]]; taken {
		return fmt.Errorf("migration number %s is used twice, by %q and %q: give the newer one a higher number", part[1], earlier, part[2])
	}
	pair[part[3]] = part[2]
	s.files[name] = dir
	if part[3] != "up" {
		return nil
	}
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	s.list = append(s.list, Migration{Version: version, Name: part[2], SHA256: hex.EncodeToString(sum[:])})
	return nil
}

// merged is a flat file system whose files lie in several others.
type merged map[string]fs.FS

// Open opens one of the files.
func (m merged) Open(name string) (fs.File, error) {
	dir, ok := m[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return dir.Open(name)
}

// ReadDir lists the files, sorted by name; name must be ".".
func (m merged) ReadDir(name string) ([]fs.DirEntry, error) {
	if name != "." {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	out := make([]fs.DirEntry, 0, len(m))
	for file, dir := range m {
		info, err := fs.Stat(dir, file)
		if err != nil {
			return nil, err
		}
		out = append(out, fs.FileInfoToDirEntry(info))
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name() < out[j].Name() })
	return out, nil
}
