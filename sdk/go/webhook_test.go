package throughline

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

const (
	oldSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	newSecret = "whsec_bmV3IHNlY3JldCBmb3IgdGhlIHJlY2VpdmVy"
)

// signed returns a request as the server sends it.
func signed(t *testing.T, secret, id string, at time.Time, body []byte) *http.Request {
	t.Helper()
	key, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		t.Fatal(err)
	}
	signature, err := key.Sign(id, at, body)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/hook", bytes.NewReader(body))
	r.Header.Set("webhook-id", id)
	r.Header.Set("webhook-timestamp", fmt.Sprint(at.Unix()))
	r.Header.Set("webhook-signature", signature)
	return r
}

func TestWebhooksOfEitherSecretAreTaken(t *testing.T) {
	verifier, err := NewWebhookVerifier(newSecret, oldSecret)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{newSecret, oldSecret} {
		message, err := verifier.Read(signed(t, secret, "msg-1", time.Now(), []byte(`{"a":1}`)))
		if err != nil || message.ID != "msg-1" || string(message.Body) != `{"a":1}` {
			t.Errorf("message %v, %v", message, err)
		}
	}
}

func TestForgedWebhooksAreRefused(t *testing.T) {
	verifier, err := NewWebhookVerifier(newSecret)
	if err != nil {
		t.Fatal(err)
	}
	body, now := []byte(`{"a":1}`), time.Now()
	for name, forge := range map[string]func() *http.Request{
		"another secret": func() *http.Request { return signed(t, oldSecret, "m", now, body) },
		"too old":        func() *http.Request { return signed(t, newSecret, "m", now.Add(-6*time.Minute), body) },
		"too new":        func() *http.Request { return signed(t, newSecret, "m", now.Add(6*time.Minute), body) },
		"another id": func() *http.Request {
			r := signed(t, newSecret, "m", now, body)
			r.Header.Set("webhook-id", "n")
			return r
		},
		"another body": func() *http.Request {
			r := signed(t, newSecret, "m", now, body)
			r.Body = io.NopCloser(strings.NewReader(`{"a":2}`))
			return r
		},
		"no signature": func() *http.Request { return httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body)) },
		"too large":    func() *http.Request { return signed(t, newSecret, "m", now, make([]byte, maxWebhook+1)) },
	} {
		if _, err := verifier.Read(forge()); err == nil {
			t.Errorf("%s: was taken", name)
		}
	}
}

func TestVerifiersWantSecrets(t *testing.T) {
	for _, secrets := range [][]string{nil, {""}, {"whsec_!"}, {newSecret, "whsec_!"}} {
		if _, err := NewWebhookVerifier(secrets...); err == nil {
			t.Errorf("secrets %q were taken", secrets)
		}
	}
}
