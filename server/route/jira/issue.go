package jira

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route/story"
)

// issue is an issue as Jira shows it, as far as it matters here.
type issue struct {
	ID     string `json:"id"`
	Key    string `json:"key"`
	Fields struct {
		Status      named           `json:"status"`
		Labels      []string        `json:"labels"`
		Description json.RawMessage `json:"description"`
		Links       []link          `json:"issuelinks"`
	} `json:"fields"`
}

// link is a link with another issue, in one of two directions.
type link struct {
	Inward  *issue `json:"inwardIssue"`
	Outward *issue `json:"outwardIssue"`
}

// named is a status.
type named struct {
	Name     string `json:"name"`
	Category struct {
		Key string `json:"key"` // "new", "indeterminate" or "done", whatever the site calls its statuses
	} `json:"statusCategory"`
}

func (i issue) done() bool { return i.Fields.Status.Category.Key == "done" }

// The fields that are asked for. A search may answer with what was true some seconds ago: nothing that
// is written back comes from one.
const (
	read  = "status,labels,issuelinks,description"
	known = "status,labels"
)

// get reads an issue, by its id or key.
func (a *attempt) get(ctx context.Context, id string) (*issue, error) {
	var i issue
	if err := a.api.call(ctx, http.MethodGet, "/issue/"+url.PathEscape(id)+"?fields="+read, nil, &i); err != nil {
		return nil, err
	}
	return &i, nil
}

// search returns the issues that fit, in the order that the query asks for. What was changed in the
// last seconds may not have come to Jira's search yet.
func (a *attempt) search(ctx context.Context, jql string, most int) ([]issue, error) {
	var found struct {
		Issues []issue `json:"issues"`
	}
	query := map[string]any{"jql": jql, "maxResults": most, "fields": strings.Split(known, ",")}
	if err := a.api.call(ctx, http.MethodPost, "/search/jql", query, &found); err != nil {
		return nil, err
	}
	return found.Issues, nil
}

// quoted writes a string of JQL.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// find looks for the team's issue: the one that is remembered, else the newest with the team's label.
func (a *attempt) find(ctx context.Context) error {
	if a.ref.ID != "" {
		found, err := a.get(ctx, a.ref.ID)
		if err == nil {
			a.hold(found)
			return nil
		}
		if status(err) != http.StatusNotFound {
			return err
		}
		a.ref = Reference{} // it was deleted
	}
	found, err := a.newest(ctx)
	if err != nil || found == nil {
		return err
	}
	return a.take(ctx, found.ID)
}

// take reads an issue and makes it the one that is kept.
func (a *attempt) take(ctx context.Context, id string) error {
	found, err := a.get(ctx, id)
	if err != nil {
		return err
	}
	a.hold(found)
	return nil
}

