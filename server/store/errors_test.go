package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

func TestErrorsHaveAKind(t *testing.T) {
	pg := func(code string) error { return fmt.Errorf("insert: %w", &pgconn.PgError{Code: code, Message: "m"}) }
	plain := errors.New("a fault of ours")
	for _, c := range []struct {
		name string
		err  error
		want error
	}{
		{"no row", pgx.ErrNoRows, ErrNotFound},
		{"unique", pg("23505"), ErrExists},
		{"foreign key", pg("23503"), ErrNotFound},
		{"NUL byte", pg("22021"), ErrInvalid},
		{"NUL escape", pg("22P05"), ErrInvalid},
		{"connection lost", pg("08006"), ErrUnavailable},
		{"too many connections", pg("53300"), ErrUnavailable},
		{"disk full", pg("53100"), ErrUnavailable},
		{"shutting down", pg("57P01"), ErrUnavailable},
		{"starting up", pg("57P03"), ErrUnavailable},
		{"read only", pg("25006"), ErrUnavailable},
		{"statement timeout", pg("57014"), ErrUnavailable},
		{"idle too long", pg("25P03"), ErrUnavailable},
		{"deadlock after every try", pg("40P01"), ErrUnavailable},
		{"end of stream", fmt.Errorf("read: %w", io.ErrUnexpectedEOF), ErrUnavailable},
		{"closed socket", &net.OpError{Op: "write", Err: net.ErrClosed}, ErrUnavailable},
		{"kept kind", fmt.Errorf("policy: %w", ErrConflict), ErrConflict},
		{"permission denied", pg("42501"), nil},
		{"syntax error", pg("42601"), nil},
		{"anything else", plain, nil},
	} {
		got := classify(context.Background(), c.err)
		for _, kind := range []error{ErrNotFound, ErrExists, ErrConflict, ErrInvalid, ErrUnavailable} {
			if is := errors.Is(got, kind); is != errors.Is(c.want, kind) {
				t.Errorf("%s: is %q = %v; error %v", c.name, kind, is, got)
			}
		}
		if !errors.Is(got, c.err) {
			t.Errorf("%s: the cause is lost: %v", c.name, got)
		}
	}
	if classify(context.Background(), nil) != nil {
		t.Error("no error has no kind")
	}
}

func TestTheCallersOwnEndIsNotTheDatabases(t *testing.T) {
	gone := errors.New("the client hung up")
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(gone)
	got := classify(ctx, &pgconn.PgError{Code: "57014"})
	if !errors.Is(got, gone) || errors.Is(got, ErrUnavailable) {
		t.Errorf("error %v", got)
	}
}
