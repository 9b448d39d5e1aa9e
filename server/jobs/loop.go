package jobs

import (
	"context"
	"log/slog"
	"time"
)

// The pace of a worker that finds nothing to do, or that fails.
const (
	idlePoll   = time.Second            // other processes do not signal
	firstPause = 100 * time.Millisecond // after a failure; doubled each time
	longPause  = 5 * time.Second        // at most, so that recovery is quick
)

// loop calls work until ctx is done: at once again while it does something, else when it is
// woken or after idlePoll. Failures are logged and followed by a growing pause; they never end
// the loop, so a database that comes back is used without a restart.
func loop(ctx context.Context, log *slog.Logger, name string, wake Signal, work func(context.Context) (done int, err error)) {
	pause := firstPause
	for ctx.Err() == nil {
		done, err := work(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			log.ErrorContext(ctx, "worker failed, it tries again", "worker", name, "error", err, "pause", pause)
			Signal(nil).wait(ctx, pause)
			pause = min(2*pause, longPause)
		case done == 0:
			wake.wait(ctx, idlePoll)
			pause = firstPause
		default:
			pause = firstPause
		}
	}
}
