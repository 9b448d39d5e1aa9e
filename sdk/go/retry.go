package throughline

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"sync"
	"time"

	"google.golang.org/grpc/codes"
)

// The waits between attempts: full jitter below a bound that doubles up to a limit.
const (
	firstWait = 100 * time.Millisecond
	longWait  = 5 * time.Second
)

// retry tries until an attempt succeeds, fails for good, or may not be repeated: attempts and
// budget are used up, or the wait would outlast the deadline. It returns the last error.
func (c *caller) retry(ctx context.Context, attempt func() error) error {
	for n := 1; ; n++ {
		err := attempt()
		if err == nil {
			c.budget.success()
			return nil
		}
		pause, transient := backoff(err, n)
		if !transient || !c.budget.failure() || n >= c.config.attempts || outlasts(ctx, pause) {
			return err
		}
		if c.config.wait(ctx, pause) != nil {
			return err
		}
	}
}

// backoff returns how long to wait after the nth failed attempt, and whether trying again can
// help. What the server asks for is waited in full.
func backoff(err error, n int) (time.Duration, bool) {
	var e *Error
	if !errors.As(err, &e) {
		return 0, false
	}
	bound := min(firstWait<<min(n-1, 10), longWait)
	pause := e.RetryAfter + mathrand.N(bound)
	switch e.Code {
	case codes.Unavailable:
		return pause, true
	case codes.ResourceExhausted, codes.Aborted:
		return pause, e.RetryAfter > 0 // without a hint it fails the same way again
	default:
		return 0, false
	}
}

// outlasts reports whether a pause ends after the context.
func outlasts(ctx context.Context, pause time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return ok && time.Until(deadline) <= pause
}

// budget keeps a client from multiplying the load on a server that fails: once most calls fail,
// they are no longer tried again. It is gRPC's retry throttling (gRFC A6).
type budget struct {
	mu     sync.Mutex
	tokens float64
}

const (
	fullBudget     = 20.0
	successRestore = 0.2 // so that one retry in five calls lasts for ever
)

func newBudget() *budget { return &budget{tokens: fullBudget} }

func (b *budget) success() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tokens = min(b.tokens+successRestore, fullBudget)
}

// failure reports whether another attempt is within the budget.
func (b *budget) failure() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tokens = max(b.tokens-1, 0)
	return b.tokens > fullBudget/2
}

// newID returns a random UUID, version 4.
func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails, see crypto/rand
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
