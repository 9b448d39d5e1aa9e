package migrations_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/throughline-cx/throughline/ent/migrations"
)

// folder makes a file system of migrations: name, up, down, three at a time. A name is a small
// number and a word, "1_first".
func folder(parts ...string) fstest.MapFS {
	out := fstest.MapFS{}
	for i := 0; i < len(parts); i += 3 {
		number, word, _ := strings.Cut(parts[i], "_")
		base := fmt.Sprintf("%014s_%s", number, word)
		out[base+".up.sql"] = &fstest.MapFile{Data: []byte(parts[i+1])}
		out[base+".down.sql"] = &fstest.MapFile{Data: []byte(parts[i+2])}
	}
	return out
}

func set(t *testing.T, dirs ...fs.FS) *migrations.Set {
	t.Helper()
	s, err := migrations.NewSet(dirs...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNewSetRefuses(t *testing.T) {
	file := func(names ...string) fstest.MapFS {
		out := fstest.MapFS{}
		for _, name := range names {
			out[name] = &fstest.MapFile{Data: []byte("select 1")}
		}
		return out
	}
	for name, c := range map[string]struct {
		dirs []fs.FS
		want string
	}{
		"the same number in two folders": {[]fs.FS{folder("1_a", "", ""), folder("1_b", "", "")}, `used twice, by "a" and "b"`},
		"the same file in two folders":   {[]fs.FS{folder("1_a", "", ""), folder("1_a", "", "")}, "used twice"},
		"no way back":                    {[]fs.FS{file("20260101000000_a.up.sql")}, `have up "a" and down ""`},
		"no way up":                      {[]fs.FS{file("20260101000000_a.down.sql")}, `have up "" and down "a"`},
		"two names for one step":         {[]fs.FS{file("20260101000000_a.up.sql", "20260101000000_b.down.sql")}, `have up "a" and down "b"`},
		"a short number":                 {[]fs.FS{file("2026_a.up.sql")}, "want YYYYMMDDhhmmss_name"},
		"capitals":                       {[]fs.FS{file("20260101000000_A.up.sql")}, "in lower case"},
		"no direction":                   {[]fs.FS{file("20260101000000_a.sql")}, "want YYYYMMDDhhmmss_name"},
	} {
		if _, err := migrations.NewSet(c.dirs...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, err := migrations.NewSet(file("atlas.sum", "README.md")); err != nil {
		t.Errorf("files that are no SQL: %v", err)
	}
}

func TestListIsInOrder(t *testing.T) {
	list, err := migrations.List()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatal("there are no migrations")
	}
	for i := 1; i < len(list); i++ {
		if list[i-1].Version >= list[i].Version {
			t.Errorf("%s stands before %s", list[i-1], list[i])
		}
	}
	if first, err := migrations.Hash(); err != nil || len(first) != 64 {
		t.Errorf("the hash is %q (%v)", first, err)
	}
}
