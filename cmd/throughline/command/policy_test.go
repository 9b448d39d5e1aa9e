package command

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/throughline-cx/throughline/server/apptest"
)

func policyFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "policy.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

var etagOf = regexp.MustCompile(`--etag "([^"]+)"`)

func TestPolicyPlanAndApply(t *testing.T) {
	s := apptest.Start(t)
	t.Setenv("THROUGHLINE_API_KEY", s.Key)
	first := policyFile(t, "window_days: 21\nmin_customers: 20\n")
	plan := run(t, "", "policy", "plan", first, "--server", s.GRPCAddr())
	plan.want(t, exitOK, "+ min_customers: 20", "+ window_days: 21", "alerts that fire", "To set it: throughline policy apply")
	etag := etagOf.FindStringSubmatch(plan.out)[1]
	run(t, "", "policy", "apply", first, "--server", s.GRPCAddr(), "--etag", etag).want(t, exitOK, "policy version 1 is set")
	run(t, "", "policy", "apply", first, "--server", s.GRPCAddr(), "--etag", etag).want(t, exitFailure, "ETAG_MISMATCH", "has changed since its etag was read")
	run(t, "", "policy", "plan", first, "--server", s.GRPCAddr()).want(t, exitOK, "The file says what is set already.")

	second := policyFile(t, "window_days: 7\nrules:\n  - {name: many, all_of: [{customers: 30}]}\n")
	run(t, "", "policy", "plan", second, "--server", s.GRPCAddr()).
		want(t, exitOK, "~ window_days: 21 -> 7", "- min_customers: 20", "+ rules[many].all_of[0].at_least: 30", "set now", "the file")
	run(t, "", "policy", "plan", second, "--server", s.GRPCAddr(), "--json").want(t, exitOK, `"draft":{`)
}

func TestPolicyMistakes(t *testing.T) {
	run(t, "", "policy", "plan").want(t, exitUsage, "policy plan needs FILE")
	run(t, "", "policy", "apply", policyFile(t, "window_days: 7\nmin_customers: 2\n")).want(t, exitUsage, "--etag must be given")
	run(t, "", "policy", "plan", policyFile(t, "window_days: 7\nmin_customers: 2\nmin_distinct_weeks: 4\n")).
		want(t, exitFailure, "min_distinct_weeks: 4 can never be reached")
}
