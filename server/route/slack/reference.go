package slack

import (
	"fmt"
	"regexp"
	"strings"
)

// Reference finds a message again: what a channel.Posting holds.
type Reference struct {
	Channel   string // its id
	Timestamp string // of the message, which is its id within the channel
}

// String writes a reference: "C0123456789:1699999999.000100".
func (r Reference) String() string { return r.Channel + ":" + r.Timestamp }

var (
	channelID = regexp.MustCompile(`^[CGD][A-Z0-9]{5,30}$`)
	timestamp = regexp.MustCompile(`^[0-9]{1,15}\.[0-9]{1,9}$`)
)

// ParseReference reads what String writes.
func ParseReference(text string) (Reference, error) {
	at, stamp, _ := strings.Cut(text, ":")
	if !channelID.MatchString(at) || !timestamp.MatchString(stamp) {
		return Reference{}, fmt.Errorf("a reference to a message must be a channel's id and a timestamp, such as C0123456789:1699999999.000100, not %q", text)
	}
	return Reference{Channel: at, Timestamp: stamp}, nil
}

// isChannel reports whether a text is the id of a channel, which messages in it show again. Others,
// such as a member's id, stand for a channel with another id.
func isChannel(id string) bool { return channelID.MatchString(id) }
