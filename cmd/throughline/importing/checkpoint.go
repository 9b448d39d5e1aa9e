package importing

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/throughline-cx/throughline/server/ingest"
)

// checkpoint remembers how far each file of an import was acknowledged, so that one that was
// stopped goes on there. It is a convenience: the server recognises what it has, so an import
// that starts over does no harm.
type checkpoint struct {
	path  string
	Files map[string]progress `json:"files"`
}

// progress is how far one file was acknowledged.
type progress struct {
	Size     int64           `json:"size"` // of the file as it stood on disk; another size starts over
	Position ingest.Position `json:"position"`
}

// openCheckpoint reads the checkpoint of importing dir to a tenant of a server from the folder
// state; one that cannot be read is begun anew.
func openCheckpoint(state, server, tenant, dir string) (*checkpoint, error) {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(server + "\x00" + tenant + "\x00" + absolute))
	c := &checkpoint{path: filepath.Join(state, "imports", hex.EncodeToString(sum[:12])+".json")}
	data, err := os.ReadFile(c.path)
	if err != nil || json.Unmarshal(data, c) != nil || c.Files == nil {
		c.Files = map[string]progress{}
	}
	return c, nil
}

// at returns where to go on in a file of this size.
func (c *checkpoint) at(file string, size int64) ingest.Position {
	if p := c.Files[file]; p.Size == size {
		return p.Position
	}
	return ingest.Position{}
}

// save remembers that everything before the position is acknowledged.
func (c *checkpoint) save(file string, size int64, p ingest.Position) error {
	c.Files[file] = progress{Size: size, Position: p}
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(c.path), 0o700); err != nil {
		return err
	}
	temporary := c.path + ".new"
	if err := os.WriteFile(temporary, data, 0o600); err != nil {
		return err
	}
	return os.Rename(temporary, c.path)
}

// remove forgets the checkpoint: the import is complete.
func (c *checkpoint) remove() error {
	if err := os.Remove(c.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget the import's checkpoint: %w", err)
	}
	return nil
}
