// Package apikey makes and checks the text of API keys: tl_live_<tenant>_<30 random
// characters><6 characters of checksum>. A key names its tenant, and the checksum tells a
// mistyped key without asking the database.
package apikey

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"hash/crc32"
	"math/big"
	"regexp"
	"strings"
)

// Prefix starts every key, so that scanners of leaked secrets find it.
const Prefix = "tl_live_"

const (
	alphabet       = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	randomLength   = 30 // 178 bits
	checksumLength = 6
	hintLength     = 4
)

// ErrMalformed means that a text is no API key.
var ErrMalformed = errors.New("malformed API key: it must be tl_live_<tenant>_<36 characters>, and its checksum must agree")

var shape = regexp.MustCompile(`^` + Prefix + `([a-z][a-z0-9-]{1,38})_([0-9A-Za-z]{36})$`)

// Key is the text of an API key, taken apart. It must never be logged.
type Key struct {
	text   string
	tenant string
}

// New makes a key for a tenant.
func New(tenant string) Key {
	var secret strings.Builder
	for range randomLength {
		n, _ := rand.Int(rand.Reader, big.NewInt(int64(len(alphabet)))) // never fails: it would crash the program
		secret.WriteByte(alphabet[n.Int64()])
	}
	body := Prefix + tenant + "_" + secret.String()
	return Key{text: body + checksum(body), tenant: tenant}
}

// Parse checks the shape and the checksum of a key, or returns ErrMalformed.
func Parse(text string) (Key, error) {
	m := shape.FindStringSubmatch(text)
	if m == nil {
		return Key{}, ErrMalformed
	}
	body := text[:len(text)-checksumLength]
	if checksum(body) != text[len(body):] {
		return Key{}, ErrMalformed
	}
	return Key{text: text, tenant: m[1]}, nil
}

// Tenant returns the tenant that the key names.
func (k Key) Tenant() string { return k.tenant }

// Reveal returns the whole key, to be shown once to whoever asked for it.
func (k Key) Reveal() string { return k.text }

// IsZero reports whether k is no key at all.
func (k Key) IsZero() bool { return k == Key{} }

// Hint returns the first characters of the key: enough to tell keys apart, of no use to
// guess one. The zero Key has none.
func (k Key) Hint() string {
	if k.IsZero() {
		return ""
	}
	return k.text[:len(Prefix)+len(k.tenant)+1+hintLength]
}

// Hash returns what is stored of the key. Its randomness makes a slow hash unnecessary.
func (k Key) Hash() []byte {
	sum := sha256.Sum256([]byte(k.text))
	return sum[:]
}

// String hides the secret, should a key ever be printed.
func (k Key) String() string { return k.Hint() + "…" }

// GoString hides the secret from %#v.
func (k Key) GoString() string { return k.String() }

// checksum returns the CRC-32 of body in base 62, left-padded.
func checksum(body string) string {
	n := crc32.ChecksumIEEE([]byte(body))
	out := make([]byte, checksumLength)
	for i := checksumLength - 1; i >= 0; i-- {
		out[i] = alphabet[n%uint32(len(alphabet))]
		n /= uint32(len(alphabet))
	}
	return string(out)
}
