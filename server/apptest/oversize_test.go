package apptest_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"

	"github.com/throughline-cx/throughline/server/apptest"
)

// bombBytes is what a bomb unpacks to. The server may unpack its limit of 4 MiB and a little.
const bombBytes = 256 << 20

// gateOf is one way in, for requests that are made by hand.
type gateOf struct {
	name        string
	client      *http.Client
	address     string
	path        string
	contentType string
	framed      bool // each message follows a flag and its length
	refused     func(t *testing.T, r *http.Response, body []byte)
}

const pushPath = "/throughline.v1.IngestionService/PushInteractions"

func gates(t *testing.T, s *apptest.Server) []gateOf {
	one, two := httpClient(t, false), httpClient(t, true)
	return []gateOf{
		{"json", one, s.HTTPAddr(), "/v1/tenants/acme/interactions:push", "application/json", false, statusInBody},
		{"connect", one, s.HTTPAddr(), pushPath, "application/proto", false, connectError},
		{"connect-json", two, s.HTTPAddr(), pushPath, "application/json", false, connectError},
		{"grpc-web", one, s.HTTPAddr(), pushPath, "application/grpc-web+proto", true, statusInFrame},
		{"grpc on the HTTP port", two, s.HTTPAddr(), pushPath, "application/grpc", true, statusInTrailer},
		{"grpc", two, s.GRPCAddr(), pushPath, "application/grpc", true, statusInTrailer},
	}
}

