package action

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"
)

// Why a request of a service is refused. Whoever sent it is told neither.
var (
	ErrSignature = errors.New("the request is not signed with the destination's secret")
	ErrOld       = errors.New("the request was signed too long ago, or in the future")
)

// SlackWindow is how far Slack's clock and ours may be apart, as Slack advises.
const SlackWindow = 5 * time.Minute

// VerifySlack checks a request of Slack: signature and timestamp are its headers
// X-Slack-Signature and X-Slack-Request-Timestamp, body is as it came. One of the secrets must
// have signed it. slack-go's verifier does the same with the clock of the machine, which could
// not be told apart from ours in a test, and with one secret only.
func VerifySlack(secrets []string, timestamp, signature string, body []byte, now time.Time) error {
	if !signed(secrets, signature, "v0=", []byte("v0:"+timestamp+":"), body) {
		return ErrSignature
	}
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return ErrSignature
	}
	if apart := now.Sub(time.Unix(seconds, 0)).Abs(); apart > SlackWindow {
		return ErrOld
	}
	return nil
}

// VerifyJira checks a request of Jira: signature is its header X-Hub-Signature, of the form that
// WebSub defines. How old it is stands in the body, see Move.
func VerifyJira(secrets []string, signature string, body []byte) error {
	if !signed(secrets, signature, "sha256=", body) {
		return ErrSignature
	}
	return nil
}

// signed reports whether a signature, prefix and hex, is that of HMAC-SHA256 with one of the
// secrets over all parts. An empty secret signs nothing.
func signed(secrets []string, signature, prefix string, parts ...[]byte) bool {
	digits, ok := strings.CutPrefix(signature, prefix)
	given, err := hex.DecodeString(digits)
	ok = ok && err == nil
	found := false
	for _, secret := range secrets {
		h := hmac.New(sha256.New, []byte(secret))
		for _, part := range parts {
			h.Write(part)
		}
		if hmac.Equal(given, h.Sum(nil)) && secret != "" {
			found = true
		}
	}
	return ok && found
}
