package jobs

import (
	"encoding/json"
	"testing"

	"github.com/throughline-cx/throughline/server/route"
)

func TestTheRecipientIsAddedAndNothingElseChanged(t *testing.T) {
	to := route.Owner{Team: `the "desk"`, Role: route.Contributing, Likely: true}
	const recipient = `"recipient":{"team":"the \"desk\"","role":"contributing","likely":true}}`
	for message, want := range map[string]string{
		`{"b": 1.0, "a":"<&>"}`: `{"b": 1.0, "a":"<&>",` + recipient,
		" {\"a\":{}}\n":         `{"a":{},` + recipient,
		`{}`:                    `{` + recipient,
		`{ }`:                   `{ ` + recipient,
	} {
		got, err := addressed([]byte(message), to)
		if err != nil || string(got) != want || !json.Valid(got) {
			t.Errorf("%s became %s, %v; want %s", message, got, err, want)
		}
	}
}

func TestWhatIsNoObjectHasNoRecipient(t *testing.T) {
	for _, message := range []string{``, `null`, `[]`, `"{}"`, `{"a":}`, `{"a":1`, `{}{}`} {
		if got, err := addressed([]byte(message), route.Owner{}); err == nil {
			t.Errorf("%q became %s", message, got)
		}
	}
}
