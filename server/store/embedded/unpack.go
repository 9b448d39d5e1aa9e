package embedded

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/ulikunitz/xz"
)

const maxUnpacked = 1 << 30 // bytes; the archives have some 60 million

// unpack writes the contents of a jar's inner .txz below dir, which it makes. No name in it
// can lead outside.
func unpack(jar, dir string) error {
	outer, err := zip.OpenReader(jar)
	if err != nil {
		return err
	}
	defer outer.Close()
	for _, entry := range outer.File {
		if !strings.HasSuffix(entry.Name, ".txz") {
			continue
		}
		inner, err := entry.Open()
		if err != nil {
			return err
		}
		defer inner.Close()
		plain, err := xz.NewReader(inner)
		if err != nil {
			return err
		}
		return untar(io.LimitReader(plain, maxUnpacked), dir)
	}
	return errors.New("there is no .txz in it")
}

func untar(r io.Reader, dir string) error {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	if err := os.Chmod(dir, 0o755); err != nil { // whatever the umask
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	files := tar.NewReader(r)
	for {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := writeEntry(root, header, files); err != nil {
			return fmt.Errorf("%s: %w", header.Name, err)
		}
	}
}

func writeEntry(root *os.Root, header *tar.Header, content io.Reader) error {
	name := strings.TrimSuffix(strings.TrimPrefix(header.Name, "./"), "/")
	if name == "" || name == "." {
		return nil
	}
	mode := fs.FileMode(header.Mode).Perm()
	switch header.Typeflag {
	case tar.TypeDir:
		return mkdirIn(root, name)
	case tar.TypeSymlink:
		if err := mkdirIn(root, parent(name)); err != nil {
			return err
		}
		return root.Symlink(header.Linkname, name)
	case tar.TypeReg:
		if err := mkdirIn(root, parent(name)); err != nil {
			return err
		}
		file, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
		if err != nil {
			return err
		}
		_, err = io.Copy(file, content)
		return errors.Join(err, file.Chmod(mode), file.Close())
	default:
		return fmt.Errorf("an entry of type %q is not expected", header.Typeflag)
	}
}

func parent(name string) string {
	i := strings.LastIndexByte(name, '/')
	if i < 0 {
		return ""
	}
	return name[:i]
}

// mkdirIn makes a folder and those above it, for everyone to enter whatever the umask.
func mkdirIn(root *os.Root, name string) error {
	if name == "" {
		return nil
	}
	if err := mkdirIn(root, parent(name)); err != nil {
		return err
	}
	err := root.Mkdir(name, 0o755)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return root.Chmod(name, 0o755)
}
