package jira

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
)

// recent is how many of the newest comments are looked through for one of ours.
const recent = 10

// comment tells what is more than the description's business: what is asked, what was answered, that
// the alert is over or back. Each is said once, however often its delivery is attempted.
func (a *attempt) comment(ctx context.Context, back bool) error {
	body := a.remark(back)
	if body == nil {
		return nil
	}
	path := "/issue/" + url.PathEscape(a.issue.ID) + "/comment"
	var said struct {
		Comments []struct {
			Body adf `json:"body"`
		} `json:"comments"`
	}
	if err := a.api.call(ctx, http.MethodGet, fmt.Sprintf("%s?orderBy=-created&maxResults=%d", path, recent), nil, &said); err != nil {
		return err
	}
	for _, c := range said.Comments {
		if strings.HasSuffix(strings.TrimSpace(c.Body.text()), a.told.ID) {
			return nil
		}
	}
	return a.api.call(ctx, http.MethodPost, path, map[string]any{"body": document(body)}, nil)
}

// transition is a way from an issue's status to another.
type transition struct {
	ID     string `json:"id"`
	To     named  `json:"to"`
	Fields map[string]struct {
		Required      bool `json:"required"`
		HasDefault    bool `json:"hasDefaultValue"`
		AllowedValues []struct {
			ID   string `json:"id"`
			Name string `json:"name"`
		} `json:"allowedValues"`
	} `json:"fields"`
}

// move brings the issue to the status that it should have, where its workflow has a way there.
func (a *attempt) move(ctx context.Context, back bool) error {
	var want string
	var fits func(transition) bool
	switch {
	case a.told.Message.Alert.State == alert.Resolved && !a.issue.done():
		want, fits = a.config.DoneStatus, func(t transition) bool { return t.To.Category.Key == "done" }
	case back:
		want, fits = a.config.ReopenStatus, func(t transition) bool { return t.To.Category.Key != "done" }
	default:
		return nil
	}
	path := "/issue/" + url.PathEscape(a.issue.ID) + "/transitions"
	var ways struct {
		Transitions []transition `json:"transitions"`
	}
	if err := a.api.call(ctx, http.MethodGet, path+"?expand=transitions.fields", nil, &ways); err != nil {
		return err
	}
	way, ok := choose(ways.Transitions, want, fits)
	if !ok {
		a.note = fmt.Sprintf("issue %s stays %q: its workflow has no way from there to %q that we can take", a.issue.Key, a.issue.Fields.Status.Name, want)
		return nil
	}
	err := a.api.call(ctx, http.MethodPost, path, way.request(), nil)
	switch status(err) {
	case http.StatusBadRequest, http.StatusForbidden, http.StatusConflict: // the workflow has conditions that we do not know
		a.note = fmt.Sprintf("issue %s stays %q: %s", a.issue.Key, a.issue.Fields.Status.Name, err)
		return nil
	}
	if err != nil {
		return err
	}
	a.ref.Wrote = way.To.Name
	if back {
		a.ref.Reopened = a.told.Message.Alert.ChangeNumber
	}
	found, err := a.get(ctx, a.issue.ID)
	if err != nil {
		return err
	}
	a.hold(found)
	return nil
}

// choose returns the transition to a status by its name, else one that fits; only ones that ask for
// nothing that we cannot answer.
func choose(ways []transition, want string, fits func(transition) bool) (transition, bool) {
	ways = slices.DeleteFunc(slices.Clone(ways), func(t transition) bool { return t.unanswerable() })
	for _, test := range []func(transition) bool{func(t transition) bool { return strings.EqualFold(t.To.Name, want) }, fits} {
		if i := slices.IndexFunc(ways, test); i >= 0 {
			return ways[i], true
		}
	}
	return transition{}, false
}

// unanswerable reports whether a transition asks for a field other than a resolution.
func (t transition) unanswerable() bool {
	for name, f := range t.Fields {
		if f.Required && !f.HasDefault && (name != "resolution" || len(f.AllowedValues) == 0) {
			return true
		}
	}
	return false
}

func (t transition) request() map[string]any {
	r := map[string]any{"transition": map[string]string{"id": t.ID}}
	if f, ok := t.Fields["resolution"]; ok && f.Required && len(f.AllowedValues) > 0 {
		best := f.AllowedValues[0]
		for _, v := range f.AllowedValues {
			if strings.EqualFold(v.Name, "Done") || strings.EqualFold(v.Name, "Fixed") {
				best = v
				break
			}
		}
		r["fields"] = map[string]any{"resolution": map[string]string{"id": best.ID}}
	}
	return r
}

// link links the issue with the newest of each other side of the break, and with the one in whose place
// it was made.
func (a *attempt) link(ctx context.Context, _ bool) error {
	if a.ref.Instead != "" {
		if err := a.relate(ctx, a.ref.Instead); err != nil {
			return err
		}
		a.ref.Instead = ""
	}
	sides := a.otherSides()
	if len(a.ref.Linked) >= len(sides) {
		return nil
	}
	found, err := a.search(ctx, fmt.Sprintf("labels = %s ORDER BY created DESC", quoted(AlertLabel(a.told.Message.Alert.AlertID))), 20)
	if err != nil {
		return err
	}
	for _, label := range sides {
		i := slices.IndexFunc(found, func(i issue) bool { return slices.Contains(i.Fields.Labels, label) })
		if i < 0 || slices.Contains(a.ref.Linked, found[i].ID) {
			continue
		}
		if err := a.relate(ctx, found[i].ID); err != nil {
			return err
		}
		a.ref.Linked = append(a.ref.Linked, found[i].ID)
	}
	return nil
}

// otherSides returns the labels of the other owners' issues; none for a team that owns neither side.
func (a *attempt) otherSides() []string {
	var out []string
	for _, o := range a.told.Message.Owners {
		if a.told.Owner.Role != route.Audience && o.Team != a.told.Owner.Team {
			out = append(out, TeamLabel(a.told.Message.Alert.AlertID, o.Team))
		}
	}
	return out
}

// relate links the issue with another, where it is not. A site that has no such links, or does not let
// us make them, is no reason to tell the team again.
func (a *attempt) relate(ctx context.Context, other string) error {
	if a.issue.linked(other) {
		return nil
	}
	err := a.api.call(ctx, http.MethodPost, "/issueLink", map[string]any{
		"type": map[string]string{"name": "Relates"}, "inwardIssue": map[string]string{"id": a.issue.ID}, "outwardIssue": map[string]string{"id": other},
	}, nil)
	switch status(err) {
	case http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound:
		a.note = fmt.Sprintf("issue %s cannot be linked: %s", a.issue.Key, err)
		return nil
	}
	return err
}
