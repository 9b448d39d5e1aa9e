package embedded

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"time"

	"github.com/throughline-cx/throughline/server/store/embedded/filelock"
)

const (
	scratchPattern = "throughline-scratch-"
	// scratchAge keeps a sweep away from folders that are just being made.
	scratchAge = time.Minute
)

// Fast returns the settings of a database that need not survive a crash of the machine. What
// was committed still survives the death of every process.
func Fast() map[string]string {
	return map[string]string{"fsync": "off", "full_page_writes": "off"}
}

// StartScratch starts a Postgres with an empty database that Stop removes, with the settings
// of Fast and those of the options, whose DataDir is not used.
func StartScratch(ctx context.Context, o Options) (*Server, error) {
	dir, err := ScratchDir("")
	if err != nil {
		return nil, err
	}
	settings := Fast()
	maps.Copy(settings, o.Settings)
	o.DataDir, o.Settings = dir, settings
	s, err := Start(ctx, o)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	s.scratch = true
	return s, nil
}

// ScratchDir makes a folder for a data directory that need not last, below parent or, when
// that is empty, below the system's temporary folder. It also removes those that processes
// which were killed have left there.
func ScratchDir(parent string) (string, error) {
	if parent == "" {
		parent = os.TempDir()
	}
	if err := sweep(parent, time.Now().Add(-scratchAge)); err != nil {
		return "", fmt.Errorf("removing old scratch folders: %w", err)
	}
	dir, err := os.MkdirTemp(parent, scratchPattern)
	if err != nil {
		return "", err
	}
	return dir, os.Chmod(dir, 0o711) // for root's Postgres to enter
}

// sweep removes the scratch folders of this user that were made before a time and that no
// process holds.
func sweep(dir string, before time.Time) error {
	found, err := filepath.Glob(filepath.Join(dir, scratchPattern+"*"))
	if err != nil {
		return err
	}
	for _, old := range found {
		info, err := os.Stat(old)
		if err != nil || !info.IsDir() || info.ModTime().After(before) || owner(info) != os.Geteuid() {
			continue // gone already, in the making, or someone else's
		}
		lock, err := filelock.Try(filepath.Join(old, lockName))
		if err != nil {
			continue // in use
		}
		if err := errors.Join(os.RemoveAll(old), lock.Release()); err != nil {
			return err
		}
	}
	return nil
}
