package storetest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"sync"
	"testing"

	"github.com/throughline-cx/throughline/server/store/embedded"
)

// program is the Postgres of this test program, once a test has asked for one.
var program struct {
	mu     sync.Mutex
	server *embedded.Server
	remove func() error
	err    error
}

// shared starts the Postgres of this test program the first time it is called.
func shared() (*embedded.Server, error) {
	program.mu.Lock()
	defer program.mu.Unlock()
	if program.server == nil && program.err == nil {
		ctx, cancel := context.WithTimeout(context.Background(), timeout)
		defer cancel()
		settings := embedded.Fast()
		maps.Copy(settings, map[string]string{"max_connections": "300", "autovacuum": "off"})
		program.server, program.remove, program.err = startCopy(ctx, memoryDir(), settings)
	}
	return program.server, program.err
}

// Main runs the tests of a program, stops its Postgres and ends the program.
func Main(m *testing.M) {
	code := m.Run()
	if err := stop(); err != nil {
		fmt.Fprintln(os.Stderr, "storetest:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

func stop() error {
	program.mu.Lock()
	defer program.mu.Unlock()
	if program.remove == nil {
		return nil
	}
	err := program.remove()
	program.server, program.remove = nil, nil
	return err
}

// startCopy starts a Postgres on a copy of the migrated directory below parent, and returns it
// with what stops it and removes the copy.
func startCopy(ctx context.Context, parent string, settings map[string]string) (*embedded.Server, func() error, error) {
	dir, err := embedded.ScratchDir(parent)
	if err != nil {
		return nil, nil, err
	}
	server, err := func() (*embedded.Server, error) {
		if err := copyTemplate(ctx, dir); err != nil {
			return nil, err
		}
		return embedded.Start(ctx, embedded.Options{DataDir: dir, Settings: settings, Logger: logger()})
	}()
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	return server, func() error {
		return errors.Join(server.Stop(context.Background()), os.RemoveAll(dir))
	}, nil
}

// logger says what goes wrong with Postgres, where `go test` shows it.
func logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
}
