package webhook

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/throughline-cx/throughline/server/route/schedule"
)

// TestSignatureOfTheStandardsOwnExample uses the example that its libraries test with.
func TestSignatureOfTheStandardsOwnExample(t *testing.T) {
	m := Message{
		Secrets: []string{"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}, ID: "msg_p5jXN8AQM9LWM0D4loKWxJek",
		Timestamp: time.Unix(1614265330, 0), Body: []byte(`{"test": 2432232314}`),
	}
	got, err := m.sign()
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; err != nil || got != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

func TestReceiverVerifiesWithThePublicLibrary(t *testing.T) {
	r := newReceiver(t, status(204))
	m := message(t, r.URL)
	older := newSecret(t)
	m.Secrets = append(m.Secrets, older)
	if got := send(t, development(t, 0), m); got.Outcome != schedule.Delivered || got.Status != 204 {
		t.Fatalf("%+v", got)
	}
	got := r.requests()[0]
	for name, want := range map[string]string{"Content-Type": "application/json", "User-Agent": "Throughline", "Webhook-Id": m.ID} {
		if got.header.Get(name) != want {
			t.Errorf("%s: %q, want %q", name, got.header.Get(name), want)
		}
	}
	if !bytes.Equal(got.body, m.Body) {
		t.Errorf("body %q", got.body)
	}
	for name, secret := range map[string]string{"the newer secret": m.Secrets[0], "the older secret": older} {
		if err := verify(t, secret, got); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if verify(t, newSecret(t), got) == nil {
		t.Error("a secret that did not sign verifies")
	}
	got.body[len(got.body)-2] ^= 1
	if verify(t, older, got) == nil {
		t.Error("a changed body verifies")
	}
}

func verify(t *testing.T, secret string, r received) error {
	t.Helper()
	w, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		t.Fatal(err)
	}
	return w.Verify(r.body, r.header)
}

func TestMessagesThatCannotBeSent(t *testing.T) {
	r := newReceiver(t, status(200))
	for want, spoil := range map[string]func(*Message){
		"id must be 1 to 64":                 func(m *Message) { m.ID = "" },
		"letters, digits, _ or -":            func(m *Message) { m.ID = "a.b" },
		"id must be":                         func(m *Message) { m.ID = strings.Repeat("a", 65) },
		"no timestamp":                       func(m *Message) { m.Timestamp = time.Time{} },
		"has 65537 bytes; it may have 65536": func(m *Message) { m.Body = []byte(`"` + strings.Repeat("a", MaxBody-1) + `"`) },
		"not JSON":                           func(m *Message) { m.Body = []byte(`{"type"`) },
		"no secret":                          func(m *Message) { m.Secrets = nil },
		`start with "whsec_"`:                func(m *Message) { m.Secrets = append(m.Secrets, "whpk_"+hush) },
		"standard base64":                    func(m *Message) { m.Secrets = []string{"whsec_" + hush + "!"} },
		"24 to 64 bytes, not 23":             func(m *Message) { m.Secrets = []string{secretOf(23)} },
		"24 to 64 bytes, not 65":             func(m *Message) { m.Secrets = []string{secretOf(65)} },
	} {
		m := message(t, r.URL)
		spoil(&m)
		if got := send(t, development(t, 0), m); got.Outcome != schedule.Invalid || !strings.Contains(got.Reason, want) {
			t.Errorf("%s: %+v", want, got)
		}
	}
	if n := len(r.requests()); n != 0 {
		t.Errorf("%d requests were made", n)
	}
	m := message(t, r.URL)
	m.Body = []byte(`"` + strings.Repeat("a", MaxBody-2) + `"`)
	m.Secrets = []string{secretOf(24), secretOf(64)}
	m.ID = strings.Repeat("a", 64)
	if got := send(t, development(t, 0), m); got.Outcome != schedule.Delivered {
		t.Errorf("at the limits: %+v", got)
	}
}

func secretOf(n int) string {
	return "whsec_" + base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{7}, n))
}

func TestNewSecret(t *testing.T) {
	secret, err := NewSecret(bytes.NewReader(bytes.Repeat([]byte{1}, 40)))
	if want := "whsec_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="; err != nil || secret != want {
		t.Errorf("got %q, %v", secret, err)
	}
	if one, other := newSecret(t), newSecret(t); one == other {
		t.Error("two secrets are equal")
	}
	short := errors.New("no more")
	if _, err := NewSecret(iotest.ErrReader(short)); !errors.Is(err, short) {
		t.Errorf("of a broken source: %v", err)
	}
}
