package intercept

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"buf.build/go/protovalidate"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// Options say how a Chain works. Authenticator is required; the zero value of everything else
// is usable.
type Options struct {
	// Authenticator finds out who holds a key.
	Authenticator Authenticator
	// Rules say who may call which method, by full method name. A method without a rule cannot
	// be called at all. Nil means Rules().
	Rules map[string]Rule
	// Translate gives an error of the domain its status, or returns nil for one that it does not
	// know. Errors that have a GRPCStatus method need no translation.
	Translate func(error) error
	// Auditor hears of every successful call whose rule says so. Nil for none.
	Auditor Auditor
	// Rate is what each tenant may ask for. The zero value does not limit.
	Rate Rate
	// MaxCalls is how many unary calls may be in progress at once; 1,024 when zero.
	MaxCalls int
	// MaxStreams is how many streams, to or from clients, may be open at once; 4,096 when zero.
	MaxStreams int
	// Logger gets one line for each call; slog.Default() when nil.
	Logger *slog.Logger
	// TracerProvider and MeterProvider are otel's global ones when nil.
	TracerProvider trace.TracerProvider
	MeterProvider  metric.MeterProvider
}

// Chain is the interceptor chain. Make one with New.
type Chain struct {
	options   Options
	log       *slog.Logger
	telemetry telemetry
	validator protovalidate.Validator
	calls     gate
	streams   gate
	limiters  limiters
	tenancy   sync.Map // protoreflect.FullName to *plan

	stopping context.Context
	stop     context.CancelFunc
}

// New makes a chain. It fails when there is no Authenticator or telemetry cannot be set up.
func New(options Options) (*Chain, error) {
	if options.Authenticator == nil {
		return nil, errors.New("intercept: an Authenticator is required")
	}
	if options.Rules == nil {
		options.Rules = Rules()
	}
	validator, err := protovalidate.New()
	if err != nil {
		return nil, err
	}
	c := &Chain{
		options: options, log: options.Logger, validator: validator,
		calls: newGate(options.MaxCalls, 1024), streams: newGate(options.MaxStreams, 4096),
		limiters: limiters{rate: options.Rate},
	}
	if c.log == nil {
		c.log = slog.Default()
	}
	if c.telemetry, err = newTelemetry(options); err != nil {
		return nil, err
	}
	c.stopping, c.stop = context.WithCancel(context.Background())
	return c, nil
}

// Stop refuses calls from now on, and ends those that answer with a stream: all with
// UNAVAILABLE, so that clients go elsewhere. Other calls go on.
func (c *Chain) Stop() { c.stop() }

// Stopped returns nil until Stop is called, and the error that calls are refused with from then.
func (c *Chain) Stopped() error {
	if c.stopping.Err() != nil {
		return errStopping
	}
	return nil
}

// Intercept is the chain as an interceptor. Read it from the outside in.
func (c *Chain) Intercept(impl any, wire grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	call := newCall(wire.Context(), info)
	_ = wire.SetHeader(metadata.Pairs(requestIDHeader, call.RequestID)) // fails only once headers are out
	ctx, done := c.telemetry.start(withCall(wire.Context(), call), call)
	ctx, release := c.endWithServer(ctx, info)
	defer release()
	err := c.recovered(call, func() error { return c.serve(ctx, call, impl, wire, info, handler) })
	err = c.finish(ctx, call, err)
	done(err)
	c.logCall(ctx, call, err)
	return err
}

// serve lets a call through to its handler if all agree.
func (c *Chain) serve(ctx context.Context, call *Call, impl any, wire grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	if err := c.Stopped(); err != nil {
		return err
	}
	rule, known := c.options.Rules[info.FullMethod]
	if !known {
		return Errorf(codes.Unimplemented, throughlinev1.ErrorReason_ERROR_REASON_METHOD_UNKNOWN, "there is no method %s", info.FullMethod)
	}
	leave, err := c.enter(info)
	if err != nil {
		return err
	}
	defer leave()
	s := &stream{ServerStream: wire, ctx: ctx, chain: c, call: call}
	if rule.Public {
		return handler(impl, s)
	}
	if err := c.authorize(ctx, call, rule); err != nil {
		return err
	}
	if err := c.limiters.take(call.Principal.Tenant); err != nil {
		return err
	}
	if err := handler(impl, s); err != nil {
		return err
	}
	c.audit(ctx, call, rule)
	return nil
}

// endWithServer makes a context that ends when the server stops, for calls that would otherwise
// go on until their client leaves.
func (c *Chain) endWithServer(ctx context.Context, info *grpc.StreamServerInfo) (context.Context, func()) {
	if !info.IsServerStream {
		return ctx, func() {}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	unregister := context.AfterFunc(c.stopping, func() { cancel(errStopping) })
	return ctx, func() {
		unregister()
		cancel(nil)
	}
}
