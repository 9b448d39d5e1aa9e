package embedded

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
)

// MavenURLVariable names the environment variable with the address of a Maven repository that
// stands in for Maven Central.
const MavenURLVariable = "THROUGHLINE_MAVEN_URL"

const mavenCentral = "https://repo1.maven.org/maven2"

// Options say what Start starts. DataDir is required; the zero value of the rest is its default.
type Options struct {
	DataDir  string            // where everything is kept; made when missing
	Port     int               // on 127.0.0.1; 0 takes a free one, another at each start
	Logger   *slog.Logger      // nil discards; neither passwords nor stored data are logged
	BinDir   string            // folder with postgres and initdb; empty searches the machine
	Offline  bool              // never download binaries
	CacheDir string            // where downloads are kept; empty is DefaultCacheDir
	MavenURL string            // where they come from; empty is MavenURLVariable, else Maven Central
	Settings map[string]string // further settings of postgresql.conf
}

func (o Options) withDefaults() (Options, error) {
	if o.DataDir == "" {
		return o, errors.New("the data directory needs a name")
	}
	if o.Port < 0 || o.Port > 65535 {
		return o, fmt.Errorf("port %d: must be between 0 (any free one) and 65535", o.Port)
	}
	dir, err := filepath.Abs(o.DataDir)
	if err != nil {
		return o, err
	}
	o.DataDir = dir
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	o.MavenURL = cmp.Or(o.MavenURL, os.Getenv(MavenURLVariable), mavenCentral)
	if o.CacheDir == "" {
		o.CacheDir, err = DefaultCacheDir()
	} else {
		o.CacheDir, err = filepath.Abs(o.CacheDir)
	}
	return o, err
}

// DefaultCacheDir is where downloaded binaries are kept: a folder in the user's cache, and for
// root one that the user to whom Postgres drops can enter.
func DefaultCacheDir() (string, error) {
	if os.Geteuid() == 0 {
		return "/var/cache/throughline", nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no folder for downloads: %w", err)
	}
	return filepath.Join(dir, "throughline"), nil
}

// DefaultDataDir is where a server keeps its data when nobody says: a folder of the user's,
// and for root one that the user to whom Postgres drops can enter.
func DefaultDataDir() (string, error) {
	if os.Geteuid() == 0 {
		return "/var/lib/throughline", nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "throughline"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("no folder for data: %w", err)
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "throughline"), nil
	}
	return filepath.Join(home, ".local", "share", "throughline"), nil
}
