package slack

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"github.com/slack-go/slack"

	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
)

// maxAnswer is how many bytes an answer of Slack may have: it repeats the message, which takes six
// bytes for a letter that is not of English.
const maxAnswer = 1 << 20

// way is how the client library reaches Slack: each request goes out through our own client, past
// its guard, and what that says of it is kept.
type way struct {
	client *outbound.Client
	result outbound.Result
	err    error // the context's, when it ended before the attempt did
}

var errNoAnswer = errors.New("no answer")

// Do sends one request.
func (w *way) Do(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	answer, result, err := w.client.Do(r.Context(), outbound.Request{Method: r.Method, URL: r.URL.String(), Header: r.Header, Body: body, MaxAnswer: maxAnswer})
	w.result, w.err = result, err
	switch {
	case err != nil:
		return nil, err
	case result.Status == 0:
		return nil, errNoAnswer
	}
	return &http.Response{
		StatusCode: result.Status, Status: http.StatusText(result.Status), Header: answer.Header,
		Body: io.NopCloser(bytes.NewReader(answer.Body)), Request: r,
	}, nil
}

// judge says how a call went, and with which code Slack refused it. The channel and the timestamp
// are those of Slack's answer.
func (w *way) judge(at, stamp string, err error) (outbound.Result, string) {
	var refused slack.SlackErrorResponse
	result := w.result
	w.result = outbound.Result{}
	switch {
	case w.err != nil:
		return outbound.Result{}, ""
	case result.Outcome == "": // nothing was sent
		return outbound.NotSent(schedule.Invalid, "the message cannot be written as Slack wants it"), ""
	case result.Outcome != schedule.Delivered:
		return result, ""
	case errors.As(err, &refused):
		return failure(refused, result.Status), refused.Err
	case err != nil, !channelID.MatchString(at), !timestamp.MatchString(stamp):
		// It may have been posted. Another attempt may then show it twice.
		return outbound.Result{Result: schedule.Result{Outcome: schedule.Failed}, Status: result.Status, Reason: "Slack's answer cannot be read"}, ""
	}
	return result, ""
}
