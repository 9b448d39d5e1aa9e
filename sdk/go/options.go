package throughline

import (
	"context"
	"crypto/tls"
	"runtime"
	"time"

	"google.golang.org/grpc"
	grpcbackoff "google.golang.org/grpc/backoff"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
)

// Option changes how a Client works.
type Option func(*config)

type config struct {
	apiKey    string
	tls       *tls.Config
	insecure  bool
	deadline  time.Duration
	attempts  int
	userAgent string
	dial      []grpc.DialOption

	wait    func(context.Context, time.Duration) error // sleeps; tests replace it
	silence time.Duration                              // after so long without a message a watch is broken
}

func defaults() config {
	return config{
		deadline: 30 * time.Second,
		attempts: 4,
		wait:     wait,
		silence:  45 * time.Second, // three heartbeats
	}
}

// WithAPIKey sets the API key, "tl_live_…".
func WithAPIKey(key string) Option { return func(c *config) { c.apiKey = key } }

// WithInsecure speaks without TLS, so that whoever can read the traffic can read the API key.
// It is for a server on this machine, or behind something that encrypts.
func WithInsecure() Option { return func(c *config) { c.insecure = true } }

// WithTLS sets how TLS is spoken. The default trusts the system's certificate authorities.
func WithTLS(cfg *tls.Config) Option { return func(c *config) { c.tls = cfg } }

// WithDeadline sets how long a call may take, all its attempts together, when its context has
// no deadline. The default is 30 seconds; 0 sets none. Streams have none.
func WithDeadline(d time.Duration) Option { return func(c *config) { c.deadline = d } }

// WithAttempts sets how often a call is tried at most, where trying again is safe. The default
// is 4; 1 never tries again.
func WithAttempts(n int) Option { return func(c *config) { c.attempts = max(n, 1) } }

// WithUserAgent puts a program's name and version, "importer/1.2", before this package's in the
// user agent.
func WithUserAgent(name string) Option { return func(c *config) { c.userAgent = name + " " } }

// WithDialOptions adds options of gRPC, such as a stats handler for telemetry.
func WithDialOptions(options ...grpc.DialOption) Option {
	return func(c *config) { c.dial = append(c.dial, options...) }
}

// reconnectSoon makes a client find a server again within seconds of its return; gRPC's default
// grows to two minutes.
var reconnectSoon = grpc.ConnectParams{
	Backoff:           grpcbackoff.Config{BaseDelay: firstWait, Multiplier: 1.6, Jitter: 0.2, MaxDelay: longWait},
	MinConnectTimeout: 10 * time.Second,
}

// maxResponse is the largest answer that is accepted, in bytes.
const maxResponse = 16 << 20

func (c config) dialOptions(caller *caller) []grpc.DialOption {
	transport := credentials.NewTLS(c.tls)
	if c.insecure {
		transport = insecure.NewCredentials()
	}
	return append([]grpc.DialOption{
		grpc.WithTransportCredentials(transport),
		grpc.WithPerRPCCredentials(bearer{key: c.apiKey, insecure: c.insecure}),
		grpc.WithUserAgent(c.userAgent + "throughline-go/" + Version + " " + runtime.Version()),
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: time.Minute, Timeout: 20 * time.Second}),
		grpc.WithConnectParams(reconnectSoon),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxResponse)),
		grpc.WithDisableRetry(), // caller tries again, and sees what gRPC's own retries do not
		grpc.WithChainUnaryInterceptor(caller.unary),
		grpc.WithChainStreamInterceptor(caller.stream),
	}, c.dial...)
}

// bearer sends the API key with every call.
type bearer struct {
	key      string
	insecure bool
}

func (b bearer) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	return map[string]string{"authorization": "Bearer " + b.key}, nil
}

func (b bearer) RequireTransportSecurity() bool { return !b.insecure }

// wait returns after d, or with the context's error when it ends earlier.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
