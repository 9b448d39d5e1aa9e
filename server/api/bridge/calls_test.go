package bridge_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	testgrpc "google.golang.org/grpc/interop/grpc_testing"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/throughline-cx/throughline/server/api/bridge"
)

const special = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"

var ask = []*testgrpc.ResponseParameters{{Size: 31415}, {Size: 9}, {Size: 2653}, {Size: 58979}}

func TestUnaryCall(t *testing.T) {
	through(t, bridge.Options{}, func(t *testing.T, _ *service, d door) {
		reply, err := d.client.UnaryCall(within(t, time.Minute), &testgrpc.SimpleRequest{ResponseSize: 314159, Payload: payload(271828)})
		if err != nil || len(reply.GetPayload().GetBody()) != 314159 {
			t.Fatalf("got %d bytes, %v", len(reply.GetPayload().GetBody()), err)
		}
		if !strings.HasPrefix(reply.GetHostname(), "127.0.0.1:") {
			t.Errorf("peer %q", reply.GetHostname())
		}
		reply, err = d.client.CacheableUnaryCall(within(t, time.Minute), &testgrpc.SimpleRequest{})
		if err != nil || reply.GetUsername() != "/grpc.testing.TestService/CacheableUnaryCall" {
			t.Errorf("method %q, %v", reply.GetUsername(), err)
		}
	})
}

func TestServerStream(t *testing.T) {
	through(t, bridge.Options{}, func(t *testing.T, _ *service, d door) {
		stream, err := d.client.StreamingOutputCall(within(t, time.Minute), &testgrpc.StreamingOutputCallRequest{ResponseParameters: ask})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range ask {
			m, err := stream.Recv()
			if err != nil || len(m.GetPayload().GetBody()) != int(p.GetSize()) {
				t.Fatalf("got %d bytes, want %d: %v", len(m.GetPayload().GetBody()), p.GetSize(), err)
			}
		}
		if _, err := stream.Recv(); !errors.Is(err, io.EOF) {
			t.Errorf("the end is %v", err)
		}
	})
}

func TestClientStream(t *testing.T) {
	through(t, bridge.Options{}, func(t *testing.T, _ *service, d door) {
		for _, sizes := range [][]int{{27182, 8, 1828, 45904}, {0}, {}} {
			stream, err := d.client.StreamingInputCall(within(t, time.Minute))
			if err != nil {
				t.Fatal(err)
			}
			want := 0
			for _, n := range sizes {
				if err := stream.Send(&testgrpc.StreamingInputCallRequest{Payload: payload(n)}); err != nil {
					t.Fatal(err)
				}
				want += n
			}
			reply, err := stream.CloseAndRecv()
			if err != nil || int(reply.GetAggregatedPayloadSize()) != want {
				t.Errorf("%v: got %d, want %d: %v", sizes, reply.GetAggregatedPayloadSize(), want, err)
			}
		}
	})
}

func TestBidiStream(t *testing.T) {
	through(t, bridge.Options{}, func(t *testing.T, _ *service, d door) {
		stream, err := d.client.FullDuplexCall(within(t, time.Minute))
		if err != nil {
			t.Fatal(err)
		}
		if !d.duplex {
			_ = stream.Send(&testgrpc.StreamingOutputCallRequest{}) // may fail here or at Recv
			if _, err := stream.Recv(); err == nil {
				t.Fatal("HTTP/1.1 cannot carry this, and the server did not say so")
			}
			return
		}
		for _, p := range ask { // ping pong: each answer is awaited before the next question
			if err := stream.Send(&testgrpc.StreamingOutputCallRequest{ResponseParameters: []*testgrpc.ResponseParameters{p}}); err != nil {
				t.Fatal(err)
			}
			m, err := stream.Recv()
			if err != nil || len(m.GetPayload().GetBody()) != int(p.GetSize()) {
				t.Fatalf("got %d bytes, want %d: %v", len(m.GetPayload().GetBody()), p.GetSize(), err)
			}
		}
		if err := stream.CloseSend(); err != nil {
			t.Fatal(err)
		}
		if _, err := stream.Recv(); !errors.Is(err, io.EOF) {
			t.Errorf("the end is %v", err)
		}
		if header, err := stream.Header(); err != nil || len(header["x-early"]) != 1 {
			t.Errorf("header %v, %v", header, err)
		}
	})
}

func TestErrorsKeepCodeMessageAndDetails(t *testing.T) {
	through(t, bridge.Options{}, func(t *testing.T, _ *service, d door) {
		for code := codes.Canceled; code <= codes.Unauthenticated; code++ {
			want := &testgrpc.EchoStatus{Code: int32(code), Message: special}
			_, err := d.client.UnaryCall(within(t, time.Minute), &testgrpc.SimpleRequest{ResponseStatus: want})
			checkError(t, err, want)
			stream, err := d.client.StreamingOutputCall(within(t, time.Minute),
				&testgrpc.StreamingOutputCallRequest{ResponseParameters: ask[:1], ResponseStatus: want})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := stream.Recv(); err != nil {
				t.Fatalf("the message before the error: %v", err)
			}
			_, err = stream.Recv()
			checkError(t, err, want)
		}
	})
}

