package folder

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/throughline-cx/throughline/server/ingest"
)

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	data := []byte(content)
	if strings.HasSuffix(name, ".gz") {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		data = b.Bytes()
	}
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestOpenReadsPlainAndCompressed(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "interactions.jsonl.gz", "compressed")
	write(t, dir, "accounts.csv", "plain")
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{ingest.InteractionsFile: "compressed", ingest.AccountsFile: "plain"} {
		got, err := f.Read(name)
		if err != nil || string(got) != want {
			t.Errorf("Read(%s) = %q, %v; want %q", name, got, err, want)
		}
	}
	if _, err := f.Read(PolicyFile); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Read of a missing file: %v; want fs.ErrNotExist", err)
	}
}

func TestPlainWinsOverCompressed(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "interactions.jsonl", "plain")
	write(t, dir, "interactions.jsonl.gz", "compressed")
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := f.Read(ingest.InteractionsFile); string(got) != "plain" {
		t.Errorf("read %q", got)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "file", "")
	for name, path := range map[string]string{
		"no interactions": dir,
		"a file":          filepath.Join(dir, "file"),
		"nothing there":   filepath.Join(dir, "none"),
	} {
		if _, err := Open(path); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestCorruptCompression(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "interactions.jsonl.gz"), []byte("not gzip"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Read(ingest.InteractionsFile); err == nil || !strings.Contains(err.Error(), "interactions.jsonl.gz") {
		t.Errorf("error %v; want one that names the file", err)
	}
}

// Offset tells how far a file was read, in bytes as it stands on the disk.
func TestOffset(t *testing.T) {
	for _, name := range []string{"interactions.jsonl", "interactions.jsonl.gz"} {
		dir := t.TempDir()
		write(t, dir, name, strings.Repeat("some line of it\n", 10_000))
		f, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		file, err := f.Open(ingest.InteractionsFile)
		if err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || file.Size != info.Size() || file.Offset() > 4096 {
			t.Errorf("%s: size %d, offset %d, %v", name, file.Size, file.Offset(), err)
		}
		if _, err := io.Copy(io.Discard, file); err != nil || file.Offset() != file.Size {
			t.Errorf("%s: read to the end, offset %d of %d, %v", name, file.Offset(), file.Size, err)
		}
		if err := file.Close(); err != nil || file.Offset() != 0 {
			t.Errorf("%s: closed: %v, offset %d", name, err, file.Offset())
		}
	}
}

func TestOpenFSNamesFilesByTheLabel(t *testing.T) {
	f, err := OpenFS(fstest.MapFS{"interactions.jsonl": {}, "accounts.csv.gz": {}}, "demo/acme")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		ingest.InteractionsFile: "demo/acme/interactions.jsonl", ingest.AccountsFile: "demo/acme/accounts.csv.gz", PolicyFile: "demo/acme/policy.yaml",
	} {
		if got := f.Path(name); got != want {
			t.Errorf("Path(%s) = %s, want %s", name, got, want)
		}
	}
	if f.Label() != "demo/acme" || f.Has(PolicyFile) || !f.Has(ingest.AccountsFile) {
		t.Errorf("%q has the wrong files", f.Label())
	}
	if _, err := OpenFS(fstest.MapFS{"other": {}}, "demo/none"); err == nil || !strings.Contains(err.Error(), "demo/none holds neither interactions.jsonl nor interactions.jsonl.gz") {
		t.Errorf("error %v", err)
	}
}
