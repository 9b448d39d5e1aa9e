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
		got, err := addressed([]byte(message), to, nil)
		if err != nil || string(got) != want || !json.Valid(got) {
			t.Errorf("%s became %s, %v; want %s", message, got, err, want)
		}
	}
}

func TestWhatIsNoObjectHasNoRecipient(t *testing.T) {
	for _, message := range []string{``, `null`, `[]`, `"{}"`, `{"a":}`, `{"a":1`, `{}{}`} {
		if got, err := addressed([]byte(message), route.Owner{}, nil); err == nil {
			t.Errorf("%q became %s", message, got)
		}
	}
}

// What a message says more stands beside the recipient.
func TestAddressedWithAnAddition(t *testing.T) {
	to := route.Owner{Team: "cx", Role: route.Fallback}
	got, err := addressed([]byte(`{"type":"alert.firing"}`), to, []byte(`{"occasion": "asked"}`))
	if want := `{"type":"alert.firing","recipient":{"team":"cx","role":"fallback","likely":false},"occasion": "asked"}`; err != nil || string(got) != want {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
	if got, err := addressed([]byte(`{}`), to, []byte(`{}`)); err != nil || string(got) != `{"recipient":{"team":"cx","role":"fallback","likely":false}}` {
		t.Errorf("an empty addition: %s, %v", got, err)
	}
	for _, addition := range []string{`[]`, `{`, `{"a":}`, `x`} {
		if got, err := addressed([]byte(`{}`), to, []byte(addition)); err == nil {
			t.Errorf("%s was added: %s", addition, got)
		}
	}
}
