package store

import "encoding/json"

// SealList seals signing secrets as it was done before destinations had other kinds than webhooks.
func SealList(s *Store, secrets []string, row string) ([]byte, error) {
	plain, err := json.Marshal(secrets)
	return s.sealer.Seal(nil, nil, plain, []byte(row)), err
}
