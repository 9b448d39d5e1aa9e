package webhook

import (
	"context"

	"github.com/throughline-cx/throughline/server/route/channel"
)

// Channel tells teams at web addresses: what it sends is the message's JSON, signed.
type Channel struct{ sender *Sender }

// New returns a Channel that sends with a sender.
func New(sender *Sender) *Channel { return &Channel{sender} }

// Send makes one attempt. The delivery's id is the message's, over all attempts: a receiver knows a
// repeat by it.
func (c *Channel) Send(ctx context.Context, t channel.Told) (channel.Sent, error) {
	result, err := c.sender.Send(ctx, Message{
		URL: t.Destination.URL, Secrets: t.Destination.Secrets.Signing, ID: t.ID, Timestamp: t.Timestamp, Body: t.Body,
	})
	return channel.Sent{Result: result}, err
}