// send sends a message of zeros or blanks, packed or not, and returns the answer.
func (g gateOf) send(t *testing.T, key string, message []byte, packed bool) {
	t.Helper()
	body := message
	if g.framed {
		frame := binary.BigEndian.AppendUint32([]byte{0}, uint32(len(message)))
		if packed {
			frame[0] = 1
		}
		body = append(frame, message...)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+g.address+g.path, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", g.contentType)
	request.Header.Set("Authorization", "Bearer "+key)
	request.Header.Set("Te", "trailers")
	switch {
	case packed && g.framed:
		request.Header.Set("Grpc-Encoding", "gzip")
	case packed:
		request.Header.Set("Content-Encoding", "gzip")
	}
	response, err := g.client.Do(request)
	if err != nil {
		t.Fatalf("no answer: %v", err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	g.refused(t, response, answer)
}

// message starts as a push that could be true, and goes on without end.
func (g gateOf) message(size int) io.Reader {
	start := `{"parent":"tenants/acme","interactions":[{"external_id":"`
	if !strings.Contains(g.contentType, "json") {
		start = string(binary.AppendUvarint([]byte{0x12}, uint64(size))) // field interactions
	}
	return io.LimitReader(io.MultiReader(strings.NewReader(start), endless{}), int64(size))
}

// endless is the letter a without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, block), nil }

var block = strings.Repeat("a", 64<<10)

func packed(t *testing.T, r io.Reader) []byte {
	t.Helper()
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestSpeed) // fails for a wrong level only
	if _, err := io.Copy(w, r); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A request that is too large, or that unpacks to too much, is refused by name at every door,
// and costs no more memory than the limit.
func TestOversizeIsRefusedInFlatMemory(t *testing.T) {
	s := apptest.Start(t)
	for _, g := range gates(t, s) {
		t.Run(g.name, func(t *testing.T) {
			large, err := io.ReadAll(g.message(6 << 20))
			if err != nil {
				t.Fatal(err)
			}
			bomb := packed(t, g.message(bombBytes))
			if len(bomb) > 2<<20 {
				t.Fatalf("the bomb has %d bytes packed: it is refused unopened", len(bomb))
			}
			g.send(t, s.Key, large, false) // and lets every pool grow
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			g.send(t, s.Key, bomb, true)
			runtime.ReadMemStats(&after)
			if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > bombBytes>>20/4 {
				t.Errorf("a bomb of %d MiB made the server allocate %d MiB", bombBytes>>20, grown)
			} else {
				t.Logf("%d MiB packed in %d KiB cost %d MiB of allocations", bombBytes>>20, len(bomb)>>10, grown)
			}
		})
	}
}

// What is left unread of a refused request must not be taken for the next one: a request
// hidden in it would come from whoever's connection it is.
func TestRestOfARefusedRequestIsNoRequest(t *testing.T) {
	s := apptest.Start(t)
	for _, g := range gates(t, s)[:4] {
		t.Run(g.name, func(t *testing.T) {
			const size = 6 << 20
			hidden := "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
			message, err := io.ReadAll(g.message(size))
			if err != nil {
				t.Fatal(err)
			}
			if g.framed {
				message = append(binary.BigEndian.AppendUint32([]byte{0}, size), message[5:]...)
			}
			for at := 4 << 20; at+len(hidden) < size; at += len(hidden) {
				copy(message[at:], hidden)
			}
			conn, err := net.Dial("tcp", g.address)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			sent := make(chan struct{})
			go func() {
				defer close(sent)
				fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nX-Api-Key: %s\r\nContent-Length: %d\r\n\r\n", g.path, g.contentType, s.Key, size)
				_, _ = conn.Write(message) // the server may hang up
				_ = conn.(*net.TCPConn).CloseWrite()
			}()
			answers := bufio.NewReader(conn)
			_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
			for n := 0; ; n++ {
				response, err := http.ReadResponse(answers, nil)
				if err != nil {
					if n != 1 {
						t.Errorf("%d answers, then %v", n, err)
					}
					break
				}
				body, _ := io.ReadAll(response.Body)
				_ = response.Body.Close()
				if n > 0 {
					t.Errorf("an answer to what was no request: %s %.100s", response.Status, body)
					break
				}
			}
			conn.Close()
			<-sent
		})
	}
}

// tooLarge checks what a status says.
func tooLarge(t *testing.T, s *spb.Status) {
	t.Helper()
	text := protojson.Format(s)
	if s.GetCode() != int32(codes.ResourceExhausted) || !strings.Contains(text, "REQUEST_TOO_LARGE") || strings.Contains(text, "RetryInfo") {
		t.Errorf("the answer is %s, want RESOURCE_EXHAUSTED, REQUEST_TOO_LARGE and nothing to wait for", text)
	}
}

func statusInBody(t *testing.T, _ *http.Response, body []byte) {
	t.Helper()
	s := &spb.Status{}
	if err := protojson.Unmarshal(body, s); err != nil {
		t.Fatalf("%v: %.200s", err, body)
	}
	tooLarge(t, s)
}

func connectError(t *testing.T, r *http.Response, body []byte) {
	t.Helper()
	var answer struct {
		Code    string
		Details []struct{ Type, Value string }
	}
	if err := json.Unmarshal(body, &answer); err != nil || answer.Code != "resource_exhausted" || r.StatusCode != http.StatusTooManyRequests {
		t.Fatalf("%s: %.200s (%v)", r.Status, body, err)
	}
	s := &spb.Status{Code: int32(codes.ResourceExhausted)}
	for _, d := range answer.Details {
		value, err := base64.RawStdEncoding.DecodeString(d.Value)
		if err != nil {
			t.Fatal(err)
		}
		s.Details = append(s.Details, &anypb.Any{TypeUrl: "type.googleapis.com/" + d.Type, Value: value})
	}
	tooLarge(t, s)
}

func statusInTrailer(t *testing.T, r *http.Response, _ []byte) {
	t.Helper()
	header := r.Trailer
	if r.Header.Get("Grpc-Status") != "" {
		header = r.Header
	}
	grpcStatus(t, header)
}

// statusInFrame reads the trailers of gRPC-Web, the last frame.
func statusInFrame(t *testing.T, _ *http.Response, body []byte) {
	t.Helper()
	if len(body) < 5 || body[0] != 0x80 {
		t.Fatalf("the answer is %.200q", body)
	}
	header := http.Header{}
	for line := range strings.Lines(string(body[5:])) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		header.Set(name, strings.TrimSpace(value))
	}
	grpcStatus(t, header)
}

func grpcStatus(t *testing.T, header http.Header) {
	t.Helper()
	if code, _ := strconv.Atoi(header.Get("Grpc-Status")); codes.Code(code) != codes.ResourceExhausted {
		t.Errorf("grpc-status is %s: %s; want %d", header.Get("Grpc-Status"), header.Get("Grpc-Message"), codes.ResourceExhausted)
	}
	if header.Get("Grpc-Status-Details-Bin") == "" && strings.Contains(header.Get("Grpc-Message"), "decompress") {
		return // grpc-go itself answers what unpacks to more than twice the limit
	}
	details, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(header.Get("Grpc-Status-Details-Bin"), "="))
	if err != nil {
		t.Fatal(err)
	}
	s := &spb.Status{}
	if err := proto.Unmarshal(details, s); err != nil {
		t.Fatal(err)
	}
	tooLarge(t, s)
}
