package webhook

import (
	"context"

	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
)

// Sender sends messages. It is safe for concurrent use.
type Sender struct{ client *outbound.Client }

// NewSender returns a sender that speaks through a client, which stays the caller's to close.
func NewSender(client *outbound.Client) *Sender { return &Sender{client: client} }

// Send makes one attempt to send a message. Receivers must expect a message more than once,
// with the same ID: when an answer is lost, nobody knows whether the message arrived.
//
// The error is ctx's, when ctx ended before the attempt did: then the message may or may not
// have arrived, and nothing is known of the receiver.
func (s *Sender) Send(ctx context.Context, m Message) (outbound.Result, error) {
	header, err := m.header()
	if err != nil {
		return outbound.NotSent(schedule.Invalid, err.Error()), nil
	}
	_, result, err := s.client.Do(ctx, outbound.Request{URL: m.URL, Header: header, Body: m.Body})
	return result, err
}
