package intercept

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// busyDelay is how long a client is told to wait where nothing better is known.
const busyDelay = time.Second

// errStopping is why calls end when the server stops.
var errStopping = RetryAfter(Errorf(codes.Unavailable, throughlinev1.ErrorReason_ERROR_REASON_SERVER_STOPPING,
	"the server is stopping; send the request again"), busyDelay)

// Rate is a token bucket: one token for each call, and for each message of a stream but the
// first.
type Rate struct {
	PerSecond float64 // tokens that come back in a second; 0 does not limit
	Burst     int     // tokens that may be saved up; at least 1 is taken
}

// limiters are the tenants' token buckets.
type limiters struct {
	rate Rate
	mu   sync.Mutex
	of   map[string]*rate.Limiter // only tenants that exist get here, so it needs no clearing
}

func (l *limiters) limiter(tenant string) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.of == nil {
		l.of = map[string]*rate.Limiter{}
	}
	if l.of[tenant] == nil {
		l.of[tenant] = rate.NewLimiter(rate.Limit(l.rate.PerSecond), max(1, l.rate.Burst))
	}
	return l.of[tenant]
}

// take takes a token, or says when there will be one.
func (l *limiters) take(tenant string) error {
	if l.rate.PerSecond <= 0 {
		return nil
	}
	token := l.limiter(tenant).Reserve()
	delay := token.Delay()
	if delay == 0 {
		return nil
	}
	token.Cancel()
	return RetryAfter(Errorf(codes.ResourceExhausted, throughlinev1.ErrorReason_ERROR_REASON_RATE_LIMITED,
		"the tenant may make %g calls a second; try again in %v", l.rate.PerSecond, delay.Round(time.Millisecond)), delay)
}

// wait waits for a token: a stream is slowed down where a call is refused.
func (l *limiters) wait(ctx context.Context, tenant string) error {
	if l.rate.PerSecond <= 0 || tenant == "" {
		return nil
	}
	if err := l.limiter(tenant).Wait(ctx); err != nil && ctx.Err() == nil {
		return context.DeadlineExceeded // the token comes after the deadline, says the limiter
	}
	return ctx.Err()
}

// gate lets a number of calls in at once.
type gate chan struct{}

func newGate(size, otherwise int) gate {
	if size <= 0 {
		size = otherwise
	}
	return make(gate, size)
}

// enter lets a call in, or refuses it at once: queueing would only make every caller wait. The
// function that it returns lets the next one in.
func (c *Chain) enter(info *grpc.StreamServerInfo) (func(), error) {
	g := c.calls
	if info.IsServerStream || info.IsClientStream { // may be open for hours
		g = c.streams
	}
	select {
	case g <- struct{}{}:
		return func() { <-g }, nil
	default:
		return nil, RetryAfter(Errorf(codes.Unavailable, throughlinev1.ErrorReason_ERROR_REASON_SERVER_BUSY,
			"the server works on %d calls, which is all that it can; nothing was done, try again in %v", cap(g), busyDelay), busyDelay)
	}
}
