// Package slack tells teams in channels of Slack.
//
// An alert is posted once and edited in place when it changes; what is asked and answered about its
// owners is said in its thread, and in the channel too where the team has to answer. Buttons carry
// the token of an action as their value; what becomes of a click is not this package's matter.
//
// Words are sent as rich_text and plain_text, which have no markup: what a customer wrote cannot
// mention anybody, become a link or change its looks, and stays as it was written. Only the line for
// notifications is parsed by Slack, and is escaped.
//
// The same delivery may be posted twice when an answer of Slack is lost: chat.postMessage has no
// key to recognise a repeat by. The message's metadata holds the delivery's id. Edits are repeated
// without harm.
package slack
