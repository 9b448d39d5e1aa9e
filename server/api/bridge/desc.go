package bridge

import (
	"context"

	"connectrpc.com/connect/v2"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
)

// Streams returns a registrar that registers services with to, with interceptor around every
// call, and every unary method turned into a stream of one message each way. On the wire the two
// are the same; on the server, one interceptor then sees every call, before its message is read.
//
// The interceptor is no option of the server: grpc-go leaves stream interceptors out for such
// streams. Calls of unknown methods go past it; Unknown is for them.
func Streams(to grpc.ServiceRegistrar, interceptor grpc.StreamServerInterceptor) grpc.ServiceRegistrar {
	return streams{to, interceptor}
}

type streams struct {
	to          grpc.ServiceRegistrar
	interceptor grpc.StreamServerInterceptor
}

// RegisterService registers the service with its methods as intercepted streams.
func (s streams) RegisterService(desc *grpc.ServiceDesc, impl any) {
	turned := *desc
	turned.Methods, turned.Streams = nil, streamsOf(desc, s.interceptor)
	s.to.RegisterService(&turned, impl)
}

// Unknown returns a handler for grpc.UnknownServiceHandler: every call of a method that there is
// not goes through the interceptor and is UNIMPLEMENTED.
func Unknown(interceptor grpc.StreamServerInterceptor) grpc.StreamHandler {
	return func(impl any, stream grpc.ServerStream) error {
		method, _ := grpc.MethodFromServerStream(stream)
		refuse := func(any, grpc.ServerStream) error {
			return status.Errorf(codes.Unimplemented, "there is no method %s", method)
		}
		info := &grpc.StreamServerInfo{FullMethod: method, IsClientStream: true, IsServerStream: true}
		return interceptor(impl, stream, info, refuse)
	}
}

// streamsOf returns every method of a service as an intercepted stream.
func streamsOf(desc *grpc.ServiceDesc, interceptor grpc.StreamServerInterceptor) []grpc.StreamDesc {
	all := make([]grpc.StreamDesc, 0, len(desc.Methods)+len(desc.Streams))
	for _, method := range desc.Methods {
		all = append(all, grpc.StreamDesc{StreamName: method.MethodName, Handler: unaryHandler(method)})
	}
	all = append(all, desc.Streams...)
	for i, stream := range all {
		info := &grpc.StreamServerInfo{
			FullMethod:     "/" + desc.ServiceName + "/" + stream.StreamName,
			IsClientStream: stream.ClientStreams,
			IsServerStream: stream.ServerStreams,
		}
		all[i].Handler = func(impl any, s grpc.ServerStream) error {
			return interceptor(impl, s, info, stream.Handler)
		}
	}
	return all
}

// unaryHandler runs a unary method on a stream.
func unaryHandler(method grpc.MethodDesc) grpc.StreamHandler {
	return func(impl any, stream grpc.ServerStream) error {
		reply, err := method.Handler(impl, stream.Context(), stream.RecvMsg, nil)
		if err != nil {
			return err
		}
		return stream.SendMsg(reply)
	}
}

// OverStreams returns a connection that makes unary calls on conn as streams: what a client of
// Streams needs where no wire hides the difference.
func OverStreams(conn grpc.ClientConnInterface) grpc.ClientConnInterface { return overStreams{conn} }

type overStreams struct{ grpc.ClientConnInterface }

// Invoke makes a unary call as a stream of one message each way.
func (o overStreams) Invoke(ctx context.Context, method string, request, reply any, opts ...grpc.CallOption) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // whatever is left of the call when it failed early
	stream, err := o.NewStream(ctx, &grpc.StreamDesc{StreamName: method}, method, opts...)
	if err != nil {
		return err
	}
	if err := stream.SendMsg(request); err != nil {
		return stream.RecvMsg(reply) // io.EOF there means that the status is to be read here
	}
	if err := stream.CloseSend(); err != nil {
		return err
	}
	return stream.RecvMsg(reply)
}

func serviceInfo(desc *grpc.ServiceDesc) grpc.ServiceInfo {
	info := grpc.ServiceInfo{Metadata: desc.Metadata}
	for _, m := range desc.Methods {
		info.Methods = append(info.Methods, grpc.MethodInfo{Name: m.MethodName})
	}
	for _, s := range desc.Streams {
		info.Methods = append(info.Methods, grpc.MethodInfo{
			Name: s.StreamName, IsClientStream: s.ClientStreams, IsServerStream: s.ServerStreams,
		})
	}
	return info
}

// specOf describes a method to connect. Methods without side effects may be called with GET.
func specOf(service string, stream grpc.StreamDesc) connect.Spec {
	spec := connect.Spec{Procedure: "/" + service + "/" + stream.StreamName}
	if stream.ClientStreams {
		spec.StreamType |= connect.StreamTypeClient
	}
	if stream.ServerStreams {
		spec.StreamType |= connect.StreamTypeServer
	}
	name := protoreflect.FullName(service).Append(protoreflect.Name(stream.StreamName))
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(name)
	if err != nil {
		return spec // a service without a descriptor works too, by POST alone
	}
	spec.Schema = found
	options, _ := found.Options().(*descriptorpb.MethodOptions)
	if options.GetIdempotencyLevel() == descriptorpb.MethodOptions_NO_SIDE_EFFECTS {
		spec.IdempotencyLevel = connect.IdempotencyNoSideEffects
	}
	return spec
}
