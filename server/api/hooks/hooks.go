package hooks

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

// Slack answers people in Slack.
type Slack interface {
	// Ask opens a window that asks for a reason, which comes back with the token. It must be called
	// within 3 s after the button was pressed, to which the trigger belongs.
	Ask(ctx context.Context, botToken, trigger, token, question string) error
	// Tell shows a text to whoever pressed the button that the address belongs to, and to nobody else.
	Tell(ctx context.Context, address, text string) error
}

// Options are what the hooks work with. All but PublicURL are required.
type Options struct {
	Store *store.Store
	// Alerts makes calls within the process, behind the chain, as whoever the context vouches for.
	Alerts throughlinev1.AlertServiceClient
	Slack  Slack
	// Key signs what is offered.
	Key   []byte
	Clock func() time.Time
	Log   *slog.Logger
	// PublicURL is where people reach the server, "https://throughline.example.com" without a slash
	// at its end. Without it there are no links.
	PublicURL string
}

// Hooks are the handlers, and what offers the acts that they take.
type Hooks struct {
	Options
	callers callers
	atOnce  chan struct{}
	pressed chan struct{}  // one for each press in Slack that is worked on
	acting  sync.WaitGroup // of these, which go on after their requests were answered
}

// Limits of what is taken.
const (
	handledAtOnce   = 64               // requests, over all tenants; and as many presses in Slack
	maxHookBytes    = 1 << 20          // a payload of Slack holds the whole message
	maxFormBytes    = 16 << 10         // of the page's form
	readWithin      = 10 * time.Second // for a request's body
	actWithin       = 20 * time.Second // for what it asks for
	slackIsPatient  = 2 * time.Second  // of the 3 s until Slack tells people that nothing answers
	historyLooked   = 100              // changes and events since an offer; behind more it is stale
	pageActPath     = "/act/"
	hooksSlackPath  = "/hooks/slack/{tenant}/{destination}"
	hooksJiraPath   = "/hooks/jira/{tenant}/{destination}"
	maxReasonLength = 2000 // characters, as the calls take
)

// New returns hooks.
func New(o Options) *Hooks {
	return &Hooks{Options: o, callers: callers{clock: o.Clock}, atOnce: make(chan struct{}, handledAtOnce), pressed: make(chan struct{}, handledAtOnce)}
}

// Handlers returns the handlers by pattern of http.ServeMux.
func (h *Hooks) Handlers() map[string]http.Handler {
	return map[string]http.Handler{
		"GET " + pageActPath + "{token}":  h.guarded(h.showPage, maxFormBytes),
		"POST " + pageActPath + "{token}": h.guarded(h.actOnPage, maxFormBytes),
		"POST " + hooksSlackPath:          h.guarded(h.takeSlack, maxHookBytes),
		"POST " + hooksJiraPath:           h.guarded(h.takeJira, maxHookBytes),
	}
}

// Wait waits for acts that go on after their requests were answered.
func (h *Hooks) Wait() { h.acting.Wait() }
