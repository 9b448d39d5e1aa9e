package bridge_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	testgrpc "google.golang.org/grpc/interop/grpc_testing"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protowire"

	"github.com/throughline-cx/throughline/server/api/bridge"
)

func TestOversizeMessagesAreRefused(t *testing.T) {
	through(t, bridge.Options{}, func(t *testing.T, _ *service, d door) {
		_, err := d.client.UnaryCall(within(t, time.Minute), &testgrpc.SimpleRequest{Payload: payload(4<<20 + 1)})
		if status.Code(err) != codes.ResourceExhausted {
			t.Errorf("unary: %v", err)
		}
		stream, err := d.client.StreamingInputCall(within(t, time.Minute))
		if err != nil {
			t.Fatal(err)
		}
		_ = stream.Send(&testgrpc.StreamingInputCallRequest{Payload: payload(4<<20 + 1)})
		if _, err := stream.CloseAndRecv(); status.Code(err) != codes.ResourceExhausted {
			t.Errorf("stream: %v", err)
		}
	})
}

// bomb is a valid SimpleRequest whose payload is size zero bytes, compressed.
func bomb(t *testing.T, size int) []byte {
	t.Helper()
	inner := protowire.AppendVarint(protowire.AppendTag(nil, 2, protowire.BytesType), uint64(size))
	message := protowire.AppendTag(nil, 3, protowire.BytesType)
	message = protowire.AppendVarint(message, uint64(len(inner)+size))
	message = append(message, inner...)
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(message)
	if _, err := io.CopyN(w, zeros{}, int64(size)); err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
	return out.Bytes()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestGzipBombIsRefusedWithFlatMemory(t *testing.T) {
	address := start(t, newService(), bridge.Options{})
	packed := bomb(t, 256<<20)
	framed := append(binary.BigEndian.AppendUint32([]byte{1}, uint32(len(packed))), packed...)
	for _, c := range []struct {
		kind, encoding string
		body           []byte
	}{
		{"application/proto", "Content-Encoding", packed},
		{"application/grpc-web+proto", "Grpc-Encoding", framed},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		request, _ := http.NewRequestWithContext(t.Context(), http.MethodPost,
			"http://"+address+"/grpc.testing.TestService/UnaryCall", bytes.NewReader(c.body))
		request.Header.Set("Content-Type", c.kind)
		request.Header.Set(c.encoding, "gzip")
		response, err := h1(t).Do(request)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		runtime.ReadMemStats(&after)
		said := string(body) + response.Header.Get("Grpc-Status")
		if !strings.Contains(said, "resource_exhausted") && !strings.Contains(said, "8") {
			t.Errorf("%s: %d %s", c.kind, response.StatusCode, body)
		}
		if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 64 {
			t.Errorf("%s: %d MiB allocated to refuse %d bytes", c.kind, grown, len(c.body))
		}
	}
}

// flood streams until sending fails.
type flood struct {
	testgrpc.UnimplementedTestServiceServer
	ended chan error
}

func (f flood) StreamingOutputCall(_ *testgrpc.StreamingOutputCallRequest, out grpc.ServerStreamingServer[testgrpc.StreamingOutputCallResponse]) error {
	for {
		if err := out.Send(&testgrpc.StreamingOutputCallResponse{Payload: payload(16 << 10)}); err != nil {
			f.ended <- err
			return err
		}
	}
}

func TestAReaderThatStopsIsCut(t *testing.T) {
	f := flood{ended: make(chan error, 1)}
	address := start(t, f, bridge.Options{SendTimeout: 200 * time.Millisecond})
	clients := map[string]func(t *testing.T){
		"http/1.1": func(t *testing.T) {
			c, err := net.Dial("tcp", address)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = c.Close() })
			fmt.Fprintf(c, "POST /grpc.testing.TestService/StreamingOutputCall HTTP/1.1\r\nHost: x\r\n"+
				"Content-Type: application/connect+proto\r\nContent-Length: 5\r\n\r\n\x00\x00\x00\x00\x00")
		},
		"http/2": func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			t.Cleanup(cancel)
			if _, err := testgrpc.NewTestServiceClient(dial(t, address)).StreamingOutputCall(ctx, &testgrpc.StreamingOutputCallRequest{}); err != nil {
				t.Fatal(err)
			}
		},
	}
	for name, stop := range clients {
		t.Run(name, func(t *testing.T) {
			stop(t)
			select {
			case err := <-f.ended:
				t.Logf("ended with %v", err)
			case <-time.After(20 * time.Second):
				t.Error("the handler is still pinned")
			}
		})
	}
}

func TestASenderThatStopsIsCut(t *testing.T) {
	address := start(t, newService(), bridge.Options{ReceiveTimeout: 100 * time.Millisecond})
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "POST /grpc.testing.TestService/UnaryCall HTTP/1.1\r\nHost: x\r\n"+
		"Connection: close\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
	_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
	answer, err := io.ReadAll(c)
	if err != nil || !strings.Contains(string(answer), "deadline_exceeded") {
		t.Errorf("%q, %v", answer, err)
	}
}

func TestAnIdleStreamIsNotCut(t *testing.T) {
	address := start(t, newService(), bridge.Options{SendTimeout: 50 * time.Millisecond, ReceiveTimeout: 50 * time.Millisecond})
	stream, err := testgrpc.NewTestServiceClient(dial(t, address)).FullDuplexCall(within(t, time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := stream.Send(&testgrpc.StreamingOutputCallRequest{ResponseParameters: ask[1:2]}); err != nil {
			t.Fatal(err)
		}
		if _, err := stream.Recv(); err != nil {
			t.Fatal(err)
		}
		<-time.After(200 * time.Millisecond) // the pause is what is tested
	}
}
