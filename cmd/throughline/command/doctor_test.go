package command

import (
	"encoding/json"
	"net"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

func TestDoctorOfADatabase(t *testing.T) {
	t.Setenv("THROUGHLINE_SECRET_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
	ports := []string{"--grpc-addr", "127.0.0.1:0", "--http-addr", "127.0.0.1:0"}
	doctor := func(more ...string) result {
		return run(t, "", append(append([]string{"doctor"}, ports...), more...)...)
	}

	db := storetest.New(t)
	good := doctor("--database-url", db.AppURL)
	good.want(t, exitOK, "✓ gRPC port", "✓ secret key", "✓ database", "✓ role", "✓ clock", "✓ tables")
	if strings.Contains(good.out, "\x1b[") {
		t.Error("colours, and it is no terminal")
	}
	if colored := runColor(t, true, "", append(append([]string{"doctor"}, ports...), "--database-url", db.AppURL)...); !strings.Contains(colored.out, "\x1b[32m✓\x1b[0m") {
		t.Errorf("no colours on a terminal:\n%s", colored.out)
	}
	doctor("--database-url", db.AdminURL).want(t, exitFailure, "✗ role", "not bound by row-level security", "→ use the role throughline_app", "error: something has failed")
	doctor("--database-url", storetest.NewEmpty(t).AppURL).want(t, exitFailure, "✗ tables", "→ run 'throughline migrate'")

	down := doctor("--database-url", "postgres://nobody:hush@127.0.0.1:1/x", "--json")
	down.want(t, exitFailure)
	var checks []app.Check
	if err := json.Unmarshal([]byte(down.out), &checks); err != nil {
		t.Fatalf("%v: %s", err, down.out)
	}
	if last := checks[len(checks)-1]; last.Name != "database" || last.Verdict != app.Bad || last.Remedy == "" {
		t.Errorf("no server: %+v", last)
	}
	if strings.Contains(down.out+down.err, "hush") {
		t.Error("it shows the password")
	}

	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	doctor("--database-url", db.AppURL, "--grpc-addr", taken.Addr().String()).want(t, exitOK, "! gRPC port", taken.Addr().String(), "→ a server that runs already holds it")
}
