package embedded

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/throughline-cx/throughline/server/store/embedded/filelock"
)

// The pinned archive: zonky's build of Postgres, from Maven Central.
const (
	pinnedVersion = "17.11.0"
	pinnedMajor   = 17
	pinnedGroup   = "io/zonky/test/postgres/embedded-postgres-binaries-"

	maxArchive      = 64 << 20 // bytes; the archives have 10 to 20 million
	downloadTries   = 3
	downloadTimeout = 5 * time.Minute // for one try
)

// pinned holds the SHA-256 of each platform's archive.
var pinned = map[string]string{
	"linux-amd64":        "0dd7b72b6f335b8ecfb355fa24c5781e8a93edd09880bb77eb52ebbf29b3e96d",
	"linux-arm64v8":      "8b042e0ea418b1927d95399207950da0734d27fe01e29503ade3bdc464ad4c2b",
	"linux-amd64-alpine": "ace9a6f95b1c98ce84c9841267cd04ebee5d7de5dc7b8fea148ead44f145afbd",
	"darwin-amd64":       "d464ff178e9860ba204662ac23fa547504b7fd392392ff2fb92e3fd73b5bdb64",
	"darwin-arm64v8":     "a1c2786acb0c398f9b2d76806fc52f5dc8b222cbc8e9383a9b9702084daaf3a5",
}

// platform is the archive's word for this machine.
func platform() string {
	arch := runtime.GOARCH
	if arch == "arm64" {
		arch = "arm64v8"
	}
	name := runtime.GOOS + "-" + arch
	if runtime.GOOS == "linux" && onlyMusl() {
		name += "-alpine"
	}
	return name
}

// onlyMusl reports whether the C library is musl, for which there are other archives.
func onlyMusl() bool {
	glibc, errG := filepath.Glob("/lib*/ld-linux-*.so.*")
	musl, errM := filepath.Glob("/lib/ld-musl-*.so.1")
	return errors.Join(errG, errM) == nil && len(glibc) == 0 && len(musl) > 0
}

// download returns the folder of the pinned archive's contents, fetching it when it is not in
// the cache yet. Processes that need it at once wait for the one that fetches.
func download(ctx context.Context, o Options) (string, error) {
	name := platform()
	sum, ok := pinned[name]
	if !ok {
		return "", fmt.Errorf("there is no archive for %s: install PostgreSQL %d or later", name, OldestMajor)
	}
	return fetch(ctx, o, name, sum)
}

func fetch(ctx context.Context, o Options, name, sum string) (target string, err error) {
	parent := filepath.Join(o.CacheDir, "postgres")
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return "", err
	}
	target = filepath.Join(parent, name+"-"+pinnedVersion)
	lock, err := filelock.Wait(ctx, target+".lock")
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	if _, err := os.Stat(target); err == nil {
		return target, nil
	}
	work, err := os.MkdirTemp(parent, "fetch-")
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	archive := filepath.Join(work, "archive.jar")
	url := fmt.Sprintf("%s/%s%s/%s/embedded-postgres-binaries-%s-%s.jar", o.MavenURL, pinnedGroup, name, pinnedVersion, name, pinnedVersion)
	o.Logger.Info("downloading Postgres", "version", pinnedVersion, "from", url, "to", target)
	if err := fetchFile(ctx, url, archive, sum); err != nil {
		return "", err
	}
	files := filepath.Join(work, "files")
	if err := unpack(archive, files); err != nil {
		return "", fmt.Errorf("unpacking %s: %w", url, err)
	}
	return target, os.Rename(files, target)
}

// errChecksum means that what came is not what was pinned; it is not asked for again.
var errChecksum = errors.New("the checksum differs from the committed one")

func fetchFile(ctx context.Context, url, path, sum string) error {
	var err error
	for range downloadTries {
		err = fetchOnce(ctx, url, path, sum)
		if err == nil || errors.Is(err, errChecksum) || ctx.Err() != nil {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", url, err)
	}
	return nil
}

func fetchOnce(ctx context.Context, url, path, want string) (err error) {
	ctx, cancel := context.WithTimeout(ctx, downloadTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the repository answered %s", resp.Status)
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(file, h), io.LimitReader(resp.Body, maxArchive+1))
	if err != nil {
		return err
	}
	if n > maxArchive {
		return fmt.Errorf("%w: it has more than %d bytes", errChecksum, maxArchive)
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		return fmt.Errorf("%w: got SHA-256 %s, want %s; nothing was unpacked", errChecksum, got, want)
	}
	return nil
}
