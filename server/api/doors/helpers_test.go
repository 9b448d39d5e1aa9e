package doors

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
)

const alert = "tenants/acme/alerts/0198c0de-0000-5000-8000-000000000001"

type keys struct{}

func (keys) Authenticate(_ context.Context, key string) (intercept.Principal, error) {
	if key != "viewer" && key != "admin" {
		return intercept.Principal{}, intercept.InvalidKey()
	}
	return intercept.Principal{Tenant: "acme", KeyID: key, Role: intercept.Role(key)}, nil
}

// product is the API with made-up answers.
type product struct {
	v1.UnimplementedAlertServiceServer
	v1.UnimplementedIngestionServiceServer
	v1.UnimplementedPolicyServiceServer

	flooding chan error // how sending ended once a watcher stopped reading
	entered  chan struct{}
	leave    chan struct{}
}

func (p *product) GetAlert(_ context.Context, in *v1.GetAlertRequest) (*v1.Alert, error) {
	if in.GetName() != alert {
		return nil, intercept.NotFound()
	}
	return &v1.Alert{Name: alert}, nil
}

// ListAlerts waits until it is let go.
func (p *product) ListAlerts(context.Context, *v1.ListAlertsRequest) (*v1.ListAlertsResponse, error) {
	p.entered <- struct{}{}
	<-p.leave
	return &v1.ListAlertsResponse{}, nil
}

// WatchAlerts sends two answers and waits for its end; with a filter that asks for it, it sends
// without end.
func (p *product) WatchAlerts(in *v1.WatchAlertsRequest, out grpc.ServerStreamingServer[v1.WatchAlertsResponse]) error {
	if in.GetResumeToken() == "flood" {
		for {
			if err := out.Send(&v1.WatchAlertsResponse{ResumeToken: strings.Repeat("x", 10_000)}); err != nil {
				p.flooding <- err
				return err
			}
		}
	}
	for _, token := range []string{"1", "2"} {
		if err := out.Send(&v1.WatchAlertsResponse{ResumeToken: token}); err != nil {
			return err
		}
	}
	<-out.Context().Done()
	return out.Context().Err()
}

func (p *product) PushInteractions(_ context.Context, in *v1.PushInteractionsRequest) (*v1.PushInteractionsResponse, error) {
	counts := &v1.PushCounts{}
	for _, item := range in.GetInteractions() {
		if item.GetExternalId() == "" {
			counts.Rejected++
		} else {
			counts.Accepted++
		}
	}
	return &v1.PushInteractionsResponse{Counts: counts}, nil
}

func (p *product) StreamInteractions(in grpc.ClientStreamingServer[v1.StreamInteractionsRequest, v1.StreamInteractionsResponse]) error {
	out := &v1.StreamInteractionsResponse{}
	for {
		_, err := in.Recv()
		if errors.Is(err, io.EOF) {
			return in.SendAndClose(out)
		}
		if err != nil {
			return err
		}
		out.Batches++
	}
}

func (p *product) UpdatePolicy(_ context.Context, in *v1.UpdatePolicyRequest) (*v1.Policy, error) {
	return in.GetPolicy(), nil
}

// open opens doors and runs them until the test ends. Options get what they lack.
func open(t *testing.T, options Options) (*Doors, *product) {
	t.Helper()
	p := &product{flooding: make(chan error, 1), entered: make(chan struct{}), leave: make(chan struct{})}
	d := prepare(t, options, p)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- d.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return d, p
}

func prepare(t testing.TB, options Options, p *product) *Doors {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	chain, err := intercept.New(intercept.Options{Authenticator: keys{}, Logger: log, Rate: intercept.Rate{PerSecond: 10_000, Burst: 10_000}})
	if err != nil {
		t.Fatal(err)
	}
	options.GRPCAddr, options.HTTPAddr = "127.0.0.1:0", "127.0.0.1:0"
	options.Chain, options.Logger = chain, log
	options.Register = func(r grpc.ServiceRegistrar) {
		v1.RegisterAlertServiceServer(r, p)
		v1.RegisterIngestionServiceServer(r, p)
		v1.RegisterPolicyServiceServer(r, p)
	}
	options.RegisterGateway = func(ctx context.Context, mux *runtime.ServeMux, conn grpc.ClientConnInterface) error {
		return errors.Join(
			v1.RegisterAlertServiceHandlerClient(ctx, mux, v1.NewAlertServiceClient(conn)),
			v1.RegisterIngestionServiceHandlerClient(ctx, mux, v1.NewIngestionServiceClient(conn)),
			v1.RegisterPolicyServiceHandlerClient(ctx, mux, v1.NewPolicyServiceClient(conn)),
		)
	}
	options.ItemsJudgedAlone = []proto.Message{&v1.PushInteractionsRequest{}, &v1.StreamInteractionsRequest{}}
	d, err := Open(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func dial(t *testing.T, address string) *grpc.ClientConn {
	t.Helper()
	c, err := grpc.NewClient("passthrough:///"+address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func as(t *testing.T, key string) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return metadata.AppendToOutgoingContext(ctx, "x-api-key", key)
}

// reply is an HTTP response without its body.
type reply struct {
	StatusCode int
	Status     string
	Header     http.Header
}

// call sends an HTTP request with an admin's key.
func call(t *testing.T, d *Doors, method, path, body string, header ...string) (reply, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, "http://"+d.HTTPAddress()+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer admin")
	request.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{response.StatusCode, response.Status, response.Header}, string(answer)
}
