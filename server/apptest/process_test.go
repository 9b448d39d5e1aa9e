package apptest_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/app"
)

// process is a server in a process of its own, which can be killed and started again on the same
// ports.
type process struct {
	t       testing.TB
	options app.Options
	cmd     *exec.Cmd
	stdin   io.Closer
}

// addresses is what a server process says once it answers.
type addresses struct{ GRPC, HTTP string }

// startProcess starts a server on a database and keys that it shares with those before and
// after it.
func startProcess(t testing.TB, databaseURL, secret string) *process {
	t.Helper()
	p := &process{t: t, options: app.Options{
		Database: app.DatabaseOptions{URL: databaseURL}, SecretKey: secret, GRPCAddr: "127.0.0.1:0", HTTPAddr: "127.0.0.1:0",
	}}
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
	options, err := json.Marshal(map[string]string{
		"url": p.options.Database.URL, "secret": p.options.SecretKey, "grpc": p.options.GRPCAddr, "http": p.options.HTTPAddr,
	})
	if err != nil {
		p.t.Fatal(err)
	}
	p.cmd = exec.Command(self)
	p.cmd.Env = append(os.Environ(), serverVariable+"="+string(options))
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
	var at addresses
	if err := json.NewDecoder(bufio.NewReader(out)).Decode(&at); err != nil {
		p.t.Fatalf("the server did not start: %v", err)
	}
	p.options.GRPCAddr, p.options.HTTPAddr = at.GRPC, at.HTTP
}

// kill ends the server as kill -9 does, and returns once it is gone.
func (p *process) kill() {
	_ = p.cmd.Process.Kill() // it may be gone already
	_ = p.cmd.Wait()         // it says that it was killed
	_ = p.stdin.Close()
}

// serveUntilKilled is the server process. It also ends when the test that started it does.
func serveUntilKilled() {
	var options map[string]string
	if err := json.NewDecoder(strings.NewReader(os.Getenv(serverVariable))).Decode(&options); err != nil {
		fail(err)
	}
	a, err := app.New(context.Background(), app.Options{
		Database: app.DatabaseOptions{URL: options["url"]}, SecretKey: options["secret"],
		GRPCAddr: options["grpc"], HTTPAddr: options["http"], AllowPrivateWebhooks: true,
		Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		fail(err)
	}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(1)
	}()
	if err := json.NewEncoder(os.Stdout).Encode(addresses{a.GRPCAddr(), a.HTTPAddr()}); err != nil {
		fail(err)
	}
	fail(a.Run(context.Background()))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "server process:", err)
	os.Exit(1)
}
