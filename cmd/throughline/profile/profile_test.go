package profile

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const secret = "tl_live_acme_0123456789abcdef"

// home gives the test a configuration folder of its own and returns the path of the file in it.
func home(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", dir)
	t.Setenv("HOME", dir)
	path, err := Path()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSaveAndLoad(t *testing.T) {
	path := home(t)
	if f, err := Load(); err != nil || len(f.Profiles) != 0 {
		t.Fatalf("no file: %v, %v", f, err)
	}
	plain := true
	want := File{Current: "prod", Profiles: map[string]Profile{
		"prod": {Server: "example.com:443", APIKey: secret, CACert: "PEM"},
		"demo": {Server: "localhost:7443", APIKey: secret, Insecure: &plain},
	}}
	if err := want.Save(); err != nil {
		t.Fatal(err)
	}
	if got, err := Load(); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	for path, mode := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("what is left in the folder: %v, %v", entries, err)
	}
	if p, err := want.Get("demo"); err != nil || p.Server != "localhost:7443" {
		t.Errorf("%v, %v", p, err)
	}
	if _, err := want.Get("lab"); err == nil || !strings.Contains(err.Error(), "there is demo, prod") {
		t.Errorf("%v", err)
	}
}

// Whoever else may read the keys, or put others in their place, makes them worthless.
func TestWhatOthersMayReadIsRefused(t *testing.T) {
	path := home(t)
	if err := (File{Profiles: map[string]Profile{"a": {APIKey: secret}}}).Save(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path  string
		mode  os.FileMode
		words string // empty when it is accepted
	}{
		{path, 0o644, "chmod 600"},
		{path, 0o640, "mode 0640"},
		{path, 0o602, "mode 0602"},
		{path, 0o600, ""},
		{path, 0o400, ""},
		{filepath.Dir(path), 0o755, "chmod 700"},
		{filepath.Dir(path), 0o700, ""},
	} {
		if err := os.Chmod(c.path, c.mode); err != nil {
			t.Fatal(err)
		}
		_, err := Load()
		if (err == nil) != (c.words == "") || err != nil && !strings.Contains(err.Error(), c.words) {
			t.Errorf("mode %o of %s: %v", c.mode, c.path, err)
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("the error tells the key: %v", err)
		}
	}
}

func TestSavingClosesTheFolder(t *testing.T) {
	path := home(t)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := (File{}).Save(); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(); err != nil {
		t.Error(err)
	}
}

func TestABrokenFileIsNamed(t *testing.T) {
	path := home(t)
	if err := (File{}).Save(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("%v", err)
	}
}

func TestAKeyIsNeverPrinted(t *testing.T) {
	p := Profile{Server: "s:1", APIKey: secret}
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		for _, value := range []any{p, &p, p.APIKey, map[string]Profile{"a": p}, File{Profiles: map[string]Profile{"a": p}}} {
			if got := fmt.Sprintf(format, value); strings.Contains(got, "0123456789abcdef") {
				t.Errorf("%s of %T prints the key: %s", format, value, got)
			}
		}
	}
	if p.APIKey.String() != "tl_live_acme_…" || p.APIKey.Tenant() != "acme" || p.APIKey.Reveal() != secret {
		t.Errorf("%v of %s", p.APIKey, p.APIKey.Tenant())
	}
	if Key("").String() != "…" || Key("x").Tenant() != "" {
		t.Error("what is no key")
	}
}

func TestCheckName(t *testing.T) {
	for _, good := range []string{"a", "prod-eu.1", "Lab_2"} {
		if err := CheckName(good); err != nil {
			t.Error(err)
		}
	}
	for _, bad := range []string{"", "-x", "a b", "../x", "a\x1b", strings.Repeat("a", 64)} {
		if CheckName(bad) == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}
