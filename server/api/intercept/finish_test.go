package intercept

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

func missing(context.Context, *v1.GetAlertRequest) (*v1.Alert, error) { return nil, NotFound() }

func goodPolicy() *v1.Policy {
	return &v1.Policy{Name: "tenants/acme/policy", WindowDays: 28, MinCustomers: 1}
}

// TestErrorsGetTheirFinalForm gives handlers each kind of error.
func TestErrorsGetTheirFinalForm(t *testing.T) {
	s := start(t, Options{})
	reason := v1.ErrorReason_ERROR_REASON_PAGE_TOKEN_INVALID
	for name, c := range map[string]struct {
		err     error
		code    codes.Code
		reason  string
		message string
	}{
		"with a reason":          {Errorf(codes.InvalidArgument, reason, "the token"), codes.InvalidArgument, "PAGE_TOKEN_INVALID", "the token"},
		"wrapped":                {fmt.Errorf("%s: %w", canary, NotFound()), codes.NotFound, "RESOURCE_NOT_FOUND", "there is no such resource"},
		"of the domain":          {fmt.Errorf("%s: %w", canary, errDatabase), codes.Unavailable, "STORAGE_UNAVAILABLE", "the database does not answer"},
		"without a reason":       {status.Error(codes.Aborted, "changed"), codes.Aborted, "ETAG_MISMATCH", "changed"},
		"unknown":                {errors.New("cause-1"), codes.Internal, "INTERNAL", internalMessage},
		"internal, no reason":    {status.Error(codes.Internal, "cause-2"), codes.Internal, "INTERNAL", internalMessage},
		"status unknown":         {status.Error(codes.Unknown, "cause-3"), codes.Internal, "INTERNAL", internalMessage},
		"cancelled":              {fmt.Errorf("%s: %w", canary, context.Canceled), codes.Canceled, "CALL_CANCELLED", "the caller gave up"},
		"deadline":               {fmt.Errorf("%s: %w", canary, context.DeadlineExceeded), codes.DeadlineExceeded, "DEADLINE_EXCEEDED", "the call's deadline passed"},
		"exhausted":              {status.Error(codes.ResourceExhausted, "slow down"), codes.ResourceExhausted, "RATE_LIMITED", "slow down"},
		"with its own RetryInfo": {RetryAfter(Errorf(codes.Unavailable, v1.ErrorReason_ERROR_REASON_STORAGE_UNAVAILABLE, "later"), 7*time.Second), codes.Unavailable, "STORAGE_UNAVAILABLE", "later"},
	} {
		t.Run(name, func(t *testing.T) {
			s.get = func(context.Context, *v1.GetAlertRequest) (*v1.Alert, error) { return nil, c.err }
			got := expect(t, s.fetch(as(t, "viewer")), c.code, c.reason)
			if got.Message() != c.message {
				t.Errorf("message %q", got.Message())
			}
			if d, _ := RetryDelay(got); strings.Contains(name, "its own") && d != 7*time.Second {
				t.Errorf("wait %v", d)
			}
		})
	}
	for _, cause := range []string{"cause-1", "cause-2", "cause-3"} {
		if !strings.Contains(s.logs.String(), cause) {
			t.Errorf("%s is nowhere to be found", cause)
		}
	}
}

func TestPanics(t *testing.T) {
	s := start(t, Options{})
	for _, p := range []any{canary, errors.New(canary), nilMap} {
		s.get = func(context.Context, *v1.GetAlertRequest) (*v1.Alert, error) {
			if f, ok := p.(func()); ok {
				f()
			}
			panic(p)
		}
		expect(t, s.fetch(as(t, "viewer")), codes.Internal, "INTERNAL")
	}
	s.get = nil
	if err := s.fetch(as(t, "viewer")); err != nil {
		t.Error("the server did not survive:", err)
	}
	for _, want := range []string{"a value of type string", "*errors.errorString", "assignment to entry in nil map", "finish_test.go"} {
		if !strings.Contains(s.logs.String(), want) {
			t.Errorf("the log does not say %q", want)
		}
	}
	if strings.Contains(s.logs.String(), canary) {
		t.Error("the log holds what the panic held")
	}
}

// nilMap panics with an error of the runtime.
var nilMap = func() { unmade["x"] = 1 }

var unmade map[string]int

func TestRequestIDs(t *testing.T) {
	s := start(t, Options{})
	for given, kept := range map[string]bool{"abc-123_x.y": true, "": false, "has space": false, strings.Repeat("x", 65): false, "a\"b": false} {
		for _, failing := range []bool{false, true} {
			s.get = nil
			if failing {
				s.get = missing
			}
			var header metadata.MD
			ctx := metadata.AppendToOutgoingContext(as(t, "viewer"), "x-request-id", given)
			_, err := s.alerts().GetAlert(ctx, &v1.GetAlertRequest{Name: alert}, grpc.Header(&header))
			id := strings.Join(header["x-request-id"], "")
			if (id == given) != kept || id == "" {
				t.Errorf("%q came back as %q", given, id)
			}
			if failing {
				info := status.Convert(err).Details()[0].(*errdetails.ErrorInfo)
				if info.GetMetadata()["request_id"] != id {
					t.Errorf("the error says %v, the header %s", info, id)
				}
			}
		}
	}
}
