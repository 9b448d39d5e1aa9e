package embedded

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	portTries     = 5
	readyInterval = 20 * time.Millisecond
	firstDelay    = 100 * time.Millisecond // before a restart; doubles while it keeps dying
	longestDelay  = 10 * time.Second
	steadyLife    = 30 * time.Second // after so long the delay starts anew
	stopTimeout   = 30 * time.Second // when Stop's context sets no deadline
)

var errPortInUse = errors.New("the port is in use")

// firstLife starts Postgres on the chosen port. A free port can be taken by someone else before
// Postgres has it; then another one is tried.
func (s *Server) firstLife(ctx context.Context) (*process, error) {
	for try := 1; ; try++ {
		if err := s.choosePort(); err != nil {
			return nil, err
		}
		p, err := s.spawn()
		if err != nil {
			return nil, err
		}
		err = s.awaitReady(ctx, p)
		if err == nil {
			s.setCurrent(p)
			return p, nil
		}
		err = errors.Join(err, p.abandon())
		if !errors.Is(err, errPortInUse) || s.opts.Port != 0 || try == portTries {
			return nil, err
		}
	}
}

func (s *Server) choosePort() error {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(s.opts.Port)))
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("port %d of 127.0.0.1 is in use: choose another for Postgres, or 0 for any free one", s.opts.Port)
	}
	if err != nil {
		return fmt.Errorf("port %d of 127.0.0.1: %w", s.opts.Port, err)
	}
	s.port = listener.Addr().(*net.TCPAddr).Port
	return listener.Close()
}

// awaitReady returns when Postgres takes connections, with an error when it ends first.
func (s *Server) awaitReady(ctx context.Context, p *process) error {
	tick := time.NewTicker(readyInterval)
	defer tick.Stop()
	for {
		if s.ping(ctx) == nil {
			return nil
		}
		select {
		case <-p.exited:
			if p.output.contains("could not bind") {
				return fmt.Errorf("%w: %d of 127.0.0.1\n%s", errPortInUse, s.port, p.output.last())
			}
			return fmt.Errorf("it does not start (%s)\n%s", p.reason, p.output.last())
		case <-ctx.Done():
			return fmt.Errorf("it is not ready yet: %w\n%s", ctx.Err(), p.output.last())
		case <-tick.C:
		}
	}
}

func (s *Server) ping(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, s.url(adminRole, s.secrets.Admin, "postgres"))
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

// supervise keeps Postgres alive until Stop, then ends it and gives back the data directory.
func (s *Server) supervise(p *process) {
	defer close(s.done)
	delay := firstDelay
	born := time.Now()
	for p != nil {
		select {
		case <-s.stopping:
			s.stopErr = p.end(s.overdue)
			p = nil
			continue
		case <-p.exited:
		}
		s.setCurrent(nil)
		s.opts.Logger.Warn("postgres ended and is started again", "reason", p.reason, "in", delay, "said", p.output.last())
		if time.Since(born) > steadyLife {
			delay = firstDelay
		}
		p, delay = s.nextLife(delay)
		born = time.Now()
	}
	s.setCurrent(nil)
	s.thread.close()
	if s.scratch {
		s.stopErr = os.RemoveAll(s.opts.DataDir) // however it ended
	}
	s.stopErr = errors.Join(s.stopErr, s.lock.Release())
}

// nextLife starts Postgres again after a delay, and again until it can be started; nil when
// Stop came first. It returns the delay before the life after that.
func (s *Server) nextLife(delay time.Duration) (*process, time.Duration) {
	for {
		timer := time.NewTimer(delay)
		select {
		case <-s.stopping:
			timer.Stop()
			return nil, delay
		case <-timer.C:
		}
		delay = min(2*delay, longestDelay)
		p, err := s.spawn()
		if err == nil {
			s.setCurrent(p)
			return p, delay
		}
		s.opts.Logger.Error("postgres cannot be started again", "error", err, "next try in", delay)
	}
}

// Stop shuts Postgres down: open transactions are rolled back and everything is written. When
// ctx ends first, or after 30 seconds where it sets no deadline, Postgres is stopped by force,
// which loses nothing that was committed, and Stop returns an error that says so. Stopping
// twice is harmless.
func (s *Server) Stop(ctx context.Context) error {
	if _, bounded := ctx.Deadline(); !bounded {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, stopTimeout)
		defer cancel()
	}
	s.stopOnce.Do(func() {
		s.overdue = ctx.Done()
		close(s.stopping)
	})
	<-s.done
	return s.stopErr
}
