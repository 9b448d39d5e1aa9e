package webhook

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
)

// secretPrefix marks a signing secret, so that people and scanners know it for one.
const secretPrefix = "whsec_"

// How many bytes a signing secret has, as Standard Webhooks wants it.
const (
	newSecretBytes = 32
	minSecretBytes = 24
	maxSecretBytes = 64
)

// NewSecret makes a signing secret, "whsec_" and 32 bytes in base64, from a source of
// unpredictable bytes such as crypto/rand.Reader.
func NewSecret(random io.Reader) (string, error) {
	key := make([]byte, newSecretBytes)
	if _, err := io.ReadFull(random, key); err != nil {
		return "", fmt.Errorf("make a signing secret: %w", err)
	}
	return secretPrefix + base64.StdEncoding.EncodeToString(key), nil
}

// parseSecret returns the key in a signing secret. Its errors do not show the secret.
func parseSecret(secret string) ([]byte, error) {
	encoded, ok := strings.CutPrefix(secret, secretPrefix)
	if !ok {
		return nil, errors.New(`a signing secret must start with "whsec_"`)
	}
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return nil, errors.New("a signing secret must be standard base64 after its prefix")
	}
	if len(key) < minSecretBytes || len(key) > maxSecretBytes {
		return nil, fmt.Errorf("a signing secret must have %d to %d bytes, not %d", minSecretBytes, maxSecretBytes, len(key))
	}
	return key, nil
}
