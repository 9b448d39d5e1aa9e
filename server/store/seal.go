package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
)

var errNoSealingKey = errors.New("store: no sealing key is set, so signing secrets can be neither saved nor used")

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

// seal encrypts secrets for one row: what is sealed for a row opens for that row only.
func (s *Store) seal(secrets []string, row string) ([]byte, error) {
	if s.sealer == nil {
		return nil, errNoSealingKey
	}
	plain, err := json.Marshal(secrets)
	if err != nil {
		return nil, err
	}
	return s.sealer.Seal(nil, nil, plain, []byte(row)), nil
}

// unseal decrypts what seal made for the same row.
func (s *Store) unseal(sealed []byte, row string) ([]string, error) {
	if s.sealer == nil {
		return nil, errNoSealingKey
	}
	plain, err := s.sealer.Open(nil, nil, sealed, []byte(row))
	if err != nil {
		return nil, fmt.Errorf("store: the signing secrets of %s were sealed with another key", row)
	}
	var secrets []string
	return secrets, json.Unmarshal(plain, &secrets)
}

// newEtag returns a token that no two changes share.
func newEtag() string { return rand.Text()[:16] }
