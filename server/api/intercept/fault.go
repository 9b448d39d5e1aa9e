package intercept

import (
	"fmt"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// domain is the domain of every google.rpc.ErrorInfo.
const domain = "throughline.dev"

// Coded is an error that has its status already.
type Coded interface {
	error
	GRPCStatus() *status.Status
}

// Errorf makes a status error with a reason. Clients see the message: it may name what they sent,
// and nothing else that is not theirs.
func Errorf(code codes.Code, reason throughlinev1.ErrorReason, format string, args ...any) error {
	info := &errdetails.ErrorInfo{Reason: reasonName(reason), Domain: domain}
	return with(status.Newf(code, format, args...), info)
}

// WithMetadata adds a key and a value to the ErrorInfo of an error that Errorf made. Other errors
// come back as they are.
func WithMetadata(err error, key, value string) error {
	s := status.Convert(err)
	details := s.Details()
	for i, d := range details {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			info.Metadata = withEntry(info.GetMetadata(), key, value)
			details[i] = info
			return rebuilt(s, details)
		}
	}
	return err
}

// WithDetail adds a message to the details of an error that Errorf made: a resource as it is now.
func WithDetail(err error, detail proto.Message) error { return with(status.Convert(err), detail) }

// RetryAfter adds to an error how long to wait before the same request may succeed.
func RetryAfter(err error, delay time.Duration) error {
	return with(status.Convert(err), &errdetails.RetryInfo{RetryDelay: durationpb.New(delay)})
}

// Violation is a field that is wrong.
type Violation struct {
	Field       string // path, "policy.window_days"
	Description string // what is wrong and what would be right
	Reason      string // id of the broken rule
}

// Invalid is the error for fields that are wrong. It names each; there must be one at least.
func Invalid(violations ...Violation) error {
	bad := &errdetails.BadRequest{}
	texts := make([]string, len(violations))
	for i, v := range violations {
		bad.FieldViolations = append(bad.FieldViolations, &errdetails.BadRequest_FieldViolation{
			Field: v.Field, Description: v.Description, Reason: v.Reason,
		})
		texts[i] = v.Field + ": " + v.Description
	}
	const most = 3 // the message is for people; the details name all
	if len(texts) > most {
		texts = append(texts[:most], fmt.Sprintf("and %d more", len(texts)-most))
	}
	err := Errorf(codes.InvalidArgument, throughlinev1.ErrorReason_ERROR_REASON_FIELD_INVALID, "%s", strings.Join(texts, "; "))
	return with(status.Convert(err), bad)
}

// reasonName is a reason as google.rpc.ErrorInfo carries it.
func reasonName(reason throughlinev1.ErrorReason) string {
	return strings.TrimPrefix(reason.String(), "ERROR_REASON_")
}

// reasonOf returns the reason of an error, or "".
func reasonOf(err error) string {
	for _, d := range status.Convert(err).Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			return info.GetReason()
		}
	}
	return ""
}

// with adds a detail. It cannot fail: the code is never OK and the detail is one that marshals.
func with(s *status.Status, detail proto.Message) error {
	extended, err := s.WithDetails(protoadapt.MessageV1Of(detail))
	if err != nil {
		return s.Err()
	}
	return extended.Err()
}

// rebuilt is a status with other details.
func rebuilt(s *status.Status, details []any) error {
	err := status.New(s.Code(), s.Message()).Err()
	for _, d := range details {
		if m, ok := d.(proto.Message); ok {
			err = with(status.Convert(err), m)
		}
	}
	return err
}

func withEntry(m map[string]string, key, value string) map[string]string {
	if m == nil {
		m = map[string]string{}
	}
	m[key] = value
	return m
}
