package webhook

import (
	"cmp"
	"context"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/throughline-cx/throughline/server/route/schedule"
)

// Sender sends messages. It is safe for concurrent use and keeps connections open.
type Sender struct {
	options Options
	client  *http.Client
}

// NewSender returns a sender. Close it when it is no longer needed.
func NewSender(o Options) *Sender {
	o.Timeout = cmp.Or(o.Timeout, defaultTimeout)
	o.UserAgent = cmp.Or(o.UserAgent, defaultUserAgent)
	return &Sender{options: o, client: newClient(o, o.checkAddress)}
}

// Close closes the connections that are not in use.
func (s *Sender) Close() { s.client.CloseIdleConnections() }

// Result is how an attempt went.
type Result struct {
	schedule.Result
	Status int    // HTTP status of the answer; 0 when there was none
	Reason string // why it was not delivered, without path, query and secrets; empty when it was
}

// Send makes one attempt to send a message. Receivers must expect a message more than once,
// with the same ID: when an answer is lost, nobody knows whether the message arrived.
//
// The error is ctx's, when ctx ended before the attempt did: then the message may or may not
// have arrived, and nothing is known of the receiver.
func (s *Sender) Send(ctx context.Context, m Message) (Result, error) {
	if err := s.options.ValidateURL(m.URL); err != nil {
		return result(schedule.Refused, err.Error()), nil
	}
	attempt, cancel := context.WithTimeout(ctx, s.options.Timeout)
	defer cancel()
	req, err := m.request(attempt, s.options.UserAgent)
	if err != nil {
		return result(schedule.Invalid, err.Error()), nil
	}
	answer, err := s.client.Do(req)
	if err != nil {
		if ctx.Err() != nil {
			return Result{}, ctx.Err()
		}
		return s.noAnswer(err), nil
	}
	if answer.StatusCode != http.StatusSwitchingProtocols { // whose body is a connection, and knows no deadline
		drain(answer.Body, cancel)
	}
	_ = answer.Body.Close()
	return classify(answer.StatusCode, answer.Header, m.Timestamp), nil
}

// drain reads what is left of an answer, so that its connection can be used again; not more
// than a little, and not for long, since all that counts is the status.
func drain(body io.Reader, cancel context.CancelFunc) {
	late := time.AfterFunc(drainTimeout, cancel)
	defer late.Stop()
	_, _ = io.CopyN(io.Discard, body, maxAnswerBody) // whatever happens here, the status is known
}

func result(outcome schedule.Outcome, reason string) Result {
	return Result{Result: schedule.Result{Outcome: outcome}, Reason: strings.ToValidUTF8(reason, "?")}
}
