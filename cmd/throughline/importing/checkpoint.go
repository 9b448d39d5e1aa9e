package importing

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
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

// progress is how far one file was acknowledged. The hash is what makes it hold: a file that
// was mended behind the position goes on there, whatever its size; one in which anything before
// it is other than it was starts over.
type progress struct {
	Position ingest.Position `json:"position"`
	SHA256   string          `json:"sha256"` // of the bytes before the position, decompressed
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

// save remembers that everything before a position is acknowledged.
func (c *checkpoint) save(file string, p progress) error {
	c.Files[file] = p
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

// trail hashes a file up to positions that lag behind what was read: readers read ahead of the
// line that they return.
type trail struct {
	sum   hash.Hash
	at    int64  // bytes that are hashed
	skip  int64  // bytes to come that are hashed already
	ahead []byte // read, and not hashed yet
}

// follow returns the trail of a file whose bytes are written to it from the start.
func follow() *trail { return &trail{sum: sha256.New()} }

// resume hashes what r holds before the position of p, and reports whether that is what it was
// when p was saved. If so, the trail goes on from there; else it is as new.
func (t *trail) resume(r io.Reader, p progress) bool {
	n, err := io.CopyN(t.sum, r, p.Position.Offset)
	if err != nil || hex.EncodeToString(t.sum.Sum(nil)) != p.SHA256 {
		t.sum.Reset()
		return false
	}
	t.at, t.skip = n, n
	return true
}

// Write takes the next bytes of the file.
func (t *trail) Write(b []byte) (int, error) {
	known := min(t.skip, int64(len(b)))
	t.skip -= known
	t.ahead = append(t.ahead, b[known:]...)
	return len(b), nil
}

// progress returns what to remember of a position, which must not lie before the last one.
func (t *trail) progress(p ingest.Position) progress {
	n := p.Offset - t.at
	_, _ = t.sum.Write(t.ahead[:n]) // never fails, see hash.Hash
	t.ahead = append(t.ahead[:0], t.ahead[n:]...)
	t.at = p.Offset
	return progress{Position: p, SHA256: hex.EncodeToString(t.sum.Sum(nil))}
}
