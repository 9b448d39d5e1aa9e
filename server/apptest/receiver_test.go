package apptest_test

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

// receiver is a team's system: it takes webhooks that the public library of Standard Webhooks
// verifies. It is down until it is started.
type receiver struct {
	t       *testing.T
	address string // "127.0.0.1:…"

	mu       sync.Mutex
	verifier *standardwebhooks.Webhook
	ids      []string // of what was taken, in order
	bodies   []map[string]any
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return &receiver{t: t, address: l.Addr().String()}
}

// expect sets the secret that messages are signed with.
func (r *receiver) expect(secret string) {
	r.t.Helper()
	v, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		r.t.Fatal(err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.verifier = v
}

// start brings the receiver up.
func (r *receiver) start() {
	r.t.Helper()
	l, err := net.Listen("tcp", r.address)
	if err != nil {
		r.t.Fatal(err)
	}
	server := &http.Server{Handler: r}
	go func() { _ = server.Serve(l) }() // ends with Close
	r.t.Cleanup(func() { _ = server.Close() })
}

// ServeHTTP implements http.Handler.
func (r *receiver) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		r.t.Error(err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.verifier.Verify(body, request.Header); err != nil {
		r.t.Errorf("a signature that does not fit: %v", err)
	}
	var fields map[string]any
	if err := json.Unmarshal(body, &fields); err != nil {
		r.t.Error(err)
	}
	r.ids, r.bodies = append(r.ids, request.Header.Get("webhook-id")), append(r.bodies, fields)
	w.WriteHeader(http.StatusNoContent)
}

// taken returns ids and messages so far.
func (r *receiver) taken() ([]string, []map[string]any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.ids), slices.Clone(r.bodies)
}
