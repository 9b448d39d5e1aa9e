// Package filelock gives a folder to one process at a time, through a lock on a file that the
// system lets go when its last holder ends, however it ends.
package filelock

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"syscall"
	"time"
)

const interval = 20 * time.Millisecond

// ErrHeld means that another process, or another part of this one, holds the lock.
var ErrHeld = errors.New("the lock is held")

// Lock is a lock that is held. A child process that inherits File holds it too.
type Lock struct {
	File *os.File
}

// Try takes the lock of the file at path, which is made when missing, and writes this
// process's id into it. It returns ErrHeld when it cannot have it at once.
func Try(path string) (*Lock, error) { return try(path, syscall.LOCK_EX) }

// TryShared takes the lock together with others that share it.
func TryShared(path string) (*Lock, error) { return try(path, syscall.LOCK_SH) }

func try(path string, how int) (*Lock, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(file.Fd()), how|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errors.Join(ErrHeld, file.Close())
	}
	if err == nil && how == syscall.LOCK_EX {
		err = writePID(file)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("locking %s: %w", path, err), file.Close())
	}
	return &Lock{File: file}, nil
}

func writePID(file *os.File) error {
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err := file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

// Wait is Try that asks again until it has the lock or ctx ends.
func Wait(ctx context.Context, path string) (*Lock, error) { return wait(ctx, path, Try) }

// WaitShared is TryShared that asks again until it has the lock or ctx ends.
func WaitShared(ctx context.Context, path string) (*Lock, error) { return wait(ctx, path, TryShared) }

func wait(ctx context.Context, path string, try func(string) (*Lock, error)) (*Lock, error) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		lock, err := try(path)
		if !errors.Is(err, ErrHeld) {
			return lock, err
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("waiting for the lock %s: %w", path, errors.Join(ErrHeld, ctx.Err()))
		case <-tick.C:
		}
	}
}

// Holder returns the id of the process that took the exclusive lock of path last, 0 when
// there is none on record. It may have ended since.
func Holder(path string) int {
	file, err := os.Open(path)
	if err != nil {
		return 0
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, 32))
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(string(bytes.TrimSpace(data)))
	if err != nil {
		return 0
	}
	return pid
}

// Release gives the lock back, unless a child process still has it.
func (l *Lock) Release() error { return l.File.Close() }
