package embedded

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/store/embedded/filelock"
)

func TestScratchIsRemoved(t *testing.T) {
	s, err := StartScratch(testContext(t), Options{Settings: map[string]string{"work_mem": "5MB"}})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"fsync": "off", "synchronous_commit": "on", "work_mem": "5MB"} {
		if got := mustQuery(t, s.AppURL(), "show "+name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	stop(t, s)
	if _, err := os.Stat(s.opts.DataDir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("after Stop the folder is there: %v", err)
	}
	failed, empty := newDir(t), newDir(t)
	t.Setenv("TMPDIR", failed)
	if _, err := StartScratch(testContext(t), Options{BinDir: empty}); err == nil {
		t.Fatal("it started without binaries")
	}
	if left, err := os.ReadDir(failed); err != nil || len(left) != 0 {
		t.Errorf("a start that failed left %v (%v)", left, err)
	}
}

func TestSweep(t *testing.T) {
	parent := t.TempDir()
	made := func(name string, lock bool) string {
		dir := filepath.Join(parent, name)
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if lock {
			held, err := filelock.Try(filepath.Join(dir, lockName))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := held.Release(); err != nil {
					t.Error(err)
				}
			})
		}
		return dir
	}
	left, used, other := made(scratchPattern+"1", false), made(scratchPattern+"2", true), made("mine", false)
	gone := func(dir string) bool {
		_, err := os.Stat(dir)
		return errors.Is(err, os.ErrNotExist)
	}
	if err := sweep(parent, time.Now().Add(-time.Hour)); err != nil || gone(left) {
		t.Errorf("a young folder was removed (%v)", err)
	}
	if err := sweep(parent, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if !gone(left) || gone(used) || gone(other) {
		t.Errorf("removed: the one that is left %v, the one in use %v, one of another name %v", gone(left), gone(used), gone(other))
	}
}
