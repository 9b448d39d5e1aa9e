// Package folder opens the files of an import folder, plain or compressed with gzip. It is the
// part of ingest that touches the disk.
package folder

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/throughline-cx/throughline/server/ingest"
)

// The files that a folder may hold beside those that ingest names.
const (
	JourneyFile = "journey.yaml"
	PolicyFile  = "policy.yaml"
)

// Folder is an import folder.
type Folder struct{ dir string }

// Open checks that dir is an import folder: it must hold interactions.jsonl, or
// interactions.jsonl.gz. Every other file may be missing.
func Open(dir string) (Folder, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return Folder{}, err
	}
	if !info.IsDir() {
		return Folder{}, fmt.Errorf("%s is a file; an import folder is needed", dir)
	}
	f := Folder{dir}
	if !f.Has(ingest.InteractionsFile) {
		return Folder{}, fmt.Errorf("%s holds neither %s nor %[2]s.gz", dir, ingest.InteractionsFile)
	}
	return f, nil
}

// Has reports whether the folder holds the file, plain or compressed.
func (f Folder) Has(name string) bool {
	_, err := f.path(name)
	return err == nil
}

// path finds the file; the plain one wins over the compressed one.
func (f Folder) path(name string) (string, error) {
	for _, candidate := range []string{name, name + ".gz"} {
		path := filepath.Join(f.dir, candidate)
		if _, err := os.Stat(path); err == nil {
			return path, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return "", fmt.Errorf("%s: %w", filepath.Join(f.dir, name), fs.ErrNotExist)
}

// Path returns where the file stands, or where it would.
func (f Folder) Path(name string) string {
	if path, err := f.path(name); err == nil {
		return path
	}
	return filepath.Join(f.dir, name)
}

// Open opens a file of the folder; what is read is decompressed.
func (f Folder) Open(name string) (io.ReadCloser, error) {
	r, _, err := f.OpenCounted(name)
	return r, err
}

// OpenCounted is Open with a function that says how many bytes were read from the disk so far:
// with the file's size on disk, how far reading has come.
func (f Folder) OpenCounted(name string) (io.ReadCloser, func() int64, error) {
	path, err := f.path(name)
	if err != nil {
		return nil, nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	read := func() int64 {
		offset, err := file.Seek(0, io.SeekCurrent)
		if err != nil {
			return 0 // closed: nobody asks any more
		}
		return offset
	}
	if filepath.Ext(path) != ".gz" {
		return file, read, nil
	}
	decompressed, err := gzip.NewReader(bufio.NewReader(file))
	if err != nil {
		_ = file.Close()
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	return compressedFile{decompressed, file}, read, nil
}

// Read returns the whole content of a file of the folder.
func (f Folder) Read(name string) ([]byte, error) {
	r, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	return io.ReadAll(r)
}

// compressedFile closes both the decompressor and the file beneath.
type compressedFile struct {
	*gzip.Reader
	file *os.File
}

func (c compressedFile) Close() error { return errors.Join(c.Reader.Close(), c.file.Close()) }
