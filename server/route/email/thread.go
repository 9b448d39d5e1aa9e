package email

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/throughline-cx/throughline/server/route/channel"
)

// thread is what the messages of one alert to one team have in common.
type thread struct {
	root  string // an id that all of them refer to, though no message has it: it needs no memory
	first string // the Message-ID of the first; empty when that is not known
	// delivery and reached say who has which message already, where an attempt reached only some.
	delivery string
	reached  []string
}

// kept is what is remembered of a thread in a posting's reference.
type kept struct {
	First    string   `json:"first,omitempty"`
	Delivery string   `json:"delivery,omitempty"`
	Reached  []string `json:"reached,omitempty"` // short hashes of addresses
}

// threadOf returns the thread of what is told.
func threadOf(t channel.Told, domain string) thread {
	var k kept
	if t.Posted != nil && json.Unmarshal([]byte(t.Posted.Reference), &k) != nil {
		k = kept{}
	}
	out := thread{first: k.First}
	if k.Delivery == t.ID {
		out.delivery, out.reached = k.Delivery, k.Reached
	}
	if !apart(t) && !t.Test {
		out.root = "alert." + t.Message.Alert.AlertID.String() + "." + short(t.Owner.Team) + "@" + domain
	}
	return out
}

// apart reports whether what is told is none of the alert's thread: a digest, or a destination that is
// out of use.
func apart(t channel.Told) bool {
	return t.Addition != nil && (t.Addition.Digest != nil || t.Addition.Unreachable != nil)
}

// messageID returns the id of the message, the same over all attempts.
func messageID(t channel.Told, domain string) string { return "delivery." + t.ID + "@" + domain }

// without returns the recipients that do not have the message yet.
func (t thread) without(to []string, delivery string) []string {
	if t.delivery != delivery {
		return to
	}
	return slices.DeleteFunc(slices.Clone(to), func(address string) bool { return slices.Contains(t.reached, short(address)) })
}

// reach notes that recipients have a delivery's message.
func (t *thread) reach(delivery string, addresses []string) {
	t.delivery = delivery
	for _, address := range addresses {
		t.reached = append(t.reached, short(address))
	}
}

// posting is what is kept when everybody has the message who can have it.
func (t thread) posting(told channel.Told, domain string) *channel.Posting {
	k := kept{First: t.first}
	if k.First == "" && !apart(told) {
		k.First = messageID(told, domain)
	}
	p := channel.Posting{Reference: k.text(), ChangeNumber: told.Message.Alert.ChangeNumber, At: told.Timestamp}
	if told.Posted != nil {
		p.ChangeNumber = max(p.ChangeNumber, told.Posted.ChangeNumber)
	}
	return &p
}

// partial is what is kept when some have it: the thread is what it was before.
func (t thread) partial(told channel.Told) *channel.Posting {
	p := channel.Posting{At: told.Timestamp}
	if told.Posted != nil {
		p.ChangeNumber = told.Posted.ChangeNumber
	}
	p.Reference = kept{First: t.first, Delivery: t.delivery, Reached: t.reached}.text()
	return &p
}

// maxReference is how long what is kept of a posting may be.
const maxReference = 1000

func (k kept) text() string {
	data, err := json.Marshal(k)
	for err == nil && len(data) > maxReference && len(k.Reached) > 0 { // they get it twice, under the same id
		k.Reached = k.Reached[1:]
		data, err = json.Marshal(k)
	}
	if err != nil || len(data) > maxReference {
		return ""
	}
	return string(data)
}

// short returns a hash that tells addresses or teams of one destination apart.
func short(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:5])
}
