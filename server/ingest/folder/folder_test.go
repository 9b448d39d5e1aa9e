package folder

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
