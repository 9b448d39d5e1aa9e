package command

import (
	"encoding/json"
	"strings"
	"testing"

	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/store/embedded"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// listed returns what `keys list --json` shows.
func listed(t *testing.T, where ...string) []keyLine {
	t.Helper()
	r := run(t, "", append([]string{"keys", "list", "--tenant", apptest.Tenant, "--json"}, where...)...)
	r.want(t, exitOK)
	var keys []keyLine
	if err := json.Unmarshal([]byte(r.out), &keys); err != nil {
		t.Fatalf("%v: %s", err, r.out)
	}
	return keys
}

// A key that is made next to a running server works there at once, and no longer when it is revoked.
func TestKeysNextToAServer(t *testing.T) {
	s := apptest.Start(t)
	where := []string{"--database-url", s.DB.AppURL}
	made := run(t, "", append([]string{"keys", "create", "--tenant", apptest.Tenant, "--role", "viewer", "--name", "board", "--expires-in", "1h"}, where...)...)
	made.want(t, exitOK, "This key is shown once")
	key := strings.TrimSuffix(made.out, "\n")
	if !strings.HasPrefix(key, "tl_live_acme_") || strings.ContainsAny(key, " \n") {
		t.Fatalf("standard output is %q; want the key alone", made.out)
	}
	list := func() error {
		for _, err := range s.Client(key).ListAlerts(t.Context(), nil) {
			return err
		}
		return nil
	}
	if err := list(); err != nil {
		t.Errorf("the key does not work: %v", err)
	}
	var found keyLine
	for _, k := range listed(t, where...) {
		if k.Name == "board" {
			found = k
		}
	}
	if !strings.HasPrefix(key, found.Key) || len(found.Key) > len(key)-20 || found.Role != "viewer" || found.State != "works" || found.ExpiresAt == nil || found.RevokedAt != nil {
		t.Errorf("listed as %+v", found)
	}
	run(t, "", append([]string{"keys", "revoke", "--tenant", apptest.Tenant, found.ID}, where...)...).want(t, exitOK, found.Key+"… no longer works")
	run(t, "", append([]string{"keys", "list", "--tenant", apptest.Tenant}, where...)...).want(t, exitOK, "ID", "board", "revoked 20", "works")
	fresh := s.Client(key, throughline.WithAttempts(1))
	apptest.Eventually(t, "a revoked key is refused", func() bool {
		for _, err := range fresh.ListAlerts(t.Context(), nil) {
			return err != nil
		}
		return false
	})
}

func TestKeysOfNobody(t *testing.T) {
	db := storetest.New(t)
	where := []string{"--database-url", db.AppURL, "--tenant", "acme"}
	unknown := "11111111-1111-4111-8111-111111111111"
	run(t, "", append([]string{"keys", "create", "--role", "admin"}, where...)...).want(t, exitFailure, `there is no tenant "acme"`, "--create-tenant")
	run(t, "", append([]string{"keys", "list"}, where...)...).want(t, exitFailure, `there is no tenant "acme"`)
	run(t, "", append([]string{"keys", "revoke", unknown}, where...)...).want(t, exitFailure, `tenant "acme" has no key `+unknown)

	made := run(t, "", append([]string{"keys", "create", "--role", "admin", "--create-tenant", "--json"}, where...)...)
	made.want(t, exitOK)
	var key struct{ ID, Tenant, Role, APIKey string }
	if err := json.Unmarshal([]byte(strings.Replace(made.out, "api_key", "APIKey", 1)), &key); err != nil || key.Role != "admin" || !strings.HasPrefix(key.APIKey, "tl_live_acme_") {
		t.Errorf("%v: %s", err, made.out)
	}
	run(t, "", append([]string{"keys", "create", "--role", "viewer", "--create-tenant"}, where...)...).want(t, exitOK)
	revoked := run(t, "", append([]string{"keys", "revoke", "--json", key.ID}, where...)...)
	revoked.want(t, exitOK, `"state":"revoked"`)
}

func TestKeysOfADatabaseThatIsNotThere(t *testing.T) {
	run(t, "", "keys", "list", "--tenant", "acme", "--database-url", "postgres://nobody:hush@127.0.0.1:1/x").
		want(t, exitFailure, "the database cannot be used", "THROUGHLINE_DATABASE_URL")
	empty := storetest.NewEmpty(t)
	run(t, "", "keys", "list", "--tenant", "acme", "--database-url", empty.AppURL).
		want(t, exitFailure, "run 'throughline migrate'")
}

// The private Postgres is used next to the server that runs it, and without one.
func TestKeysOfThePrivatePostgres(t *testing.T) {
	dir := dataDir(t)
	where := []string{"--tenant", apptest.Tenant, "--data-dir", dir}
	run(t, "", append([]string{"keys", "create", "--role", "admin", "--create-tenant", "--name", "before"}, where...)...).want(t, exitOK)
	if _, err := embedded.Attach(dir); err == nil {
		t.Error("its Postgres still runs")
	}
	a, stop := serveIn(t, dir)
	made := run(t, "", append([]string{"keys", "create", "--role", "viewer", "--name", "beside"}, where...)...)
	made.want(t, exitOK)
	client, err := throughline.New(a.GRPCAddr(), throughline.WithAPIKey(strings.TrimSpace(made.out)), throughline.WithInsecure())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = client.Close() }()
	for _, err := range client.ListAlerts(t.Context(), nil) {
		t.Error(err)
	}
	stop()
	if keys := listed(t, "--data-dir", dir); len(keys) != 2 {
		t.Errorf("%d keys are left, want 2: %+v", len(keys), keys)
	}
}

// serveIn runs a server on a private Postgres in this process until stop is called.
func serveIn(t *testing.T, dir string) (a *app.App, stop func()) {
	t.Helper()
	return start(t, app.Options{Database: app.DatabaseOptions{DataDir: dir}, GRPCAddr: "127.0.0.1:0", HTTPAddr: "127.0.0.1:0"})
}
