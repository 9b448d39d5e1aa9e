package action

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"testing"
	"time"
)

// The example of Slack's guide "Verifying requests from Slack".
const (
	slackSecret    = "8f742231b10e8888abcd99yyyzzz85a5"
	slackTimestamp = "1531420618"
	slackSignature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
	slackBody      = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)

var slackNow = time.Unix(1531420618, 0)

func slackSigned(secret, timestamp, body string) string {
	h := hmac.New(sha256.New, []byte(secret))
	h.Write([]byte("v0:" + timestamp + ":" + body))
	return "v0=" + hex.EncodeToString(h.Sum(nil))
}

func TestVerifySlack(t *testing.T) {
	two := []string{"newer", slackSecret}
	for what, c := range map[string]struct {
		secrets                    []string
		timestamp, signature, body string
		now                        time.Time
		want                       error
	}{
		"Slack's example":              {[]string{slackSecret}, slackTimestamp, slackSignature, slackBody, slackNow, nil},
		"the older of two secrets":     {two, slackTimestamp, slackSignature, slackBody, slackNow, nil},
		"as old as may be":             {two, slackTimestamp, slackSignature, slackBody, slackNow.Add(SlackWindow), nil},
		"too old":                      {two, slackTimestamp, slackSignature, slackBody, slackNow.Add(SlackWindow + 1), ErrOld},
		"from the future":              {two, slackTimestamp, slackSignature, slackBody, slackNow.Add(-SlackWindow - time.Second), ErrOld},
		"another body":                 {two, slackTimestamp, slackSignature, slackBody + "0", slackNow, ErrSignature},
		"another time":                 {two, "1531420619", slackSignature, slackBody, slackNow, ErrSignature},
		"another secret":               {[]string{"newer"}, slackTimestamp, slackSignature, slackBody, slackNow, ErrSignature},
		"no secret":                    {nil, slackTimestamp, slackSignature, slackBody, slackNow, ErrSignature},
		"an empty secret":              {[]string{""}, slackTimestamp, slackSigned("", slackTimestamp, slackBody), slackBody, slackNow, ErrSignature},
		"no signature":                 {two, slackTimestamp, "", slackBody, slackNow, ErrSignature},
		"a signature that is no hex":   {two, slackTimestamp, "v0=zz", slackBody, slackNow, ErrSignature},
		"another version":              {two, slackTimestamp, "v1" + slackSignature[2:], slackBody, slackNow, ErrSignature},
		"a signed time that is no one": {two, "soon", slackSigned(slackSecret, "soon", slackBody), slackBody, slackNow, ErrSignature},
	} {
		err := VerifySlack(c.secrets, c.timestamp, c.signature, []byte(c.body), c.now)
		if !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v, want %v", what, err, c.want)
		}
	}
}

// TestVerifyJira has the example of Atlassian's and WebSub's documentation.
func TestVerifyJira(t *testing.T) {
	const secret, body = "It's a Secret to Everybody", "Hello World!"
	const signature = "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9"
	for what, c := range map[string]struct {
		secrets         []string
		signature, body string
		want            error
	}{
		"Atlassian's example": {[]string{secret}, signature, body, nil},
		"one of two secrets":  {[]string{"newer", secret}, signature, body, nil},
		"another body":        {[]string{secret}, signature, body + " ", ErrSignature},
		"another secret":      {[]string{"newer"}, signature, body, ErrSignature},
		"another method":      {[]string{secret}, "sha1" + signature[6:], body, ErrSignature},
		"cut":                 {[]string{secret}, signature[:40], body, ErrSignature},
		"no signature":        {[]string{secret}, "", body, ErrSignature},
	} {
		if err := VerifyJira(c.secrets, c.signature, []byte(c.body)); !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v, want %v", what, err, c.want)
		}
	}
}

func FuzzVerifySlack(f *testing.F) {
	f.Add(slackTimestamp, slackSignature, []byte(slackBody))
	f.Add(strconv.FormatInt(1<<62, 10), "v0=", []byte{})
	f.Fuzz(func(t *testing.T, timestamp, signature string, body []byte) {
		if VerifySlack([]string{slackSecret}, timestamp, signature, body, slackNow) != nil {
			return
		}
		if got := slackSigned(slackSecret, timestamp, string(body)); !hmac.Equal([]byte(got), []byte(signature)) && hex.EncodeToString(mustHex(t, signature[3:])) != got[3:] {
			t.Fatalf("%q signed by %q", body, signature)
		}
	})
}

func mustHex(t *testing.T, digits string) []byte {
	out, err := hex.DecodeString(digits)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
