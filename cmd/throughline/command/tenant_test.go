package command

import (
	"testing"

	"github.com/throughline-cx/throughline/server/apptest"
)

func TestTenant(t *testing.T) {
	s := apptest.Start(t)
	t.Setenv("THROUGHLINE_SERVER", s.GRPCAddr())
	t.Setenv("THROUGHLINE_API_KEY", s.KeyFor("shop", "admin"))
	run(t, "", "tenant", "show").want(t, exitOK, "tenant         shop", "time zone      UTC")
	run(t, "", "tenant", "set").want(t, exitUsage, "--name or --time-zone must be given")
	run(t, "", "tenant", "set", "--time-zone", "Mars/Olympus").want(t, exitFailure, "tenant.time_zone", `"Mars/Olympus" is no time zone`)
	run(t, "", "tenant", "set", "--time-zone", "Europe/Berlin").want(t, exitOK, "name           shop", "time zone      Europe/Berlin")
	run(t, "", "tenant", "set", "--name", "The Shop", "--json").want(t, exitOK, `"displayName":"The Shop"`, `"timeZone":"Europe/Berlin"`)
	t.Setenv("THROUGHLINE_API_KEY", s.KeyFor("shop", "viewer"))
	run(t, "", "tenant", "set", "--name", "Mine").want(t, exitFailure, "ROLE_INSUFFICIENT")
}
