package command

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/webhook"
)

// send posts a signed message and returns the status of the answer.
func (r *receiver) send(t *testing.T, path, secret, id string, m route.Message) int {
	t.Helper()
	body, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	signature, err := signer.Sign(id, now, body)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.address+path, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("webhook-id", id)
	request.Header.Set("webhook-timestamp", strconv.FormatInt(now.Unix(), 10))
	request.Header.Set("webhook-signature", signature)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}

func newSecret(t *testing.T) string {
	t.Helper()
	secret, err := webhook.NewSecret(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// The receiver keeps the latest message of each alert, whatever the order in which they come,
// and knows who was told.
func TestReceiverKeepsTheLatest(t *testing.T) {
	r, err := newReceiver(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer r.close()
	stores, digital := newSecret(t), newSecret(t)
	for team, secret := range map[string]string{"stores": stores, "digital": digital} {
		if err := r.expect("acme", team, secret); err != nil {
			t.Fatal(err)
		}
	}
	id := uuid.New()
	message := func(number int, state alert.State) route.Message {
		return route.Message{Alert: route.Header{AlertID: id, ChangeNumber: number, State: state}}
	}
	for _, m := range []struct {
		path, secret, id string
		message          route.Message
		status           int
	}{
		{"/acme/stores", stores, "m3", message(3, alert.Fading), http.StatusNoContent},
		{"/acme/stores", stores, "m2", message(2, alert.Firing), http.StatusNoContent},
		{"/acme/digital", digital, "m4", message(2, alert.Firing), http.StatusNoContent},
		{"/acme/digital", digital, "m4", message(9, alert.Firing), http.StatusNoContent}, // an id is looked at once
		{"/acme/digital", stores, "m5", message(8, alert.Firing), http.StatusBadRequest},
		{"/acme/nobody", stores, "m6", message(8, alert.Firing), http.StatusNotFound},
	} {
		if got := r.send(t, m.path, m.secret, m.id, m.message); got != m.status {
			t.Errorf("%s %s: status %d, want %d", m.path, m.id, got, m.status)
		}
	}
	found := r.of("acme")
	if len(found) != 1 || found[0].fired.Alert.ChangeNumber != 2 || found[0].latest.Alert.State != alert.Fading || len(found[0].teams) != 2 {
		t.Errorf("kept %+v", found)
	}
	if len(r.of("other")) != 0 {
		t.Error("another tenant has alerts")
	}
	if err := r.expect("acme", "x", "no secret"); err == nil {
		t.Error("a malformed secret is taken")
	}
}
