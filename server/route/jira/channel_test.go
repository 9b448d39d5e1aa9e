package jira_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/channel/channeltest"
	"github.com/throughline-cx/throughline/server/route/jira"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
)

var update = flag.Bool("update", false, "write the golden files anew")

// development is a channel that may reach this machine.
func development(t testing.TB) *jira.Channel {
	client := outbound.NewClient(outbound.Options{Policy: outbound.Policy{AllowHTTP: true, AllowPrivate: true}})
	t.Cleanup(client.Close)
	return jira.New(client)
}

func destination(url, project string) channel.Destination {
	return channel.Destination{URL: url, Jira: &channel.Jira{User: account, Project: project}, Secrets: channel.Secrets{Token: token}}
}

// at makes of an example one that goes to a project.
func at(s *site, t channel.Told) channel.Told {
	t.Destination = destination(s.URL, "OPS")
	return t
}

// next is the message of a later change.
func next(t channel.Told, state alert.State) channel.Told {
	h := &t.Message.Alert
	h.PreviousState, h.State = h.State, state
	h.ChangeNumber++
	t.ID = fmt.Sprintf("delivery-%d", h.ChangeNumber)
	t.Addition = nil
	return t
}

func send(t rapid.TB, c channel.Channel, told channel.Told) channel.Sent {
	t.Helper()
	sent, err := c.Send(context.Background(), told)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(sent.Reason, token) {
		t.Errorf("the reason shows the token: %s", sent.Reason)
	}
	if p := sent.Posting; p != nil && len(p.Reference) > 1000 {
		t.Errorf("a reference of %d bytes", len(p.Reference))
	}
	return sent
}

func deliver(t rapid.TB, c channel.Channel, told channel.Told) *channel.Posting {
	t.Helper()
	sent := send(t, c, told)
	if sent.Outcome != schedule.Delivered || sent.Reason != "" {
		t.Fatalf("%+v", sent)
	}
	return sent.Posting
}

func reference(t rapid.TB, p *channel.Posting) jira.Reference {
	t.Helper()
	r, ok := jira.ParseReference(p.Reference)
	if !ok {
		t.Fatalf("%q is no reference", p.Reference)
	}
	return r
}

// says returns what a document says.
func says(v any) string {
	data, _ := json.Marshal(v)
	return string(data)
}

// asked returns an example by its name.
func example(name string) channel.Told {
	for _, e := range channeltest.Examples() {
		if e.Name == name {
			return e.Told
		}
	}
	panic(name)
}

