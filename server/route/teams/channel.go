package teams

import (
	"context"
	"net/http"

	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
)

// Channel tells teams in Microsoft Teams. It is safe for concurrent use.
type Channel struct {
	client *outbound.Client
}

// New returns a channel. The client's owner closes it.
func New(client *outbound.Client) *Channel { return &Channel{client: client} }

var _ channel.Channel = (*Channel)(nil)

// Send makes one attempt to tell a team. What it posts cannot be found again, so there is never a
// Posting. That a workflow takes a card does not say that it posts it: it works on it later.
func (c *Channel) Send(ctx context.Context, t channel.Told) (channel.Sent, error) {
	body, err := write(t)
	if err != nil {
		return channel.Sent{Result: outbound.NotSent(schedule.Invalid, err.Error())}, nil
	}
	_, result, err := c.client.Do(ctx, outbound.Request{
		URL: t.Destination.URL, Header: http.Header{"Content-Type": {"application/json"}}, Body: body,
	})
	if err != nil {
		return channel.Sent{}, err
	}
	if advice := advices[result.Status]; advice != "" {
		result.Reason += ": " + advice
	}
	if result.Status == http.StatusRequestEntityTooLarge {
		result.Outcome = schedule.Invalid
	}
	return channel.Sent{Result: result}, nil
}

// advices say what Power Automate means by a status, and what helps.
var advices = map[int]string{
	http.StatusBadRequest:            "the workflow does not take cards; make one from the template for webhook alerts",
	http.StatusUnauthorized:          "the workflow does not know us; it must let anyone call it, and the address must be whole",
	http.StatusForbidden:             "the workflow does not let us call it; it must let anyone call it, and the address must be whole",
	http.StatusNotFound:              "there is no such workflow; it may have been deleted or turned off",
	http.StatusRequestEntityTooLarge: "the card is too large",
}