// newest returns the newest issue with the team's label; nil when there is none.
func (a *attempt) newest(ctx context.Context) (*issue, error) {
	jql := fmt.Sprintf("project = %s AND labels = %s ORDER BY created DESC", quoted(a.config.Project), quoted(a.label()))
	found, err := a.search(ctx, jql, 1)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// hold makes an issue the one that is kept.
func (a *attempt) hold(i *issue) {
	a.issue = i
	a.ref.ID, a.ref.Key, a.ref.Status, a.ref.Done = i.ID, i.Key, i.Fields.Status.Name, i.done()
	a.ref.Site, a.ref.Project = a.site, a.config.Project
}

// label is that by which the team's issue is found again.
func (a *attempt) label() string {
	if a.told.Test {
		return testLabel(a.told.ID)
	}
	return TeamLabel(a.told.Message.Alert.AlertID, a.told.Owner.Team)
}

func (a *attempt) labels() []string {
	if a.told.Test {
		return []string{"throughline", a.label()}
	}
	return []string{"throughline", AlertLabel(a.told.Message.Alert.AlertID), a.label()}
}

// maxSummary is how many characters a summary shows; Jira takes 255.
const maxSummary = 250

func (a *attempt) summary() string {
	text := story.Cut(a.story.Headline(), maxSummary-len("Test: "))
	if a.told.Test {
		text = "Test: " + text
	}
	return text
}

// create makes the issue.
func (a *attempt) create(ctx context.Context) error {
	fields := map[string]any{
		"project": map[string]string{"key": a.config.Project}, "issuetype": map[string]string{"name": a.config.IssueType},
		"summary": a.summary(), "labels": a.labels(), "description": document(a.block(a.story)),
	}
	a.ref, a.issue = Reference{}, nil
	decided := a.decide(fields)
	var made issue
	if err := a.write(fields, func(fields map[string]any) error {
		return a.api.call(ctx, http.MethodPost, "/issue", map[string]any{"fields": fields}, &made)
	}); err != nil {
		return err
	}
	decided(&a.ref)
	a.ref.Site, a.ref.Project, a.ref.ID, a.ref.Key = a.site, a.config.Project, made.ID, made.Key
	return a.take(ctx, made.ID)
}

// createAnew makes another issue where the old one was done.
func (a *attempt) createAnew(ctx context.Context) error {
	old := a.issue.ID
	newest, err := a.newest(ctx)
	switch {
	case err != nil:
		return err
	case newest != nil && newest.ID != old: // made by an attempt whose answer was lost
		a.ref = Reference{}
		if err := a.take(ctx, newest.ID); err != nil {
			return err
		}
		err = a.update(ctx)
	default:
		err = a.create(ctx)
	}
	if a.ref.ID != "" { // also when it could not be read back
		a.ref.Instead, a.ref.Reopened = old, a.told.Message.Alert.ChangeNumber
	}
	return err
}

// update brings the issue's description up to date, and what else changed on our side.
func (a *attempt) update(ctx context.Context) error {
	fields := map[string]any{}
	merged, changed, err := merge(a.issue.Fields.Description, a.block(a.story))
	if err != nil {
		return err
	}
	if changed {
		fields["description"] = merged
	}
	decided := a.decide(fields)
	if len(fields) > 0 {
		err = a.write(fields, func(fields map[string]any) error {
			return a.api.call(ctx, http.MethodPut, "/issue/"+url.PathEscape(a.issue.ID), map[string]any{"fields": fields}, nil)
		})
	}
	if err == nil {
		decided(&a.ref)
	}
	return err
}

// priorities are the names that Jira's own priorities have.
var priorities = map[alert.Severity]string{
	alert.SeverityCritical: "Highest", alert.SeverityHigh: "High", alert.SeverityMedium: "Medium", alert.SeverityLow: "Low",
}

// decide adds priority and due date where they are others than those that we last wrote, and returns how
// to note that they were written.
func (a *attempt) decide(fields map[string]any) func(*Reference) {
	priority, due := a.ref.Priority, a.ref.Due
	if p := priorities[a.told.Message.Alert.Severity]; p != "" && p != priority {
		fields["priority"], priority = map[string]string{"name": p}, p
	}
	if ask := a.story.Ask; ask != nil && ask.Must && !ask.Deadline.IsZero() {
		if d := ask.Deadline.UTC().Format(time.DateOnly); d != due {
			fields["duedate"], due = d, d
		}
	}
	return func(r *Reference) { r.Priority, r.Due = priority, due }
}

// optional are the fields without which an issue is as good. Sites may have them on no screen, or have
// no priority of that name.
var optional = []string{"priority", "duedate"}

// write makes a request with fields, and again without those that the site does not take. A
// description that is too long is made shorter.
func (a *attempt) write(fields map[string]any, request func(map[string]any) error) error {
	for shortened := false; ; {
		err := request(fields)
		var call *callError
		if !errors.As(err, &call) || call.result.Status != http.StatusBadRequest {
			return err
		}
		again := false
		for _, field := range optional {
			if _, wrong := call.fields[field]; wrong && fields[field] != nil {
				delete(fields, field)
				again = true
			}
		}
		if _, wrong := call.fields["description"]; wrong && !shortened && fields["description"] != nil {
			short, _, err := merge(a.described(), a.block(a.story.Short()))
			if err != nil {
				return err
			}
			fields["description"], shortened, again = short, true, true
		}
		switch {
		case !again:
			return a.explain(call)
		case len(fields) == 0:
			return nil
		}
	}
}

// described returns the description that the issue has; nil while there is no issue.
func (a *attempt) described() json.RawMessage {
	if a.issue == nil {
		return nil
	}
	return a.issue.Fields.Description
}

// explain adds to a refusal what to do about it.
func (a *attempt) explain(call *callError) error {
	for _, known := range []struct{ field, advice string }{
		{"labels", "issues are found again by their labels: add that field to the project's screens"},
		{"issuetype", fmt.Sprintf("the project has no issue type %q", a.config.IssueType)},
		{"project", fmt.Sprintf("there is no project %q, or the account may make no issues in it", a.config.Project)},
	} {
		if _, wrong := call.fields[known.field]; wrong {
			call.result.Reason += "; " + known.advice
		}
	}
	return call
}

// linked reports whether the issue is linked with another.
func (i issue) linked(id string) bool {
	return slices.ContainsFunc(i.Fields.Links, func(l link) bool {
		return l.Inward != nil && l.Inward.ID == id || l.Outward != nil && l.Outward.ID == id
	})
}
