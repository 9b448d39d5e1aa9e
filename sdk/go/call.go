package throughline

import (
	"context"
	"errors"
	"io"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
)

// requestIDHeader carries the id under which the server logs a call.
const requestIDHeader = "x-request-id"

// caller does what every call needs: parent, request id, deadline, retries, typed errors.
type caller struct {
	config config
	parent string
	budget *budget
}

func newCaller(cfg config, parent string) *caller {
	return &caller{config: cfg, parent: parent, budget: newBudget()}
}

func (c *caller) unary(ctx context.Context, method string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
	id := newID()
	ctx = metadata.AppendToOutgoingContext(ctx, requestIDHeader, id)
	if _, ok := ctx.Deadline(); !ok && c.config.deadline > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.config.deadline)
		defer cancel()
	}
	request, repeatable := c.complete(req.(proto.Message), id)
	attempt := func() error { return toError(invoke(ctx, method, request, reply, conn, opts...), id) }
	if !repeatable && !idempotent(method) {
		return attempt()
	}
	return c.retry(ctx, attempt)
}

func (c *caller) stream(ctx context.Context, desc *grpc.StreamDesc, conn *grpc.ClientConn, method string, open grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	id := newID()
	s, err := open(metadata.AppendToOutgoingContext(ctx, requestIDHeader, id), desc, conn, method, opts...)
	if err != nil {
		return nil, toError(err, id)
	}
	return &typedStream{ClientStream: s, caller: c, id: id}, nil
}

// typedStream returns typed errors.
type typedStream struct {
	grpc.ClientStream
	caller *caller
	id     string
}

func (s *typedStream) SendMsg(m any) error {
	request, _ := s.caller.complete(m.(proto.Message), s.id)
	return s.typed(s.ClientStream.SendMsg(request))
}

func (s *typedStream) RecvMsg(m any) error { return s.typed(s.ClientStream.RecvMsg(m)) }

func (s *typedStream) CloseSend() error { return s.typed(s.ClientStream.CloseSend()) }

// typed leaves io.EOF alone, which ends a stream and is no error.
func (s *typedStream) typed(err error) error {
	if errors.Is(err, io.EOF) {
		return err
	}
	return toError(err, s.id)
}

// complete fills in what a request leaves out: its parent and, where the method has one, a
// request id that makes repeating it safe; repeatable tells that it has one. The caller's own
// message is not touched.
func (c *caller) complete(req proto.Message, id string) (completed proto.Message, repeatable bool) {
	completed = fill(req, "parent", c.parent)
	completed = fill(completed, "request_id", id)
	return completed, field(completed, "request_id") != nil
}

// fill returns the message with a string field set, where it has that field and it is empty.
func fill(m proto.Message, name protoreflect.Name, value string) proto.Message {
	f := field(m, name)
	if f == nil || m.ProtoReflect().Get(f).String() != "" {
		return m
	}
	out := m.ProtoReflect().New()
	m.ProtoReflect().Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		out.Set(f, v) // shallow: batches are large
		return true
	})
	out.Set(f, protoreflect.ValueOfString(value))
	return out.Interface()
}

// field returns a string field of a message, or nil.
func field(m proto.Message, name protoreflect.Name) protoreflect.FieldDescriptor {
	f := m.ProtoReflect().Descriptor().Fields().ByName(name)
	if f == nil || f.Kind() != protoreflect.StringKind || f.IsList() {
		return nil
	}
	return f
}

// idempotent reports whether doing a method twice is the same as doing it once, as its
// definition says.
func idempotent(method string) bool {
	name := protoreflect.FullName(strings.ReplaceAll(strings.TrimPrefix(method, "/"), "/", "."))
	d, err := protoregistry.GlobalFiles.FindDescriptorByName(name)
	if err != nil {
		return false
	}
	options, ok := d.Options().(*descriptorpb.MethodOptions)
	return ok && options.GetIdempotencyLevel() != descriptorpb.MethodOptions_IDEMPOTENCY_UNKNOWN
}
