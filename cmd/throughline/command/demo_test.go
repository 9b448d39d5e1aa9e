package command

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/store/embedded"
)

func TestDemo(t *testing.T) {
	dir := dataDir(t)
	args := []string{"demo", "--once", "--data-dir", dir, "--grpc-addr", "127.0.0.1:0", "--http-addr", "127.0.0.1:0"}
	for _, time := range []string{"first", "second"} {
		r := run(t, "", args...)
		r.want(t, exitOK, "Northway Retail", "Harbour Insurance", "Meridian Bank", " FIRING ",
			"Contact center → In-store pickup desk", "Online claim start → Claims advisor",
			"Journey ", "What broke ", "Where stuck ", "They say ", "Affected ", "Exposure ", "Signal ", "Demand ",
			"Owners ", "Fix ", "Why now ", "Can't see ", "Since last ",
			"Told, each with the same evidence and a verified signature: contact center, store ops.",
			"Nobody owns contact center → pickup desk: ", "Store ops takes it.", "Contact center does not: “", "  contributing   digital, asked",
			"store ops      hears that contact center has said", "digital        is asked to be the contributing team",
			"export THROUGHLINE_API_KEY=tl_live_retail_", "export THROUGHLINE_SERVER=127.0.0.1:", "throughline alerts list", "throughline alerts show ", "grpcurl -plaintext", "AlertService/ListAlerts", "curl -H")
		if strings.Contains(r.out, "\x1b[") {
			t.Errorf("the %s time: colours, and it is no terminal", time)
		}
		for _, found := range regexp.MustCompile(`Affected +(\d+) customers in 21 days\n`).FindAllStringSubmatch(r.out, -1) {
			if n, err := strconv.Atoi(found[1]); err != nil || n < 20 {
				t.Errorf("the %s time: an alert of retail, which needs 20 customers, has %s", time, found[1])
			}
		}
	}
}

func TestDemoDir(t *testing.T) {
	foreign := t.TempDir()
	letter := filepath.Join(foreign, "letter.txt")
	if err := os.WriteFile(letter, []byte("dear"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := demoDir(foreign); err == nil || !strings.Contains(err.Error(), "was not made by a demo") {
		t.Errorf("a folder with a letter in it: %v", err)
	}
	if _, err := os.Stat(letter); err != nil {
		t.Errorf("the letter is gone: %v", err)
	}
	mine := filepath.Join(t.TempDir(), "new", "demo")
	for range 2 {
		got, err := demoDir(mine)
		if err != nil || got != mine {
			t.Fatalf("%q, %v", got, err)
		}
		entries, err := os.ReadDir(mine)
		if err != nil || len(entries) != 1 || entries[0].Name() != demoMarker {
			t.Errorf("it holds %v, %v; want the marker alone", entries, err)
		}
		if err := os.WriteFile(filepath.Join(mine, "leftover"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSplitPath(t *testing.T) {
	if tenant, team := splitPath("/retail/store_ops"); tenant != "retail" || team != "store_ops" {
		t.Errorf("%q, %q", tenant, team)
	}
}

// Ctrl-C in the middle of the import ends everything.
func TestDemoIsInterrupted(t *testing.T) {
	dir := dataDir(t)
	p := startProgram(t, "demo", "--data-dir", dir, "--grpc-addr", "127.0.0.1:0", "--http-addr", "127.0.0.1:0")
	p.until(t, "reading what they say")
	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if code, said := p.end(t); code != exitInterrupted || said != "interrupted\n" {
		t.Errorf("exit code %d; it said %q", code, said)
	}
	if _, err := embedded.Attach(dir); !errors.Is(err, embedded.ErrNotRunning) {
		t.Errorf("Postgres afterwards: %v", err)
	}
}
