package embedded

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/throughline-cx/throughline/ent/migrations"
)

// ErrNotRunning means that no Postgres runs on a data directory.
var ErrNotRunning = errors.New("no server runs on this data directory")

// Addresses are those of a private Postgres that runs.
type Addresses struct {
	App     string // as the application's role
	Migrate string // as the role that owns the tables
}

// Attach returns the addresses of the private Postgres that another process runs on a data
// directory, for a command that works beside it. It fails with ErrNotRunning when none does,
// and for a user who may not read the directory's passwords.
func Attach(dataDir string) (Addresses, error) {
	port, err := runningPort(filepath.Join(dataDir, pgName, "postmaster.pid"))
	if err != nil {
		return Addresses{}, fmt.Errorf("data directory %s: %w", dataDir, err)
	}
	passwords, err := loadSecrets(dataDir, false)
	if err != nil {
		return Addresses{}, err
	}
	s := Server{port: port, secrets: passwords}
	return Addresses{
		App:     s.url(migrations.AppRole, passwords.App, Database),
		Migrate: s.url(migrations.OwnerRole, passwords.Owner, Database),
	}, nil
}

// runningPort reads the port from the file that Postgres keeps while it runs: its first line
// is the process id, its fourth the port.
func runningPort(path string) (int, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, ErrNotRunning
	}
	if err != nil {
		return 0, err
	}
	lines := bytes.Split(data, []byte("\n"))
	if len(lines) < 4 {
		return 0, ErrNotRunning // it is just starting
	}
	pid, err := strconv.Atoi(string(bytes.TrimSpace(lines[0])))
	if err != nil || !alive(pid) {
		return 0, ErrNotRunning // it died and left its file
	}
	return strconv.Atoi(string(bytes.TrimSpace(lines[3])))
}
