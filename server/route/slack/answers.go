package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/slack-go/slack"

	"github.com/throughline-cx/throughline/server/route/action"
	"github.com/throughline-cx/throughline/server/route/outbound"
)

// Ask opens a window that asks somebody who has pressed a button for a reason. What they write comes
// back with the token. The trigger is that of the press, and works for 3 seconds.
func (c *Channel) Ask(ctx context.Context, botToken, trigger, token, question string) error {
	w := &way{client: c.client}
	api := slack.New(botToken, slack.OptionHTTPClient(w), slack.OptionAPIURL(c.api))
	input := slack.NewPlainTextInputBlockElement(nil, action.ReasonInput)
	input.Multiline, input.MaxLength = true, maxReason
	view := slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: action.DeclineWindow, PrivateMetadata: token,
		Title: plainText("Decline"), Submit: plainText("Decline"), Close: plainText("Cancel"),
		Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewInputBlock(action.ReasonBlock, plainText(fit(question, maxQuestion)), nil, input)}},
	}
	_, err := api.OpenViewContext(ctx, trigger, view)
	return w.plain(err)
}

// What Slack lets through in windows, in characters.
const (
	maxReason   = 2000
	maxQuestion = 2000
)

// ErrNotSlack means that an answer should go where Slack takes none.
var ErrNotSlack = errors.New("the address for the answer is not Slack's")

var errNotRead = errors.New("the answer of Slack cannot be read")

// answerHosts take answers to those who pressed buttons.
var answerHosts = map[string]bool{"hooks.slack.com": true, "hooks.slack-gov.com": true}

// Tell shows a text to whoever pressed a button, and to nobody else. The address is that of the
// press. Only Slack's own are taken, or that of the stand-in for tests: whoever knows a destination's
// signing secret could else make the server send anywhere.
func (c *Channel) Tell(ctx context.Context, address, text string) error {
	to, err := url.Parse(address)
	if err != nil || !c.takesAnswers(to) {
		return ErrNotSlack
	}
	w := &way{client: c.client}
	err = slack.PostWebhookCustomHTTPContext(ctx, address, &http.Client{Transport: w}, &slack.WebhookMessage{
		ResponseType: slack.ResponseTypeEphemeral, Text: "What became of it", ReplaceOriginal: false,
		Blocks: &slack.Blocks{BlockSet: []slack.Block{slack.NewSectionBlock(plainText(text), nil, nil)}},
	})
	return w.plain(err)
}

func (c *Channel) takesAnswers(to *url.URL) bool {
	if to.Scheme == "https" && answerHosts[to.Host] {
		return true
	}
	api, err := url.Parse(c.api)
	return err == nil && c.api != slack.APIURL && to.Host == api.Host
}

// RoundTrip makes the way usable as a transport.
func (w *way) RoundTrip(r *http.Request) (*http.Response, error) { return w.Do(r) }

// plain returns an error that shows no address and no token, both of which the library's may.
func (w *way) plain(err error) error {
	var refused slack.SlackErrorResponse
	switch {
	case err == nil:
		return nil
	case w.err != nil:
		return w.err
	case errors.As(err, &refused):
		return fmt.Errorf("refused by Slack: %s", refused.Err)
	case w.result != (outbound.Result{}) && w.result.Reason != "":
		return errors.New(w.result.Reason)
	}
	return errNotRead
}
