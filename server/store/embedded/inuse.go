package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/throughline-cx/throughline/server/store/embedded/filelock"
)

const lockName = "lock" // of the file in the data directory

// orphanTimeout is how long the Postgres of a server that was killed may take to end.
const orphanTimeout = time.Minute

// ErrInUse means that another process has the data directory.
var ErrInUse = errors.New("the data directory is in use")

// inUseError says who has it.
type inUseError struct {
	dir    string
	holder int
}

func (e inUseError) Error() string {
	return fmt.Sprintf("data directory %s is in use by process %d: stop that one, or choose another directory", e.dir, e.holder)
}

func (e inUseError) Is(target error) bool { return target == ErrInUse }

// takeDataDir takes the lock on a data directory. Where its last server is dead and the
// Postgres it left is still ending, it waits for that.
func takeDataDir(ctx context.Context, o Options) (*filelock.Lock, error) {
	path := filepath.Join(o.DataDir, lockName)
	lock, err := filelock.Try(path)
	if !errors.Is(err, filelock.ErrHeld) {
		return lock, err
	}
	holder := filelock.Holder(path)
	if holder != 0 && alive(holder) {
		return nil, inUseError{o.DataDir, holder}
	}
	o.Logger.Warn("the last server of this data directory was killed; waiting for its Postgres to end", "dir", o.DataDir)
	stopOrphan(o.DataDir)
	ctx, cancel := context.WithTimeout(ctx, orphanTimeout)
	defer cancel()
	lock, err = filelock.Wait(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("the Postgres that a killed server left on data directory %s does not end: %w", o.DataDir, err)
	}
	return lock, nil
}

// stopOrphan asks the Postgres of a dead server to shut down, which is all there is to do where
// the kernel has not asked it already. Some process of it is alive, for it holds the lock.
func stopOrphan(dataDir string) {
	data, err := os.ReadFile(filepath.Join(dataDir, pgName, "postmaster.pid"))
	if err != nil {
		return
	}
	line, _, _ := bytes.Cut(data, []byte("\n"))
	if pid, err := strconv.Atoi(string(bytes.TrimSpace(line))); err == nil && pid > 1 {
		_ = syscall.Kill(pid, syscall.SIGINT)
	}
}

// alive reports whether there is a process with this id, its own or someone else's.
func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}