// TestLife: one issue from an alert's first message to its return.
func TestLife(t *testing.T) {
	s := newSite(t)
	c := development(t)
	told := at(s, channeltest.Told())
	told.Posted = deliver(t, c, told)
	if len(s.issues) != 1 {
		t.Fatalf("%d issues", len(s.issues))
	}
	issue := s.issues[0]
	id, team, ok := jira.FromLabels(issue.labels())
	if !ok || id != told.Message.Alert.AlertID || team != "store_ops" || issue.fields["priority"].(object)["name"] != "High" {
		t.Errorf("made %v", issue.fields)
	}
	if got := reference(t, told.Posted); got.Key != "OPS-1" || got.Status != "To Do" || got.Done || got.Wrote != "" || told.Posted.ChangeNumber != 2 {
		t.Errorf("remembered %+v of change %d", got, told.Posted.ChangeNumber)
	}

	people := object{"type": "paragraph", "content": []any{object{"type": "text", "text": "Ask Kim about the shelf scan."}}}
	content := issue.fields["description"].(object)["content"].([]any)
	issue.fields["description"].(object)["content"] = append(append([]any{people}, content...), people)
	issue.fields["summary"], issue.fields["priority"] = "Helmets", object{"name": "Low"}
	told = next(told, alert.Growing)
	told.Message.Affected.Customers = 4711
	told.Posted = deliver(t, c, told)
	after := issue.fields["description"].(object)["content"].([]any)
	if text := says(after); len(after) != len(content)+2 || says(after[0]) != says(edited(people)) || says(after[len(after)-1]) != says(edited(people)) ||
		!strings.Contains(text, "4711 customers") || strings.Contains(text, `"27 customers in 21 days"`) || !strings.Contains(text, "GROWING") {
		t.Errorf("edited to %s", text)
	}
	if issue.fields["summary"] != "Helmets" || issue.fields["priority"].(object)["name"] != "Low" || len(issue.comments) != 0 {
		t.Errorf("what people set is %v, with comments %v", issue.fields, issue.comments)
	}

	asked := next(told, alert.Growing)
	asked.Addition = example("asked").Addition
	told.Posted = deliver(t, c, asked)
	if len(issue.comments) != 1 || !strings.Contains(says(issue.comments[0]), "talk to the shops") || issue.fields["duedate"] != "2026-05-13" {
		t.Errorf("asked: due %v, %v", issue.fields["duedate"], issue.comments)
	}

	told = next(asked, alert.Resolved)
	told.Posted = deliver(t, c, told)
	if got := reference(t, told.Posted); issue.status() != "Done" || len(issue.comments) != 2 || got.Wrote != "Done" || got.Status != "Done" || !got.Done {
		t.Errorf("resolved: %s, %+v, %v", issue.status(), got, issue.comments)
	}

	told = next(told, alert.Regressed)
	told.Posted = deliver(t, c, told)
	if got := reference(t, told.Posted); issue.status() != "To Do" || len(issue.comments) != 3 || got.Wrote != "To Do" || got.Done {
		t.Errorf("regressed: %s, %+v", issue.status(), got)
	}

	issue.fields["status"] = s.ways["To Do"][1]["to"] // a person closes it
	reminder := next(told, alert.Regressed)
	reminder.Message.Alert.ChangeNumber = told.Message.Alert.ChangeNumber // of the same change
	reminder.Addition = example("reminder").Addition
	told.Posted = deliver(t, c, reminder)
	told = next(told, alert.Growing)
	told.Posted = deliver(t, c, told)
	if got := reference(t, told.Posted); issue.status() != "Done" || got.Status != "Done" || got.Wrote != "To Do" {
		t.Errorf("closed by a person: %s, %+v", issue.status(), got)
	}
	if len(s.issues) != 1 {
		t.Errorf("%d issues", len(s.issues))
	}
}

// TestNothingChanged: what an issue says already is not written again, so nobody is notified.
func TestNothingChanged(t *testing.T) {
	s := newSite(t)
	c := development(t)
	told := at(s, channeltest.Told())
	told.Posted = deliver(t, c, told)
	s.asked = nil
	deliver(t, c, told)
	if slices.Contains(s.asked, "PUT /issue/N") || slices.Contains(s.asked, "POST /issue/N/comment") {
		t.Errorf("asked %v", s.asked)
	}
}

// TestBothSides: the issues of a break's two owners are linked, whoever is told first, and once.
func TestBothSides(t *testing.T) {
	s := newSite(t)
	c := development(t)
	one := at(s, channeltest.Told())
	other := at(s, channeltest.Told())
	other.Owner, other.ID, other.Destination = other.Message.Owners[0], "other", destination(s.URL, "DEV")
	s.unseen = true // the search lags
	one.Posted, other.Posted = deliver(t, c, one), deliver(t, c, other)
	if len(s.links) != 0 || len(s.issues) != 2 {
		t.Fatalf("%d issues, links %v", len(s.issues), s.links)
	}
	s.unseen = false
	for range 2 {
		one, other = next(one, alert.Growing), next(other, alert.Growing)
		one.Posted, other.Posted = deliver(t, c, one), deliver(t, c, other)
	}
	if fmt.Sprint(s.links) != "[10001 10002]" || fmt.Sprint(reference(t, one.Posted).Linked, reference(t, other.Posted).Linked) != "[10002] [10001]" {
		t.Errorf("links %v", s.links)
	}
	audience := at(s, example("audience"))
	audience.ID = "audience"
	deliver(t, c, audience)
	if len(s.links) != 1 || len(s.issues) != 3 {
		t.Errorf("an audience's issue is linked: %v", s.links)
	}
}

