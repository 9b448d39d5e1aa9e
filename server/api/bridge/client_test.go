package bridge_test

import (
	"context"
	"errors"
	"io"
	"strings"

	"connectrpc.com/connect/v2"
	"connectrpc.com/connect/v2/connectproto"
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// conn lets grpc-go's generated clients call through a connect client, so that one list of
// cases runs through every protocol.
type conn struct{ client *connect.Client }

func (c conn) Invoke(ctx context.Context, method string, request, reply any, opts ...grpc.CallOption) error {
	ctx, info := outgoing(ctx)
	err := c.client.CallUnary(ctx, connect.Spec{Procedure: method}, request, reply)
	deliver(info, opts)
	return asStatus(err)
}

func (c conn) NewStream(ctx context.Context, desc *grpc.StreamDesc, method string, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	ctx, info := outgoing(ctx)
	spec := connect.Spec{Procedure: method}
	if desc.ClientStreams {
		spec.StreamType |= connect.StreamTypeClient
	}
	if desc.ServerStreams {
		spec.StreamType |= connect.StreamTypeServer
	}
	stream, err := c.client.CallClientStream(ctx, spec)
	return &clientStream{ctx, info, stream, opts}, asStatus(err)
}

type clientStream struct {
	ctx    context.Context
	info   *connect.CallInfo
	stream connect.ClientStream
	opts   []grpc.CallOption
}

func (s *clientStream) Header() (metadata.MD, error) { return decode(s.info.ResponseHeader()), nil }
func (s *clientStream) Trailer() metadata.MD         { return decode(s.info.ResponseTrailer()) }
func (s *clientStream) CloseSend() error             { return s.stream.CloseSend() }
func (s *clientStream) Context() context.Context     { return s.ctx }
func (s *clientStream) SendMsg(m any) error          { return asStatus(s.stream.Send(m)) }

func (s *clientStream) RecvMsg(m any) error {
	err := s.stream.Receive(m)
	if err != nil {
		deliver(s.info, s.opts)
	}
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	return asStatus(err)
}

func outgoing(ctx context.Context) (context.Context, *connect.CallInfo) {
	ctx, info := connect.NewClientContext(ctx)
	md, _ := metadata.FromOutgoingContext(ctx)
	for k, values := range md {
		for _, v := range values {
			if strings.HasSuffix(k, "-bin") {
				v = connect.EncodeBinaryHeader([]byte(v))
			}
			info.RequestHeader().Add(k, v)
		}
	}
	return ctx, info
}

func deliver(info *connect.CallInfo, opts []grpc.CallOption) {
	for _, opt := range opts {
		switch o := opt.(type) {
		case grpc.HeaderCallOption:
			*o.HeaderAddr = decode(info.ResponseHeader())
		case grpc.TrailerCallOption:
			*o.TrailerAddr = decode(info.ResponseTrailer())
		}
	}
}

func decode(h *connect.Header) metadata.MD {
	md := metadata.MD{}
	for k, values := range h.All() {
		k = strings.ToLower(k)
		for _, v := range values {
			if strings.HasSuffix(k, "-bin") {
				b, _ := connect.DecodeBinaryHeader(v)
				v = string(b)
			}
			md.Append(k, v)
		}
	}
	return md
}

func asStatus(err error) error {
	if err == nil {
		return nil
	}
	var e *connect.Error
	if !errors.As(err, &e) {
		return status.FromContextError(err).Err()
	}
	s := &spb.Status{Code: int32(e.Code()), Message: e.Message()}
	for _, d := range e.Details() {
		s.Details = append(s.Details, connectproto.ErrorDetailToAny(d))
	}
	return status.FromProto(s).Err()
}
