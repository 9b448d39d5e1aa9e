package apptest_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/action"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/store"
)

const (
	botToken    = "xoxb-hush-bot-token"
	slackSecret = "hush-signing-secret-of-slack"
	jiraSecret  = "hush-webhook-secret-of-jira"
	serverKey   = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
	why         = "The desk has no stock system"
)

// front is a server with an alert that fires, and what people have in hand who read of it.
type front struct {
	*office
	server *apptest.Server
	slack  *slackAPI
	log    *logBuffer
	alert  *v1.Alert
	places map[string]store.Destination // by team
}

// logBuffer keeps everything that the server logs.
type logBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write implements io.Writer.
func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// newFront starts a server whose teams are told in Slack, and lets an alert fire. Only those listed
// may act. before is what is to be set before it fires.
func newFront(t *testing.T, before ...func(*front)) *front {
	t.Helper()
	return newMailFront(t, nil, before...)
}

// newMailFront is newFront with a mail server, nil for none.
func newMailFront(t *testing.T, mails *mailServer, before ...func(*front)) *front {
	t.Helper()
	f := &front{slack: newSlackAPI(t), log: &logBuffer{}, places: map[string]store.Destination{}}
	f.server = apptest.Start(t, func(o *app.Options) {
		o.SecretKey, o.SlackAPI, o.PublicURL = serverKey, f.slack.URL+"/api/", "https://throughline.example"
		if mails != nil {
			o.SMTPURL, o.MailFrom = "smtp://"+mails.address, "Throughline <alerts@throughline.example>"
		}
		o.Logger = slog.New(slog.NewJSONHandler(f.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	f.office = &office{Client: f.server.Client(f.server.Key), t: t, teams: map[string]*receiver{}}
	f.configure()
	for team, in := range map[string]string{"ecommerce": "C0000000001", "stores": "C0000000002"} {
		f.places[team] = f.place(team, store.Destination{Kind: route.Slack, Config: store.DestinationConfig{
			Slack:  &channel.Slack{Channel: in},
			Acting: action.Acting{People: []action.Person{{ID: "U0REVIEWER", Role: action.Reviewer}, {ID: "U0VIEWER", Role: action.Viewer}}},
		}}, channel.Secrets{Token: botToken, Signing: []string{slackSecret + team}})
	}
	for _, set := range before {
		set(f)
	}
	f.alert = f.fire()
	return f
}

// place makes a destination and leads a team's alerts there.
func (f *front) place(team string, d store.Destination, secrets channel.Secrets) store.Destination {
	f.t.Helper()
	made, _, err := f.server.Store().CreateDestination(f.t.Context(), apptest.Tenant, d, secrets, store.Request{})
	if err != nil {
		f.t.Fatal(err)
	}
	to := []string{f.Name("destinations", made.ID.String())}
	if _, err := f.Routing.CreateRoute(f.t.Context(), &v1.CreateRouteRequest{Route: &v1.Route{Team: team, Destinations: to}}); err != nil {
		f.t.Fatal(err)
	}
	return made
}

// hook sends a request to a hook and returns the status and the body of its answer.
func (f *front) hook(path string, header map[string]string, body string) (int, string) {
	f.t.Helper()
	r, err := http.NewRequestWithContext(f.t.Context(), http.MethodPost, "http://"+f.server.HTTPAddr()+path, strings.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	for k, v := range header {
		r.Header.Set(k, v)
	}
	return f.send(r)
}

func (f *front) send(r *http.Request) (int, string) {
	f.t.Helper()
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		f.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

func signature(secret, text string) string {
	h := hmac.New(sha256.New, []byte(secret))
	h.Write([]byte(text))
	return hex.EncodeToString(h.Sum(nil))
}

// slackHook sends a request as Slack does, signed with a secret at an instant.
func (f *front) slackHook(id uuid.UUID, secret string, at time.Time, body string) (int, string) {
	f.t.Helper()
	stamp := strconv.FormatInt(at.Unix(), 10)
	return f.hook("/hooks/slack/acme/"+id.String(), map[string]string{
		"Content-Type": "application/x-www-form-urlencoded", "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": "v0=" + signature(secret, "v0:"+stamp+":"+body),
	}, body)
}

// press presses a button of a team's message.
func (f *front) press(team, user, token string) (int, string) {
	f.t.Helper()
	return f.slackHook(f.places[team].ID, slackSecret+team, time.Now(), f.slack.pressing(user, token))
}

// events returns what is on record about the owners of the alert, the latest first.
func (f *front) events() []*v1.OwnershipEvent {
	f.t.Helper()
	answer, err := f.Alerts.ListOwnershipEvents(f.t.Context(), &v1.ListOwnershipEventsRequest{Parent: f.alert.GetName()})
	if err != nil {
		f.t.Fatal(err)
	}
	return answer.GetOwnershipEvents()
}

// present returns the alert as it is now.
func (f *front) present() *v1.Alert {
	f.t.Helper()
	a, err := f.Alerts.GetAlert(f.t.Context(), &v1.GetAlertRequest{Name: f.alert.GetName()})
	if err != nil {
		f.t.Fatal(err)
	}
	return a
}

// seal makes a token as the server does.
func (f *front) seal(change func(*action.Offer)) string {
	f.t.Helper()
	secrets, err := app.ParseSecrets(serverKey)
	if err != nil {
		f.t.Fatal(err)
	}
	o := action.Offer{
		Kind: channel.Accept, Via: action.ByButton, Tenant: apptest.Tenant, Destination: f.places["ecommerce"].ID, Alert: uuid.MustParse(lastPart(f.alert.GetName())),
		Team: "ecommerce", Slot: route.Accountable, Change: int(f.alert.GetChangeCount()), Event: 1, Expires: time.Now().Add(time.Hour),
	}
	change(&o)
	return action.Seal(secrets.Actions(), o)
}

func lastPart(name string) string { return name[strings.LastIndex(name, "/")+1:] }

// silent fails the test when the log shows a secret, a token, or what a person wrote.
func (f *front) silent(more ...string) {
	f.t.Helper()
	log := f.log.String()
	if !strings.Contains(log, "AlertService") {
		f.t.Error("nothing was logged at all")
	}
	for _, secret := range append(more, botToken, slackSecret, jiraSecret, serverKey, why, "U0REVIEWER") {
		if secret != "" && strings.Contains(log, secret) {
			f.t.Errorf("the log shows %q", secret)
		}
	}
}
