package store

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/throughline-cx/throughline/server/route/channel"
)

// ErrSealed means that a destination's secrets were sealed with another key.
var ErrSealed = errors.New("sealed with another key")

var errNoSealingKey = errors.New("store: no sealing key is set, so secrets can be neither saved nor used")

// newSealer returns the cipher that encrypts secrets at rest, nil without a key.
func newSealer(key []byte) (cipher.AEAD, error) {
	if len(key) == 0 {
		return nil, nil
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// seal encrypts a destination's secrets for one row: what is sealed for a row opens for that row only.
func (s *Store) seal(secrets channel.Secrets, row string) ([]byte, error) {
	if s.sealer == nil {
		return nil, errNoSealingKey
	}
	plain, err := json.Marshal(secrets)
	if err != nil {
		return nil, err
	}
	return s.sealer.Seal(nil, nil, plain, []byte(row)), nil
}

// unseal decrypts what seal made for the same row. Rows that are older than kinds other than webhooks
// hold the list of their signing secrets alone.
func (s *Store) unseal(sealed []byte, row string) (channel.Secrets, error) {
	var out channel.Secrets
	if s.sealer == nil {
		return out, errNoSealingKey
	}
	plain, err := s.sealer.Open(nil, nil, sealed, []byte(row))
	if err != nil {
		return out, fmt.Errorf("store: the secrets of %s: %w", row, ErrSealed)
	}
	if bytes.HasPrefix(plain, []byte("[")) {
		return out, json.Unmarshal(plain, &out.Signing)
	}
	return out, json.Unmarshal(plain, &out)
}

// newEtag returns a token that no two changes share.
func newEtag() string { return rand.Text()[:16] }
