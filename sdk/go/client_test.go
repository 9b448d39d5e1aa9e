package throughline

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/sdk/go/internal/fakeserver"
)

const testKey = "tl_live_retail_0123456789abcdefghijABCDEFGHIJabcdef"

// pauses stands in for the clock: it notes how long a client would have slept.
type pauses struct {
	mu    sync.Mutex
	taken []time.Duration
}

func (p *pauses) wait(ctx context.Context, d time.Duration) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.taken = append(p.taken, d)
	return ctx.Err()
}

// start returns a fake server and a client of it that sleeps in no time.
func start(t *testing.T, options ...Option) (*fakeserver.Server, *Client, *pauses) {
	t.Helper()
	server, err := fakeserver.Start(nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	p := &pauses{}
	options = append([]Option{WithAPIKey(testKey), WithInsecure(), func(c *config) { c.wait = p.wait }}, options...)
	client, err := New(server.Address, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return server, client, p
}

func TestNewWantsAKeyThatNamesATenant(t *testing.T) {
	t.Setenv(KeyVariable, "")
	for key, want := range map[string]string{
		"":                           KeyVariable,
		"secret":                     "misspelt",
		"tl_live_retail":             "misspelt",
		"tl_live__0123":              "misspelt",
		"sk_live_retail_0123":        "misspelt",
		"tl_live_retail_0123_456789": "misspelt",
	} {
		if _, err := New("localhost:1", WithAPIKey(key)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("key %q: error %v, want one that says %q", key, err, want)
		}
	}
}

func TestNewReadsTheKeyFromTheEnvironment(t *testing.T) {
	t.Setenv(KeyVariable, "tl_live_big-bank_0123")
	c, err := New("localhost:1")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if c.Tenant() != "big-bank" || c.Name() != "tenants/big-bank" || c.Name("alerts", "1") != "tenants/big-bank/alerts/1" {
		t.Errorf("tenant %q, names %q and %q", c.Tenant(), c.Name(), c.Name("alerts", "1"))
	}
}

func TestCallsSayWhoCallsAndForWhom(t *testing.T) {
	server, client, _ := start(t, WithUserAgent("importer/1.2"))
	request := &throughlinev1.ListAlertsRequest{}
	if _, err := client.Alerts.ListAlerts(t.Context(), request); err != nil {
		t.Fatal(err)
	}
	if request.GetParent() != "" {
		t.Error("the caller's own request was changed")
	}
	call := server.Calls("ListAlerts")[0]
	if parent := call.Request.(*throughlinev1.ListAlertsRequest).GetParent(); parent != "tenants/retail" {
		t.Errorf("parent = %q, want the key's tenant", parent)
	}
	for header, want := range map[string]string{
		"authorization": "Bearer " + testKey,
		"user-agent":    "importer/1.2 throughline-go/" + Version,
	} {
		if got := strings.Join(call.Metadata.Get(header), ""); !strings.HasPrefix(got, want) {
			t.Errorf("%s = %q, want %q", header, got, want)
		}
	}
	if id := call.Metadata.Get("x-request-id"); len(id) != 1 || len(id[0]) != 36 {
		t.Errorf("x-request-id = %q, want one UUID", id)
	}
}

func TestAParentThatIsGivenStays(t *testing.T) {
	server, client, _ := start(t)
	if _, err := client.Alerts.ListAlerts(t.Context(), &throughlinev1.ListAlertsRequest{Parent: "tenants/other"}); err != nil {
		t.Fatal(err)
	}
	if parent := server.Calls("ListAlerts")[0].Request.(*throughlinev1.ListAlertsRequest).GetParent(); parent != "tenants/other" {
		t.Errorf("parent = %q, want the one that was given", parent)
	}
}

func TestStreamsAreCompletedToo(t *testing.T) {
	_, client, _ := start(t)
	stream, err := client.Ingestion.StreamInteractions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := stream.Send(&throughlinev1.StreamInteractionsRequest{Interactions: []*Interaction{{}, {}}}); err != nil {
			t.Fatal(err)
		}
	}
	answer, err := stream.CloseAndRecv()
	if err != nil || answer.GetBatches() != 3 || answer.GetCounts().GetAccepted() != 6 {
		t.Errorf("answer %v, %v; want 3 batches, 6 accepted", answer, err)
	}
}

func TestTLSIsTheDefault(t *testing.T) {
	certified := httptest.NewUnstartedServer(nil)
	certified.EnableHTTP2 = true
	certified.StartTLS()
	defer certified.Close()
	server, err := fakeserver.Start(&certified.TLS.Certificates[0])
	if err != nil {
		t.Fatal(err)
	}
	defer server.Stop()
	roots := x509.NewCertPool()
	roots.AddCert(certified.Certificate())

	trusting, err := New(server.Address, WithAPIKey(testKey), WithTLS(&tls.Config{RootCAs: roots, ServerName: "example.com", MinVersion: tls.VersionTLS12}))
	if err != nil {
		t.Fatal(err)
	}
	defer trusting.Close()
	if _, err := trusting.Alerts.ListAlerts(t.Context(), nil); err != nil {
		t.Errorf("with the authority trusted: %v", err)
	}
	doubting, err := New(server.Address, WithAPIKey(testKey), WithAttempts(1))
	if err != nil {
		t.Fatal(err)
	}
	defer doubting.Close()
	_, err = doubting.Alerts.ListAlerts(t.Context(), nil)
	var e *Error
	if !errors.As(err, &e) || e.Code != codes.Unavailable || len(server.Calls("ListAlerts")) != 1 {
		t.Errorf("with the authority unknown: %v, want UNAVAILABLE and no call", err)
	}
}
