package api

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/store"
)

func TestErrorsOfTheStoreAreTold(t *testing.T) {
	for _, c := range []struct {
		err    error
		code   codes.Code
		reason v1.ErrorReason
		waits  bool
	}{
		{store.ErrNotFound, codes.NotFound, v1.ErrorReason_ERROR_REASON_RESOURCE_NOT_FOUND, false},
		{store.ErrExists, codes.AlreadyExists, v1.ErrorReason_ERROR_REASON_RESOURCE_ALREADY_EXISTS, false},
		{&store.ExistsError{ID: uuid.New()}, codes.AlreadyExists, v1.ErrorReason_ERROR_REASON_RESOURCE_ALREADY_EXISTS, false},
		{store.ErrConflict, codes.Aborted, v1.ErrorReason_ERROR_REASON_ETAG_MISMATCH, false},
		{store.ErrInUse, codes.FailedPrecondition, v1.ErrorReason_ERROR_REASON_RESOURCE_IN_USE, false},
		{store.ErrRequestReused, codes.InvalidArgument, v1.ErrorReason_ERROR_REASON_REQUEST_ID_REUSED, false},
		{store.ErrInvalid, codes.InvalidArgument, v1.ErrorReason_ERROR_REASON_FIELD_INVALID, false},
		{store.ErrUnavailable, codes.Unavailable, v1.ErrorReason_ERROR_REASON_STORAGE_UNAVAILABLE, true},
		{fmt.Errorf("%w: connecting: %w", store.ErrUnavailable, context.DeadlineExceeded), codes.Unavailable, v1.ErrorReason_ERROR_REASON_STORAGE_UNAVAILABLE, true},
		{context.DeadlineExceeded, codes.DeadlineExceeded, v1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED, false},
		{context.Canceled, codes.Canceled, v1.ErrorReason_ERROR_REASON_CALL_CANCELLED, false},
	} {
		s := checkError(t, Error(fmt.Errorf("secret detail: %w", c.err)), c.code, c.reason.String()[len("ERROR_REASON_"):])
		if s.Message() == "" || errors.Is(s.Err(), c.err) || len(s.Message()) > 200 {
			t.Errorf("%v: message %q", c.err, s.Message())
		}
		if waits := detail[*errdetails.RetryInfo](s) != nil; waits != c.waits {
			t.Errorf("%v: says how long to wait: %v, want %v", c.err, waits, c.waits)
		}
	}
}

func TestOtherErrorsStayAsTheyAre(t *testing.T) {
	for _, err := range []error{nil, errors.New("a fault"), intercept.NotFound(), status.Error(codes.Internal, "x")} {
		if got := Error(err); !errors.Is(got, err) {
			t.Errorf("%v becomes %v", err, got)
		}
	}
}
