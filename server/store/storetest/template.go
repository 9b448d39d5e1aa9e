package storetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store/embedded"
	"github.com/throughline-cx/throughline/server/store/embedded/filelock"
)

// copyTemplate fills an empty folder with a stopped data directory whose database has every
// migration. It makes that directory first when this machine has none for these migrations.
func copyTemplate(ctx context.Context, to string) error {
	parent, name, err := templatePlace(ctx)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	path := filepath.Join(parent, name)
	for {
		if err := ensureTemplate(ctx, parent, name); err != nil {
			return fmt.Errorf("making the migrated database: %w", err)
		}
		lock, err := filelock.WaitShared(ctx, path+".lock") // keeps others from removing it
		if err != nil {
			return err
		}
		if exists(path) {
			return errors.Join(copyTree(path, to), lock.Release())
		}
		if err := lock.Release(); err != nil { // removed before the lock was had: once more
			return err
		}
	}
}

// templatePlace names the template after everything that it is made of.
func templatePlace(ctx context.Context) (parent, name string, err error) {
	hash, err := migrations.Hash()
	if err != nil {
		return "", "", err
	}
	bin, err := embedded.Find(ctx, embedded.Options{})
	if err != nil {
		return "", "", err
	}
	cache, err := embedded.DefaultCacheDir()
	if err != nil {
		return "", "", err
	}
	return filepath.Join(cache, "test-databases"), fmt.Sprintf("postgres%d-%s", bin.Major, hash[:16]), nil
}

// ensureTemplate makes the template unless it is there. Of several processes that miss it one
// makes it, and the others wait.
func ensureTemplate(ctx context.Context, parent, name string) (err error) {
	path := filepath.Join(parent, name)
	if exists(path) {
		return nil
	}
	lock, err := filelock.Wait(ctx, path+".lock")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	if exists(path) {
		return nil
	}
	removeOthers(parent, name)
	work, err := embedded.ScratchDir(memoryDir())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	if err := makeTemplate(ctx, work); err != nil {
		return err
	}
	part := path + ".part"
	if err := errors.Join(os.RemoveAll(part), os.Mkdir(part, 0o700), copyTree(work, part)); err != nil {
		return err
	}
	return os.Rename(part, path)
}

func makeTemplate(ctx context.Context, dir string) error {
	server, err := embedded.Start(ctx, embedded.Options{DataDir: dir, Settings: embedded.Fast(), Logger: logger()})
	if err != nil {
		return err
	}
	_, err = migrations.Up(ctx, server.MigrateURL())
	return errors.Join(err, server.Stop(context.WithoutCancel(ctx)))
}

// removeOthers removes the templates of other migrations that nobody is copying. One that
// cannot be removed costs some disk and harms nobody.
func removeOthers(parent, name string) {
	entries, err := os.ReadDir(parent)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if !entry.IsDir() || entry.Name() == name || filepath.Ext(entry.Name()) != "" {
			continue
		}
		path := filepath.Join(parent, entry.Name())
		lock, err := filelock.Try(path + ".lock")
		if err != nil {
			continue
		}
		_ = os.RemoveAll(path)
		_ = lock.Release()
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
