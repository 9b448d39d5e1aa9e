package action

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// moving is a webhook of Jira Cloud, as much of it as is read and a few fields beside.
func moving(at time.Time) string {
	return fmt.Sprintf(`{"timestamp":%d,"webhookEvent":"jira:issue_updated","issue_event_type_name":"issue_generic",
	  "user":{"self":"https://shop.atlassian.net/rest/api/2/user?accountId=5b10","accountId":"5b10ac","displayName":"Ann Lee","active":true,"accountType":"atlassian"},
	  "issue":{"id":"10002","key":"OPS-12","fields":{"summary":"Pickup","status":{"id":"3","name":"In Progress","statusCategory":{"id":4,"key":"indeterminate","name":"In Progress"}}}},
	  "changelog":{"id":"10124","items":[
	    {"field":"assignee","fieldtype":"jira","fieldId":"assignee","from":null,"fromString":null,"to":"5b10ac","toString":"Ann Lee"},
	    {"field":"status","fieldtype":"jira","fieldId":"status","from":"10000","fromString":"To Do","to":"3","toString":"In Progress"}]}}`, at.UnixMilli())
}

func TestParseJira(t *testing.T) {
	got, moved, err := ParseJira([]byte(moving(noon)), noon.Add(time.Second))
	want := Move{
		IssueID: "10002", IssueKey: "OPS-12", From: "To Do", To: "In Progress", Category: InProgress, WhoID: "5b10ac", WhoName: "Ann Lee", At: noon,
	}
	if err != nil || !moved || got != want {
		t.Errorf("%+v, %v, %v", got, moved, err)
	}
	datacenter := strings.Replace(moving(noon), `"accountId":"5b10ac"`, `"name":"ann","emailAddress":"ann@shop.example"`, 1)
	if got, _, err := ParseJira([]byte(datacenter), noon); err != nil || got.WhoID != "ann" || got.WhoEmail != "ann@shop.example" {
		t.Errorf("Data Center: %+v, %v", got, err)
	}
}

func TestParseJiraLeavesOut(t *testing.T) {
	for what, c := range map[string]struct {
		body string
		now  time.Time
		want error
	}{
		"another event":           {strings.Replace(moving(noon), "jira:issue_updated", "jira:issue_created", 1), noon, nil},
		"no new status":           {strings.Replace(moving(noon), `"field":"status"`, `"field":"summary"`, 1), noon, nil},
		"one that moved on since": {strings.Replace(moving(noon), `"status":{"id":"3"`, `"status":{"id":"10001"`, 1), noon, nil},
		"as old as may be":        {strings.Replace(moving(noon), `"field":"status"`, `"field":"summary"`, 1), noon.Add(JiraWindow), nil},
		"an old one":              {moving(noon), noon.Add(JiraWindow + time.Second), ErrOld},
		"one from the future":     {moving(noon), noon.Add(-time.Hour), ErrOld},
		"nobody":                  {strings.Replace(moving(noon), `"accountId":"5b10ac"`, `"accountId":""`, 1), noon, ErrPayload},
		"no time":                 {strings.Replace(moving(noon), `"timestamp":`, `"timestamp_":`, 1), noon, ErrPayload},
		"no JSON":                 {"hello", noon, ErrPayload},
		"another shape":           {`{"webhookEvent":"jira:issue_updated","issue":[]}`, noon, ErrPayload},
	} {
		m, moved, err := ParseJira([]byte(c.body), c.now)
		if moved || !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s: %+v, %v, %v, want %v", what, m, moved, err, c.want)
		}
	}
}

func FuzzParseJira(f *testing.F) {
	f.Add([]byte(moving(noon)))
	f.Add([]byte(`{"webhookEvent":"jira:issue_updated","timestamp":-9223372036854775808,"changelog":{"items":[{"field":"status"}]}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		m, moved, err := ParseJira(body, noon)
		if err != nil && (moved || !errors.Is(err, ErrPayload) && !errors.Is(err, ErrOld)) {
			t.Fatal(moved, err)
		}
		if moved && (m.WhoID == "" || m.IssueKey == "" || noon.Sub(m.At) > JiraWindow) {
			t.Fatalf("%+v", m)
		}
	})
}
