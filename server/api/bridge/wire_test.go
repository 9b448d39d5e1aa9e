package bridge_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	testgrpc "google.golang.org/grpc/interop/grpc_testing"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/throughline-cx/throughline/server/api/bridge"
)

// reply is an HTTP response without its body.
type reply struct {
	StatusCode int
	Header     http.Header
}

// post sends a request as a program without any library would.
func post(t *testing.T, url, kind, body string, header ...string) (reply, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", kind)
	for i := 0; i < len(header); i += 2 {
		request.Header.Add(header[i], header[i+1])
	}
	response, err := h1(t).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{response.StatusCode, response.Header}, string(answer)
}

const unary = "/grpc.testing.TestService/UnaryCall"

func TestConnectByHand(t *testing.T) {
	s := newService()
	address := "http://" + start(t, s, bridge.Options{JSON: protojson.MarshalOptions{EmitDefaultValues: true}})
	response, answer := post(t, address+unary, "application/json", `{"responseSize":3,"fromTheFuture":1}`, "X-Echo-Header", "h", "X-Echo-Trailer-Bin", "/w")
	var message map[string]any
	if err := json.Unmarshal([]byte(answer), &message); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%d %s", response.StatusCode, answer)
	}
	if message["username"] != "" || response.Header.Get("X-Echo-Header") != "h" || response.Header.Get("Trailer-X-Echo-Trailer-Bin") != "/w" {
		t.Errorf("%v %v", message, response.Header)
	}
	response, answer = post(t, address+unary, "application/json", `{"responseStatus":{"code":5,"message":"none"}}`)
	if response.StatusCode != http.StatusNotFound || !strings.Contains(answer, `"code":"not_found"`) || !strings.Contains(answer, "google.rpc.ErrorInfo") {
		t.Errorf("%d %s", response.StatusCode, answer)
	}
}

func TestConnectDeadlineByHand(t *testing.T) {
	s := newService()
	address := "http://" + start(t, s, bridge.Options{})
	response, answer := post(t, address+"/grpc.testing.TestService/EmptyCall", "application/json", `{}`, "Connect-Timeout-Ms", "30")
	if response.StatusCode != http.StatusGatewayTimeout || !strings.Contains(answer, "deadline_exceeded") {
		t.Errorf("%d %s", response.StatusCode, answer)
	}
}

func TestGRPCWebByHand(t *testing.T) {
	address := "http://" + start(t, newService(), bridge.Options{})
	_, answer := post(t, address+unary, "application/grpc-web+proto", "\x00\x00\x00\x00\x02\x10\x03", "X-Echo-Trailer-Bin", base64.StdEncoding.EncodeToString([]byte("é")))
	// A message frame (payload of three zero bytes and a host name), then the trailers' frame.
	message, trailers, found := strings.Cut(answer, "\x80\x00\x00\x00")
	if !found || !strings.Contains(message, "\x0a\x05\x12\x03\x00\x00\x00") {
		t.Fatalf("%q", answer)
	}
	if !strings.Contains(trailers, "grpc-status: 0\r\n") || !strings.Contains(trailers, "x-echo-trailer-bin: w6k\r\n") {
		t.Errorf("trailers %q", trailers)
	}
}

func TestMalformedRequests(t *testing.T) {
	address := "http://" + start(t, newService(), bridge.Options{})
	for name, c := range map[string]struct {
		kind, body string
		header     []string
		want       int
	}{
		"binary metadata":  {"application/json", `{}`, []string{"X-Some-Bin", "§"}, http.StatusBadRequest},
		"not JSON":         {"application/json", `{"responseSize":`, nil, http.StatusBadRequest},
		"not UTF-8":        {"application/json", "{\"payload\":{\"body\":\"\xff\"}}", nil, http.StatusBadRequest},
		"not protobuf":     {"application/proto", "\xff\xff\xff", nil, http.StatusBadRequest},
		"no such encoding": {"application/json", `{}`, []string{"Content-Encoding", "lzw"}, http.StatusNotImplemented},
		"no such type":     {"text/plain", `{}`, nil, http.StatusUnsupportedMediaType},
		"bad timeout":      {"application/json", `{}`, []string{"Connect-Timeout-Ms", "soon"}, http.StatusBadRequest},
		"deep":             {"application/json", strings.Repeat("[", 100_000), nil, http.StatusBadRequest},
	} {
		response, answer := post(t, address+unary, c.kind, c.body, c.header...)
		if response.StatusCode != c.want {
			t.Errorf("%s: %d %s", name, response.StatusCode, answer)
		}
	}
}

// TestGetIsOnlyForMethodsWithoutSideEffects: this one is not marked as such.
func TestGetIsOnlyForMethodsWithoutSideEffects(t *testing.T) {
	address := "http://" + start(t, newService(), bridge.Options{})
	response, err := h1(t).Get(address + unary + "?connect=v1&encoding=json&message=%7B%7D")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusMethodNotAllowed {
		t.Error(response.Status)
	}
}

// TestInterceptorRunsBeforeTheMessageIsRead: one that refuses spares the server the reading.
func TestInterceptorRunsBeforeTheMessageIsRead(t *testing.T) {
	var methods []string
	options := bridge.Options{Interceptor: func(impl any, s grpc.ServerStream, info *grpc.StreamServerInfo, next grpc.StreamHandler) error {
		methods = append(methods, info.FullMethod)
		s.SetTrailer(metadata.Pairs("x-after", "no"))
		if md, _ := metadata.FromIncomingContext(s.Context()); md["authorization"] == nil {
			return status.Error(codes.Unauthenticated, "who are you?")
		}
		err := next(impl, s)
		s.SetTrailer(metadata.Pairs("x-after", "yes"))
		return err
	}}
	through(t, options, func(t *testing.T, s *service, d door) {
		methods = nil
		_, err := d.client.UnaryCall(within(t, time.Minute), &testgrpc.SimpleRequest{})
		if status.Code(err) != codes.Unauthenticated || len(methods) != 1 || methods[0] != unary {
			t.Errorf("%v, methods %v", err, methods)
		}
		ctx := metadata.AppendToOutgoingContext(within(t, time.Minute), "authorization", "x")
		var trailer metadata.MD
		if _, err := d.client.UnaryCall(ctx, &testgrpc.SimpleRequest{}, grpc.Trailer(&trailer)); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(trailer["x-after"], " "); got != "no yes" {
			t.Errorf("trailer %q", got)
		}
	})
	address := "http://" + start(t, newService(), options)
	response, answer := post(t, address+unary, "application/proto", string(bytes.Repeat([]byte{0xff}, 100)))
	if response.StatusCode != http.StatusUnauthorized {
		t.Errorf("unreadable message without a key: %d %s", response.StatusCode, answer)
	}
}
