// Package channel is what the kinds of destinations have in common: what each is given to tell, and
// what it answers. A kind is a small package of its own that implements Channel (webhook, slack,
// teams, email, jira, alertmanager); the worker that claims deliveries knows only this package.
package channel

import (
	"context"
	"time"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/outbound"
)

// Channel tells teams of alerts at destinations of one kind. It is safe for concurrent use.
type Channel interface {
	// Send makes one attempt to tell a team, or to bring what it was told up to date. Where the
	// service offers something to recognise a repeat by, it is used; else what was sent may arrive
	// again when an answer is lost.
	//
	// The error is ctx's, when ctx ended before the attempt did: then nobody knows whether the
	// message arrived. Whatever else goes wrong is in the result.
	Send(ctx context.Context, t Told) (Sent, error)
}

// Told is one message to one team at one destination.
type Told struct {
	ID          string    // of the delivery; the same over all attempts
	Timestamp   time.Time // of this attempt
	Test        bool      // somebody tries the destination: Message is made up, and must say so
	Message     route.Message
	Owner       route.Owner     // the team that is told, and why
	Addition    *route.Addition // what is said besides the change; nil for nothing
	Body        []byte          // all of the above as the JSON that webhooks carry
	Destination Destination
	Posted      *Posting // what the destination shows the team of this alert since earlier; nil for nothing
	Link        string   // where the alert can be read, an address; empty when the server has none
	Actions     []Action // what the reader may do about it right there; empty for nothing
}

// Destination is where a team is told.
type Destination struct {
	URL          string        // of kinds that have one address; may hold a token, so it is never logged
	Slack        *Slack        // of that kind only
	Email        *Email        // of that kind only
	Jira         *Jira         // of that kind only
	Alertmanager *Alertmanager // of that kind only; nil when the token is a bearer token, or there is none
	Secrets      Secrets       // never logged, never in a reason
}

// Secrets are what a destination is reached and trusted by.
type Secrets struct {
	// Signing signs what we send (webhook) or verifies what comes back (slack, jira), newest first:
	// several while one is changed for another.
	Signing []string `json:"signing,omitempty"`
	// Token is what we prove ourselves with: slack's bot token, jira's API token, the password or
	// bearer token of an alertmanager.
	Token string `json:"token,omitempty"`
}

// Slack is a channel of a Slack workspace.
type Slack struct {
	Channel string `json:"channel"` // its id, "C0123456789"
}

// Email is whom to write to. The server that takes our mail is the operator's to set.
type Email struct {
	To []string `json:"to"` // plain addresses
}

// Jira is a project of a Jira site.
type Jira struct {
	User         string       `json:"user"`          // the account of the API token: its mail address; empty where the token is a bearer token
	Project      string       `json:"project"`       // its key, "OPS"
	IssueType    string       `json:"issue_type"`    // "Task" when empty
	OnRegression OnRegression `json:"on_regression"` // reopen when empty
	// Transitions by the name of the state that an issue shall come to, for alerts that are resolved
	// and for those that come back.
	DoneStatus   string `json:"done_status"`   // "Done" when empty
	ReopenStatus string `json:"reopen_status"` // "To Do" when empty
}

// Alertmanager is how we prove who we are to a Prometheus Alertmanager.
type Alertmanager struct {
	User string `json:"user"` // of HTTP basic authentication, with the token as its password
}

// OnRegression says what becomes of a Jira issue that was done when its break is back.
type OnRegression string

// The closed set of what becomes of such an issue.
const (
	Reopen  OnRegression = "reopen"
	LinkNew OnRegression = "link_new" // a new issue is made and linked to the old one
)

// Posting is what a destination shows a team of an alert.
type Posting struct {
	// Reference finds it again; what it holds is the kind's own matter. At most 1,000 bytes.
	Reference    string
	ChangeNumber int       // of the change that it shows
	At           time.Time // when it was last brought up to date
}

// Action is something that a reader may do about an alert where they read it.
type Action struct {
	Kind  ActionKind
	Label string // on the button
	Token string // proves that we offered it, to whom and until when; signed
	URL   string // page that asks whether to do it, for those who only have a link
}

// ActionKind is what an action does.
type ActionKind string

// The closed set of actions.
const (
	Accept      ActionKind = "accept"      // the team takes its slot
	Decline     ActionKind = "decline"     // it does not; a reason is asked for
	Acknowledge ActionKind = "acknowledge" // somebody looks after the alert
	Snooze      ActionKind = "snooze"      // quiet for a week
)

// Sent is how an attempt went.
type Sent struct {
	outbound.Result
	// Posting is what the destination shows the team now; nil when it shows nothing that could be
	// found again, or when nothing is known.
	Posting *Posting
}
