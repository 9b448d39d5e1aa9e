package command

import (
	"bufio"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"github.com/throughline-cx/throughline/server/store/embedded"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// program is the throughline command as a process of its own.
type program struct {
	*exec.Cmd
	said *bufio.Reader // what it says on standard error
}

func startProgram(t *testing.T, args ...string) program {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), programVariable+"=1")
	said, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if cmd.ProcessState == nil {
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		}
	})
	return program{cmd, bufio.NewReader(said)}
}

// until reads what the program says up to a line that holds a word, and returns that line.
func (p program) until(t *testing.T, word string) string {
	t.Helper()
	var all strings.Builder
	for {
		line, err := p.said.ReadString('\n')
		all.WriteString(line)
		if strings.Contains(line, word) {
			return line
		}
		if err != nil {
			t.Fatalf("it never said %q: %v\n%s", word, err, &all)
		}
	}
}

// end returns the exit code of a program that has been asked to stop, and what else it said.
func (p program) end(t *testing.T) (code int, said string) {
	t.Helper()
	rest, err := io.ReadAll(p.said)
	if err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := p.Wait(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return p.ProcessState.ExitCode(), string(rest)
}

// A server that is asked to stop ends in order and takes its Postgres with it; while it runs,
// nobody else gets its data directory or its port.
func TestServeUntilASignal(t *testing.T) {
	for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		t.Run(signal.String(), func(t *testing.T) {
			dir := dataDir(t)
			p := startProgram(t, "serve", "--data-dir", dir, "--grpc-addr", "127.0.0.1:0", "--http-addr", "127.0.0.1:0")
			line := p.until(t, "gRPC on 127.0.0.1:")
			address := strings.TrimSuffix(strings.Fields(line)[2], ";")

			if signal == syscall.SIGTERM { // once: it waits ten seconds for what may be a short command
				run(t, "", "serve", "--data-dir", dir).want(t, exitFailure, "waiting for the data directory", "data directory "+dir+" is in use by process", "choose another directory")
			}
			run(t, "", "doctor", "--data-dir", dir, "--grpc-addr", address, "--http-addr", "127.0.0.1:0").
				want(t, exitOK, "! gRPC port", "✓ private Postgres   runs on "+dir, "✓ tables")
			run(t, "", "demo", "--once", "--data-dir", dir).want(t, exitFailure, dir+" is not empty and was not made by a demo")

			if err := p.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if code, said := p.end(t); code != exitOK || strings.Contains(said, "level=ERROR") {
				t.Errorf("exit code %d; it said %s", code, said)
			}
			if _, err := embedded.Attach(dir); !errors.Is(err, embedded.ErrNotRunning) {
				t.Errorf("Postgres afterwards: %v", err)
			}
			run(t, "", "doctor", "--data-dir", dir, "--grpc-addr", address, "--http-addr", "127.0.0.1:0").
				want(t, exitOK, "✓ gRPC port", "✓ private Postgres   does not run; would use PostgreSQL")
		})
	}
}

func TestServeRefuses(t *testing.T) {
	db := storetest.New(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	serve := func(more ...string) result {
		return run(t, "", append([]string{"serve", "--database-url", db.AppURL, "--http-addr", "127.0.0.1:0"}, more...)...)
	}
	serve("--grpc-addr", "127.0.0.1:0").want(t, exitFailure, "THROUGHLINE_SECRET_KEY must be set to 32 bytes in base64")
	t.Setenv("THROUGHLINE_SECRET_KEY", "short")
	serve("--grpc-addr", "127.0.0.1:0").want(t, exitFailure, "the secret key must be 32 bytes in base64, as 'openssl rand -base64 32' makes them")
	t.Setenv("THROUGHLINE_SECRET_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
	serve("--grpc-addr", taken.Addr().String()).want(t, exitFailure, "gRPC port "+port+" is in use by another program; choose another with --grpc-addr")
	serve("--grpc-addr", "127.0.0.1:0", "--http-addr", taken.Addr().String()).want(t, exitFailure, "port "+port+" is in use by another program; choose another with --http-addr")
	serve("--grpc-addr", "127.0.0.1:0", "--tls-cert", "/nowhere/cert", "--tls-key", "/nowhere/key").want(t, exitFailure, "TLS: open /nowhere/cert")
	empty := storetest.NewEmpty(t)
	run(t, "", "serve", "--database-url", empty.AppURL).want(t, exitFailure, "run 'throughline migrate'")
	run(t, "", "serve", "--database-url", "postgres://nobody@127.0.0.1:1/x").want(t, exitFailure, "the database cannot be used", "connection refused")
}

func TestServeSaysWhatIsWrongWithWhereMessagesGo(t *testing.T) {
	for _, c := range []struct {
		want string
		args []string
	}{
		{"--allow-destinations must be networks such as 10.1.0.0/16", []string{"--allow-destinations", "10.1.2.3"}},
		{"with no bit set after the prefix", []string{"--allow-destinations", "10.0.0.0/8,10.1.2.3/16"}},
		{"--public-url must be http or https", []string{"--public-url", "throughline.example.com"}},
		{"--public-url must be http or https", []string{"--public-url", "https://u:p@throughline.example.com"}},
		{"--mail-from must be given with a mail server", []string{"--smtp-url", "smtp://u:hush-hush@smtp.example.com"}},
		{"smtp://", []string{"--smtp-url", "http://u:hush-hush@smtp.example.com", "--mail-from", "alerts@example.com"}},
	} {
		got := run(t, "", append([]string{"serve"}, c.args...)...)
		got.want(t, exitUsage, c.want)
		if strings.Contains(got.out+got.err, "hush-hush") {
			t.Errorf("it shows the password:\n%s%s", got.out, got.err)
		}
	}
}
