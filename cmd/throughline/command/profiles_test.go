package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/cmd/throughline/profile"
	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/apptest"
)

// home gives the test a configuration folder of its own, and returns where the profiles are.
func home(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", dir)
	t.Setenv("HOME", dir)
	path, err := profile.Path()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestProfiles(t *testing.T) {
	s := apptest.Start(t)
	path := home(t)
	t.Setenv("THROUGHLINE_API_KEY", "")
	run(t, "", "profiles", "list").want(t, exitOK, "there are none")
	run(t, "", "alerts", "list", "--server", s.GRPCAddr()).want(t, exitFailure, "no API key", "'throughline profiles add'")

	acme := run(t, s.Key+"\n", "profiles", "add", "acme", "--server", s.GRPCAddr())
	acme.want(t, exitOK, "profile acme is kept and in use: tenant acme at "+s.GRPCAddr())
	other := s.KeyFor("other", "ingester")
	added := run(t, "", "profiles", "add", "other", "--server", s.GRPCAddr(), "--api-key-file", write(t, other))
	added.want(t, exitOK, "tenant other") // its role may read nothing, and yet the key works
	listed := run(t, "", "profiles", "list")
	listed.want(t, exitOK, "IN USE  NAME   SERVER", "        acme   "+s.GRPCAddr()+"  acme", "yes     other", "tl_live_other_…")
	for _, r := range []result{acme, added, listed} {
		if strings.Contains(r.out+r.err, secretOf(s.Key)) || strings.Contains(r.out+r.err, secretOf(other)) {
			t.Errorf("a key is printed:\n%s%s", r.out, r.err)
		}
	}
	run(t, "", "alerts", "list").want(t, exitFailure, "ROLE_INSUFFICIENT")
	run(t, "", "profiles", "use", "acme").want(t, exitOK, "profile acme is in use: tenant acme")
	run(t, "", "alerts", "list").want(t, exitOK, "there are none")
	run(t, "", "profiles", "use", "lab").want(t, exitFailure, `there is no profile "lab"; there is acme, other`)
	run(t, "", "__complete", "profiles", "use", "").want(t, exitOK, "acme\nother\n")

	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, "", "alerts", "list").want(t, exitFailure, path+" is open to other users (mode 0644)", "chmod 600")
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "", "profiles", "remove", "acme").want(t, exitOK, "profile acme is removed; its key still works")
	run(t, "", "profiles", "list").want(t, exitOK, "        other")
	if data, err := os.ReadFile(path); err != nil || strings.Contains(string(data), secretOf(s.Key)) {
		t.Errorf("the removed key is still there: %v", err)
	}
}

// secretOf returns what makes a key a secret.
func secretOf(key string) string { return key[strings.LastIndexByte(key, '_')+1:] }

