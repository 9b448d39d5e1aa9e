package importing

import (
	"context"
	"errors"
	"time"

	"google.golang.org/grpc/codes"

	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// Patience is how long an import waits for a server that answered before and does not now: a
// restart with its migrations fits in.
const Patience = 2 * time.Minute

// The waits between two looks whether the server is back.
const (
	firstWait = 500 * time.Millisecond
	longWait  = 5 * time.Second
)

// patiently makes a call that may be repeated, again and again while the server is away. The
// first call of an import is not repeated: an address that never answered is more likely wrong.
func (im *importer) patiently(ctx context.Context, call func() error) error {
	began := time.Now()
	for pause := firstWait; ; pause = min(2*pause, longWait) {
		err := call()
		if err == nil {
			im.answered = true
			return nil
		}
		asked, again := later(err)
		if !im.answered || !again || time.Since(began) > im.options.Patience {
			return err
		}
		if im.options.Waiting != nil {
			im.options.Waiting(err, im.options.Patience-time.Since(began))
		}
		timer := time.NewTimer(max(pause, asked))
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// later reports whether an error says that the server, or its database, cannot be reached or is
// busy, and how long the server asked to be left alone.
func later(err error) (asked time.Duration, again bool) {
	var e *throughline.Error
	if !errors.As(err, &e) {
		return 0, false
	}
	switch e.Code {
	case codes.Unavailable, codes.DeadlineExceeded:
		return e.RetryAfter, true
	case codes.ResourceExhausted, codes.Aborted:
		return e.RetryAfter, e.RetryAfter > 0 // without a hint it fails the same way again
	default:
		return 0, false
	}
}
