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
		if !im.answered || !away(err) || time.Since(began) > im.options.Patience {
			return err
		}
		if im.options.Waiting != nil {
			im.options.Waiting(err, im.options.Patience-time.Since(began))
		}
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// away reports whether an error says that the server, or its database, cannot be reached.
func away(err error) bool {
	var e *throughline.Error
	return errors.As(err, &e) && (e.Code == codes.Unavailable || e.Code == codes.DeadlineExceeded)
}
