// Package folder opens the files of an import folder, plain or compressed with gzip. It is the
// part of ingest that opens files.
package folder

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"github.com/throughline-cx/throughline/server/ingest"
)

// The files that a folder may hold beside those that ingest names.
const (
	JourneyFile = "journey.yaml"
	PolicyFile  = "policy.yaml"
)

// Folder is an import folder.
type Folder struct {
	files fs.FS
	label string // how messages name it
}

// Open checks that dir is an import folder, see OpenFS.
func Open(dir string) (Folder, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return Folder{}, err
	}
	if !info.IsDir() {
		return Folder{}, fmt.Errorf("%s is a file; an import folder is needed", dir)
	}
	return OpenFS(os.DirFS(dir), dir)
}

// OpenFS checks that files is an import folder: it must hold interactions.jsonl, or
// interactions.jsonl.gz. Every other file may be missing. Messages name it by its label.
func OpenFS(files fs.FS, label string) (Folder, error) {
	f := Folder{files, label}
	if !f.Has(ingest.InteractionsFile) {
		return Folder{}, fmt.Errorf("%s holds neither %s nor %[2]s.gz", label, ingest.InteractionsFile)
	}
	return f, nil
}

// Label returns how messages name the folder.
func (f Folder) Label() string { return f.label }

// Has reports whether the folder holds the file, plain or compressed.
func (f Folder) Has(name string) bool {
	_, err := f.find(name)
	return err == nil
}

// find returns the name under which the file stands; plain wins over compressed.
func (f Folder) find(name string) (string, error) {
	for _, candidate := range []string{name, name + ".gz"} {
		if _, err := fs.Stat(f.files, candidate); err == nil {
			return candidate, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return "", fmt.Errorf("%s: %w", path.Join(f.label, name), fs.ErrNotExist)
}

// Path returns where the file stands, or where it would, for messages.
func (f Folder) Path(name string) string {
	if found, err := f.find(name); err == nil {
		name = found
	}
	return path.Join(f.label, name)
}

// File is an open file of a folder; what is read from it is decompressed.
type File struct {
	io.Reader
	Size         int64 // of the file as it stands, compressed or not
	file         fs.File
	decompressor io.Closer // nil for a plain file
}

// Offset returns how many of the file's Size bytes were read so far.
func (f *File) Offset() int64 {
	s, ok := f.file.(io.Seeker)
	if !ok {
		return 0
	}
	offset, err := s.Seek(0, io.SeekCurrent)
	if err != nil {
		return 0 // closed: nobody asks any more
	}
	return offset
}

// Close closes the file.
func (f *File) Close() error {
	if f.decompressor != nil {
		return errors.Join(f.decompressor.Close(), f.file.Close())
	}
	return f.file.Close()
}

// Open opens a file of the folder.
func (f Folder) Open(name string) (*File, error) {
	found, err := f.find(name)
	if err != nil {
		return nil, err
	}
	file, err := f.files.Open(found)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	out := &File{Reader: file, Size: info.Size(), file: file}
	if path.Ext(found) != ".gz" {
		return out, nil
	}
	decompressed, err := gzip.NewReader(bufio.NewReader(file))
	if err != nil {
		_ = file.Close()
		return nil, fmt.Errorf("%s: %w", path.Join(f.label, found), err)
	}
	out.Reader, out.decompressor = decompressed, decompressed
	return out, nil
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

// Parse reads a file of the folder whole and parses it; an error names the file.
func Parse[T any](f Folder, name string, parse func([]byte) (T, error)) (value T, err error) {
	data, err := f.Read(name)
	if err != nil {
		return value, err
	}
	if value, err = parse(data); err != nil {
		return value, fmt.Errorf("%s: %w", f.Path(name), err)
	}
	return value, nil
}
