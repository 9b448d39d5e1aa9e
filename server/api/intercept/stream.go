package intercept

import (
	"context"
	"errors"
	"io"

	"buf.build/go/protovalidate"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// stream checks a call's messages as they arrive.
type stream struct {
	grpc.ServerStream
	ctx   context.Context
	chain *Chain
	call  *Call
	began bool // a message has arrived
}

// Context returns the call's context: with the call in it, and its end when the server stops.
func (s *stream) Context() context.Context { return s.ctx }

// RecvMsg hands over a message that is valid and of the caller's tenant.
func (s *stream) RecvMsg(m any) error {
	if s.began {
		if err := s.chain.limiters.wait(s.ctx, s.call.Principal.Tenant); err != nil {
			return err
		}
	}
	if err := s.ServerStream.RecvMsg(m); err != nil {
		return received(err)
	}
	message, ok := m.(proto.Message)
	if !ok {
		return Errorf(codes.Internal, throughlinev1.ErrorReason_ERROR_REASON_INTERNAL, "%T is no protobuf message", m)
	}
	if err := s.chain.validate(message); err != nil {
		return err
	}
	if s.call.Principal.Tenant != "" {
		name, err := s.chain.checkTenant(s.call.Principal.Tenant, message)
		if err != nil {
			return err
		}
		if !s.began {
			s.call.Resource = name
		}
	}
	s.began = true
	return nil
}

// received gives an error of reading a message its reason: only here is it known that it is
// about what the client sent.
func received(err error) error {
	if errors.Is(err, io.EOF) {
		return err
	}
	s, ok := status.FromError(err)
	if !ok || len(s.Proto().GetDetails()) > 0 {
		return err
	}
	switch s.Code() {
	case codes.ResourceExhausted:
		return Errorf(codes.ResourceExhausted, throughlinev1.ErrorReason_ERROR_REASON_REQUEST_TOO_LARGE,
			"%s; send less at once", s.Message())
	case codes.InvalidArgument, codes.Internal, codes.Unimplemented, codes.Unknown:
		return Errorf(codes.InvalidArgument, throughlinev1.ErrorReason_ERROR_REASON_MESSAGE_MALFORMED,
			"the request cannot be read: %s", s.Message())
	default:
		return err
	}
}

// validate checks the rules that the proto files state.
func (c *Chain) validate(message proto.Message) error {
	err := c.validator.Validate(message)
	var invalid *protovalidate.ValidationError
	if !errors.As(err, &invalid) {
		return err
	}
	violations := make([]Violation, len(invalid.Violations))
	for i, v := range invalid.Violations {
		violations[i] = Violation{
			Field:       protovalidate.FieldPathString(v.Proto.GetField()),
			Description: v.Proto.GetMessage(),
			Reason:      v.Proto.GetRuleId(),
		}
	}
	return Invalid(violations...)
}
