package command

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

var (
	blocks = regexp.MustCompile("(?ms)^```(sh|yaml)\n(.*?)^```$")
	fileOf = regexp.MustCompile(`^# file: ([a-z.]+)\n`)
	guides = filepath.Join("..", "..", "..", "docs", "guides")
)

// script returns the commands of a guide in their order, with the files that it shows put where
// they are said to be.
func script(t *testing.T, guide string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(guides, guide))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	out.WriteString("set -euo pipefail\n")
	for _, b := range blocks.FindAllStringSubmatch(string(text), -1) {
		kind, body := b[1], b[2]
		if kind == "sh" {
			out.WriteString(body)
			continue
		}
		name := fileOf.FindStringSubmatch(body)
		if name == nil {
			t.Fatalf("%s: a yaml block does not begin with its file's name", guide)
		}
		out.WriteString("cat > " + name[1] + " <<'END_OF_FILE'\n" + body + "END_OF_FILE\n")
	}
	return out.String()
}

// guided runs a guide as a reader would, with throughline on the PATH.
func guided(t *testing.T, guide string, env ...string) string {
	t.Helper()
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	shim := "#!/bin/sh\n" + programVariable + "=1 exec " + self + ` "$@"` + "\n"
	if err := os.WriteFile(filepath.Join(dir, "throughline"), []byte(shim), 0o700); err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), "bash", "-c", script(t, guide))
	c.Dir = dir
	c.Env = append([]string{"PATH=" + dir + ":" + os.Getenv("PATH"), "HOME=" + dir}, env...)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", guide, err, out)
	}
	return string(out)
}

// TestGuides follows every guide from its first command to its last.
func TestGuides(t *testing.T) {
	s := apptest.Start(t)
	client := []string{"THROUGHLINE_SERVER=" + s.GRPCAddr(), "THROUGHLINE_API_KEY=" + s.Key}
	_, err := s.Client(s.Key).Routing.CreateDestination(t.Context(), &v1.CreateDestinationRequest{Destination: &v1.Destination{
		DisplayName: "Store operations", Target: &v1.Destination_Webhook{Webhook: &v1.Webhook{Url: "https://hooks.example.com/stores"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range []struct {
		guide string
		says  []string
	}{
		{"first-interactions.md", []string{"2 stored, 0 known already", "0 stored, 2 known already"}},
		{"map-your-channels.md", []string{"version 1", "Pickup desk"}},
		{"set-thresholds.md", []string{"alerts that fire", "policy version 1 is set"}},
		{"route-alerts.md", []string{"2 routes made", "stores hear"}},
	} {
		out := guided(t, g.guide, client...)
		for _, word := range g.says {
			if !strings.Contains(out, word) {
				t.Errorf("%s: it does not say %q:\n%s", g.guide, word, out)
			}
		}
	}
}

func TestProductionGuide(t *testing.T) {
	db := storetest.NewDurable(t, map[string]string{"fsync": "off"}) // a Postgres whose roles may be changed
	out := guided(t, "production.md", "POSTGRES_ADMIN_URL="+db.AdminURL, "PGSSLMODE=disable",
		fmt.Sprintf("POSTGRES_HOST=127.0.0.1:%d", db.Server.Port()))
	if !strings.Contains(out, "tl_live_acme_") {
		t.Errorf("no key was made:\n%s", out)
	}
}
