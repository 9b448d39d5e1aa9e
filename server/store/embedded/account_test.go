package embedded

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReaches(t *testing.T) {
	dir := filepath.Join(newDir(t), "a", "b")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	other := account{name: "someone", uid: 54321, gid: 54321, dropped: true}
	if err := other.reaches(dir); err != nil {
		t.Errorf("everyone may enter: %v", err)
	}
	closed := filepath.Dir(dir)
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := other.reaches(dir); err == nil || !strings.Contains(err.Error(), "user someone, as whom Postgres runs here, cannot enter "+closed) {
		t.Errorf("behind a closed folder: %v", err)
	}
	own := account{uid: uint32(os.Geteuid()), gid: uint32(os.Getegid()), dropped: true}
	if err := own.reaches(closed); err != nil {
		t.Errorf("one's own folder: %v", err)
	}
	group := account{name: "member", uid: 54321, gid: uint32(os.Getegid()), dropped: true}
	if err := os.Chmod(closed, 0o701); err != nil {
		t.Fatal(err)
	}
	if err := group.reaches(closed); err == nil {
		t.Error("a member of the group enters where only others may")
	}
	if err := (account{}).reaches(closed); err != nil {
		t.Errorf("who drops to nobody needs no question: %v", err)
	}
}

func TestDefaultDirs(t *testing.T) {
	for name, f := range map[string]func() (string, error){"cache": DefaultCacheDir, "data": DefaultDataDir} {
		dir, err := f()
		if err != nil || !filepath.IsAbs(dir) || filepath.Base(dir) != "throughline" {
			t.Errorf("%s: %q, %v", name, dir, err)
		}
	}
	if os.Geteuid() == 0 {
		return // root's do not depend on the environment
	}
	t.Setenv("XDG_DATA_HOME", "/somewhere")
	if dir, err := DefaultDataDir(); err != nil || dir != "/somewhere/throughline" {
		t.Errorf("data: %q, %v", dir, err)
	}
}