func TestAnotherIssueOnRegression(t *testing.T) {
	s := newSite(t)
	c := development(t)
	told := at(s, channeltest.Told())
	told.Destination.Jira.OnRegression = channel.LinkNew
	told.Posted = deliver(t, c, told)
	told = next(told, alert.Resolved)
	told.Posted = deliver(t, c, told)
	told = next(told, alert.Regressed)
	told.Posted = deliver(t, c, told)
	if len(s.issues) != 2 || s.issues[0].status() != "Done" || s.issues[1].status() != "To Do" || fmt.Sprint(s.links) != "[10001 10002]" {
		t.Fatalf("%d issues, links %v", len(s.issues), s.links)
	}
	if got := reference(t, told.Posted); got.Key != "OPS-2" || got.Instead != "" || len(s.issues[1].comments) != 1 {
		t.Errorf("remembered %+v, comments %v", got, s.issues[1].comments)
	}
	told = next(told, alert.Growing)
	deliver(t, c, told)
	if len(s.issues) != 2 {
		t.Errorf("%d issues", len(s.issues))
	}
}

// life sends an alert's whole life, each message until it is delivered, and returns what it looks like.
func life(t *testing.T, s *site, policy channel.OnRegression, forget bool) string {
	t.Helper()
	c := development(t)
	told := at(s, channeltest.Told())
	told.Destination.Jira.OnRegression = policy
	other := at(s, channeltest.Told())
	other.Owner, other.ID, other.Destination = other.Message.Owners[0], "other", destination(s.URL, "DEV")
	for attempts := 0; send(t, c, other).Outcome != schedule.Delivered; attempts++ {
		if attempts > 3 {
			t.Fatal("the other side is not told")
		}
	}
	for i, state := range []alert.State{alert.Firing, alert.Growing, alert.Resolved, alert.Regressed} {
		told = next(told, state)
		if i == 1 {
			told.Addition = example("asked").Addition
		}
		for attempts := 0; ; attempts++ {
			sent := send(t, c, told)
			if sent.Posting != nil {
				told.Posted = sent.Posting
			}
			if forget {
				told.Posted = nil
			}
			if sent.Outcome == schedule.Delivered {
				break
			}
			if attempts > 3 {
				t.Fatalf("%s is not told: %+v", state, sent)
			}
		}
	}
	var out strings.Builder
	for _, i := range s.issues {
		fmt.Fprintln(&out, i.key, i.status(), i.labels(), says(i.fields["description"]), says(i.comments))
	}
	fmt.Fprintln(&out, s.links)
	return out.String()
}

// TestFaultsLeaveNoTrace: whichever request fails or loses its answer, and whether or not the server
// remembers the attempt, the issues come out as without.
func TestFaultsLeaveNoTrace(t *testing.T) {
	for _, policy := range []channel.OnRegression{channel.Reopen, channel.LinkNew} {
		control := newSite(t)
		want, requests := life(t, control, policy, false), len(control.asked)
		for fault := range 2 * requests {
			n, lost := fault/2+1, fault%2 == 0
			if asked := control.asked[n-1]; lost && (strings.HasPrefix(asked, "GET ") || asked == "POST /search/jql") {
				continue // what only asks may as well have failed
			}
			s := newSite(t)
			if lost {
				s.lose = func(now int) bool { return now == n }
			} else {
				s.answer = func(now int) int { return map[bool]int{true: 503}[now == n] }
			}
			forget := policy == channel.Reopen && n%3 == 0
			if got := life(t, s, policy, forget); got != want {
				t.Errorf("%s, request %d (%s), lost %t, forgotten %t:\n%s\nwant\n%s", policy, n, s.asked[n-1], lost, forget, got, want)
			}
		}
	}
}

func TestDeletedAndMoved(t *testing.T) {
	s := newSite(t)
	c := development(t)
	told := at(s, channeltest.Told())
	told.Posted = deliver(t, c, told)
	s.issues[0].key = "DEV-9" // moved to another project
	told = next(told, alert.Growing)
	told.Posted = deliver(t, c, told)
	if got := reference(t, told.Posted); got.Key != "DEV-9" || len(s.issues) != 1 {
		t.Errorf("moved: %+v", got)
	}
	s.issues[0].id, s.issues[0].fields["labels"] = "gone", []any{}
	told = next(told, alert.Growing)
	told.Posted = deliver(t, c, told)
	if got := reference(t, told.Posted); got.Key != "OPS-2" || got.Priority != "High" {
		t.Errorf("deleted: %+v", got)
	}
}

