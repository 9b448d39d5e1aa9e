package intercept

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"sync"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/bridge"
)

// canary stands for a customer's words: it must not show up in logs or errors.
const canary = "canary-4711"

var errDatabase = errors.New("database unavailable")

// keys is an Authenticator that knows a key for each role of tenant acme.
type keys struct{}

func (keys) Authenticate(_ context.Context, key string) (Principal, error) {
	switch key {
	case "ingester", "viewer", "reviewer", "admin":
		return Principal{Tenant: "acme", KeyID: "key-of-" + key, Role: Role(key)}, nil
	case "down":
		return Principal{}, errDatabase
	case "nobody":
		return Principal{Role: Admin}, nil
	}
	return Principal{}, InvalidKey()
}

// product is a server whose handlers do what a test says.
type product struct {
	v1.UnimplementedAlertServiceServer
	v1.UnimplementedIngestionServiceServer
	v1.UnimplementedPolicyServiceServer
	v1.UnimplementedAdminServiceServer

	get func(context.Context, *v1.GetAlertRequest) (*v1.Alert, error)
}

func (p *product) GetAlert(ctx context.Context, in *v1.GetAlertRequest) (*v1.Alert, error) {
	if p.get != nil {
		return p.get(ctx, in)
	}
	return &v1.Alert{Name: in.GetName()}, nil
}

// WatchAlerts sends one answer, then waits for its end.
func (p *product) WatchAlerts(_ *v1.WatchAlertsRequest, out grpc.ServerStreamingServer[v1.WatchAlertsResponse]) error {
	if err := out.Send(&v1.WatchAlertsResponse{}); err != nil {
		return err
	}
	<-out.Context().Done()
	return out.Context().Err()
}

func (p *product) PushInteractions(_ context.Context, in *v1.PushInteractionsRequest) (*v1.PushInteractionsResponse, error) {
	return &v1.PushInteractionsResponse{Counts: &v1.PushCounts{Accepted: int64(len(in.GetInteractions()))}}, nil
}

func (p *product) StreamInteractions(in grpc.ClientStreamingServer[v1.StreamInteractionsRequest, v1.StreamInteractionsResponse]) error {
	batches := int64(0)
	for {
		_, err := in.Recv()
		if errors.Is(err, io.EOF) {
			return in.SendAndClose(&v1.StreamInteractionsResponse{Batches: batches})
		}
		if err != nil {
			return err
		}
		batches++
	}
}

func (p *product) UpdatePolicy(_ context.Context, in *v1.UpdatePolicyRequest) (*v1.Policy, error) {
	if in.GetPolicy().GetEtag() == "old" {
		return nil, Errorf(codes.Aborted, v1.ErrorReason_ERROR_REASON_ETAG_MISMATCH, "changed")
	}
	return in.GetPolicy(), nil
}

// system is a running server.
type system struct {
	*product
	chain *Chain
	conn  *grpc.ClientConn
	logs  *logs
}

// start runs a server with the chain around every call. Options get what they lack.
func start(t *testing.T, options Options) *system {
	t.Helper()
	s := &system{product: &product{}, logs: &logs{}}
	if options.Authenticator == nil {
		options.Authenticator = keys{}
	}
	options.Logger = slog.New(slog.NewJSONHandler(s.logs, &slog.HandlerOptions{Level: slog.LevelDebug}))
	options.Translate = func(err error) error {
		if errors.Is(err, errDatabase) {
			return Errorf(codes.Unavailable, v1.ErrorReason_ERROR_REASON_STORAGE_UNAVAILABLE, "the database does not answer")
		}
		return nil
	}
	chain, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	s.chain = chain
	server := grpc.NewServer(grpc.UnknownServiceHandler(bridge.Unknown(chain.Intercept)))
	registrar := bridge.Streams(server, chain.Intercept)
	v1.RegisterAlertServiceServer(registrar, s.product)
	v1.RegisterIngestionServiceServer(registrar, s.product)
	v1.RegisterPolicyServiceServer(registrar, s.product)
	v1.RegisterAdminServiceServer(registrar, s.product)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(listener) }() // ends with Stop
	t.Cleanup(server.Stop)
	s.conn, err = grpc.NewClient("passthrough:///"+listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.conn.Close() })
	return s
}

func (s *system) alerts() v1.AlertServiceClient        { return v1.NewAlertServiceClient(s.conn) }
func (s *system) ingestion() v1.IngestionServiceClient { return v1.NewIngestionServiceClient(s.conn) }
func (s *system) policies() v1.PolicyServiceClient     { return v1.NewPolicyServiceClient(s.conn) }

// fetch reads alert, the tenant's own.
func (s *system) fetch(ctx context.Context) error {
	_, err := s.alerts().GetAlert(ctx, &v1.GetAlertRequest{Name: alert})
	return err
}

const alert = "tenants/acme/alerts/0198c0de-0000-5000-8000-000000000001"

// as is the context of a call with a key.
func as(t *testing.T, key string) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+key)
}

// logs keeps log lines.
type logs struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// expect checks an error's code and reason, that it is complete, and returns it.
func expect(t *testing.T, err error, code codes.Code, reason string) *status.Status {
	t.Helper()
	s := status.Convert(err)
	if s.Code() != code || reasonOf(err) != reason {
		t.Fatalf("got %v %s, want %v %s: %v", s.Code(), reasonOf(err), code, reason, err)
	}
	id := ""
	for _, d := range s.Details() {
		switch d := d.(type) {
		case *errdetails.ErrorInfo:
			if id = d.GetMetadata()["request_id"]; d.GetDomain() != "throughline.dev" || id == "" {
				t.Errorf("ErrorInfo %v", d)
			}
		case *errdetails.RequestInfo:
			if d.GetRequestId() != id {
				t.Errorf("RequestInfo %v, ErrorInfo %s", d, id)
			}
		}
	}
	if _, waits := RetryDelay(s); waits != waitingHelps(code, reason) {
		t.Errorf("RetryInfo: %v, %v", waits, s.Details())
	}
	return s
}
