package embedded

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestOptionsDefaults(t *testing.T) {
	for name, c := range map[string]struct {
		told, variable, want string
	}{
		"Maven Central":    {"", "", mavenCentral},
		"the variable":     {"", "https://mirror.example/maven", "https://mirror.example/maven"},
		"the option first": {"https://told.example", "https://mirror.example/maven", "https://told.example"},
	} {
		t.Setenv(MavenURLVariable, c.variable)
		o, err := Options{DataDir: "data", CacheDir: "cache", MavenURL: c.told}.withDefaults()
		if err != nil || o.MavenURL != c.want {
			t.Errorf("%s: %q (%v), want %q", name, o.MavenURL, err, c.want)
		}
		if !filepath.IsAbs(o.DataDir) || !filepath.IsAbs(o.CacheDir) || o.Logger == nil {
			t.Errorf("%s: %+v", name, o)
		}
	}
	for want, o := range map[string]Options{
		"data directory needs a name": {},
		"port -1: must be between":    {DataDir: "data", Port: -1},
		"port 65536: must be between": {DataDir: "data", Port: 65536},
	} {
		if _, err := o.withDefaults(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", o, err, want)
		}
	}
}