// TestLate: a change that comes after a later one changes nothing; what was asked with it is said.
func TestLate(t *testing.T) {
	s := newSite(t)
	c := development(t)
	told := at(s, channeltest.Told())
	told.Posted = deliver(t, c, told)
	now := next(next(told, alert.Growing), alert.Steady)
	now.Posted = deliver(t, c, now)
	old := next(told, alert.Resolved)
	old.Posted, old.Addition = now.Posted, example("asked").Addition
	p := deliver(t, c, old)
	if text := says(s.issues[0].fields["description"]); !strings.Contains(text, "STEADY") || s.issues[0].status() != "To Do" || p.ChangeNumber != 4 || len(s.issues[0].comments) != 1 {
		t.Errorf("%s shows %+v: %s", s.issues[0].status(), p, text)
	}
}

// TestAnotherPlace: an issue of another site or project is none of the destination's, though an id is
// the same.
func TestAnotherPlace(t *testing.T) {
	one, two := newSite(t), newSite(t)
	c := development(t)
	told := at(one, channeltest.Told())
	told.Posted = deliver(t, c, told)
	two.issues = append(two.issues, &stored{id: "10001", key: "OPS-1", fields: object{"labels": []any{}, "status": way("", "To Do", "new")["to"]}})
	moved := at(two, told)
	moved.Posted = deliver(t, c, moved)
	if two.issues[0].fields["description"] != nil || len(two.issues) != 2 {
		t.Errorf("a stranger's issue has %v", two.issues[0].fields)
	}
	moved.Destination.Jira.Project = "DEV"
	if p := deliver(t, c, moved); reference(t, p).Key != "DEV-3" {
		t.Errorf("in another project: %+v", p)
	}
}

func TestNothingToClose(t *testing.T) {
	s := newSite(t)
	if p := deliver(t, development(t), at(s, example("resolved"))); p != nil || len(s.issues) != 0 {
		t.Errorf("%+v with %d issues", p, len(s.issues))
	}
}

func TestTrying(t *testing.T) {
	s := newSite(t)
	c := development(t)
	for range 2 {
		if p := deliver(t, c, at(s, example("test"))); p != nil {
			t.Errorf("%+v", p)
		}
	}
	if len(s.issues) != 1 || !strings.HasPrefix(s.issues[0].fields["summary"].(string), "Test: ") || !strings.Contains(says(s.issues[0].fields["description"]), "made up") {
		t.Errorf("%d issues", len(s.issues))
	}
	if _, _, ours := jira.FromLabels(s.issues[0].labels()); ours {
		t.Error("the test's issue is taken for an alert's")
	}
}

// TestScreens: what a project's screens do not have is left out, where the issue is as good without.
func TestScreens(t *testing.T) {
	s := newSite(t)
	c := development(t)
	s.screen, s.limit = []string{"labels"}, 6000
	told := at(s, example("asked"))
	told.Posted = deliver(t, c, told)
	told = next(told, alert.Growing)
	told.Message.Alert.Severity = alert.SeverityCritical
	deliver(t, c, told)
	if text := says(s.issues[0].fields["description"]); s.issues[0].fields["priority"] != nil || strings.Contains(text, "Where stuck") || !strings.Contains(text, "GROWING") {
		t.Errorf("made %s", text)
	}
	for reason, spoil := range map[string]func(*site, *channel.Jira){
		"add that field to the project's screens": func(s *site, _ *channel.Jira) { s.screen = nil },
		`no issue type "Bug"`:                     func(_ *site, j *channel.Jira) { j.IssueType = "Bug" },
		"does not exist for the field 'project'":  func(_ *site, j *channel.Jira) { j.Project = `NO"` },
		"description: The entered text":           func(s *site, _ *channel.Jira) { s.limit = 10 },
	} {
		s := newSite(t)
		told := at(s, channeltest.Told())
		spoil(s, told.Destination.Jira)
		if sent := send(t, c, told); sent.Outcome != schedule.Failed || !strings.Contains(sent.Reason, reason) || sent.Status != 400 {
			t.Errorf("%+v, want %q", sent, reason)
		}
	}
}

