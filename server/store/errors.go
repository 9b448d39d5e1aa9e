package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/throughline-cx/throughline/ent"
)

// The kinds of errors that callers may expect and tell apart with errors.Is.
var (
	// ErrNotFound means that the tenant has no such thing, or that there is no such tenant.
	ErrNotFound = errors.New("not found")
	// ErrExists means that there is one already with this identity.
	ErrExists = errors.New("already exists")
	// ErrConflict means that the caller's etag is not that of what is stored: somebody else
	// changed it. Read again, then decide.
	ErrConflict = errors.New("changed by somebody else")
	// ErrInvalid means that a value cannot be stored as it is.
	ErrInvalid = errors.New("invalid")
	// ErrUnavailable means that the database cannot be reached or is overloaded. Nothing was
	// acknowledged; try again later.
	ErrUnavailable = errors.New("database unavailable")
)

// ExistsError is an ErrExists that names what exists.
type ExistsError struct{ ID uuid.UUID }

// Error implements error.
func (e *ExistsError) Error() string { return e.ID.String() + " " + ErrExists.Error() }

// Unwrap makes it an ErrExists.
func (e *ExistsError) Unwrap() error { return ErrExists }

func notFound(format string, args ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), ErrNotFound)
}

// invalid says what cannot be stored and what would be right.
func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInvalid, fmt.Sprintf(format, args...))
}

// SQLSTATE codes that have a meaning here.
const (
	stateSerialization = "40001"
	stateDeadlock      = "40P01"
	stateCachedPlan    = "0A000"
	stateUnique        = "23505"
	stateForeignKey    = "23503"
	stateReadOnly      = "25006"
	stateIdleTimeout   = "25P03"
	stateNulByte       = "22021"
	stateNulEscape     = "22P05"
)

// sqlState returns the SQLSTATE of err, or "".
func sqlState(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}

// retryable reports whether a unit of work that failed with err may succeed as it is when it
// is run again at once.
func retryable(err error) bool {
	switch sqlState(err) {
	case stateSerialization, stateDeadlock, stateCachedPlan:
		return true
	}
	return false
}

// classify gives err its kind. An error that has one already keeps it.
func classify(ctx context.Context, err error) error {
	switch {
	case err == nil, errors.Is(err, ErrNotFound), errors.Is(err, ErrExists), errors.Is(err, ErrConflict),
		errors.Is(err, ErrInvalid), errors.Is(err, ErrUnavailable):
		return err
	case ctx.Err() != nil:
		return errors.Join(context.Cause(ctx), err) // the caller gave up; whatever failed, failed of that
	case unavailable(err):
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	case errors.Is(err, pgx.ErrNoRows), ent.IsNotFound(err):
		return fmt.Errorf("%w: %w", ErrNotFound, err)
	}
	switch sqlState(err) {
	case stateUnique:
		return fmt.Errorf("%w: %w", ErrExists, err)
	case stateForeignKey:
		return fmt.Errorf("%w: %w", ErrNotFound, err)
	case stateNulByte, stateNulEscape:
		return fmt.Errorf("%w: text holds a NUL byte or is no UTF-8: %w", ErrInvalid, err)
	}
	return err
}

// unavailable reports whether err says that the database cannot be reached, is shutting down,
// is out of a resource, or takes no writes.
func unavailable(err error) bool {
	var connect *pgconn.ConnectError
	var network net.Error
	if errors.As(err, &connect) || errors.As(err, &network) || pgconn.Timeout(err) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) ||
		strings.Contains(err.Error(), "conn closed") || strings.Contains(err.Error(), "bad connection") {
		return true
	}
	state := sqlState(err)
	if state == stateReadOnly || state == stateIdleTimeout || retryable(err) {
		return true
	}
	for _, class := range []string{"08", "53", "57", "58"} { // connection, resources, operator, system
		if strings.HasPrefix(state, class) {
			return true
		}
	}
	return false
}
