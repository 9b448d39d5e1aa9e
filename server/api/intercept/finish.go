package intercept

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// internalMessage is all that a client hears of a fault of the server.
const internalMessage = "the server failed; whoever runs it finds the cause by the request id"

// finish gives a call's error its final form: a status with ErrorInfo and RequestInfo, and with
// RetryInfo where waiting helps. Whatever has no status is a fault of the server: its cause is
// logged and not told.
func (c *Chain) finish(ctx context.Context, call *Call, err error) error {
	if err == nil {
		return nil
	}
	s := c.statusOf(ctx, err)
	if s == nil {
		c.log.LogAttrs(ctx, slog.LevelError, "a call failed", append(call.attrs(), slog.Any("error", err))...)
		s = status.New(codes.Internal, internalMessage)
	}
	return Finish(s, call.RequestID)
}

// statusOf returns the status that err has, or nil when it is a fault of the server.
func (c *Chain) statusOf(ctx context.Context, err error) *status.Status {
	if errors.Is(context.Cause(ctx), errStopping) {
		return status.Convert(errStopping) // the handler saw its context end
	}
	if s := coded(err); s != nil {
		return s
	}
	if c.options.Translate != nil {
		if s := coded(c.options.Translate(err)); s != nil {
			return s
		}
	}
	switch { // in words of our own: the error may wrap what a handler was doing
	case errors.Is(err, context.DeadlineExceeded):
		return status.New(codes.DeadlineExceeded, "the call's deadline passed")
	case errors.Is(err, context.Canceled):
		return status.New(codes.Canceled, "the caller gave up")
	}
	return nil
}

// coded returns the status that err carries if it was meant for clients: UNKNOWN never is, and
// INTERNAL only with a reason. The text of what wraps the error is for logs.
func coded(err error) *status.Status {
	var e Coded
	if !errors.As(err, &e) {
		return nil
	}
	s := e.GRPCStatus()
	switch s.Code() {
	case codes.OK, codes.Unknown:
		return nil
	case codes.Internal, codes.DataLoss:
		if reasonOf(s.Err()) == "" {
			return nil
		}
	default:
	}
	return s
}

// Finish completes the details of a status: ErrorInfo with the request id, RequestInfo, and
// RetryInfo where waiting helps. It is for errors that arise outside of the chain, such as
// JSON that cannot be read; the chain itself finishes its own.
func Finish(s *status.Status, requestID string) error {
	details := s.Details()
	var info *errdetails.ErrorInfo
	waits, named := false, false
	for _, d := range details {
		switch d := d.(type) {
		case *errdetails.ErrorInfo:
			info = d
		case *errdetails.RetryInfo:
			waits = true
		case *errdetails.RequestInfo:
			named = true
		}
	}
	if info == nil {
		info = &errdetails.ErrorInfo{Reason: reasonName(defaultReasons[s.Code()]), Domain: domain}
		details = append([]any{info}, details...)
	}
	if named {
		return rebuilt(s, details) // it was finished before
	}
	info.Metadata = withEntry(info.GetMetadata(), "request_id", requestID)
	details = append(details, &errdetails.RequestInfo{RequestId: requestID})
	if !waits && waitingHelps(s.Code(), info.GetReason()) {
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(busyDelay)})
	}
	return rebuilt(s, details)
}

// waitingHelps reports whether the same request may succeed later.
func waitingHelps(code codes.Code, reason string) bool {
	return code == codes.Unavailable ||
		code == codes.ResourceExhausted && reason != reasonName(throughlinev1.ErrorReason_ERROR_REASON_REQUEST_TOO_LARGE)
}

// RetryDelay returns how long an error says to wait, and false when it does not say.
func RetryDelay(s *status.Status) (time.Duration, bool) {
	for _, d := range s.Details() {
		if retry, ok := d.(*errdetails.RetryInfo); ok {
			return retry.GetRetryDelay().AsDuration(), true
		}
	}
	return 0, false
}

// defaultReasons are the reasons of errors that come without one, by code.
var defaultReasons = map[codes.Code]throughlinev1.ErrorReason{
	codes.Canceled:           throughlinev1.ErrorReason_ERROR_REASON_CALL_CANCELLED,
	codes.Unknown:            throughlinev1.ErrorReason_ERROR_REASON_INTERNAL,
	codes.InvalidArgument:    throughlinev1.ErrorReason_ERROR_REASON_FIELD_INVALID,
	codes.DeadlineExceeded:   throughlinev1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED,
	codes.NotFound:           throughlinev1.ErrorReason_ERROR_REASON_RESOURCE_NOT_FOUND,
	codes.AlreadyExists:      throughlinev1.ErrorReason_ERROR_REASON_RESOURCE_ALREADY_EXISTS,
	codes.PermissionDenied:   throughlinev1.ErrorReason_ERROR_REASON_ROLE_INSUFFICIENT,
	codes.ResourceExhausted:  throughlinev1.ErrorReason_ERROR_REASON_RATE_LIMITED,
	codes.FailedPrecondition: throughlinev1.ErrorReason_ERROR_REASON_RESOURCE_IN_USE,
	codes.Aborted:            throughlinev1.ErrorReason_ERROR_REASON_ETAG_MISMATCH,
	codes.OutOfRange:         throughlinev1.ErrorReason_ERROR_REASON_RESUME_TOKEN_EXPIRED,
	codes.Unimplemented:      throughlinev1.ErrorReason_ERROR_REASON_METHOD_UNKNOWN,
	codes.Internal:           throughlinev1.ErrorReason_ERROR_REASON_INTERNAL,
	codes.Unavailable:        throughlinev1.ErrorReason_ERROR_REASON_STORAGE_UNAVAILABLE,
	codes.DataLoss:           throughlinev1.ErrorReason_ERROR_REASON_INTERNAL,
	codes.Unauthenticated:    throughlinev1.ErrorReason_ERROR_REASON_API_KEY_INVALID,
}