// TestWorkflows: the status that is wanted, else one of its sort, and nothing that asks for what we
// cannot know.
func TestWorkflows(t *testing.T) {
	asks := func(w object, field string, values ...any) object {
		w["fields"] = object{field: object{"required": true, "hasDefaultValue": false, "allowedValues": values}}
		return w
	}
	resolution := []any{object{"id": "1", "name": "Won't do"}, object{"id": "2", "name": "Done"}}
	for name, c := range map[string]struct {
		ways   []object
		status string
		note   string
	}{
		"by name":              {[]object{way("1", "Rejected", "done"), way("2", "done", "done")}, "done", ""},
		"by sort":              {[]object{way("1", "In Review", "indeterminate"), way("2", "Closed", "done")}, "Closed", ""},
		"with a resolution":    {[]object{asks(way("1", "Done", "done"), "resolution", resolution...)}, "Done", ""},
		"asks for a sign-off":  {[]object{asks(way("1", "Done", "done"), "customfield_10010")}, "To Do", "no way from there"},
		"another that is free": {[]object{asks(way("1", "Done", "done"), "customfield_10010"), way("2", "Closed", "done")}, "Closed", ""},
		"no way":               {nil, "To Do", `issue OPS-1 stays "To Do"`},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			ch := development(t)
			told := at(s, channeltest.Told())
			told.Posted = deliver(t, ch, told)
			s.ways["To Do"] = c.ways
			sent := send(t, ch, next(told, alert.Resolved))
			if sent.Outcome != schedule.Delivered || !strings.Contains(sent.Reason, c.note) || (sent.Reason == "") != (c.note == "") || s.issues[0].status() != c.status {
				t.Errorf("%s: %+v", s.issues[0].status(), sent)
			}
		})
	}
}

// TestAnswers of sites that are out of order, or of what stands before them.
func TestAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		header map[string]string
		body   string
		want   schedule.Outcome
		reason string
		wait   time.Duration
	}{
		"token":      {401, nil, `{"message":"Client must be authenticated"}`, schedule.Failed, "does not accept the user or the token: Client must", 0},
		"captcha":    {403, map[string]string{"X-Seraph-LoginReason": "AUTHENTICATION_DENIED"}, `<html>`, schedule.Failed, "answer a captcha", 0},
		"captcha 2":  {401, map[string]string{"X-Authentication-Denied-Reason": "CAPTCHA_CHALLENGE; login-url=https://x"}, ``, schedule.Failed, "answer a captcha", 0},
		"rights":     {403, nil, `{"errorMessages":["No permission"]}`, schedule.Failed, "the account may not do this: No permission", 0},
		"no site":    {404, nil, `<html>Site unavailable`, schedule.Failed, "404: there is no such thing", 0},
		"gone":       {410, nil, `{"errorMessages":["The requested API has been removed."]}`, schedule.Failed, "410: The requested API", 0},
		"rate limit": {429, map[string]string{"Retry-After": "90"}, `{}`, schedule.Throttled, "429", 90 * time.Second},
		"overload":   {503, map[string]string{"Retry-After": "10"}, `upstream`, schedule.Failed, "503", 10 * time.Second},
		"a login":    {200, nil, `<html>Sign in`, schedule.Failed, "is the address that of a Jira site?", 0},
		"elsewhere":  {302, map[string]string{"Location": "https://id.example.com"}, ``, schedule.Failed, "302", 0},
		"broken":     {500, nil, `{"errorMessages":["` + strings.Repeat("long ", 500) + `"]}`, schedule.Failed, "500: long", 0},
		"endless":    {200, nil, strings.Repeat(" ", 5<<20), schedule.Failed, "longer than it may be", 0},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				for name, value := range c.header {
					w.Header().Set(name, value)
				}
				w.WriteHeader(c.status)
				w.Write([]byte(c.body))
			}))
			defer server.Close()
			told := channeltest.Told()
			told.Destination = destination(server.URL, "OPS")
			sent := send(t, development(t), told)
			if sent.Outcome != c.want || !strings.Contains(sent.Reason, c.reason) || sent.RetryAfter != c.wait || len(sent.Reason) > 500 || sent.Posting != nil {
				t.Errorf("%+v", sent)
			}
		})
	}
}

