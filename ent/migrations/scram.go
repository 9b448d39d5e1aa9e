package migrations

import (
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
)

const (
	scramIterations = 4096 // Postgres's own default
	scramSaltBytes  = 16
	minPassword     = 12
)

// scramVerifier returns what Postgres stores for a password (RFC 5802, RFC 7677), in its own
// notation: SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey.
func scramVerifier(password string) (string, error) {
	if len(password) < minPassword {
		return "", fmt.Errorf("the password must have at least %d characters", minPassword)
	}
	for _, c := range []byte(password) {
		if c < ' ' || c > '~' {
			return "", errors.New("the password must be printable ASCII")
		}
	}
	salt := make([]byte, scramSaltBytes)
	rand.Read(salt) // never fails
	return scramVerifierWith(password, salt)
}

func scramVerifierWith(password string, salt []byte) (string, error) {
	salted, err := pbkdf2.Key(sha256.New, password, salt, scramIterations, sha256.Size)
	if err != nil {
		return "", err
	}
	keyed := func(label string) []byte {
		mac := hmac.New(sha256.New, salted)
		mac.Write([]byte(label))
		return mac.Sum(nil)
	}
	stored := sha256.Sum256(keyed("Client Key"))
	b64 := base64.StdEncoding.EncodeToString
	return fmt.Sprintf("SCRAM-SHA-256$%d:%s$%s:%s", scramIterations, b64(salt), b64(stored[:]), b64(keyed("Server Key"))), nil
}
