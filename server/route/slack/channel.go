package slack

import (
	"context"

	"github.com/slack-go/slack"

	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
)

// Channel tells teams in Slack. It is safe for concurrent use.
type Channel struct {
	client *outbound.Client
	api    string
}

// Option changes how a Channel works.
type Option func(*Channel)

// WithAPI sets the address of Slack's API, with a slash at its end: that of a stand-in for tests.
func WithAPI(address string) Option { return func(c *Channel) { c.api = address } }

// New returns a channel. The client's owner closes it.
func New(client *outbound.Client, options ...Option) *Channel {
	c := &Channel{client: client, api: slack.APIURL}
	for _, o := range options {
		o(c)
	}
	return c
}

var _ channel.Channel = (*Channel)(nil)

// Send makes one attempt to tell a team. What is posted is edited by later changes; a change that
// is older than what is shown is not told any more. It takes one call, or two: the message is
// brought up to date before something is said in its thread.
func (c *Channel) Send(ctx context.Context, t channel.Told) (channel.Sent, error) {
	d := t.Destination
	if d.Slack == nil || d.Slack.Channel == "" || d.Secrets.Token == "" {
		return channel.Sent{Result: outbound.NotSent(schedule.Refused, "the destination has no Slack channel or no bot token")}, nil
	}
	w := &way{client: c.client}
	a := &attempt{told: t, way: w, api: slack.New(d.Secrets.Token, slack.OptionHTTPClient(w), slack.OptionAPIURL(c.api))}
	var sent channel.Sent
	switch posted, found := shown(t); {
	case !found:
		sent = a.create(ctx)
	case t.Message.Alert.ChangeNumber < t.Posted.ChangeNumber && t.Addition == nil:
		sent = channel.Sent{Result: outbound.Result{Result: schedule.Result{Outcome: schedule.Delivered}}, Posting: t.Posted}
	default:
		sent = a.bringUpToDate(ctx, posted)
	}
	return sent, w.err
}

// shown returns what the channel shows of the alert; false when there is nothing that can be
// edited, and for a test.
func shown(t channel.Told) (Reference, bool) {
	if t.Test || t.Posted == nil {
		return Reference{}, false
	}
	r, err := ParseReference(t.Posted.Reference)
	if err != nil || isChannel(t.Destination.Slack.Channel) && t.Destination.Slack.Channel != r.Channel {
		return Reference{}, false // the team has moved to another channel
	}
	return r, true
}

// attempt is one attempt to tell a team.
type attempt struct {
	told channel.Told
	way  *way
	api  *slack.Client
}

// create posts the whole story, with what is asked.
func (a *attempt) create(ctx context.Context) channel.Sent {
	line, blocks := whole(a.told, true)
	ref, result, _ := a.post(ctx, a.told.Destination.Slack.Channel, line, blocks)
	sent := channel.Sent{Result: result}
	if result.Outcome == schedule.Delivered && !a.told.Test {
		sent.Posting = a.posting(ref, a.told.Message.Alert.ChangeNumber)
	}
	return sent
}

// bringUpToDate edits what is shown, and says in its thread what is said besides.
func (a *attempt) bringUpToDate(ctx context.Context, ref Reference) channel.Sent {
	sent := channel.Sent{Posting: a.told.Posted}
	if number := a.told.Message.Alert.ChangeNumber; number >= a.told.Posted.ChangeNumber {
		line, blocks := whole(a.told, false)
		result, gone := a.update(ctx, ref, line, blocks)
		switch {
		case gone: // somebody has deleted it
			return a.create(ctx)
		case result.Outcome != schedule.Delivered:
			sent.Result = result
			return sent
		}
		sent.Result, sent.Posting = result, a.posting(ref, number)
	}
	if a.told.Addition == nil {
		return sent
	}
	result, gone := a.reply(ctx, ref)
	if gone {
		return a.create(ctx)
	}
	sent.Result = result
	return sent
}

func (a *attempt) posting(ref Reference, number int) *channel.Posting {
	return &channel.Posting{Reference: ref.String(), ChangeNumber: number, At: a.told.Timestamp}
}

// reply says in the thread of what is shown what is said besides the change; gone says that there is
// no such thread any more.
func (a *attempt) reply(ctx context.Context, ref Reference) (result outbound.Result, gone bool) {
	line, blocks := addition(a.told)
	options := []slack.MsgOption{slack.MsgOptionTS(ref.Timestamp)}
	if broadcast(a.told) {
		options = append(options, slack.MsgOptionBroadcast())
	}
	_, result, code := a.post(ctx, ref.Channel, line, blocks, options...)
	return result, cannotAnswer[code]
}

// broadcast reports whether a reply is shown in the channel too: when the team has to answer, and
// when it is about more than the alert of the thread.
func broadcast(t channel.Told) bool {
	n := t.Addition.Ownership
	return n != nil && n.Asked != "" && n.Asked == t.Owner.Team || t.Addition.Digest != nil || t.Addition.Unreachable != nil
}

// post posts a message, and returns Slack's code when that refuses it. Nothing in its words is looked
// for names, links and markup.
func (a *attempt) post(ctx context.Context, to, line string, blocks []slack.Block, options ...slack.MsgOption) (ref Reference, result outbound.Result, code string) {
	options = append(options, words(line, blocks), slack.MsgOptionDisableMarkdown(), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: metadataType, EventPayload: map[string]any{
			"delivery_id": a.told.ID, "alert_id": a.told.Message.Alert.AlertID.String(), "change_number": a.told.Message.Alert.ChangeNumber,
		}}))
	at, stamp, err := a.api.PostMessageContext(ctx, to, options...)
	result, code = a.way.judge(at, stamp, err)
	return Reference{Channel: at, Timestamp: stamp}, result, code
}

// metadataType marks what we post for apps that read the metadata of messages.
const metadataType = "throughline_delivery"

// update edits a message; gone says that there is nothing any more that could be edited.
func (a *attempt) update(ctx context.Context, ref Reference, line string, blocks []slack.Block) (result outbound.Result, gone bool) {
	at, stamp, _, err := a.api.UpdateMessageContext(ctx, ref.Channel, ref.Timestamp, words(line, blocks))
	result, code := a.way.judge(at, stamp, err)
	return result, cannotEdit[code]
}

// words are what a message says: the line that notifications show, and the blocks.
func words(line string, blocks []slack.Block) slack.MsgOption {
	return slack.MsgOptionCompose(
		slack.MsgOptionText(line, true), slack.MsgOptionBlocks(blocks...), slack.MsgOptionParse(false), slack.MsgOptionLinkNames(false))
}
