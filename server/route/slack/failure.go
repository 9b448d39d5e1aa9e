package slack

import (
	"regexp"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
)

// meaning is what one of Slack's error codes means for us.
type meaning struct {
	outcome schedule.Outcome
	advice  string // what it means and what helps
}

// meanings of the codes of chat.postMessage and chat.update that we know. What only a person can
// put right here, with a new token or another channel, is Gone; what a person can put right in
// Slack is Failed, so that it goes through as soon as they have.
var meanings = map[string]meaning{
	"invalid_auth":            {schedule.Gone, "the bot token is not valid: set a new one"},
	"not_authed":              {schedule.Gone, "the bot token is not valid: set a new one"},
	"account_inactive":        {schedule.Gone, "the app or the workspace of the bot token is no more: install the app again and set the new token"},
	"token_revoked":           {schedule.Gone, "the bot token was revoked: install the app again and set the new token"},
	"token_expired":           {schedule.Gone, "the bot token has expired: set a new one; tokens that rotate are not supported"},
	"not_allowed_token_type":  {schedule.Gone, "the token is not a bot token: set the one that begins with xoxb-"},
	"is_archived":             {schedule.Gone, "the channel is archived: choose another one"},
	"is_inactive":             {schedule.Gone, "the channel is archived or deleted: choose another one"},
	"ekm_access_denied":       {schedule.Failed, "the workspace's administrators have suspended access"},
	"org_login_required":      {schedule.Failed, "the workspace is being moved to an organisation"},
	"team_added_to_org":       {schedule.Failed, "the workspace is being moved to an organisation"},
	"channel_not_found":       {schedule.Failed, "there is no such channel, or it is private and the app is not in it: invite the app, or choose another channel"},
	"not_in_channel":          {schedule.Failed, "the app is not in the channel: invite it"},
	"missing_scope":           {schedule.Failed, "the app may not write: give it the scope chat:write"},
	"no_permission":           {schedule.Failed, "the app may not write: give it the scope chat:write"},
	"access_denied":           {schedule.Failed, "the app may not write to the channel"},
	"restricted_action":       {schedule.Failed, "the workspace's settings do not let the app write to the channel"},
	"ratelimited":             {schedule.Throttled, "Slack wants fewer messages"},
	"rate_limited":            {schedule.Throttled, "Slack wants fewer messages"},
	"message_limit_exceeded":  {schedule.Throttled, "the workspace has written as much as it may"},
	"service_unavailable":     {schedule.Throttled, "Slack is not available"},
	"request_timeout":         {schedule.Failed, "the request did not reach Slack whole"},
	"internal_error":          {schedule.Failed, "something went wrong at Slack"},
	"fatal_error":             {schedule.Failed, "something went wrong at Slack"},
	"msg_too_long":            {schedule.Invalid, "the message is too long"},
	"msg_blocks_too_long":     {schedule.Invalid, "the message is too long"},
	"too_many_attachments":    {schedule.Invalid, "the message is too long"},
	"invalid_blocks":          {schedule.Invalid, "the message is not as Slack wants it"},
	"invalid_blocks_format":   {schedule.Invalid, "the message is not as Slack wants it"},
	"no_text":                 {schedule.Invalid, "the message is not as Slack wants it"},
	"invalid_arguments":       {schedule.Invalid, "the message is not as Slack wants it"},
	"invalid_form_data":       {schedule.Invalid, "the message is not as Slack wants it"},
	"invalid_metadata_format": {schedule.Invalid, "the message is not as Slack wants it"},
	"invalid_metadata_schema": {schedule.Invalid, "the message is not as Slack wants it"},
	"metadata_too_large":      {schedule.Invalid, "the message is not as Slack wants it"},
}

// cannotEdit are the codes that say that a message is not there any more, or not ours to edit.
var cannotEdit = map[string]bool{
	"message_not_found": true, "cant_update_message": true, "edit_window_closed": true,
}

// cannotAnswer are the codes that say that a message has no thread to write in: it was deleted.
var cannotAnswer = map[string]bool{"thread_not_found": true, "message_not_found": true, "cannot_reply_to_message": true}

var (
	knownCode = regexp.MustCompile(`^[a-z][a-z0-9_]{1,63}$`)
	pointer   = regexp.MustCompile(`\[json-pointer:(/[a-z0-9_/]{1,100})\]`)
)

// failure says what it means that Slack refused a call. Of Slack's own messages only the places
// that they name are shown: they may repeat what we sent.
func failure(refused slack.SlackErrorResponse, status int) outbound.Result {
	m, known := meanings[refused.Err]
	if !known {
		m = meaning{outcome: schedule.Failed}
	}
	code := refused.Err
	if !knownCode.MatchString(code) {
		code = "an error without a code"
	}
	reason := "Slack answered " + code
	if m.advice != "" {
		reason += ": " + m.advice
	}
	if at := places(refused.ResponseMetadata.Messages); at != "" {
		reason += ", at " + at
	}
	return outbound.Result{Result: schedule.Result{Outcome: m.outcome}, Status: status, Reason: reason}
}

// places returns where in a message Slack found something wrong, at most three of them.
func places(messages []string) string {
	var found []string
	for _, m := range messages {
		if match := pointer.FindStringSubmatch(m); match != nil && !slices.Contains(found, match[1]) && len(found) < 3 {
			found = append(found, match[1])
		}
	}
	return strings.Join(found, ", ")
}
