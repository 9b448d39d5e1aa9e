// Package jira keeps an issue of an alert in the Jira project of each team that is told of it.
//
// The issue is made once and brought up to date in place. Of its description only the part between
// two marks is ours; what people write above and below stays as it is. Priority and due
// date are written when they change on our side, so that people may set them otherwise. What is asked
// of a team, and what teams answer, are comments. When the alert is resolved the issue is moved to
// what is done; when its break is back, the issue is reopened or another is made and linked. The
// issues of both sides of a break are linked with each other.
//
// An issue that people close stays closed while the alert goes on: only the return of a break that was
// over opens it again, and once. So what Jira tells us of an issue's status and what we do about it
// cannot chase each other; see Reference.
//
// The client is our own: it is ten requests of Jira's REST API version 3, over the guarded way out.
package jira

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
	"github.com/throughline-cx/throughline/server/route/story"
)

// Channel keeps issues. It is safe for concurrent use.
type Channel struct {
	client  *outbound.Client
	timeout time.Duration // of an attempt, which is several requests
}

// attemptTimeout leaves time to note how far an attempt came before its claim on the message ends.
const attemptTimeout = 40 * time.Second

// New returns a channel that speaks through a client, which stays the caller's to close.
func New(client *outbound.Client) *Channel {
	return &Channel{client: client, timeout: attemptTimeout}
}

// Send makes one attempt to bring the team's issue up to date, see channel.Channel. The destination's
// address is that of the site, "https://acme.atlassian.net". A change that is older than what the issue
// shows changes nothing of it. An attempt that breaks off in the middle
// is taken up where it ended: what was done already is found and not done again. Only when Jira's
// search does not know yet of an issue that was made a moment ago, and its answer was lost too, there
// may be two; the newest is kept from then on.
func (c *Channel) Send(ctx context.Context, t channel.Told) (channel.Sent, error) {
	a, err := c.attempt(t)
	if err != nil {
		return channel.Sent{Result: outbound.NotSent(schedule.Refused, err.Error())}, nil
	}
	attempt, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	err = a.run(attempt)
	switch {
	case err != nil && ctx.Err() != nil:
		return channel.Sent{}, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		err = fmt.Errorf("Jira did not finish within %s", c.timeout) //nolint:staticcheck // Jira is a name
	}
	return a.sent(err), nil
}

// attempt is one attempt under way.
type attempt struct {
	api    api
	site   string // its address
	told   channel.Told
	config channel.Jira // with defaults
	story  story.Story
	ref    Reference
	issue  *issue // nil while there is none
	note   string // what could not be done, though the rest was
}

func (c *Channel) attempt(t channel.Told) (*attempt, error) {
	if t.Destination.Jira == nil || t.Destination.Jira.Project == "" {
		return nil, errors.New("the destination names no Jira project")
	}
	base := strings.TrimRight(t.Destination.URL, "/")
	if strings.ContainsAny(base, "?#") {
		return nil, errors.New("the address of a Jira site ends before any ? or #; write it as https://acme.atlassian.net")
	}
	a := &attempt{
		site: base, told: t, config: *t.Destination.Jira, story: story.Tell(t),
		api: api{client: c.client, base: base + "/rest/api/3", authorization: authorization(t.Destination)},
	}
	a.config.IssueType = cmp.Or(a.config.IssueType, "Task")
	a.config.OnRegression = cmp.Or(a.config.OnRegression, channel.Reopen)
	a.config.DoneStatus = cmp.Or(a.config.DoneStatus, "Done")
	a.config.ReopenStatus = cmp.Or(a.config.ReopenStatus, "To Do")
	if t.Posted != nil && !t.Test {
		a.ref, _ = ParseReference(t.Posted.Reference)
	}
	if a.ref.Site != base || a.ref.Project != a.config.Project { // the team has moved to another project
		a.ref = Reference{}
	}
	return a, nil
}

// run does what there is to do, in an order in which each step can be done again.
func (a *attempt) run(ctx context.Context) error {
	if err := a.find(ctx); err != nil {
		return err
	}
	back := a.cameBack()
	var err error
	switch {
	case a.issue != nil && a.late():
		return a.comment(ctx, false)
	case a.issue == nil && over(a.told.Message.Alert.State):
		return nil // there is nothing to close
	case a.issue == nil:
		err = a.create(ctx)
	case back && a.config.OnRegression == channel.LinkNew:
		err = a.createAnew(ctx)
		back = false
	default:
		err = a.update(ctx)
	}
	if err != nil || a.told.Test {
		return err
	}
	for _, step := range []func(context.Context, bool) error{a.comment, a.move, a.link} {
		if err := step(ctx, back); err != nil {
			return err
		}
	}
	return nil
}

// late reports whether what is told is older than what the issue shows.
func (a *attempt) late() bool {
	return a.told.Posted != nil && a.told.Message.Alert.ChangeNumber < a.told.Posted.ChangeNumber
}

// over reports whether an alert of which no team was told yet is none to make an issue of.
func over(s alert.State) bool { return s == alert.Resolved || s == alert.Snoozed }

// cameBack reports whether the issue is done although its break is back: the alert says so, or it runs
// again and it was we who closed the issue. For one return that is so once: an issue that people close
// again stays closed.
func (a *attempt) cameBack() bool {
	h := a.told.Message.Alert
	if a.issue == nil || !a.issue.done() || !route.Runs(h.State) || a.ref.Reopened >= h.ChangeNumber {
		return false
	}
	return h.State == alert.Regressed || a.ref.Wrote != "" && strings.EqualFold(a.ref.Wrote, a.issue.Fields.Status.Name)
}

// sent says how the attempt went.
func (a *attempt) sent(err error) channel.Sent {
	sent := channel.Sent{Result: outbound.Result{Result: schedule.Result{Outcome: schedule.Delivered}, Reason: a.note}}
	shown := a.told.Message.Alert.ChangeNumber
	if err != nil {
		sent.Result = resultOf(err)
		shown = 0 // of which change the issue tells is not known; it is there, though
	}
	if a.told.Posted != nil {
		shown = max(shown, a.told.Posted.ChangeNumber)
	}
	if a.ref.ID != "" && !a.told.Test {
		sent.Posting = &channel.Posting{Reference: a.ref.String(), ChangeNumber: shown, At: a.told.Timestamp}
	}
	return sent
}
