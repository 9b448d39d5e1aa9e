package throughline

import (
	"context"
	"errors"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// fault is an error as the server makes it.
func fault(code codes.Code, message string, details ...protoadapt.MessageV1) error {
	s, err := status.New(code, message).WithDetails(details...)
	if err != nil {
		panic(err)
	}
	return s.Err()
}

func reason(name string) *errdetails.ErrorInfo {
	return &errdetails.ErrorInfo{Reason: name, Domain: "throughline.dev", Metadata: map[string]string{"required_role": "admin"}}
}

func retryIn(d time.Duration) *errdetails.RetryInfo {
	return &errdetails.RetryInfo{RetryDelay: durationpb.New(d)}
}

// typed returns what a client makes of an error.
func typed(t *testing.T, err error) *Error {
	t.Helper()
	var e *Error
	if !errors.As(toError(err, "id"), &e) {
		t.Fatalf("%v has no type", err)
	}
	return e
}

// The message of an error about one field is what its violation says: once is enough.
func TestAnErrorSaysNothingTwice(t *testing.T) {
	e := &Error{Code: codes.InvalidArgument, Message: "until: must be later", FieldViolations: []FieldViolation{{Field: "until", Description: "must be later"}}}
	if want := "throughline: InvalidArgument: until: must be later"; e.Error() != want {
		t.Errorf("got  %s\nwant %s", e, want)
	}
}

func TestErrorsCarryWhatTheServerSaid(t *testing.T) {
	server, client, _ := start(t)
	server.Fail("UpdatePolicy", fault(codes.InvalidArgument, "the policy is wrong", reason("FIELD_INVALID"),
		&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{
			{Field: "policy.window_days", Reason: "int32.gte", Description: "0 must be 1 to 730"},
		}},
		&errdetails.RequestInfo{RequestId: "req-1"}))
	_, err := client.Policy.UpdatePolicy(t.Context(), &throughlinev1.UpdatePolicyRequest{})
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("error is a %T", err)
	}
	if e.Code != codes.InvalidArgument || e.Reason != throughlinev1.ErrorReason_ERROR_REASON_FIELD_INVALID ||
		e.RequestID != "req-1" || e.Metadata["required_role"] != "admin" {
		t.Errorf("error %+v", e)
	}
	if len(e.FieldViolations) != 1 || e.FieldViolations[0] != (FieldViolation{"policy.window_days", "int32.gte", "0 must be 1 to 730"}) {
		t.Errorf("violations %v", e.FieldViolations)
	}
	want := "throughline: InvalidArgument (FIELD_INVALID): the policy is wrong; policy.window_days: 0 must be 1 to 730 [request req-1]"
	if e.Error() != want {
		t.Errorf("got  %s\nwant %s", e, want)
	}
	if status.Code(err) != codes.InvalidArgument {
		t.Errorf("status.Code = %v", status.Code(err))
	}
}

func TestErrorsOfNewerServersKeepTheirName(t *testing.T) {
	e := typed(t, fault(codes.FailedPrecondition, "m", reason("MOON_PHASE")))
	if e.Reason != throughlinev1.ErrorReason_ERROR_REASON_UNSPECIFIED || e.ReasonName != "MOON_PHASE" {
		t.Errorf("reason %v, name %q", e.Reason, e.ReasonName)
	}
}

func TestErrorsWithoutARequestIDGetTheOneThatWasSent(t *testing.T) {
	server, client, _ := start(t)
	server.Fail("GetAlert", status.Error(codes.NotFound, "no such alert"))
	_, err := client.Alerts.GetAlert(t.Context(), &throughlinev1.GetAlertRequest{})
	var e *Error
	if !errors.As(err, &e) || e.RequestID != server.Calls("GetAlert")[0].Metadata.Get("x-request-id")[0] {
		t.Errorf("error %v, want the request id that was sent", err)
	}
}

func TestErrorsSayThatAContextEnded(t *testing.T) {
	_, client, _ := start(t)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := client.Alerts.GetAlert(cancelled, nil); !errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("cancelled: %v", err)
	}
	late, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	if _, err := client.Alerts.GetAlert(late, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("late: %v", err)
	}
}

func TestOtherErrorsBecomeTypedToo(t *testing.T) {
	if e := typed(t, errors.New("boom")); e.Code != codes.Unknown || e.Message != "boom" {
		t.Errorf("error %+v", e)
	}
	if e := typed(t, context.DeadlineExceeded); e.Code != codes.DeadlineExceeded {
		t.Errorf("error %+v", e)
	}
	if toError(nil, "id") != nil {
		t.Error("no error became one")
	}
}