// What a flag says comes before the environment, which comes before the profile; and a
// profile's key goes to no other server.
func TestWhatComesBeforeWhat(t *testing.T) {
	s := apptest.Start(t)
	home(t)
	a, b, c := s.KeyFor("tenant-a", "viewer"), s.KeyFor("tenant-b", "viewer"), s.KeyFor("tenant-c", "viewer")
	t.Setenv("THROUGHLINE_API_KEY", "")
	for name, key := range map[string]string{"pa": a, "pb": b} {
		run(t, key, "profiles", "add", name, "--server", s.GRPCAddr()).want(t, exitOK)
	}
	run(t, "", "profiles", "use", "pa").want(t, exitOK)
	file := write(t, c)
	for _, test := range []struct {
		what string
		env  map[string]string
		args []string
		want string // whose alerts are watched, or an error
	}{
		{what: "the profile in use", want: "tenant-a"},
		{what: "THROUGHLINE_PROFILE", env: map[string]string{"THROUGHLINE_PROFILE": "pb"}, want: "tenant-b"},
		{what: "--profile", env: map[string]string{"THROUGHLINE_PROFILE": "pa"}, args: []string{"--profile", "pb"}, want: "tenant-b"},
		{what: "a key in the environment", env: map[string]string{"THROUGHLINE_API_KEY": c, "THROUGHLINE_PROFILE": "pb"}, want: "tenant-c"},
		{what: "--profile before the environment", env: map[string]string{"THROUGHLINE_API_KEY": c, "THROUGHLINE_SERVER": "127.0.0.1:1"}, args: []string{"--profile", "pb"}, want: "tenant-b"},
		{what: "--api-key-file before --profile", args: []string{"--profile", "pb", "--api-key-file", file}, want: "tenant-c"},
		{what: "--server before all", env: map[string]string{"THROUGHLINE_SERVER": s.GRPCAddr(), "THROUGHLINE_API_KEY": c}, args: []string{"--server", "127.0.0.1:1"}, want: "127.0.0.1:1 cannot be reached"},
		{what: "THROUGHLINE_SERVER before the profile", env: map[string]string{"THROUGHLINE_SERVER": "127.0.0.1:1", "THROUGHLINE_API_KEY": c}, want: "127.0.0.1:1 cannot be reached"},
		{what: "another server", args: []string{"--server", s.HTTPAddr()}, want: `the key of profile "pa" is for ` + s.GRPCAddr() + " and goes to no other server"},
		{what: "another server of --profile", args: []string{"--profile", "pb", "--server", s.HTTPAddr()}, want: `the key of profile "pb" is for `},
		{what: "another server with a key", env: map[string]string{"THROUGHLINE_API_KEY": c}, args: []string{"--server", s.HTTPAddr()}, want: "tenant-c"},
		{what: "no such profile", env: map[string]string{"THROUGHLINE_PROFILE": "lab"}, want: `there is no profile "lab"`},
	} {
		t.Run(test.what, func(t *testing.T) {
			for name, value := range test.env {
				t.Setenv(name, value)
			}
			// The error of an id that is none says which tenant's names are taken.
			r := run(t, "", append([]string{"alerts", "show", "x"}, test.args...)...)
			if strings.Contains(test.want, "reached") {
				r = run(t, "", append([]string{"alerts", "list"}, test.args...)...)
			}
			if !strings.Contains(r.err, test.want) {
				t.Errorf("it says %q, want %q", r.err, test.want)
			}
		})
	}
}

func TestProfilesKeepTheAuthority(t *testing.T) {
	cert, key := certificate(t)
	s := apptest.Start(t, func(o *app.Options) { o.TLSCert, o.TLSKey = cert, key })
	home(t)
	t.Setenv("THROUGHLINE_API_KEY", s.Key)
	run(t, "", "profiles", "add", "tls", "--server", s.GRPCAddr(), "--ca-cert", cert).want(t, exitOK)
	if err := os.Remove(cert); err != nil {
		t.Fatal(err)
	}
	t.Setenv("THROUGHLINE_API_KEY", "")
	run(t, "", "alerts", "list").want(t, exitOK, "there are none")
}

func TestProfilesMistakes(t *testing.T) {
	s := apptest.Start(t)
	path := home(t)
	t.Setenv("THROUGHLINE_API_KEY", s.Key)
	run(t, "", "profiles", "add").want(t, exitUsage, "profiles add needs NAME")
	run(t, "", "profiles", "add", "../x").want(t, exitUsage, "is no name for a profile")
	run(t, "", "profiles", "add", "a", "--server", "here").want(t, exitUsage, "--server must be host:port")
	run(t, "", "profiles", "add", "a", "--server", "127.0.0.1:1").want(t, exitFailure, "cannot be reached")
	wrong := s.Key[:len(s.Key)-8] + "00000000"
	run(t, "", "profiles", "add", "a", "--server", s.GRPCAddr(), "--api-key-file", write(t, wrong)).want(t, exitFailure, "API_KEY_INVALID")
	t.Setenv("THROUGHLINE_API_KEY", "")
	run(t, "hunter2\n", "profiles", "add", "a", "--server", s.GRPCAddr()).want(t, exitFailure, "this is no API key")
	if _, err := os.Stat(filepath.Dir(path)); err == nil {
		t.Error("something was kept all the same")
	}
	run(t, s.Key, "profiles", "add", "a", "--server", "127.0.0.1:1", "--unchecked").want(t, exitOK, "is kept and in use")
}
