package intercept

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	otelcodes "go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// scope names this package to OpenTelemetry.
const scope = "github.com/throughline-cx/throughline/server/api/intercept"

// telemetry makes a span and a measurement of each call, by OpenTelemetry's conventions.
type telemetry struct {
	tracer   trace.Tracer
	duration metric.Float64Histogram
}

func newTelemetry(options Options) (telemetry, error) {
	tracers, meters := options.TracerProvider, options.MeterProvider
	if tracers == nil {
		tracers = otel.GetTracerProvider()
	}
	if meters == nil {
		meters = otel.GetMeterProvider()
	}
	duration, err := meters.Meter(scope).Float64Histogram("rpc.server.call.duration",
		metric.WithUnit("s"), metric.WithDescription("How long calls take."))
	return telemetry{tracer: tracers.Tracer(scope), duration: duration}, err
}

// start begins a call's span, below the client's when it sent one. The function that it returns
// ends the span and takes the measurement.
func (t telemetry) start(ctx context.Context, call *Call) (context.Context, func(error)) {
	md, _ := metadata.FromIncomingContext(ctx)
	ctx = otel.GetTextMapPropagator().Extract(ctx, carrier(md))
	method := strings.TrimPrefix(call.Method, "/")
	ctx, span := t.tracer.Start(ctx, method, trace.WithSpanKind(trace.SpanKindServer))
	return ctx, func(err error) {
		code := status.Code(err)
		attributes := []attribute.KeyValue{
			attribute.String("rpc.system.name", "grpc"),
			attribute.String("rpc.method", method),
			attribute.String("rpc.response.status_code", code.String()),
		}
		if code == codes.Unimplemented { // a name that a client made up must not make a time series
			attributes[1] = attribute.String("rpc.method", "_OTHER")
		}
		t.duration.Record(ctx, time.Since(call.Began).Seconds(), metric.WithAttributes(attributes...))
		span.SetAttributes(append(attributes, attribute.String("throughline.request_id", call.RequestID),
			attribute.String("throughline.tenant", call.Principal.Tenant))...)
		if serverFault(code) {
			span.SetStatus(otelcodes.Error, code.String())
		}
		span.End()
	}
}

// serverFault reports whether a code tells of a fault of the server rather than of the client.
func serverFault(code codes.Code) bool {
	switch code {
	case codes.Unknown, codes.Internal, codes.DataLoss, codes.Unavailable:
		return true
	default:
		return false
	}
}

// logCall writes a call's access line.
func (c *Chain) logCall(ctx context.Context, call *Call, err error) {
	code, level := status.Code(err), slog.LevelInfo
	switch {
	case serverFault(code):
		level = slog.LevelWarn // finish has logged the cause of an internal error as an error
	case c.options.Rules[call.Method].Public && err == nil:
		level = slog.LevelDebug // health is asked for every few seconds
	}
	attrs := append(call.attrs(), slog.String("code", code.String()), slog.Duration("took", time.Since(call.Began)))
	if reason := reasonOf(err); reason != "" {
		attrs = append(attrs, slog.String("reason", reason))
	}
	c.log.LogAttrs(ctx, level, "call", attrs...)
}

// attrs are what every line about a call says.
func (call *Call) attrs() []slog.Attr {
	attrs := []slog.Attr{
		slog.String("method", call.Method), slog.String("request_id", call.RequestID),
		slog.String("tenant", call.Principal.Tenant), slog.String("key", call.Principal.KeyID), slog.String("peer", call.Peer),
	}
	if call.Principal.Source != "" { // the person stands in the audit log alone
		attrs = append(attrs, slog.String("source", call.Principal.Source))
	}
	return attrs
}

// carrier lets OpenTelemetry read metadata.
type carrier metadata.MD

// Get implements propagation.TextMapCarrier.
func (c carrier) Get(key string) string {
	if v := metadata.MD(c).Get(key); len(v) > 0 {
		return v[0]
	}
	return ""
}

// Set implements propagation.TextMapCarrier.
func (c carrier) Set(key, value string) { metadata.MD(c).Set(key, value) }

// Keys implements propagation.TextMapCarrier.
func (c carrier) Keys() []string {
	keys := make([]string, 0, len(c))
	for k := range c {
		keys = append(keys, k)
	}
	return keys
}
