package embedded

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/ulikunitz/xz"
)

// archive packs a tar as the repository does: compressed with xz, inside a jar.
func archive(t *testing.T, entries ...tar.Header) []byte {
	t.Helper()
	var jar, packed bytes.Buffer
	compress, err := xz.NewWriter(&packed)
	if err != nil {
		t.Fatal(err)
	}
	files := tar.NewWriter(compress)
	for _, e := range entries {
		content := []byte(strings.Repeat("x", int(e.Size)))
		if err := files.WriteHeader(&e); err != nil {
			t.Fatal(err)
		}
		if _, err := files.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	outer := zip.NewWriter(&jar)
	if err := errors.Join(files.Close(), compress.Close()); err != nil {
		t.Fatal(err)
	}
	inner, err := outer.Create("postgres-any.txz")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := inner.Write(packed.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := outer.Close(); err != nil {
		t.Fatal(err)
	}
	return jar.Bytes()
}

var wholesome = []tar.Header{
	{Typeflag: tar.TypeDir, Name: "./bin/", Mode: 0o755},
	{Typeflag: tar.TypeReg, Name: "./bin/postgres", Mode: 0o755, Size: 9},
	{Typeflag: tar.TypeReg, Name: "lib/deep/libpq.so.5", Mode: 0o644, Size: 3},
	{Typeflag: tar.TypeSymlink, Name: "lib/libpq.so", Linkname: "deep/libpq.so.5"},
}

// repository answers with body, after failures answers of 503.
func repository(t *testing.T, body []byte, failures int32) (Options, *atomic.Int32) {
	t.Helper()
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "-any-"+pinnedVersion+".jar") {
			t.Errorf("asked for %s", r.URL.Path)
		}
		if asked.Add(1) <= failures {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write(body)
	}))
	t.Cleanup(server.Close)
	return Options{MavenURL: server.URL, CacheDir: t.TempDir(), Logger: slog.New(slog.DiscardHandler)}, &asked
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

func TestFetch(t *testing.T) {
	jar := archive(t, wholesome...)
	o, asked := repository(t, jar, downloadTries-1)
	var all sync.WaitGroup
	for range 3 { // at once: one fetches, the others wait for it
		all.Go(func() {
			dir, err := fetch(t.Context(), o, "any", sum(jar))
			if err != nil {
				t.Error(err)
				return
			}
			if data, err := os.ReadFile(filepath.Join(dir, "lib", "libpq.so")); err != nil || string(data) != "xxx" {
				t.Errorf("through the link: %q, %v", data, err)
			}
			if info, err := os.Stat(filepath.Join(dir, "bin", "postgres")); err != nil || info.Mode().Perm() != 0o755 {
				t.Errorf("the program: %v, %v", info, err)
			}
		})
	}
	all.Wait()
	if got := asked.Load(); got != downloadTries {
		t.Errorf("asked %d times, want %d", got, downloadTries)
	}
}

func TestFetchRefuses(t *testing.T) {
	jar := archive(t, wholesome...)
	plain := []byte("not a jar")
	for name, c := range map[string]struct {
		body     []byte
		sum      string
		failures int32
		want     string
		asked    int32
	}{
		"another archive":        {jar, strings.Repeat("0", 64), 0, "want SHA-256 0000", 1},
		"a repository in need":   {jar, sum(jar), downloadTries, "503", downloadTries},
		"something else than it": {plain, sum(plain), 0, "unpacking", 1},
	} {
		if name == "another archive" {
			c.want = "checksum differs"
		}
		o, asked := repository(t, c.body, c.failures)
		_, err := fetch(t.Context(), o, "any", c.sum)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		if got := asked.Load(); got != c.asked {
			t.Errorf("%s: asked %d times, want %d", name, got, c.asked)
		}
		left, err := filepath.Glob(filepath.Join(o.CacheDir, "postgres", "*"))
		if err != nil || len(left) != 1 || !strings.HasSuffix(left[0], ".lock") {
			t.Errorf("%s: left %v (%v), want the lock only", name, left, err)
		}
	}
}

func TestUnpackStaysInside(t *testing.T) {
	for name, entries := range map[string][]tar.Header{
		"above":          {{Typeflag: tar.TypeReg, Name: "../escaped", Mode: 0o644, Size: 1}},
		"absolute":       {{Typeflag: tar.TypeReg, Name: "/escaped", Mode: 0o644, Size: 1}},
		"through a link": {{Typeflag: tar.TypeSymlink, Name: "out", Linkname: ".."}, {Typeflag: tar.TypeReg, Name: "out/escaped", Mode: 0o644, Size: 1}},
		"a device":       {{Typeflag: tar.TypeChar, Name: "device", Mode: 0o644}},
		"twice":          {{Typeflag: tar.TypeReg, Name: "a", Mode: 0o644, Size: 1}, {Typeflag: tar.TypeReg, Name: "a", Mode: 0o644, Size: 1}},
	} {
		dir := t.TempDir()
		jar := filepath.Join(dir, "a.jar")
		if err := os.WriteFile(jar, archive(t, entries...), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := unpack(jar, filepath.Join(dir, "in")); err == nil {
			t.Errorf("%s: it was unpacked", name)
		}
		for _, path := range []string{filepath.Join(dir, "escaped"), "/escaped"} {
			if _, err := os.Stat(path); err == nil {
				t.Errorf("%s: wrote %s", name, path)
			}
		}
	}
}

func TestPinnedChecksums(t *testing.T) {
	for name, sum := range pinned {
		if b, err := hex.DecodeString(sum); err != nil || len(b) != sha256.Size {
			t.Errorf("%s: %q is no SHA-256", name, sum)
		}
	}
	if !strings.HasPrefix(pinnedVersion, fmt.Sprintf("%d.", pinnedMajor)) {
		t.Errorf("version %s is not of major %d", pinnedVersion, pinnedMajor)
	}
	if _, ok := pinned[platform()]; !ok {
		t.Errorf("there is no archive for this machine: %s", platform())
	}
}
