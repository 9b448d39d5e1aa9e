package webhook

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

// MaxBody is how many bytes the body of a message may have. Standard Webhooks advises 20 kB, to
// which route.MaxPayload keeps messages; the few that cannot be kept to it are sent all the same.
const MaxBody = 64 << 10

// Message is one message to one address.
type Message struct {
	URL       string    // where to; may hold a token, so it is never logged
	Secrets   []string  // sign it, newest first: several while a receiver changes from one to another
	ID        string    // the same over all attempts; 1 to 64 of A-Z a-z 0-9 _ -
	Timestamp time.Time // of this attempt; receivers accept 5 minutes either way
	Body      []byte    // JSON, at most MaxBody bytes; sent as it is
}

// idPattern has no full stop, which separates the id from what is signed after it.
var idPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// header returns the headers of a message's request, signature included, or says why the message
// cannot be sent.
func (m Message) header() (http.Header, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	signatures, err := m.sign()
	if err != nil {
		return nil, err
	}
	h := http.Header{}
	h.Set("Content-Type", "application/json")
	h.Set(standardwebhooks.HeaderWebhookID, m.ID)
	h.Set(standardwebhooks.HeaderWebhookTimestamp, strconv.FormatInt(m.Timestamp.Unix(), 10))
	h.Set(standardwebhooks.HeaderWebhookSignature, signatures)
	return h, nil
}

func (m Message) check() error {
	switch {
	case !idPattern.MatchString(m.ID):
		return errors.New("the message's id must be 1 to 64 letters, digits, _ or -")
	case m.Timestamp.IsZero():
		return errors.New("the message has no timestamp")
	case len(m.Body) > MaxBody:
		return fmt.Errorf("the body has %d bytes; it may have %d", len(m.Body), MaxBody)
	case !json.Valid(m.Body):
		return errors.New("the body is not JSON")
	case len(m.Secrets) == 0:
		return errors.New("no secret to sign with")
	}
	return nil
}

// sign returns the value of the signature header: one signature by each secret.
func (m Message) sign() (string, error) {
	signatures := make([]string, 0, len(m.Secrets))
	for _, secret := range m.Secrets {
		key, err := parseSecret(secret)
		if err != nil {
			return "", err
		}
		signer, err := standardwebhooks.NewWebhookRaw(key)
		if err != nil {
			return "", err
		}
		signature, err := signer.Sign(m.ID, m.Timestamp, m.Body)
		if err != nil {
			return "", err
		}
		signatures = append(signatures, signature)
	}
	return strings.Join(signatures, " "), nil
}
