package jobs

import (
	"context"
	"time"
)

// Signal wakes a worker that waits for work. Waking one that is at work makes it look once
// more; waking it many times makes it look once. The zero Signal is not usable.
type Signal chan struct{}

// NewSignal returns a Signal that nobody has woken.
func NewSignal() Signal { return make(Signal, 1) }

// Wake wakes the worker. It never blocks; on a nil Signal it does nothing.
func (s Signal) Wake() {
	if s == nil {
		return
	}
	select {
	case s <- struct{}{}:
	default:
	}
}

// wait returns when the signal is woken, after d, or when ctx is done.
func (s Signal) wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-s:
	case <-timer.C:
	case <-ctx.Done():
	}
}