func checkError(t *testing.T, err error, want *testgrpc.EchoStatus) {
	t.Helper()
	s := status.Convert(err)
	if s.Code() != codes.Code(want.GetCode()) || s.Message() != want.GetMessage() {
		t.Errorf("got %v %q, want %v %q", s.Code(), s.Message(), codes.Code(want.GetCode()), want.GetMessage())
	}
	details := s.Details()
	if len(details) != 3 {
		t.Fatalf("details %v", details)
	}
	info, _ := details[0].(*errdetails.ErrorInfo)
	bad, _ := details[1].(*errdetails.BadRequest)
	retry, _ := details[2].(*errdetails.RetryInfo)
	if info.GetMetadata()["k"] != "v" || bad.GetFieldViolations()[0].GetField() != "a.b[3]" ||
		retry.GetRetryDelay().AsDuration() != 1500*time.Millisecond {
		t.Errorf("details %v", details)
	}
}

func TestMetadataGoesBothWays(t *testing.T) {
	binary := string([]byte{0, 1, 2, 0xff, 0xfe, ',', '=', 0xab, 0xab, 0xab})
	through(t, bridge.Options{}, func(t *testing.T, s *service, d door) {
		for _, failing := range []bool{false, true} {
			ctx := metadata.AppendToOutgoingContext(within(t, time.Minute),
				echoHeader, "one", echoHeader, "two", echoTrailer, binary, echoTrailer, "", "authorization", "Bearer x")
			request := &testgrpc.SimpleRequest{}
			if failing {
				request.ResponseStatus = &testgrpc.EchoStatus{Code: int32(codes.Aborted)}
			}
			drain(s.seen)
			var header, trailer metadata.MD
			_, err := d.client.UnaryCall(ctx, request, grpc.Header(&header), grpc.Trailer(&trailer))
			if (err != nil) != failing {
				t.Fatal(err)
			}
			seen := <-s.seen
			if seen["authorization"][0] != "Bearer x" || len(seen[":authority"]) != 1 || len(seen["user-agent"]) != 1 {
				t.Errorf("the handler saw %v", seen)
			}
			for key := range seen {
				if strings.HasPrefix(key, "connect-") || strings.HasPrefix(key, "grpc-timeout") || key == "te" && d.name != "native" {
					t.Errorf("the handler saw the protocol's own %s", key)
				}
			}
			if strings.Join(header[echoHeader], "|") != "one|two" {
				t.Errorf("failing=%v: header %v", failing, header)
			}
			if got := trailer[echoTrailer]; strings.Join(got, "|") != binary+"|" {
				t.Errorf("failing=%v: trailer %q", failing, got)
			}
		}
	})
}

func TestStreamMetadataGoesBothWays(t *testing.T) {
	through(t, bridge.Options{}, func(t *testing.T, _ *service, d door) {
		ctx := metadata.AppendToOutgoingContext(within(t, time.Minute), echoHeader, "one", echoTrailer, "\xff")
		stream, err := d.client.StreamingOutputCall(ctx, &testgrpc.StreamingOutputCallRequest{ResponseParameters: ask[:2]})
		if err != nil {
			t.Fatal(err)
		}
		for err == nil {
			_, err = stream.Recv()
		}
		header, _ := stream.Header()
		if !errors.Is(err, io.EOF) || strings.Join(header[echoHeader], "") != "one" || strings.Join(stream.Trailer()[echoTrailer], "") != "\xff" {
			t.Errorf("%v, header %v, trailer %v", err, header, stream.Trailer())
		}
	})
}

func TestDeadline(t *testing.T) {
	through(t, bridge.Options{}, func(t *testing.T, s *service, d door) {
		_, err := d.client.EmptyCall(within(t, 50*time.Millisecond), &testgrpc.Empty{})
		if status.Code(err) != codes.DeadlineExceeded {
			t.Errorf("client: %v", err)
		}
		if err := <-s.cancelled; !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
			t.Errorf("server: %v", err)
		}
	})
}

func TestCancellationReachesTheHandler(t *testing.T) {
	through(t, bridge.Options{}, func(t *testing.T, s *service, d door) {
		drain(s.received)
		ctx, cancel := context.WithCancel(t.Context())
		stream, err := d.client.StreamingInputCall(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := stream.Send(&testgrpc.StreamingInputCallRequest{}); err != nil {
			t.Fatal(err)
		}
		<-s.received // the call is there
		cancel()
		if err := stream.RecvMsg(&testgrpc.StreamingInputCallResponse{}); status.Code(err) != codes.Canceled {
			t.Errorf("client: %v", err)
		}
		select {
		case err := <-s.cancelled:
			if err == nil {
				t.Error("server: no error")
			}
		case <-time.After(10 * time.Second):
			t.Error("the handler still waits")
		}
	})
}

func TestUnknownMethodsAreUnimplemented(t *testing.T) {
	through(t, bridge.Options{}, func(t *testing.T, _ *service, d door) {
		for _, method := range []string{"/grpc.testing.TestService/Nope", "/grpc.testing.TestService/UnimplementedCall"} {
			err := d.conn.Invoke(within(t, time.Minute), method, &testgrpc.Empty{}, &testgrpc.Empty{})
			if status.Code(err) != codes.Unimplemented {
				t.Errorf("%s: %v", method, err)
			}
		}
	})
}
