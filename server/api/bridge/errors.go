package bridge

import (
	"errors"

	"connectrpc.com/connect/v2"
	"connectrpc.com/connect/v2/connectproto"
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// toConnect turns a handler's error into what connect sends, details included. Errors without
// a status become UNKNOWN, CANCELLED or DEADLINE_EXCEEDED, as in grpc-go.
func toConnect(err error) error {
	s, ok := status.FromError(err)
	if !ok {
		s = status.FromContextError(err)
	}
	code := s.Code()
	if code == codes.OK || code > codes.Unauthenticated {
		code = codes.Unknown // no error may leave as a success, and connect knows no other codes
	}
	e := connect.NewError(connect.Code(code), s.Message()).WithCause(err)
	for _, detail := range s.Proto().GetDetails() {
		packed, err := connectproto.NewErrorDetail(detail)
		if err == nil { // an Any is taken as it is, so that this cannot fail
			e = e.WithDetail(packed)
		}
	}
	return e
}

// fromConnect turns what connect reports of a stream into a status error.
func fromConnect(err error) error {
	if err == nil {
		return nil
	}
	var e *connect.Error
	if !errors.As(err, &e) {
		return status.FromContextError(err).Err()
	}
	s := &spb.Status{Code: int32(e.Code()), Message: e.Message()}
	for _, detail := range e.Details() {
		s.Details = append(s.Details, connectproto.ErrorDetailToAny(detail))
	}
	return status.FromProto(s).Err()
}
