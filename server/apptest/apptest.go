// Package apptest starts the whole server on a database of a test's own: every door, every
// worker, real Postgres.
package apptest

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"log/slog"
	"testing"
	"time"

	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// Server is a running server with one tenant, Tenant.
type Server struct {
	*app.App
	DB  *storetest.DB
	Key string // of role admin, for Tenant

	t    testing.TB
	stop context.CancelFunc
	done chan error
}

// Tenant is the tenant that Start makes.
const Tenant = "acme"

// Start starts a server on a database of its own, on free ports. It is stopped at the end of
// the test, which fails when that does not go well. change may alter the options.
func Start(t testing.TB, change ...func(*app.Options)) *Server {
	t.Helper()
	return StartOn(t, storetest.New(t), change...)
}

// StartOn is Start on a database that the test chose.
func StartOn(t testing.TB, db *storetest.DB, change ...func(*app.Options)) *Server {
	t.Helper()
	s := &Server{DB: db, t: t}
	s.start(change...)
	key, err := s.CreateTenant(t.Context(), store.Tenant{ID: Tenant, DisplayName: "Acme"})
	if err != nil {
		t.Fatal(err)
	}
	s.Key = key
	return s
}

func (s *Server) start(change ...func(*app.Options)) {
	s.t.Helper()
	o := app.Options{
		Database: app.DatabaseOptions{URL: s.DB.AppURL}, SecretKey: secret(),
		GRPCAddr: "127.0.0.1:0", HTTPAddr: "127.0.0.1:0", Reflection: true, AllowPrivateWebhooks: true,
		Logger: slog.New(slog.DiscardHandler),
	}
	for _, c := range change {
		c(&o)
	}
	a, err := app.New(s.t.Context(), o)
	if err != nil {
		s.t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	s.App, s.stop, s.done = a, stop, make(chan error, 1)
	go func() { s.done <- a.Run(ctx) }()
	s.t.Cleanup(s.Stop)
}

// Stop stops the server before the end of the test. Stopping twice is harmless.
func (s *Server) Stop() {
	s.t.Helper()
	if s.stop == nil {
		return
	}
	s.stop()
	s.stop = nil
	if err := <-s.done; err != nil {
		s.t.Errorf("the server did not stop well: %v", err)
	}
}

func secret() string {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails: it would crash the program
	return base64.StdEncoding.EncodeToString(key)
}

// KeyFor makes a key of a role for a tenant, which is made when there is none yet.
func (s *Server) KeyFor(tenant string, role store.Role) string {
	s.t.Helper()
	if _, err := s.Store().GetTenant(s.t.Context(), tenant); err != nil {
		if _, err := s.CreateTenant(s.t.Context(), store.Tenant{ID: tenant, DisplayName: tenant}); err != nil {
			s.t.Fatal(err)
		}
	}
	_, key, err := s.Store().CreateAPIKey(s.t.Context(), tenant, store.NewAPIKey{Role: role})
	if err != nil {
		s.t.Fatal(err)
	}
	return key.Reveal()
}

// Client returns an SDK client that holds a key, closed at the end of the test.
func (s *Server) Client(key string, options ...throughline.Option) *throughline.Client {
	s.t.Helper()
	options = append([]throughline.Option{throughline.WithAPIKey(key), throughline.WithInsecure()}, options...)
	c, err := throughline.New(s.GRPCAddr(), options...)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = c.Close() })
	return c
}

// Settle waits until the pipeline and the deliveries have nothing left to do.
func (s *Server) Settle() {
	s.t.Helper()
	Eventually(s.t, "the pipeline has nothing left to do", func() bool {
		idle, err := s.Idle(s.t.Context())
		if err != nil {
			s.t.Fatal(err)
		}
		return idle
	})
}

// patience is how long Eventually waits: far longer than anything takes that works.
const patience = 60 * time.Second

// Eventually waits until a condition holds, or fails the test.
func Eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(patience)
	for !holds() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("not after %v: %s", patience, what)
		}
	}
}
