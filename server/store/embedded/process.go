package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// outputDelay is how long the end of a process waits for children that still hold its output.
const outputDelay = time.Second

// quitTimeout is how long a process that is stopped by force gets before it is killed.
const quitTimeout = 5 * time.Second

var errForced = errors.New("embedded postgres: it did not shut down in time and was stopped by force; it will recover at the next start")

// process is one life of Postgres.
type process struct {
	cmd    *exec.Cmd
	output *output
	exited chan struct{} // closed after the end
	reason string        // why it ended; read it after exited
}

// command prepares one of Postgres's programs: as the right user, with nothing of this
// process's environment, out of reach of the terminal's Ctrl-C, ending when this process ends.
func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(s.bin.program(name), args...)
	cmd.Dir = "/"
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: s.account.credential()}
	dependOnParent(cmd.SysProcAttr)
	cmd.WaitDelay = outputDelay
	return cmd
}

// spawn starts Postgres. Its processes inherit the lock on the data directory.
func (s *Server) spawn() (*process, error) {
	p := &process{output: &output{log: s.opts.Logger}, exited: make(chan struct{})}
	p.cmd = s.command("postgres", s.arguments()...)
	p.cmd.Stdout, p.cmd.Stderr = p.output, p.output
	p.cmd.ExtraFiles = []*os.File{s.lock.File}
	var err error
	s.thread.do(func() { err = p.cmd.Start() })
	if err != nil {
		return nil, fmt.Errorf("starting %s: %w", s.bin, err)
	}
	go func() {
		defer close(p.exited)
		p.reason = "it ended by itself"
		if err := p.cmd.Wait(); err != nil && !errors.Is(err, exec.ErrWaitDelay) {
			p.reason = err.Error()
		}
	}()
	return p, nil
}

// signal sends the process a signal; one that has ended does not mind.
func (p *process) signal(sig syscall.Signal) {
	_ = p.cmd.Process.Signal(sig)
}

// end asks the process to shut down, and makes it when overdue is closed before it has.
func (p *process) end(overdue <-chan struct{}) error {
	p.signal(syscall.SIGINT) // "fast shutdown"
	select {
	case <-p.exited:
		return nil
	case <-overdue:
	}
	p.signal(syscall.SIGQUIT) // "immediate shutdown"
	timer := time.NewTimer(quitTimeout)
	defer timer.Stop()
	select {
	case <-p.exited:
	case <-timer.C:
		p.signal(syscall.SIGKILL)
		<-p.exited
	}
	return errForced
}

// abandon ends a process whose start failed.
func (p *process) abandon() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopTimeout)
	defer cancel()
	return p.end(ctx.Done())
}

func (s *Server) arguments() []string {
	settings := map[string]string{
		"listen_addresses":        "127.0.0.1",
		"port":                    strconv.Itoa(s.port),
		"unix_socket_directories": "",
		"cluster_name":            "throughline",
		"password_encryption":     "scram-sha-256",
		"timezone":                "UTC",
		"log_timezone":            "UTC",
		"log_destination":         "stderr",
		"logging_collector":       "off",
		"log_line_prefix":         "",
		// Failed statements and the rows in their details are customers' words. They go to
		// the client that sent them and not to the log.
		"log_min_messages":        "log",
		"log_min_error_statement": "panic",
		"log_error_verbosity":     "terse",
	}
	for name, value := range s.opts.Settings {
		settings[name] = value
	}
	names := make([]string, 0, len(settings))
	for name := range settings {
		names = append(names, name)
	}
	slices.Sort(names)
	args := []string{"-D", s.pgDir()}
	for _, name := range names {
		args = append(args, "-c", name+"="+settings[name])
	}
	return args
}
