// Package profile keeps which servers a person works with, and the keys for them, in a file
// that nobody else can read.
package profile

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// Profile is one server and how to speak to it.
type Profile struct {
	Server   string `json:"server"` // host:port
	APIKey   Key    `json:"api_key"`
	CACert   string `json:"ca_cert,omitempty"`  // certificates that the server's is checked against, PEM; empty for the system's
	Insecure *bool  `json:"insecure,omitempty"` // without TLS; nil where the address decides
}

// Key is an API key. It is written to the profiles' file and to nothing else: what prints it
// gets its hint.
type Key string

// String returns how the key begins, "tl_live_acme_…", without its secret.
func (k Key) String() string {
	if i := strings.LastIndexByte(string(k), '_'); i >= 0 {
		return string(k[:i+1]) + "…"
	}
	return "…"
}

// GoString is String.
func (k Key) GoString() string { return k.String() }

// Reveal returns the key itself.
func (k Key) Reveal() string { return string(k) }

// Tenant returns the id of the tenant that the key names, or an empty string.
func (k Key) Tenant() string {
	if parts := strings.Split(string(k), "_"); len(parts) == 4 {
		return parts[2]
	}
	return ""
}

// File is all profiles. The zero File has none.
type File struct {
	Current  string             `json:"current"` // the name of the one that is used when none is asked for
	Profiles map[string]Profile `json:"profiles"`
}

var nameForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$`)

// CheckName says what is wrong with a name for a profile.
func CheckName(name string) error {
	if !nameForm.MatchString(name) {
		return fmt.Errorf("%q is no name for a profile: it must be letters, digits, '.', '_' and '-', at most 63", name)
	}
	return nil
}

// Path returns where the file is: throughline/profiles.json in the user's configuration folder
// of the operating system. It fails when the user has none.
func Path() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "throughline", "profiles.json"), nil
}

// Load reads the file. There are no profiles when there is none, or nowhere to keep it. It
// fails when others may read the file or change its folder: the keys in it are then no secret.
func Load() (File, error) {
	path, err := Path()
	if err != nil {
		return File{}, nil //nolint:nilerr // a service has no home, and needs no profiles
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return File{}, nil
	}
	if err != nil {
		return File{}, err
	}
	if err := private(path); err != nil {
		return File{}, err
	}
	var f File
	if err := json.Unmarshal(data, &f); err != nil {
		return File{}, fmt.Errorf("%s cannot be read: %w; mend it, or remove it and add the profiles again", path, err)
	}
	return f, nil
}

// private fails when somebody other than the owner may read the file or change its folder.
// Windows has no such bits: there the user's folder is closed to others by itself.
func private(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	for _, check := range []struct {
		path string
		mode fs.FileMode
	}{{filepath.Dir(path), 0o700}, {path, 0o600}} {
		info, err := os.Stat(check.path)
		if err != nil {
			return err
		}
		if got := info.Mode().Perm(); got&0o077 != 0 {
			return fmt.Errorf("%s is open to other users (mode %04o), and there are API keys in it: run 'chmod %o %[1]s', and revoke the keys if somebody may have read them", check.path, got, check.mode)
		}
	}
	return nil
}

// Save writes the file for its owner alone, as a whole or not at all.
func (f File) Save() error {
	path, err := Path()
	if err != nil {
		return err
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return err
	}
	data, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	temporary, err := os.CreateTemp(dir, ".profiles-*") // made with mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temporary.Name()) }()
	_, err = temporary.Write(append(data, '\n'))
	if err := errors.Join(err, temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}

// Names returns the names of all profiles, sorted.
func (f File) Names() []string { return slices.Sorted(maps.Keys(f.Profiles)) }

// Get returns a profile by name. The error says which there are.
func (f File) Get(name string) (Profile, error) {
	p, ok := f.Profiles[name]
	switch {
	case ok:
		return p, nil
	case len(f.Profiles) == 0:
		return Profile{}, fmt.Errorf("there is no profile %q, and no other: 'throughline profiles add' makes one", name)
	}
	return Profile{}, fmt.Errorf("there is no profile %q; there is %s", name, strings.Join(f.Names(), ", "))
}
