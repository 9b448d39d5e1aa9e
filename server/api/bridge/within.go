package bridge

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// Within is a registrar and a connection to what was registered, in the same process, behind an
// interceptor. It makes unary calls only. The handler gets the caller's context with all that is
// in it, so a door can say there who calls; over every other connection that is lost on the way.
type Within struct {
	interceptor grpc.StreamServerInterceptor
	methods     map[string]within
}

type within struct {
	impl any
	grpc.StreamDesc
}

// NewWithin returns a connection without services.
func NewWithin(interceptor grpc.StreamServerInterceptor) *Within {
	return &Within{interceptor: interceptor, methods: map[string]within{}}
}

// RegisterService implements grpc.ServiceRegistrar.
func (w *Within) RegisterService(desc *grpc.ServiceDesc, impl any) {
	for _, method := range streamsOf(desc, w.interceptor) {
		w.methods["/"+desc.ServiceName+"/"+method.StreamName] = within{impl, method}
	}
}

// Invoke implements grpc.ClientConnInterface. Options have no meaning here.
func (w *Within) Invoke(ctx context.Context, method string, request, reply any, _ ...grpc.CallOption) error {
	m, known := w.methods[method]
	if !known || m.ClientStreams || m.ServerStreams {
		return status.Errorf(codes.Unimplemented, "there is no unary method %s", method)
	}
	call := &call{ctx: ctx, request: request.(proto.Message)}
	if err := m.Handler(m.impl, call); err != nil {
		return err
	}
	proto.Merge(reply.(proto.Message), call.reply)
	return nil
}

// NewStream implements grpc.ClientConnInterface.
func (*Within) NewStream(_ context.Context, _ *grpc.StreamDesc, method string, _ ...grpc.CallOption) (grpc.ClientStream, error) {
	return nil, status.Errorf(codes.Unimplemented, "%s: only unary calls are made within the process", method)
}

// call is one call as a handler sees it.
type call struct {
	ctx            context.Context
	request, reply proto.Message
}

// Context implements grpc.ServerStream.
func (c *call) Context() context.Context { return c.ctx }

// RecvMsg gives the handler a copy: what it does to it, its caller does not see.
func (c *call) RecvMsg(m any) error {
	proto.Merge(m.(proto.Message), c.request)
	return nil
}

// SendMsg takes the handler's answer.
func (c *call) SendMsg(m any) error {
	c.reply = m.(proto.Message)
	return nil
}

// SetHeader implements grpc.ServerStream. Nobody reads headers here.
func (*call) SetHeader(metadata.MD) error { return nil }

// SendHeader implements grpc.ServerStream.
func (*call) SendHeader(metadata.MD) error { return nil }

// SetTrailer implements grpc.ServerStream.
func (*call) SetTrailer(metadata.MD) {}
