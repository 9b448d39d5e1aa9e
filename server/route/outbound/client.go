package outbound

import (
	"bytes"
	"cmp"
	"context"
	"crypto/x509"
	"io"
	"maps"
	"net"
	"net/http"
	"time"

	"github.com/throughline-cx/throughline/server/route/schedule"
)

// Options are the settings of a Client. The zero value is for production.
type Options struct {
	Policy
	Timeout   time.Duration  // of an attempt, all in; 15 s when 0
	UserAgent string         // "Throughline" when empty
	RootCAs   *x509.CertPool // whose certificates are trusted; the system's when nil
	Resolver  *net.Resolver  // finds addresses of names; the system's when nil
}

const (
	defaultTimeout   = 15 * time.Second
	defaultUserAgent = "Throughline"
	maxAnswerHeaders = 64 << 10
	maxAnswerBody    = 64 << 10
	// drainTimeout is how long we wait for an answer's body, which we want only out of the way
	// so that the connection can be used again.
	drainTimeout = time.Second
)

// Client sends requests. It is safe for concurrent use and keeps connections open.
type Client struct {
	options Options
	client  *http.Client
}

// NewClient returns a client. Close it when it is no longer needed.
func NewClient(o Options) *Client {
	o.Timeout = cmp.Or(o.Timeout, defaultTimeout)
	o.UserAgent = cmp.Or(o.UserAgent, defaultUserAgent)
	return &Client{options: o, client: newClient(o, o.checkAddress)}
}

// Close closes the connections that are not in use.
func (c *Client) Close() { c.client.CloseIdleConnections() }

// Request is one attempt.
type Request struct {
	Method    string      // http.MethodPost when empty
	URL       string      // may hold a token: it is never logged
	Header    http.Header // besides User-Agent; may be nil
	Body      []byte      // sent as it is
	MaxAnswer int64       // how many bytes of the answer's body are kept; 0 keeps none
}

// Answer is what a receiver answered.
type Answer struct {
	Header http.Header
	Body   []byte
}

// Do makes one attempt to send a request, and says how it went by the status alone: what the body
// of the answer means is the caller's to judge. With MaxAnswer 0 it does not matter whether a body
// comes; else a body that is longer or breaks off is an attempt that failed.
//
// The error is ctx's, when ctx ended before the attempt did: then the message may or may not
// have arrived, and nothing is known of the receiver.
func (c *Client) Do(ctx context.Context, r Request) (Answer, Result, error) {
	if err := c.options.ValidateURL(r.URL); err != nil {
		return Answer{}, NotSent(schedule.Refused, err.Error()), nil
	}
	attempt, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(attempt, cmp.Or(r.Method, http.MethodPost), r.URL, bytes.NewReader(r.Body))
	if err != nil { // its text shows the address
		return Answer{}, NotSent(schedule.Invalid, "the request cannot be made"), nil
	}
	maps.Copy(req.Header, r.Header)
	req.Header.Set("User-Agent", c.options.UserAgent)
	began := time.Now()
	answer, err := c.client.Do(req)
	if err != nil {
		if ctx.Err() != nil {
			return Answer{}, Result{}, ctx.Err()
		}
		return Answer{}, c.noAnswer(err), nil
	}
	defer answer.Body.Close()
	result := Classify(answer.StatusCode, answer.Header, began)
	if r.MaxAnswer == 0 {
		if answer.StatusCode != http.StatusSwitchingProtocols { // whose body is a connection, and knows no deadline
			drain(answer.Body, cancel)
		}
		return Answer{Header: answer.Header}, result, nil
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, r.MaxAnswer+1))
	switch {
	case err != nil && ctx.Err() != nil:
		return Answer{}, Result{}, ctx.Err()
	case err != nil:
		return Answer{}, c.noAnswer(err), nil
	case int64(len(body)) > r.MaxAnswer:
		return Answer{}, NotSent(schedule.Failed, "the receiver's answer is longer than it may be"), nil
	}
	return Answer{Header: answer.Header, Body: body}, result, nil
}

// drain reads what is left of an answer, so that its connection can be used again; not more
// than a little, and not for long, since all that counts is the status.
func drain(body io.Reader, cancel context.CancelFunc) {
	late := time.AfterFunc(drainTimeout, cancel)
	defer late.Stop()
	_, _ = io.CopyN(io.Discard, body, maxAnswerBody) // whatever happens here, the status is known
}
