package throughline

import (
	"context"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// Error is why a call failed. Get at it with errors.As. errors.Is finds context.Canceled and
// context.DeadlineExceeded in it, status.FromError the gRPC status.
type Error struct {
	Code            codes.Code                // the kind of error
	Reason          throughlinev1.ErrorReason // the exact reason; unspecified when this package is too old to know it
	ReasonName      string                    // the reason as the server named it, "ETAG_MISMATCH"; empty when no server answered
	Message         string                    // in words, for people
	Metadata        map[string]string         // what else the reason says
	FieldViolations []FieldViolation          // the fields at fault
	RequestID       string                    // quote it to whoever runs the server
	RetryAfter      time.Duration             // how long to wait before trying again; 0 when the server did not say

	status *status.Status
}

// FieldViolation is one field that is wrong.
type FieldViolation struct {
	Field       string // path, such as "policy.window_days"
	Reason      string // id of the broken rule
	Description string // what is wrong and what would be right
}

// Error says everything in one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("throughline: " + e.Code.String())
	if e.ReasonName != "" {
		b.WriteString(" (" + e.ReasonName + ")")
	}
	b.WriteString(": " + e.Message)
	for _, v := range e.FieldViolations {
		if says := v.Field + ": " + v.Description; !strings.Contains(e.Message, says) { // the server's message tells the first ones
			b.WriteString("; " + says)
		}
	}
	if e.RequestID != "" {
		b.WriteString(" [request " + e.RequestID + "]")
	}
	return b.String()
}

// Retryable reports whether the same request may succeed later. Whether repeating it is safe is
// another matter: it is where the method is idempotent or the request has a request id.
func (e *Error) Retryable() bool {
	_, transient := backoff(e, 1)
	return transient
}

// broken reports whether the connection was reset: no server answers INTERNAL without a reason.
func (e *Error) broken() bool { return e.Code == codes.Internal && e.ReasonName == "" }

// GRPCStatus lets status.FromError find the status.
func (e *Error) GRPCStatus() *status.Status { return e.status }

// Is reports whether the error says that a context ended.
func (e *Error) Is(target error) bool {
	return target == context.Canceled && e.Code == codes.Canceled ||
		target == context.DeadlineExceeded && e.Code == codes.DeadlineExceeded
}

// toError turns what gRPC returns into an *Error. requestID is the id that the call was sent
// with; the server's own wins.
func toError(err error, requestID string) error {
	if err == nil {
		return nil
	}
	s := status.Convert(err)
	if s.Code() == codes.Unknown {
		s = status.FromContextError(err) // a context's own error reads better than Unknown
	}
	e := &Error{Code: s.Code(), Message: s.Message(), RequestID: requestID, status: s}
	for _, detail := range s.Details() {
		e.add(detail)
	}
	return e
}

func (e *Error) add(detail any) {
	switch d := detail.(type) {
	case *errdetails.ErrorInfo:
		e.ReasonName, e.Metadata = d.GetReason(), d.GetMetadata()
		e.Reason = throughlinev1.ErrorReason(throughlinev1.ErrorReason_value["ERROR_REASON_"+d.GetReason()])
	case *errdetails.BadRequest:
		for _, v := range d.GetFieldViolations() {
			e.FieldViolations = append(e.FieldViolations, FieldViolation{v.GetField(), v.GetReason(), v.GetDescription()})
		}
	case *errdetails.RequestInfo:
		e.RequestID = d.GetRequestId()
	case *errdetails.RetryInfo:
		e.RetryAfter = d.GetRetryDelay().AsDuration()
	}
}
