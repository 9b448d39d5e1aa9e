package action

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
)

var (
	key  = bytes.Repeat([]byte{7}, 32)
	noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
)

func accepting() Offer {
	return Offer{
		Kind: channel.Accept, Via: ByButton, Tenant: "acme", Destination: uuid.MustParse("0198f3c2-7c1e-7a55-9d52-000000000001"),
		Alert: uuid.MustParse("0198f3c2-7c1e-7a55-9d52-000000000002"), Team: "stores", Slot: route.Accountable, Change: 3, Event: 1,
		Expires: noon.Add(ActsFor),
	}
}

// TestTokenOfThisVersion keeps the format: tokens in messages that were sent must go on to work.
func TestTokenOfThisVersion(t *testing.T) {
	const kept = "AcFRG5haBEq3nGKMMhkj6XIBAAEBmPPCfB56VZ1SAAAAAAACAZjzwnweelWdUgAAAAAAAQMBwOy6zQYEYWNtZQZzdG9yZXMA"
	if got := Seal(key, accepting()); len(got) > 150 {
		t.Errorf("%d bytes: %s", len(got), got)
	}
	got, err := Open(key, kept, noon)
	if err != nil || got != accepting() {
		t.Errorf("%+v, %v; this version writes %s", got, err, Seal(key, accepting()))
	}
}

func TestOpen(t *testing.T) {
	token := Seal(key, accepting())
	data, _ := base64.RawURLEncoding.DecodeString(token)
	other := bytes.Clone(data)
	other[0] = 9
	for what, c := range map[string]struct {
		key   []byte
		token string
		now   time.Time
		want  error
	}{
		"right":               {key, token, noon, nil},
		"in its last instant": {key, token, noon.Add(ActsFor - 1), nil},
		"expired":             {key, token, noon.Add(ActsFor), ErrExpired},
		"another key":         {bytes.Repeat([]byte{8}, 32), token, noon, ErrForged},
		"another version":     {key, base64.RawURLEncoding.EncodeToString(other), noon, ErrVersion},
		"nothing":             {key, "", noon, ErrForged},
		"cut":                 {key, token[:20], noon, ErrForged},
		"longer":              {key, token + "AAAA", noon, ErrForged},
		"too long":            {key, strings.Repeat("A", MaxToken+1), noon, ErrForged},
		"not base64":          {key, "http://example.com/", noon, ErrForged},
		"with a line break":   {key, token[:40] + "\n" + token[40:], noon, ErrForged},
	} {
		if _, err := Open(c.key, c.token, c.now); !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v, want %v", what, err, c.want)
		}
	}
	if o, err := Open(key, token, noon.Add(ActsFor)); !errors.Is(err, ErrExpired) || o != accepting() {
		t.Errorf("expired: %+v, %v; it comes with what it was about", o, err)
	}
}

func anOffer(t *rapid.T) Offer {
	id := rapid.Custom(func(t *rapid.T) uuid.UUID { return uuid.UUID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id")) })
	return Offer{
		Kind: rapid.SampledFrom(kindBytes).Draw(t, "kind"), Via: rapid.SampledFrom(viaBytes).Draw(t, "via"), Slot: rapid.SampledFrom(slotBytes).Draw(t, "slot"),
		Tenant: rapid.StringMatching("[a-z][a-z0-9-]{1,38}").Draw(t, "tenant"), Team: rapid.StringMatching("[a-z][a-z0-9_]{0,62}").Draw(t, "team"),
		Recipient: rapid.StringN(0, 60, 200).Draw(t, "recipient"), Alert: id.Draw(t, "alert"), Destination: id.Draw(t, "destination"),
		Change: rapid.IntRange(0, 1<<40).Draw(t, "change"), Event: rapid.IntRange(0, 1<<40).Draw(t, "event"),
		Expires: noon.Add(time.Duration(rapid.IntRange(1, 1<<30).Draw(t, "seconds")) * time.Second),
	}
}

// TestWhatIsSealedIsOpened: and a token fits into a button and into an address as it is.
func TestWhatIsSealedIsOpened(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anOffer(t)
		token := Seal(key, o)
		got, err := Open(key, token, noon)
		if err != nil || got != o {
			t.Fatalf("%+v, %v, want %+v", got, err, o)
		}
		if len(token) > MaxToken || strings.Trim(token, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != "" {
			t.Fatalf("%d bytes: %s", len(token), token)
		}
	})
}

// TestNoChangedTokenIsOpened: whichever bit is turned, however one token's tag is put to another's
// fields.
func TestNoChangedTokenIsOpened(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o, other := anOffer(t), anOffer(t)
		data, _ := base64.RawURLEncoding.DecodeString(Seal(key, o))
		bit := rapid.IntRange(8, 8*len(data)-1).Draw(t, "bit")
		turned := bytes.Clone(data)
		turned[bit/8] ^= 1 << (bit % 8)
		if _, err := Open(key, base64.RawURLEncoding.EncodeToString(turned), noon); !errors.Is(err, ErrForged) {
			t.Fatalf("bit %d turned: %v", bit, err)
		}
		if o == other {
			return
		}
		theirs, _ := base64.RawURLEncoding.DecodeString(Seal(key, other))
		mixed := append(bytes.Clone(data[:1+tagBytes]), theirs[1+tagBytes:]...)
		if _, err := Open(key, base64.RawURLEncoding.EncodeToString(mixed), noon); !errors.Is(err, ErrForged) {
			t.Fatalf("with another's tag: %v", err)
		}
	})
}

// FuzzOpen: nothing that was not sealed here is opened, and nothing breaks the reader.
func FuzzOpen(f *testing.F) {
	f.Add(Seal(key, accepting()), []byte{})
	f.Add("", []byte{1, 0, 0})
	f.Add("AQ", bytes.Repeat([]byte{255}, 60))
	f.Fuzz(func(t *testing.T, token string, fields []byte) {
		if o, err := Open(key, token, noon); err == nil && Seal(key, o) != token {
			t.Fatalf("%q was opened as %+v", token, o)
		}
		// What is signed with the key, but by another version.
		signed := append([]byte{tokenVersion}, fields...)
		data := append(append([]byte{tokenVersion}, tag(key, signed)...), fields...)
		if len(fields) > 500 {
			return
		}
		if _, err := Open(key, base64.RawURLEncoding.EncodeToString(data), noon); errors.Is(err, ErrForged) {
			t.Fatalf("%x: %v", fields, err)
		}
	})
}
