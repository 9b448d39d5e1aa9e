package filelock

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func take(t *testing.T, take func(string) (*Lock, error), path string) *Lock {
	t.Helper()
	lock, err := take(path)
	if err != nil {
		t.Fatal(err)
	}
	return lock
}

func release(t *testing.T, lock *Lock) {
	t.Helper()
	if err := lock.Release(); err != nil {
		t.Error(err)
	}
}

func TestTry(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	if got := Holder(path); got != 0 {
		t.Errorf("nobody's lock is held by %d", got)
	}
	first := take(t, Try, path)
	if got := Holder(path); got != os.Getpid() {
		t.Errorf("the holder is %d, want this process, %d", got, os.Getpid())
	}
	for name, try := range map[string]func(string) (*Lock, error){"alone": Try, "shared": TryShared} {
		if _, err := try(path); !errors.Is(err, ErrHeld) {
			t.Errorf("%s, while held: %v", name, err)
		}
	}
	release(t, first)
	one, two := take(t, TryShared, path), take(t, TryShared, path)
	if _, err := Try(path); !errors.Is(err, ErrHeld) {
		t.Errorf("alone, while shared: %v", err)
	}
	release(t, one)
	release(t, two)
	release(t, take(t, Try, path))
	if _, err := Try(filepath.Join(t.TempDir(), "no", "such", "folder")); err == nil || errors.Is(err, ErrHeld) {
		t.Errorf("in no folder: %v", err)
	}
	if err := os.WriteFile(path, []byte("not a number"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := Holder(path); got != 0 {
		t.Errorf("a lock with words in it is held by %d", got)
	}
}

func TestWait(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	held := take(t, Try, path)
	short, cancel := context.WithTimeout(t.Context(), 5*interval)
	defer cancel()
	if _, err := Wait(short, path); !errors.Is(err, ErrHeld) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("while held: %v", err)
	}
	got := make(chan error, 1)
	go func() {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		lock, err := WaitShared(ctx, path)
		if err == nil {
			err = lock.Release()
		}
		got <- err
	}()
	release(t, held)
	if err := <-got; err != nil {
		t.Errorf("after the release: %v", err)
	}
}
