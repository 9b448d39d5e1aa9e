package webhook

import (
	"crypto/rand"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/route/outbound"
)

// hush stands for a token in an address; it must never come back in a reason.
const hush = "hush-6f1d"

// received is a request as a receiver saw it.
type received struct {
	header http.Header
	body   []byte
}

// receiver answers as it is told to and remembers what it got.
type receiver struct {
	*httptest.Server
	mu  sync.Mutex
	got []received
}

func newReceiver(t testing.TB, handler http.HandlerFunc) *receiver {
	r := &receiver{}
	r.Server = httptest.NewServer(r.remember(handler))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) remember(handler http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		body, _ := io.ReadAll(req.Body)
		r.mu.Lock()
		r.got = append(r.got, received{req.Header.Clone(), body})
		r.mu.Unlock()
		handler(w, req)
	}
}

func (r *receiver) requests() []received {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.got
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func newSecret(t testing.TB) string {
	t.Helper()
	secret, err := NewSecret(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// message makes a message to an address, with a token in its path and query.
func message(t testing.TB, address string) Message {
	return Message{
		URL: address + "/" + hush + "?token=" + hush, Secrets: []string{newSecret(t)}, ID: "0198f3c2-7c1e-7a55-9d52-000000000001",
		Timestamp: time.Now(), Body: []byte(`{"type":"alert.firing"}`),
	}
}

// development is a sender that may reach this machine.
func development(t testing.TB, timeout time.Duration) *Sender {
	return sender(t, outbound.Options{Policy: outbound.Policy{AllowHTTP: true, AllowPrivate: true}, Timeout: timeout})
}

func sender(t testing.TB, o outbound.Options) *Sender {
	client := outbound.NewClient(o)
	t.Cleanup(client.Close)
	return NewSender(client)
}

// send sends a message and checks what holds for every result.
func send(t testing.TB, s *Sender, m Message) outbound.Result {
	t.Helper()
	r, err := s.Send(t.Context(), m)
	if err != nil {
		t.Fatalf("Send: %v", err)
	}
	if (r.Outcome == "delivered") != (r.Reason == "") {
		t.Errorf("%s with reason %q", r.Outcome, r.Reason)
	}
	for _, secret := range append(m.Secrets, hush) {
		if strings.Contains(r.Reason, secret) {
			t.Errorf("the reason shows a secret: %q", r.Reason)
		}
	}
	return r
}
