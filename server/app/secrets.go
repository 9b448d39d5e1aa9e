package app

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// masterKeyBytes is the length of the key that every other key is derived from.
const masterKeyBytes = 32

// masterKeyFile holds the master key, base64, beside the data of the private Postgres.
const masterKeyFile = "secret.key"

// Secrets derives the server's keys from one master key. Losing the master key loses the
// signing secrets of destinations and breaks the recognition of duplicates; leaking it lets
// a reader of the database link pseudonyms to guessed values.
type Secrets struct{ master []byte }

// ParseSecrets reads a master key: 32 bytes in standard base64.
func ParseSecrets(encoded string) (Secrets, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(encoded))
	if err != nil || len(key) != masterKeyBytes {
		return Secrets{}, fmt.Errorf("the secret key must be %d bytes in base64, as 'openssl rand -base64 %d' makes them", masterKeyBytes, masterKeyBytes)
	}
	return Secrets{key}, nil
}

// secretsIn reads the master key of a data directory, and makes one where there is none yet.
func secretsIn(dir string) (Secrets, error) {
	path := filepath.Join(dir, masterKeyFile)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return newSecrets(path)
	}
	if err != nil {
		return Secrets{}, err
	}
	s, err := ParseSecrets(string(data))
	if err != nil {
		return Secrets{}, fmt.Errorf("%s: %w; put it back from a copy: with another key, stored signing secrets cannot be read", path, err)
	}
	return s, nil
}

// newSecrets makes a master key and keeps it in a file, whole or not at all: half a key would
// stop every later start.
func newSecrets(path string) (Secrets, error) {
	key := make([]byte, masterKeyBytes)
	_, _ = rand.Read(key) // never fails, see crypto/rand
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return Secrets{}, err
	}
	part, err := os.OpenFile(path+".part", os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return Secrets{}, err
	}
	_, err = part.WriteString(base64.StdEncoding.EncodeToString(key) + "\n")
	if err := errors.Join(err, part.Sync(), part.Close()); err != nil {
		return Secrets{}, err
	}
	return Secrets{key}, os.Rename(part.Name(), path)
}

// Sealing is the key that encrypts the signing secrets of destinations.
func (s Secrets) Sealing() []byte { return s.derive("sealing") }

// PageTokens is the key that authenticates page tokens and resume tokens.
func (s Secrets) PageTokens() []byte { return s.derive("page-tokens") }

// Actions is the key that signs what readers of messages are offered to do.
func (s Secrets) Actions() []byte { return s.derive("actions") }

// Redaction is the key of a tenant's pseudonyms.
func (s Secrets) Redaction(tenant string) []byte { return s.derive("redaction/" + tenant) }

// ContentHash is the key of the hashes by which a tenant's repeated items are recognised.
func (s Secrets) ContentHash(tenant string) []byte { return s.derive("content-hash/" + tenant) }

// derive makes a key of 32 bytes for one purpose (HKDF with SHA-256, RFC 5869).
func (s Secrets) derive(purpose string) []byte {
	key, err := hkdf.Key(sha256.New, s.master, nil, "throughline/v1/"+purpose, masterKeyBytes)
	if err != nil {
		panic(err) // only for a length that no hash can give
	}
	return key
}
