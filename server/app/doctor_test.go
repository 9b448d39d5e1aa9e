package app_test

import (
	"net"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/store/embedded"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

const secretKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

// diagnose returns the checks by name. What has not gone well must say what to do.
func diagnose(t *testing.T, o app.Options) map[string]app.Check {
	t.Helper()
	if o.GRPCAddr == "" {
		o.GRPCAddr, o.HTTPAddr = "127.0.0.1:0", "127.0.0.1:0"
	}
	checks := map[string]app.Check{}
	for _, c := range app.Diagnose(t.Context(), o) {
		if c.Detail == "" || (c.Verdict != app.Good) != (c.Remedy != "") {
			t.Errorf("check %+v", c)
		}
		checks[c.Name] = c
	}
	return checks
}

func verdicts(checks map[string]app.Check) (bad []string) {
	for name, c := range checks {
		if c.Verdict != app.Good {
			bad = append(bad, name)
		}
	}
	return bad
}

func TestDiagnoseADatabase(t *testing.T) {
	db := storetest.New(t)
	good := app.Options{Database: app.DatabaseOptions{URL: db.AppURL}, SecretKey: secretKey}
	if bad := verdicts(diagnose(t, good)); len(bad) > 0 {
		t.Errorf("a good setting fails %v", bad)
	}
	for name, c := range map[string]struct {
		change func(*app.Options)
		check  string
		detail string
	}{
		"superuser":    {func(o *app.Options) { o.Database.URL = db.AdminURL }, "role", "is not bound by row-level security"},
		"owner":        {func(o *app.Options) { o.Database.URL = db.OwnerURL }, "role", "throughline_owner is not bound"},
		"no tables":    {func(o *app.Options) { o.Database.URL = storetest.NewEmpty(t).AppURL }, "tables", "migrations behind"},
		"no database":  {func(o *app.Options) { o.Database.URL = "postgres://x@127.0.0.1:1/x" }, "database", "refused"},
		"no key":       {func(o *app.Options) { o.SecretKey = "" }, "secret key", "not set"},
		"a short key":  {func(o *app.Options) { o.SecretKey = "AAAA" }, "secret key", "32 bytes"},
		"certificates": {func(o *app.Options) { o.TLSCert = "/nowhere" }, "certificate", "/nowhere"},
	} {
		o := good
		c.change(&o)
		checks := diagnose(t, o)
		if got := checks[c.check]; got.Verdict != app.Bad || !strings.Contains(got.Detail, c.detail) {
			t.Errorf("%s: %+v", name, got)
		}
		if bad := verdicts(checks); len(bad) != 1 {
			t.Errorf("%s: these fail too: %v", name, bad)
		}
	}
}

func TestDiagnosePorts(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	o := app.Options{GRPCAddr: taken.Addr().String(), HTTPAddr: "127.0.0.1:0", SecretKey: secretKey}
	o.Database.URL = storetest.New(t).AppURL
	checks := diagnose(t, o)
	if c := checks["gRPC port"]; c.Verdict != app.Warning || !strings.Contains(c.Detail, o.GRPCAddr) || !strings.Contains(c.Remedy, "--grpc-addr") {
		t.Errorf("a port that is taken: %+v", c)
	}
	if c := checks["HTTP port"]; c.Verdict != app.Good {
		t.Errorf("a free port: %+v", c)
	}
}

func TestDiagnoseThePrivatePostgres(t *testing.T) {
	o := app.Options{Database: app.DatabaseOptions{DataDir: dataDir(t)}}
	if c := diagnose(t, o)["private Postgres"]; c.Verdict != app.Good || !strings.Contains(c.Detail, "does not run") {
		t.Errorf("before: %+v", c)
	}
	pg, err := embedded.Start(t.Context(), embedded.Options{DataDir: o.Database.DataDir, Settings: embedded.Fast()})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := pg.Stop(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	checks := diagnose(t, o)
	if c := checks["private Postgres"]; c.Verdict != app.Good || !strings.Contains(c.Detail, "runs on") {
		t.Errorf("running: %+v", c)
	}
	if c := checks["tables"]; c.Verdict != app.Bad {
		t.Errorf("running, not migrated: %+v", c)
	}
}
