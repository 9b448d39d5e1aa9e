package api

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// storageRetry is how long a client waits before it tries a database again that was down.
const storageRetry = time.Second

// told are the errors of the store that a client is told of, and how.
var told = []struct {
	is      error
	code    codes.Code
	reason  throughlinev1.ErrorReason
	message string
}{
	{store.ErrNotFound, codes.NotFound, throughlinev1.ErrorReason_ERROR_REASON_RESOURCE_NOT_FOUND,
		"there is no such resource"},
	{store.ErrExists, codes.AlreadyExists, throughlinev1.ErrorReason_ERROR_REASON_RESOURCE_ALREADY_EXISTS,
		"such a resource exists already"},
	{store.ErrConflict, codes.Aborted, throughlinev1.ErrorReason_ERROR_REASON_ETAG_MISMATCH,
		"the resource has changed since its etag was read; read it again and apply the change to what it is now"},
	{store.ErrInUse, codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_RESOURCE_IN_USE,
		"the resource is in use: delete what refers to it first"},
	{store.ErrRequestReused, codes.InvalidArgument, throughlinev1.ErrorReason_ERROR_REASON_REQUEST_ID_REUSED,
		"request_id was used for a different request; use a fresh one"},
	{store.ErrInvalid, codes.InvalidArgument, throughlinev1.ErrorReason_ERROR_REASON_FIELD_INVALID,
		"the request holds a value that cannot be stored; text must be UTF-8 without NUL bytes"},
	{store.ErrUnavailable, codes.Unavailable, throughlinev1.ErrorReason_ERROR_REASON_STORAGE_UNAVAILABLE,
		"the database does not answer; try again"}, // before those below: it may wrap the store's own deadlines
	{context.DeadlineExceeded, codes.DeadlineExceeded, throughlinev1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED,
		"the deadline passed; whether the call was done is unknown"},
	{context.Canceled, codes.Canceled, throughlinev1.ErrorReason_ERROR_REASON_CALL_CANCELLED,
		"the caller gave up"},
}

// Error turns an error of the store into what a client is told: it is the Translate of the
// interceptors, so that handlers return the store's errors as they are. An error that has a
// status already, or that nobody foresaw, comes back unchanged; the interceptors hide and log
// the latter.
func Error(err error) error {
	var coded intercept.Coded
	if err == nil || errors.As(err, &coded) {
		return err
	}
	for _, t := range told {
		if !errors.Is(err, t.is) {
			continue
		}
		out := intercept.Errorf(t.code, t.reason, "%s", t.message)
		if t.code == codes.Unavailable {
			return intercept.RetryAfter(out, storageRetry)
		}
		return out
	}
	return err
}

// existing is the error for something that the tenant has already, naming it where the store
// says which it is.
func existing(err error, tenant, collection string) error {
	var exists *store.ExistsError
	if !errors.As(err, &exists) || exists.ID == uuid.Nil {
		return err
	}
	return intercept.WithMetadata(Error(store.ErrExists), "resource", name(tenant, collection, exists.ID.String()))
}

// invalidFields returns FIELD_INVALID for violations, whose paths are given prefix.
func invalidFields(prefix string, violations []journey.Violation) error {
	out := make([]intercept.Violation, len(violations))
	for i, v := range violations {
		out[i] = intercept.Violation{Field: prefix + v.Field, Description: v.Description, Reason: v.Reason}
	}
	return intercept.Invalid(out...)
}

// invalidField returns FIELD_INVALID for one field.
func invalidField(field, reason, format string, args ...any) error {
	return intercept.Invalid(intercept.Violation{Field: field, Reason: reason, Description: fmt.Sprintf(format, args...)})
}
