package store

import (
	"context"
	"crypto/cipher"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	_ "github.com/throughline-cx/throughline/ent/runtime" // ent's hooks and defaults
)

// Options change how a Store works. The zero value has the defaults.
type Options struct {
	// MaxConns is the size of the connection pool; 0 means 16.
	MaxConns int32
	// ConnectTimeout bounds how long a unit of work waits for a connection before it fails
	// with ErrUnavailable; 0 means 3 s.
	ConnectTimeout time.Duration
	// StatementTimeout bounds one statement; 0 means 30 s.
	StatementTimeout time.Duration
	// IdleInTransactionTimeout bounds the pause between two statements of a unit of work. A
	// frozen process loses its locks after it, and cannot commit afterwards; 0 means 30 s.
	IdleInTransactionTimeout time.Duration
	// CoalesceWindow is how long a small push waits for others of the same tenant before
	// they are written together; 0 means 3 ms, at most 5 ms, below zero means not at all.
	CoalesceWindow time.Duration
	// SealingKey encrypts the signing secrets of destinations: 32 bytes. Without one no
	// destination can be saved or delivered to.
	SealingKey []byte
}

func (o Options) withDefaults() (Options, error) {
	if o.MaxConns == 0 {
		o.MaxConns = 16
	}
	for _, d := range []struct {
		value    *time.Duration
		fallback time.Duration
	}{
		{&o.ConnectTimeout, 3 * time.Second},
		{&o.StatementTimeout, 30 * time.Second},
		{&o.IdleInTransactionTimeout, 30 * time.Second},
		{&o.CoalesceWindow, 3 * time.Millisecond},
	} {
		if *d.value == 0 {
			*d.value = d.fallback
		}
	}
	if o.CoalesceWindow > 5*time.Millisecond {
		return o, invalid("CoalesceWindow is %v; at most 5ms, it delays every push", o.CoalesceWindow)
	}
	if n := len(o.SealingKey); n != 0 && n != 32 {
		return o, invalid("SealingKey has %d bytes; it must have 32", n)
	}
	return o, nil
}

// Store is a pool of connections to one database. It is safe for concurrent use.
type Store struct {
	pool      *pgxpool.Pool
	db        *sql.DB // the same pool, as ent sees it
	options   Options
	sealer    cipher.AEAD // nil without a sealing key
	coalescer *coalescer
}

// Open connects to the database at dsn as the application's role. It does not wait for the
// database: one that is down gives ErrUnavailable from every operation until it is back.
// It fails when dsn or the options cannot be used.
func Open(ctx context.Context, dsn string, options Options) (*Store, error) {
	options, err := options.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	sealer, err := newSealer(options.SealingKey)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	config, err := poolConfig(dsn, options)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s := &Store{pool: pool, db: stdlib.OpenDBFromPool(pool), options: options, sealer: sealer}
	s.coalescer = newCoalescer(options.CoalesceWindow, s.pushBatch)
	return s, nil
}

func poolConfig(dsn string, o Options) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, errors.New("the database address cannot be parsed; it must be a postgres:// URL or key=value pairs")
	}
	config.MaxConns = o.MaxConns
	config.MaxConnIdleTime = 5 * time.Minute
	config.ConnConfig.ConnectTimeout = o.ConnectTimeout
	params := config.ConnConfig.RuntimeParams
	if params["application_name"] == "" {
		params["application_name"] = "throughline"
	}
	params["timezone"] = "UTC"
	params["statement_timeout"] = milliseconds(o.StatementTimeout)
	params["idle_in_transaction_session_timeout"] = milliseconds(o.IdleInTransactionTimeout)
	return config, nil
}

func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// Ping reports whether the database answers: nil or ErrUnavailable.
func (s *Store) Ping(ctx context.Context) error {
	deadline, cancel := context.WithTimeout(ctx, s.options.ConnectTimeout)
	defer cancel()
	if err := s.pool.Ping(deadline); err != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return nil
}

// Pool returns the pool beneath, for River's client. It knows no tenant: row-level security
// hides every tenant's rows from it.
func (s *Store) Pool() *pgxpool.Pool { return s.pool }

// Close waits for the pushes under way and closes every connection.
func (s *Store) Close() {
	s.coalescer.close()
	_ = s.db.Close()
	s.pool.Close()
}
