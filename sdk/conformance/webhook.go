package conformance

import (
	"fmt"
	"strconv"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

// Webhook is a message that the client verifies with these secrets.
type Webhook struct {
	Secrets []string          `json:"secrets"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
}

const (
	newSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	oldSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
	hookBody  = `{"type":"alert.fired","data":{"what":"App said ready – it wasn’t"}}`
)

// webhooks are six messages, signed now: true, true under the old secret of a rotation, changed
// on the way, signed ten minutes ago, signed by somebody else, and not signed.
func webhooks(now time.Time) ([]Webhook, error) {
	both := []string{newSecret, oldSecret}
	cases := []struct {
		signedWith string
		at         time.Time
		body       string
		secrets    []string
	}{
		{newSecret, now, hookBody, []string{newSecret}},
		{oldSecret, now, hookBody, both},
		{newSecret, now, hookBody + " ", both},
		{newSecret, now.Add(-10 * time.Minute), hookBody, both},
		{"whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", now, hookBody, both},
		{"", now, hookBody, both},
	}
	var out []Webhook
	for i, c := range cases {
		w := Webhook{Secrets: c.secrets, Body: c.body, Headers: map[string]string{
			standardwebhooks.HeaderWebhookID:        fmt.Sprintf("msg_%d", i),
			standardwebhooks.HeaderWebhookTimestamp: strconv.FormatInt(c.at.Unix(), 10),
		}}
		if c.signedWith != "" {
			signer, err := standardwebhooks.NewWebhook(c.signedWith)
			if err != nil {
				return nil, err
			}
			if w.Headers[standardwebhooks.HeaderWebhookSignature], err = signer.Sign(fmt.Sprintf("msg_%d", i), c.at, []byte(hookBody)); err != nil {
				return nil, err
			}
		}
		out = append(out, w)
	}
	return out, nil
}
