package action

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
)

// Why a token is refused.
var (
	ErrForged  = errors.New("the token was not made by this server, or was changed since")
	ErrExpired = errors.New("the token has expired")
	ErrVersion = errors.New("the token is of a version that this server does not read")
)

// MaxToken is how many bytes a token may have; one with the longest names has about 600.
const MaxToken = 1000

// A token is base64url of: the version, the tag, the fields. The tag is the first half of
// HMAC-SHA256 over the version and the fields, which RFC 2104 calls strong enough.
const (
	tokenVersion = 1
	tagBytes     = 16
)

// The bytes that stand for words in a token. Their order is the format: words are only added.
var (
	kindBytes = []channel.ActionKind{View, channel.Accept, channel.Decline, channel.Acknowledge, channel.Snooze}
	viaBytes  = []Via{ByButton, ByLink}
	slotBytes = []route.Role{"", route.Accountable, route.Contributing}
)

// Seal returns the token of an offer: URL-safe text. The same offer and key give the same token.
// It panics on an offer with words that no token holds, which only a mistake of the caller makes.
func Seal(key []byte, o Offer) string {
	fields := []byte{tokenVersion, index(kindBytes, o.Kind), index(viaBytes, o.Via), index(slotBytes, o.Slot)}
	fields = append(fields, o.Alert[:]...)
	fields = append(fields, o.Destination[:]...)
	for _, n := range []uint64{uint64(o.Change), uint64(o.Event), uint64(o.Expires.Unix())} {
		fields = binary.AppendUvarint(fields, n)
	}
	for _, text := range []string{o.Tenant, o.Team, o.Recipient} {
		fields = binary.AppendUvarint(fields, uint64(len(text)))
		fields = append(fields, text...)
	}
	token := slices.Concat(fields[:1], tag(key, fields), fields[1:])
	return base64.RawURLEncoding.EncodeToString(token)
}

func index[T comparable](words []T, word T) byte {
	i := slices.Index(words, word)
	if i < 0 {
		panic(fmt.Sprintf("action: no token holds %v", word))
	}
	return byte(i)
}

func tag(key, fields []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(fields)
	return h.Sum(nil)[:tagBytes]
}

// Open returns the offer that a token holds. Errors: ErrForged, ErrVersion, and ErrExpired, which
// comes with the offer, so that one can say what it was about.
func Open(key []byte, token string, now time.Time) (Offer, error) {
	if len(token) > MaxToken {
		return Offer{}, ErrForged
	}
	data, err := base64.RawURLEncoding.Strict().DecodeString(token)
	switch {
	case err != nil || len(data) == 0 || strings.ContainsAny(token, "\r\n"): // which the decoder leaves out
		return Offer{}, ErrForged
	case data[0] != tokenVersion:
		return Offer{}, ErrVersion
	case len(data) < 1+tagBytes:
		return Offer{}, ErrForged
	}
	fields := slices.Concat(data[:1], data[1+tagBytes:])
	if !hmac.Equal(data[1:1+tagBytes], tag(key, fields)) {
		return Offer{}, ErrForged
	}
	o, err := parse(fields[1:])
	if err != nil {
		return Offer{}, err
	}
	if !now.Before(o.Expires) {
		return o, ErrExpired
	}
	return o, nil
}

// reader reads fields one after the other. After the first that is not there all are zero.
type reader struct {
	left   []byte
	broken bool
}

func (r *reader) take(n uint64) []byte {
	if r.broken || n > uint64(len(r.left)) {
		r.broken = true
		return nil
	}
	out := r.left[:n]
	r.left = r.left[n:]
	return out
}

func (r *reader) number() uint64 {
	n, length := binary.Uvarint(r.left)
	if length <= 0 {
		r.broken = true
		return 0
	}
	r.take(uint64(length))
	return n
}

func (r *reader) text() string { return string(r.take(r.number())) }

func (r *reader) id() (id uuid.UUID) {
	copy(id[:], r.take(uint64(len(id))))
	return id
}

func word[T any](r *reader, words []T) (out T) {
	b := r.take(1)
	if r.broken || int(b[0]) >= len(words) {
		r.broken = true
		return out
	}
	return words[b[0]]
}

// parse reads fields that this server has signed. What it cannot read another version has made.
func parse(fields []byte) (Offer, error) {
	r := &reader{left: fields}
	o := Offer{Kind: word(r, kindBytes), Via: word(r, viaBytes), Slot: word(r, slotBytes), Alert: r.id(), Destination: r.id()}
	o.Change, o.Event, o.Expires = int(r.number()), int(r.number()), time.Unix(int64(r.number()), 0).UTC()
	o.Tenant, o.Team, o.Recipient = r.text(), r.text(), r.text()
	if r.broken || len(r.left) > 0 {
		return Offer{}, ErrVersion
	}
	return o, nil
}
