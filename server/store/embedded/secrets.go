package embedded

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// secrets are the generated passwords of a data directory.
type secrets struct {
	Admin string `json:"admin"` // of the superuser, used to make the roles
	Owner string `json:"owner"`
	App   string `json:"app"`
}

// loadSecrets reads the passwords of a data directory, or makes and keeps them when it is new.
func loadSecrets(dir string, isNew bool) (secrets, error) {
	path := filepath.Join(dir, "secrets.json")
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && isNew:
		return newSecrets(path)
	case errors.Is(err, fs.ErrNotExist):
		return secrets{}, fmt.Errorf("%s is missing: without the passwords in it the database beside it cannot be opened; put it back from a copy", path)
	case err != nil:
		return secrets{}, err
	}
	var s secrets
	if err := json.Unmarshal(data, &s); err != nil {
		return secrets{}, fmt.Errorf("%s: %w", path, err)
	}
	if s.Admin == "" || s.Owner == "" || s.App == "" {
		return secrets{}, fmt.Errorf(`%s: want the three passwords "admin", "owner" and "app"`, path)
	}
	return s, nil
}

func newSecrets(path string) (secrets, error) {
	s := secrets{Admin: rand.Text(), Owner: rand.Text(), App: rand.Text()}
	data, err := json.Marshal(s)
	if err != nil {
		return secrets{}, err
	}
	return s, writeFile(path, data, 0o600)
}

// writeFile writes a whole file or, when it fails, none.
func writeFile(path string, data []byte, mode fs.FileMode) error {
	part := path + ".part"
	file, err := os.OpenFile(part, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	err = errors.Join(err, file.Sync(), file.Close())
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return os.Rename(part, path)
}
