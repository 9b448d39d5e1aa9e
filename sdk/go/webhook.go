package throughline

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

// maxWebhook is the largest webhook body that is read, in bytes. The server sends less.
const maxWebhook = 1 << 20

// WebhookVerifier tells messages of the server from forgeries.
type WebhookVerifier struct {
	keys []*standardwebhooks.Webhook
}

// WebhookMessage is a verified message.
type WebhookMessage struct {
	ID   string // the same over all attempts: a message whose ID was handled is a repeat
	Body []byte // JSON
}

// NewWebhookVerifier returns a verifier for a destination's signing secrets, "whsec_…". Give the
// old and the new one while a secret is changed.
func NewWebhookVerifier(secrets ...string) (*WebhookVerifier, error) {
	if len(secrets) == 0 {
		return nil, errors.New("throughline: a webhook verifier needs at least one signing secret")
	}
	v := &WebhookVerifier{}
	for i, secret := range secrets {
		key, err := standardwebhooks.NewWebhook(secret)
		if err != nil || secret == "" {
			return nil, fmt.Errorf("throughline: signing secret %d is misspelt: it must look like whsec_<base64>", i)
		}
		v.keys = append(v.keys, key)
	}
	return v, nil
}

// Verify reports whether a body with these headers comes from the server: the signature must fit
// one of the secrets, and be at most 5 minutes old.
func (v *WebhookVerifier) Verify(body []byte, header http.Header) error {
	var err error
	for _, key := range v.keys {
		if err = key.Verify(body, header); err == nil {
			return nil
		}
	}
	return fmt.Errorf("throughline: webhook: %w", err)
}

// Read reads and verifies a request. On an error, answer 400 and do nothing; answer 2xx once the
// message is stored, since the server then never sends it again.
func (v *WebhookVerifier) Read(r *http.Request) (WebhookMessage, error) {
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxWebhook))
	if err != nil {
		return WebhookMessage{}, fmt.Errorf("throughline: webhook: %w", err)
	}
	if err := v.Verify(body, r.Header); err != nil {
		return WebhookMessage{}, err
	}
	return WebhookMessage{ID: r.Header.Get(standardwebhooks.HeaderWebhookID), Body: body}, nil
}
