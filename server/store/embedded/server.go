package embedded

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"strconv"
	"sync"

	"github.com/throughline-cx/throughline/ent/migrations"
	"github.com/throughline-cx/throughline/server/store/embedded/filelock"
)

// Database is the name of the database that the addresses lead to.
const Database = "throughline"

const pgName = "postgres" // of Postgres's own folder in the data directory

// Server is a private Postgres that runs until Stop.
type Server struct {
	opts    Options
	account account
	bin     Binaries
	secrets secrets
	port    int
	lock    *filelock.Lock
	scratch bool // the data directory goes with the server
	thread  *thread

	mu      sync.Mutex
	current *process // nil between two lives

	stopOnce sync.Once
	stopping chan struct{}   // closed by Stop
	overdue  <-chan struct{} // closed when Stop's time is over; read it after stopping is closed
	done     chan struct{}   // closed when Postgres has ended and nothing is left
	stopErr  error           // read it after done
}

// Start starts the private Postgres of a data directory, which it makes when missing, and
// returns when it takes connections and the two roles and the database exist. The tables are
// made by migrations.Up. ctx bounds the start only.
//
// It refuses a data directory that is in use, that another major version of Postgres made, or
// that the user Postgres runs as cannot enter, and a port that is in use.
func Start(ctx context.Context, o Options) (*Server, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("embedded postgres: %w", err)
	}
	s := &Server{opts: o, stopping: make(chan struct{}), done: make(chan struct{}), thread: newThread()}
	if err := s.start(ctx); err != nil {
		s.thread.close()
		if s.lock != nil {
			err = errors.Join(err, s.lock.Release())
		}
		return nil, fmt.Errorf("embedded postgres: %w", err)
	}
	return s, nil
}

func (s *Server) start(ctx context.Context) (err error) {
	if s.account, err = findAccount(); err != nil {
		return err
	}
	if err := s.account.mkdir(s.opts.DataDir); err != nil {
		return err
	}
	if err := s.account.reaches(s.opts.DataDir); err != nil {
		return err
	}
	if s.lock, err = takeDataDir(ctx, s.opts); err != nil {
		return err
	}
	if err := s.prepare(ctx); err != nil {
		return err
	}
	p, err := s.firstLife(ctx)
	if err != nil {
		return err
	}
	err = migrations.Bootstrap(ctx, s.url(adminRole, s.secrets.Admin, "postgres"), migrations.Bootstrapping{
		Database:      Database,
		OwnerPassword: s.secrets.Owner,
		AppPassword:   s.secrets.App,
	})
	if err != nil {
		return errors.Join(err, p.abandon())
	}
	go s.supervise(p)
	return nil
}

// prepare finds the binaries and makes what a new data directory needs.
func (s *Server) prepare(ctx context.Context) error {
	major, err := dataMajor(s.pgDir())
	if err != nil {
		return err
	}
	if s.bin, err = findBinaries(ctx, s.opts, s.account, major); err != nil {
		return err
	}
	if err := s.account.reaches(s.bin.Dir); err != nil {
		return err
	}
	if s.secrets, err = loadSecrets(s.opts.DataDir, major == 0); err != nil {
		return err
	}
	if major != 0 {
		return nil
	}
	s.opts.Logger.Info("making the database", "dir", s.opts.DataDir, "with", s.bin.String())
	return s.initialise()
}

func (s *Server) pgDir() string { return filepath.Join(s.opts.DataDir, pgName) }

// AppURL is the address of the database as the role that the server works as.
func (s *Server) AppURL() string { return s.url(migrations.AppRole, s.secrets.App, Database) }

// MigrateURL is the address of the database as the role that owns the tables.
func (s *Server) MigrateURL() string { return s.url(migrations.OwnerRole, s.secrets.Owner, Database) }

// AdminURL is the address of the database as the superuser, whom no row-level security binds:
// for tests and repairs.
func (s *Server) AdminURL() string { return s.url(adminRole, s.secrets.Admin, Database) }

// Port is the port on 127.0.0.1. It stays the same until Stop.
func (s *Server) Port() int { return s.port }

// PID is the id of Postgres's first process, 0 while there is none.
func (s *Server) PID() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current == nil {
		return 0
	}
	return s.current.cmd.Process.Pid
}

func (s *Server) setCurrent(p *process) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current = p
}

func (s *Server) url(role, password, database string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(role, password),
		Host:     net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)),
		Path:     "/" + database,
		RawQuery: "sslmode=disable",
	}
	return u.String()
}
