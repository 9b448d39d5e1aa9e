package embedded

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/throughline-cx/throughline/server/store/embedded/filelock"
)

// helper starts this test program as a server of dir, as the user it is given, and returns it
// with the port on which its Postgres listens.
func helper(t *testing.T, dir string, as *syscall.Credential) (*exec.Cmd, string) {
	t.Helper()
	cmd := exec.Command(program(t))
	cmd.Env = append(os.Environ(), helperVariable+"="+dir, "HOME="+dir)
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	cmd.Stderr = t.Output()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the helper did not start: %v", err)
	}
	return cmd, strings.TrimSpace(line)
}

// program copies this test program to where any user may run it.
func program(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	from, err := os.Open(self)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	path := filepath.Join(newDir(t), "helper")
	to, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(to, from); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func kill(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it says that it was killed
}

func TestKilledServerLeavesNoOrphan(t *testing.T) {
	dir := newDir(t)
	cmd, port := helper(t, dir, nil)
	kill(t, cmd)
	// Every process of Postgres holds the lock: who can have it knows that they are gone.
	lock, err := filelock.Wait(testContext(t), filepath.Join(dir, "lock"))
	if err != nil {
		t.Fatalf("a Postgres process is left: %v", err)
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
	if conn, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", port)); err == nil {
		t.Error("the port still answers", conn.Close())
	}
	if _, err := os.Stat(filepath.Join(dir, "postgres", "postmaster.pid")); err == nil {
		t.Error("Postgres did not shut down in order")
	}
}

func TestStartAfterKillWaitsForTheLastOne(t *testing.T) {
	dir := newDir(t)
	cmd, _ := helper(t, dir, nil)
	if _, err := Start(testContext(t), Options{DataDir: dir}); err == nil || !strings.Contains(err.Error(), "is in use by process") {
		t.Fatalf("beside a running server: %v", err)
	}
	kill(t, cmd)
	s := start(t, Options{DataDir: dir})
	if got := mustQuery(t, s.AppURL(), `select 'up'`); got != "up" {
		t.Error(got)
	}
}

func TestOrphanIsStopped(t *testing.T) {
	dir := newDir(t)
	s := start(t, Options{DataDir: dir})
	stopOrphan(dir) // what Start does where the kernel told Postgres nothing
	before := s.PID()
	eventually(t, "the process ended, and its supervisor started another", func(context.Context) error {
		if now := s.PID(); now == 0 || now == before {
			return fmt.Errorf("process %d", now)
		}
		return nil
	})
}

func TestAsOrdinaryUser(t *testing.T) {
	dir := filepath.Join(newDir(t), "data")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	var as *syscall.Credential
	if os.Geteuid() == 0 {
		who, err := findAccount()
		if err != nil {
			t.Fatal(err)
		}
		if err := who.give(dir); err != nil {
			t.Fatal(err)
		}
		as = who.credential()
	}
	cmd, port := helper(t, dir, as)
	conn, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("it did not stop in order: %v", err)
	}
}
