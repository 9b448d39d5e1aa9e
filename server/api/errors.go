package api

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// Domain is the domain of every google.rpc.ErrorInfo.
const Domain = "throughline.dev"

// failure returns an error with a code, a reason and further details.
func failure(code codes.Code, reason throughlinev1.ErrorReason, metadata map[string]string, message string, details ...protoadapt.MessageV1) error {
	info := &errdetails.ErrorInfo{
		Reason: strings.TrimPrefix(reason.String(), "ERROR_REASON_"), Domain: Domain, Metadata: metadata,
	}
	s, err := status.New(code, message).WithDetails(append([]protoadapt.MessageV1{info}, details...)...)
	if err != nil {
		return status.Error(codes.Internal, "an error could not be told")
	}
	return s.Err()
}

// invalidFields returns FIELD_INVALID for violations, whose paths are given prefix.
func invalidFields(prefix string, violations []journey.Violation) error {
	bad := &errdetails.BadRequest{}
	for _, v := range violations {
		bad.FieldViolations = append(bad.FieldViolations, &errdetails.BadRequest_FieldViolation{
			Field: prefix + v.Field, Description: v.Description, Reason: v.Reason,
		})
	}
	message := "the request is invalid"
	if len(violations) > 0 {
		message = prefix + violations[0].Field + ": " + violations[0].Description
	}
	return failure(codes.InvalidArgument, throughlinev1.ErrorReason_ERROR_REASON_FIELD_INVALID, nil, message, bad)
}

// invalidField returns FIELD_INVALID for one field.
func invalidField(field, format string, args ...any) error {
	return invalidFields("", []journey.Violation{{Field: field, Description: fmt.Sprintf(format, args...)}})
}

// Error turns an error of the stages or of the store into what a client is told. An error that
// nobody foresaw comes back as it is: the interceptors hide and log it.
func Error(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := status.FromError(err); ok {
		return err
	}
	switch {
	case errors.Is(err, store.ErrNotFound):
		return failure(codes.NotFound, throughlinev1.ErrorReason_ERROR_REASON_RESOURCE_NOT_FOUND, nil, "there is no such resource")
	case errors.Is(err, store.ErrExists):
		return failure(codes.AlreadyExists, throughlinev1.ErrorReason_ERROR_REASON_RESOURCE_ALREADY_EXISTS, nil, "such a resource exists already")
	case errors.Is(err, store.ErrConflict):
		return failure(codes.Aborted, throughlinev1.ErrorReason_ERROR_REASON_ETAG_MISMATCH, nil,
			"the resource has changed since its etag was read; read it again and apply the change to what it is now")
	case errors.Is(err, store.ErrInUse):
		return failure(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_RESOURCE_IN_USE, nil,
			"the resource is in use: delete what refers to it first")
	case errors.Is(err, store.ErrRequestReused):
		return failure(codes.InvalidArgument, throughlinev1.ErrorReason_ERROR_REASON_REQUEST_ID_REUSED, nil,
			"request_id was used for a different request; use a fresh one")
	case errors.Is(err, context.DeadlineExceeded):
		return failure(codes.DeadlineExceeded, throughlinev1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED, nil, "the deadline passed")
	case errors.Is(err, context.Canceled):
		return failure(codes.Canceled, throughlinev1.ErrorReason_ERROR_REASON_CALL_CANCELLED, nil, "the caller gave up")
	case errors.Is(err, store.ErrUnavailable):
		return failure(codes.Unavailable, throughlinev1.ErrorReason_ERROR_REASON_STORAGE_UNAVAILABLE, nil,
			"the database does not answer; try again", retryAfter(storageRetry))
	}
	return err
}
