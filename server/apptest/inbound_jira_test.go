package apptest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/action"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/jira"
	"github.com/throughline-cx/throughline/server/store"
)

// project makes a Jira project to which a team's alerts go.
func (f *front) project(team string) store.Destination {
	f.t.Helper()
	return f.place(team, store.Destination{Kind: route.Jira, URL: "http://127.0.0.1:9/", Config: store.DestinationConfig{
		Jira:   &channel.Jira{User: "robot@shop.example", Project: "OPS"},
		Acting: action.Acting{People: []action.Person{{ID: "5b10reviewer", Role: action.Reviewer}, {ID: "5b10viewer", Role: action.Viewer}, {ID: "5b10robot", Role: action.Reviewer}}},
	}}, channel.Secrets{Token: "hush", Signing: []string{"older", jiraSecret}})
}

// issued notes that a team's alert became an issue, as a delivery to its project does.
func (f *front) issued(d store.Destination, issue string) {
	f.t.Helper()
	planned, err := f.server.Store().ListDeliveries(f.t.Context(), apptest.Tenant, store.DeliveryFilter{DestinationID: d.ID}, store.Page{Size: 1})
	if err != nil || len(planned) != 1 {
		f.t.Fatalf("%d deliveries, %v", len(planned), err)
	}
	posting := &channel.Posting{Reference: jira.Reference{ID: issue, Key: "OPS-12", Wrote: "Written"}.String(), ChangeNumber: planned[0].ChangeNumber, At: time.Now()}
	if err := f.server.Store().MarkDelivered(f.t.Context(), apptest.Tenant, planned[0].ID, store.Attempt{Posting: posting}); err != nil {
		f.t.Fatal(err)
	}
}

// moved is a webhook of Jira: somebody has moved an issue to a status.
func moved(issue, who, mail, status, category string, at time.Time) string {
	return fmt.Sprintf(`{"timestamp":%d,"webhookEvent":"jira:issue_updated","user":{"accountId":%q,"displayName":"Ann Lee","emailAddress":%q},
	  "issue":{"id":%q,"key":"OPS-12","fields":{"status":{"id":"3","name":%q,"statusCategory":{"key":%q}}}},
	  "changelog":{"items":[{"field":"status","from":"1","fromString":"To Do","to":"3","toString":%q}]}}`, at.UnixMilli(), who, mail, issue, status, category, status)
}

func (f *front) jiraHook(d store.Destination, secret, body string) (int, string) {
	f.t.Helper()
	return f.hook("/hooks/jira/acme/"+d.ID.String(), map[string]string{"X-Hub-Signature": "sha256=" + signature(secret, body)}, body)
}

// TestIssuesThatAreMovedInJira: work that begins accepts, work of the accountable team that ends
// resolves; nothing else does anything, and nothing does it twice.
func TestIssuesThatAreMovedInJira(t *testing.T) {
	t.Parallel()
	f := newFront(t, func(f *front) {
		f.places["jira/ecommerce"], f.places["jira/stores"] = f.project("ecommerce"), f.project("stores")
	})
	accountable, contributing := f.places["jira/ecommerce"], f.places["jira/stores"]
	f.issued(accountable, "10001")
	f.issued(contributing, "10002")
	now := time.Now()
	begins := moved("10001", "5b10reviewer", "", "In Progress", "indeterminate", now)

	for what, try := range map[string]func() (int, string){
		"a guessed secret": func() (int, string) { return f.jiraHook(accountable, "guessed", begins) },
		"no such destination": func() (int, string) {
			return f.jiraHook(store.Destination{ID: f.places["ecommerce"].ID}, jiraSecret, begins)
		},
		"a body that was changed": func() (int, string) {
			return f.hook("/hooks/jira/acme/"+accountable.ID.String(), map[string]string{"X-Hub-Signature": "sha256=" + signature(jiraSecret, begins)}, begins+" ")
		},
	} {
		if code, text := try(); code != http.StatusUnauthorized {
			t.Errorf("%s: %d %s", what, code, text)
		}
	}
	for what, c := range map[string]struct {
		body string
		code int
		want string
	}{
		"an issue that is none of ours": {moved("10009", "5b10reviewer", "", "In Progress", "indeterminate", now), http.StatusNoContent, ""},
		"our own account":               {moved("10001", "5b10robot", "Robot@shop.example", "In Progress", "indeterminate", now), http.StatusNoContent, ""},
		"a stranger":                    {moved("10001", "5b10other", "", "In Progress", "indeterminate", now), http.StatusOK, "not among those who may act"},
		"a viewer":                      {moved("10001", "5b10viewer", "", "In Progress", "indeterminate", now), http.StatusOK, "role viewer may not call this"},
		"before the team was asked":     {moved("10001", "5b10reviewer", "", "In Progress", "indeterminate", now.Add(-time.Hour)), http.StatusOK, "somebody has acted since"},
		"an old one":                    {moved("10001", "5b10reviewer", "", "In Progress", "indeterminate", now.Add(-3*time.Hour)), http.StatusBadRequest, "too long ago"},
		"back to the start":             {moved("10001", "5b10reviewer", "", "To Do", "new", now), http.StatusOK, "means nothing here"},
		"the other team is done":        {moved("10002", "5b10reviewer", "", "Done", "done", now), http.StatusOK, "not accountable"},
		"what we have written":          {moved("10001", "5b10reviewer", "", "Written", "indeterminate", now), http.StatusOK, "moved it itself"},
		"no change of status":           {strings.Replace(begins, `"field":"status"`, `"field":"labels"`, 1), http.StatusNoContent, ""},
		"no JSON":                       {"hello", http.StatusBadRequest, "cannot be read"},
	} {
		d := accountable
		if strings.Contains(c.body, "10002") {
			d = contributing
		}
		if code, text := f.jiraHook(d, jiraSecret, c.body); code != c.code || !strings.Contains(text, c.want) {
			t.Errorf("%s: %d %s", what, code, text)
		}
	}
	if n := len(f.events()); n != 2 || f.present().GetEtag() != f.alert.GetEtag() {
		t.Fatalf("%d events: one of these did something", n)
	}

	if code, text := f.jiraHook(accountable, jiraSecret, begins); code != http.StatusOK || text != "accepted\n" {
		t.Fatalf("work begins: %d %s", code, text)
	}
	e := f.events()[0]
	if e.GetAct() != v1.OwnershipAct_OWNERSHIP_ACT_ACCEPT || e.GetActor() != "jira:5b10reviewer" || e.GetPerson() != "Ann Lee" || !strings.Contains(e.GetReason(), "OPS-12 was moved") {
		t.Errorf("on record: %v", e)
	}
	if code, text := f.jiraHook(accountable, jiraSecret, begins); code != http.StatusOK || !strings.Contains(text, "nothing done") || len(f.events()) != 3 {
		t.Errorf("told again: %d %s", code, text)
	}
	ends := moved("10001", "5b10reviewer", "", "Done", "done", time.Now())
	if code, text := f.jiraHook(accountable, jiraSecret, ends); code != http.StatusOK || text != "resolved\n" || f.present().GetState() != v1.AlertState_ALERT_STATE_RESOLVED {
		t.Fatalf("work ends: %d %s, %v", code, text, f.present().GetState())
	}
	resolved := f.present()
	if code, text := f.jiraHook(accountable, jiraSecret, ends); code != http.StatusOK || !strings.Contains(text, "has changed since") || f.present().GetEtag() != resolved.GetEtag() {
		t.Errorf("told again: %d %s", code, text)
	}
	f.silent("10001", "robot@shop.example", "Ann Lee")
}
