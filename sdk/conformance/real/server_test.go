//go:build sdk

package real_test

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// serverVariable makes this test program a server that waits to be killed.
const serverVariable = "THROUGHLINE_TEST_SDK_SERVER"

func TestMain(m *testing.M) {
	if os.Getenv(serverVariable) != "" {
		serveUntilKilled()
	}
	storetest.Main(m)
}

// settings is what a server process is told, and tells once it answers.
type settings struct{ URL, Secret, GRPC, HTTP string }

// process is a server in a process of its own, which can be killed and started again on the same
// ports.
type process struct {
	t     testing.TB
	with  settings
	cmd   *exec.Cmd
	stdin io.Closer
}

// startProcess starts a server on a database.
func startProcess(t testing.TB, databaseURL string) *process {
	t.Helper()
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails: it would crash the program
	p := &process{t: t, with: settings{databaseURL, base64.StdEncoding.EncodeToString(secret), "127.0.0.1:0", "127.0.0.1:0"}}
	p.start()
	t.Cleanup(p.kill)
	return p
}

// start starts the server, and returns once it answers.
func (p *process) start() {
	p.t.Helper()
	self, err := os.Executable()
	if err != nil {
		p.t.Fatal(err)
	}
	with, err := json.Marshal(p.with)
	if err != nil {
		p.t.Fatal(err)
	}
	p.cmd = exec.Command(self)
	p.cmd.Env = append(os.Environ(), serverVariable+"="+string(with))
	p.cmd.Stderr = os.Stderr
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		p.t.Fatal(err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	if err := json.NewDecoder(bufio.NewReader(out)).Decode(&p.with); err != nil {
		p.t.Fatalf("the server did not start: %v", err)
	}
}

// kill ends the server as kill -9 does, and returns once it is gone.
func (p *process) kill() {
	_ = p.cmd.Process.Kill() // it may be gone already
	_ = p.cmd.Wait()         // it says that it was killed
	_ = p.stdin.Close()
}

// serveUntilKilled is the server process. It also ends when the test that started it does.
func serveUntilKilled() {
	var with settings
	if err := json.NewDecoder(strings.NewReader(os.Getenv(serverVariable))).Decode(&with); err != nil {
		fail(err)
	}
	a, err := app.New(context.Background(), app.Options{
		Database: app.DatabaseOptions{URL: with.URL}, SecretKey: with.Secret, GRPCAddr: with.GRPC, HTTPAddr: with.HTTP,
		Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		fail(err)
	}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(1)
	}()
	with.GRPC, with.HTTP = a.GRPCAddr(), a.HTTPAddr()
	if err := json.NewEncoder(os.Stdout).Encode(with); err != nil {
		fail(err)
	}
	fail(a.Run(context.Background()))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "server process:", err)
	os.Exit(1)
}

// tenantOn makes a tenant in a database that no server runs on yet, and returns its key.
func tenantOn(t *testing.T, db *storetest.DB, id string) string {
	t.Helper()
	s, err := store.Open(t.Context(), db.AppURL, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.CreateTenant(t.Context(), store.Tenant{ID: id, DisplayName: id}); err != nil {
		t.Fatal(err)
	}
	_, key, err := s.CreateAPIKey(t.Context(), id, store.NewAPIKey{Role: store.Admin})
	if err != nil {
		t.Fatal(err)
	}
	return key.Reveal()
}

// now is the present as JSON has it.
func now() string { return time.Now().UTC().Format(time.RFC3339) }
