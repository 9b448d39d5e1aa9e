package action

import (
	"errors"
	"net/url"
	"strings"
	"testing"
)

// The fields of these are those of Slack's reference of interaction payloads.
const (
	pressed = `{"type":"block_actions","user":{"id":"U0123","username":"ann","name":"ann.lee","team_id":"T1"},"api_app_id":"A1","token":"old",
	  "container":{"type":"message","message_ts":"1700000000.000100","channel_id":"C1"},"trigger_id":"12.34.ab","team":{"id":"T1","domain":"shop"},
	  "channel":{"id":"C1","name":"alerts"},"response_url":"https://hooks.slack.com/actions/T1/2/x",
	  "actions":[{"action_id":"throughline_accept","block_id":"b","text":{"type":"plain_text","text":"Accept"},"value":"AQtoken","type":"button","action_ts":"1700000001.000"}]}`
	submitted = `{"type":"view_submission","user":{"id":"U0123","username":"ann"},"view":{"id":"V1","type":"modal","callback_id":"throughline_decline",
	  "private_metadata":"AQtoken","state":{"values":{"throughline_reason":{"reason":{"type":"plain_text_input","value":"  not our desk\n"}}}}}}`
)

func form(payload string) []byte { return []byte(url.Values{"payload": {payload}}.Encode()) }

func TestParseSlack(t *testing.T) {
	for what, c := range map[string]struct {
		payload string
		want    Press
	}{
		"a button": {pressed, Press{
			UserID: "U0123", UserName: "ann", Token: "AQtoken", TriggerID: "12.34.ab", ResponseURL: "https://hooks.slack.com/actions/T1/2/x",
		}},
		"a window":             {submitted, Press{UserID: "U0123", UserName: "ann", Token: "AQtoken", Window: true, Reason: "not our desk"}},
		"another app's window": {strings.Replace(submitted, "throughline_decline", "other", 1), Press{UserID: "U0123", UserName: "ann"}},
		"a button that is a link": {strings.Replace(pressed, `"value":"AQtoken",`, "", 1), Press{
			UserID: "U0123", UserName: "ann", TriggerID: "12.34.ab", ResponseURL: "https://hooks.slack.com/actions/T1/2/x",
		}},
		"something new": {`{"type":"shortcut","user":{"id":"U1","name":"b"}}`, Press{UserID: "U1", UserName: "b"}},
	} {
		if got, err := ParseSlack(form(c.payload)); err != nil || got != c.want {
			t.Errorf("%s: %+v, %v", what, got, err)
		}
	}
	for what, body := range map[string][]byte{
		"nothing":                     nil,
		"no form":                     []byte("%zz"),
		"JSON without a form":         []byte(pressed),
		"a payload that is no object": form(`[]`),
		"nobody":                      form(strings.Replace(pressed, `"id":"U0123",`, "", 1)),
	} {
		if _, err := ParseSlack(body); !errors.Is(err, ErrPayload) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func FuzzParseSlack(f *testing.F) {
	f.Add(form(pressed))
	f.Add(form(submitted))
	f.Add([]byte("payload=null"))
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := ParseSlack(body)
		if err != nil && !errors.Is(err, ErrPayload) {
			t.Fatal(err)
		}
		if p.Token != "" && p.UserID == "" {
			t.Fatalf("nobody pressed %+v", p)
		}
	})
}
