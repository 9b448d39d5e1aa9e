// Package alertmanager tells a Prometheus Alertmanager of alerts through its API v2, and so whatever
// that notifies: PagerDuty, Opsgenie, a webhook of one's own.
//
// Alertmanager knows an alert by its labels. They hold what stays the same over an alert's changes,
// so that each change edits the one alert; where one of them does change, such as the severity, the
// alert with the old labels is ended in the same request. All else is in the annotations.
//
// Alertmanager also expects to be told again and again, and takes an alert for resolved when nobody
// does. We tell only of changes, so each alert comes with its end: Lifetime ahead while it lasts, and
// at once when it is resolved or snoozed. What Alertmanager holds in memory is lost when it starts
// anew; an alert is there again with its next change or reminder, or when its delivery is sent again.
package alertmanager

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
)

// Path is where API v2 takes alerts, below the address of an Alertmanager.
const Path = "/api/v2/alerts"

// maxAnswer is how much is read of an answer, which is empty unless something is wrong.
const maxAnswer = 64 << 10

// Channel tells Alertmanagers. It is safe for concurrent use.
type Channel struct{ client *outbound.Client }

// New returns a channel that speaks through a client, which stays the caller's to close.
func New(client *outbound.Client) *Channel { return &Channel{client: client} }

// Send makes one attempt to bring the alert up to date, see channel.Channel. Sent again, it changes
// nothing. A change that is older than what is shown is not told any more. The destination's address is
// that of the Alertmanager, with or without /api/v2/alerts.
func (c *Channel) Send(ctx context.Context, t channel.Told) (channel.Sent, error) {
	if late(t) {
		return channel.Sent{Result: outbound.Result{Result: schedule.Result{Outcome: schedule.Delivered}}, Posting: t.Posted}, nil
	}
	address, err := endpoint(t.Destination.URL)
	if err != nil {
		return notSent(schedule.Refused, err.Error()), nil
	}
	body, err := json.Marshal(alertsOf(t))
	if err != nil {
		return notSent(schedule.Invalid, err.Error()), nil
	}
	answer, result, err := c.client.Do(ctx, outbound.Request{
		URL: address, Header: header(t.Destination), Body: body, MaxAnswer: maxAnswer,
	})
	if err != nil {
		return channel.Sent{}, err
	}
	sent := channel.Sent{Result: explain(result, answer.Body)}
	switch {
	case unreachable(t) != nil:
		sent.Posting = t.Posted
	case result.Outcome == schedule.Delivered && !t.Test:
		sent.Posting = &channel.Posting{Reference: reference(labelsOf(t)), ChangeNumber: t.Message.Alert.ChangeNumber, At: t.Timestamp}
	}
	return sent, nil
}

func notSent(outcome schedule.Outcome, reason string) channel.Sent {
	return channel.Sent{Result: outbound.NotSent(outcome, reason)}
}

// endpoint returns where an Alertmanager takes alerts.
func endpoint(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil { // whose text shows the address
		return "", errors.New("not an address; write it as https://alertmanager.example.com")
	}
	u.Path, u.RawPath = strings.TrimSuffix(strings.TrimSuffix(u.Path, "/"), Path)+Path, ""
	return u.String(), nil
}

// header proves who we are: by user and password where the destination has a user, else by a bearer token.
func header(d channel.Destination) http.Header {
	h := http.Header{"Content-Type": {"application/json"}}
	token := d.Secrets.Token
	switch {
	case d.Alertmanager != nil && d.Alertmanager.User != "":
		h.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(d.Alertmanager.User+":"+token)))
	case token != "":
		h.Set("Authorization", "Bearer "+token)
	}
	return h
}

// late reports whether what is told is older than what is shown.
func late(t channel.Told) bool {
	return t.Posted != nil && !t.Test && unreachable(t) == nil && t.Message.Alert.ChangeNumber < t.Posted.ChangeNumber
}

// explain adds to a result what the answers of Alertmanagers mean.
func explain(r outbound.Result, body []byte) outbound.Result {
	switch r.Status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		r.Outcome = schedule.Invalid
		var why string
		if json.Unmarshal(body, &why) == nil || json.Unmarshal(body, &struct{ Message *string }{&why}) == nil {
			r.Reason += ": " + excerpt(why)
		}
	case http.StatusUnauthorized:
		r.Reason += ": it wants a token, or does not accept the one it has"
	case http.StatusForbidden:
		r.Reason += ": the token does not give the right to post alerts"
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		r.Reason += fmt.Sprintf(": there is no Alertmanager with %s at this address", Path)
	}
	return r
}

// excerpt shortens what a receiver says of itself.
func excerpt(s string) string {
	const most = 200
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " ")
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
