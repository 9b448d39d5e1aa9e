package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/cmd/throughline/importing"
	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/apptest"
)

// importFolder makes a folder with a few of the demo's interactions and returns its path.
func importFolder(t *testing.T, interactions string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "interactions.jsonl"), []byte(interactions), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestImport(t *testing.T) {
	s := apptest.Start(t)
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	t.Setenv("THROUGHLINE_API_KEY", s.Key)
	good := demoLines(t, 0, 12)
	dir := importFolder(t, strings.Join(strings.SplitAfter(good, "\n")[:5], "")+"broken\n")

	run(t, "", "import", dir, "--server", s.GRPCAddr()).
		want(t, exitFailure, "error: interactions.jsonl:6: ", "What stands before that is stored. Mend it and run the import again, or go on without it with --continue")
	run(t, "", "import", dir, "--server", s.GRPCAddr(), "--continue").
		want(t, exitFailure, "interactions.jsonl:6: ", "1 line or item was left out; the others are stored")
	if err := os.WriteFile(filepath.Join(dir, "interactions.jsonl"), []byte(good), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "", "import", dir, "--server", s.GRPCAddr()).want(t, exitOK, "interactions.jsonl", "7 stored, 5 known already")

	// The HTTP port speaks gRPC too, so taking one for the other does no harm.
	r := run(t, "", "import", dir, "--server", s.HTTPAddr(), "--json")
	r.want(t, exitOK)
	var result importing.Result
	if err := json.Unmarshal([]byte(r.out), &result); err != nil || len(result.Files) != 1 || result.Files[0].Duplicate != 12 {
		t.Errorf("%v: %s", err, r.out)
	}
}

// What is imported into a live tenant fires for the past only when that is asked for.
func TestImportJudgesHistoryWhenAsked(t *testing.T) {
	s := apptest.Start(t)
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	t.Setenv("THROUGHLINE_API_KEY", s.Key)
	t.Setenv("THROUGHLINE_SERVER", s.GRPCAddr())
	now := time.Now().UTC().Format(time.RFC3339)
	live := `{"external_id":"live","source":"call","channel":"phone","occurred_at":"` + now + `","turns":[{"speaker":"customer","text":"All is well."}]}` + "\n"
	first := importFolder(t, live)
	for _, name := range []string{"journey.yaml", "policy.yaml"} {
		data, err := os.ReadFile(filepath.Join(insurance, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(first, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run(t, "", "import", first).want(t, exitOK, "1 stored")
	s.Settle()
	run(t, "", "import", insurance).want(t, exitOK)
	s.Settle()
	run(t, "", "alerts", "list").want(t, exitOK, "there are none")
	again := run(t, "", "import", insurance, "--judge-history", "--json")
	again.want(t, exitOK, `"alerts":["tenants/`, `"firstDay":"`)
	run(t, "", "alerts", "list").want(t, exitOK, "STATE")
	run(t, "", "import", insurance, "--judge-history").want(t, exitOK, "0 alerts fired then")
}

func TestImportMistakes(t *testing.T) {
	s := apptest.Start(t)
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	t.Setenv("THROUGHLINE_API_KEY", s.Key)
	dir := importFolder(t, demoLines(t, 0, 1))
	refused := func(words []string, args ...string) {
		t.Helper()
		run(t, "", append([]string{"import", dir}, args...)...).want(t, exitFailure, words...)
	}
	refused([]string{"127.0.0.1:1 cannot be reached", "connection refused", "'throughline serve'"}, "--server", "127.0.0.1:1")
	refused([]string{"nowhere.invalid:7443 cannot be reached"}, "--server", "nowhere.invalid:7443")
	refused([]string{"cannot be reached", "The server speaks without TLS: --insecure does too"}, "--server", s.GRPCAddr(), "--insecure=false")
	refused([]string{"holds no certificate in PEM"}, "--server", s.GRPCAddr(), "--ca-cert", write(t, "none"))
	refused([]string{"no such file"}, "--server", s.GRPCAddr(), "--api-key-file", "/nowhere/key")
	for _, address := range []string{"localhost", "http://localhost:7080", ""} {
		run(t, "", "import", dir, "--server", address).want(t, exitUsage, "--server must be host:port, such as localhost:7443")
	}

	wrong := s.Key[:len(s.Key)-8] + "00000000"
	refused([]string{"API_KEY_INVALID", "The key names tenant acme", "'throughline keys list'"}, "--server", s.GRPCAddr(), "--api-key-file", write(t, wrong))
	refused([]string{"misspelt", "tl_live_<tenant>_<secret>"}, "--server", s.GRPCAddr(), "--api-key-file", write(t, "secret"))
	refused([]string{"ROLE_INSUFFICIENT"}, "--server", s.GRPCAddr(), "--api-key-file", write(t, s.KeyFor("acme", "viewer")), "--data-only")
	t.Setenv("THROUGHLINE_API_KEY", "")
	refused([]string{"no API key: set THROUGHLINE_API_KEY or give --api-key-file"}, "--server", s.GRPCAddr())
}

func TestImportAsAnIngester(t *testing.T) {
	s := apptest.Start(t)
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	t.Setenv("THROUGHLINE_API_KEY", s.KeyFor("acme", "ingester"))
	run(t, "", "import", insurance, "--server", s.GRPCAddr()).
		want(t, exitFailure, "journey.yaml: ", "A key of role ingester may import with --data-only")
	run(t, "", "import", insurance, "--server", s.GRPCAddr(), "--data-only").want(t, exitOK, "411 stored")
}

func TestImportOverTLS(t *testing.T) {
	cert, key := certificate(t)
	s := apptest.Start(t, func(o *app.Options) { o.TLSCert, o.TLSKey = cert, key })
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	t.Setenv("THROUGHLINE_API_KEY", s.Key)
	dir := importFolder(t, demoLines(t, 0, 1))
	run(t, "", "import", dir, "--server", s.GRPCAddr(), "--ca-cert", cert).want(t, exitOK, "1 stored")
	run(t, "", "import", dir, "--server", s.GRPCAddr(), "--insecure=false").want(t, exitFailure, "cannot be reached", "--ca-cert names an authority of your own")
	run(t, "", "import", dir, "--server", s.GRPCAddr()).want(t, exitFailure, "Perhaps the server speaks TLS (--insecure=false)")
}