func TestDestinationsThatCannotBe(t *testing.T) {
	c := jira.New(outbound.NewClient(outbound.Options{}))
	for _, d := range []channel.Destination{
		{}, {URL: "https://acme.atlassian.net"}, {URL: "https://acme.atlassian.net", Jira: &channel.Jira{}}, destination("https://10.0.0.1", "OPS"),
		destination("http://acme.atlassian.net", "OPS"), destination("https://acme.atlassian.net/?x=1", "OPS"), destination("", "OPS"),
	} {
		told := channeltest.Told()
		told.Destination = d
		if sent := send(t, c, told); sent.Outcome != schedule.Refused {
			t.Errorf("%s: %+v", d.URL, sent)
		}
	}
}

func TestCallerEndsTheAttempt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) // a server hears that a caller is gone when it has read all
		cancel()
		<-r.Context().Done()
	}))
	defer server.Close()
	told := channeltest.Told()
	told.Destination = destination(server.URL, "OPS")
	if sent, err := development(t).Send(ctx, told); !errors.Is(err, context.Canceled) || sent != (channel.Sent{}) {
		t.Errorf("%+v, %v", sent, err)
	}
}

// TestSlowSites: an attempt that takes too long says how far it came.
func TestSlowSites(t *testing.T) {
	s := newSite(t)
	c := development(t)
	c.SetTimeout(300 * time.Millisecond)
	release := make(chan struct{})
	s.answer = func(n int) int {
		if n == 3 { // the issue is made, and being read back
			<-release
		}
		return 0
	}
	sent := send(t, c, at(s, channeltest.Told()))
	close(release)
	if sent.Outcome != schedule.Failed || sent.Reason != "Jira did not finish within 300ms" || sent.Posting == nil || reference(t, sent.Posting).ID != "10001" {
		t.Errorf("%+v", sent)
	}
}

// TestWordsAreADocument: whatever customers and tenants write, Jira takes the issue and its comment, and
// an update finds its own marks again.
func TestWordsAreADocument(t *testing.T) {
	c := development(t)
	s := newSite(t)
	s.limit = 1 << 20
	rapid.Check(t, func(t *rapid.T) {
		s.issues, s.links, s.bodies = nil, nil, map[string][]object{}
		told := at(s, channeltest.Random().Draw(t, "told"))
		told.Message.Alert.State = alert.Firing
		told.Owner = route.Owner{Team: "store_ops", Role: route.Contributing}
		told.Posted = deliver(t, c, told)
		before := len(s.issues[0].fields["description"].(object)["content"].([]any))
		told = next(told, alert.Growing)
		deliver(t, c, told)
		after := s.issues[0].fields["description"].(object)["content"].([]any)
		if len(after) != before {
			t.Fatalf("%d nodes became %d", before, len(after))
		}
	})
}

func TestGolden(t *testing.T) {
	for _, name := range []string{"firing", "asked", "reminder", "renewals", "digest", "test"} {
		s := newSite(t)
		deliver(t, development(t), at(s, example(name)))
		bodies := map[string]object{"issue": s.bodies["POST /issue"][0]}
		if comments := s.bodies["POST /issue/N/comment"]; len(comments) > 0 {
			bodies["comment"] = comments[0]
		}
		for kind, body := range bodies {
			if kind == "issue" && name != "firing" && name != "test" { // they differ in the comment
				continue
			}
			var out bytes.Buffer
			e := json.NewEncoder(&out)
			e.SetEscapeHTML(false)
			e.SetIndent("", " ")
			if err := e.Encode(body); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", name+"."+kind+".json")
			if *update {
				if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if out.String() != string(want) {
				t.Errorf("%s changed; if that is meant, run go test -update and read the difference:\n%s", path, out.String())
			}
		}
	}
}
