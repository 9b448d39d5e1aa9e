package bridge_test

import (
	"context"
	"errors"
	"io"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	testgrpc "google.golang.org/grpc/interop/grpc_testing"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"
)

const (
	echoHeader  = "x-echo-header"      // comes back as a header
	echoTrailer = "x-echo-trailer-bin" // comes back as a trailer
)

// service is gRPC's own interoperability test service, with what these tests ask of it.
type service struct {
	testgrpc.UnimplementedTestServiceServer
	seen      chan metadata.MD // metadata of UnaryCalls, until it is full
	received  chan int         // size of each message of a StreamingInputCall, until it is full
	cancelled chan error       // how the context of a call that waited ended
}

func newService() *service {
	return &service{seen: make(chan metadata.MD, 1), received: make(chan int, 1), cancelled: make(chan error, 100)}
}

// fail is the error for an EchoStatus: with three details, for a code and message of choice.
func fail(s *testgrpc.EchoStatus) error {
	with, err := status.New(codes.Code(s.GetCode()), s.GetMessage()).WithDetails([]protoadapt.MessageV1{
		protoadapt.MessageV1Of(&errdetails.ErrorInfo{Reason: "TEST", Domain: "test", Metadata: map[string]string{"k": "v"}}),
		protoadapt.MessageV1Of(&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{{Field: "a.b[3]", Description: "wrong"}}}),
		protoadapt.MessageV1Of(&errdetails.RetryInfo{RetryDelay: durationpb.New(1500 * time.Millisecond)}),
	}...)
	if err != nil {
		return err
	}
	return with.Err()
}

func echo(ctx context.Context) error {
	md, _ := metadata.FromIncomingContext(ctx)
	if v := md[echoHeader]; len(v) > 0 {
		if err := grpc.SetHeader(ctx, metadata.MD{echoHeader: v}); err != nil {
			return err
		}
	}
	if v := md[echoTrailer]; len(v) > 0 {
		return grpc.SetTrailer(ctx, metadata.MD{echoTrailer: v})
	}
	return nil
}

func (s *service) EmptyCall(ctx context.Context, _ *testgrpc.Empty) (*testgrpc.Empty, error) {
	<-ctx.Done()
	s.cancelled <- ctx.Err()
	return nil, ctx.Err()
}

func (s *service) UnaryCall(ctx context.Context, in *testgrpc.SimpleRequest) (*testgrpc.SimpleResponse, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	offer(s.seen, md)
	if err := echo(ctx); err != nil {
		return nil, err
	}
	if in.GetResponseStatus().GetCode() != 0 {
		return nil, fail(in.GetResponseStatus())
	}
	from, _ := peer.FromContext(ctx)
	return &testgrpc.SimpleResponse{Payload: payload(int(in.GetResponseSize())), Hostname: from.Addr.String()}, nil
}

// CacheableUnaryCall answers with the name of its method.
func (s *service) CacheableUnaryCall(ctx context.Context, _ *testgrpc.SimpleRequest) (*testgrpc.SimpleResponse, error) {
	method, _ := grpc.Method(ctx)
	return &testgrpc.SimpleResponse{Username: method}, nil
}

func (s *service) StreamingOutputCall(in *testgrpc.StreamingOutputCallRequest, out grpc.ServerStreamingServer[testgrpc.StreamingOutputCallResponse]) error {
	if err := echo(out.Context()); err != nil {
		return err
	}
	for _, p := range in.GetResponseParameters() {
		if err := out.Send(&testgrpc.StreamingOutputCallResponse{Payload: payload(int(p.GetSize()))}); err != nil {
			s.cancelled <- err
			return err
		}
	}
	if in.GetResponseStatus().GetCode() != 0 {
		return fail(in.GetResponseStatus())
	}
	return nil
}

func (s *service) StreamingInputCall(in grpc.ClientStreamingServer[testgrpc.StreamingInputCallRequest, testgrpc.StreamingInputCallResponse]) error {
	if err := echo(in.Context()); err != nil {
		return err
	}
	sum := 0
	for {
		m, err := in.Recv()
		if err == io.EOF { //nolint:errorlint // grpc-go promises the bare one, and programs rely on it
			return in.SendAndClose(&testgrpc.StreamingInputCallResponse{AggregatedPayloadSize: int32(sum)})
		}
		if err != nil {
			s.cancelled <- err
			return err
		}
		sum += len(m.GetPayload().GetBody())
		offer(s.received, sum)
	}
}

func (s *service) FullDuplexCall(both grpc.BidiStreamingServer[testgrpc.StreamingOutputCallRequest, testgrpc.StreamingOutputCallResponse]) error {
	if err := echo(both.Context()); err != nil {
		return err
	}
	if err := both.SendHeader(metadata.Pairs("x-early", "yes")); err != nil {
		return err
	}
	for {
		m, err := both.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			s.cancelled <- both.Context().Err()
			return err
		}
		if m.GetResponseStatus().GetCode() != 0 {
			return fail(m.GetResponseStatus())
		}
		for _, p := range m.GetResponseParameters() {
			if err := both.Send(&testgrpc.StreamingOutputCallResponse{Payload: payload(int(p.GetSize()))}); err != nil {
				return err
			}
		}
	}
}

func payload(size int) *testgrpc.Payload { return &testgrpc.Payload{Body: make([]byte, size)} }

// offer sends v to whoever will look, and does without when nobody has looked at the last.
func offer[T any](to chan T, v T) {
	select {
	case to <- v:
	default:
	}
}

// drain forgets what was offered.
func drain[T any](from chan T) {
	select {
	case <-from:
	default:
	}
}
