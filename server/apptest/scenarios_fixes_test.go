package apptest_test

import (
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
)

func fixScenarios(t *testing.T) []scenario {
	t.Helper()
	fix := func(to, shipped, request string) []string {
		return []string{`{"parent":"tenants/{tenant}","request_id":"` + request + `","fix":{"note":"Scan first","shipped_at":"` + shipped +
			`","seam":{"from_touchpoint":"notice","to_touchpoint":"` + to + `"}}}`}
	}
	const once = "6f1d3c52-8f6b-4f53-9d0e-0c7c7a1f2a01"
	role := &refusal{code: codes.PermissionDenied, reason: "ROLE_INSUFFICIENT"}
	earlier := strings.ReplaceAll(push(item("a", "All is well.")), "{today-1}", "{today-3}")
	return []scenario{{name: "fixes", steps: []step{
		{what: "a map", method: "JourneyService.UpdateJourneyMap", send: configurationScenarios(t)[0].steps[1].send, want: fields{"version": 1}},
		{what: "nothing was heard yet", as: "reviewer", method: "AlertService.CreateFix", send: fix("desk", "{today-1}", ""), fails: invalid("fix.shipped_at")},
		{what: "something was", as: "ingester", method: "IngestionService.PushInteractions", send: []string{earlier}, want: fields{"counts.accepted": 1}},
		{
			what: "a fix is recorded", as: "reviewer", method: "AlertService.CreateFix", send: fix("desk", "{today-1}", once),
			want: fields{"note": "Scan first", "actor": "*", "locations.#": 0}, keep: keep{"fix": "name"},
		},
		{what: "and once only", as: "reviewer", method: "AlertService.CreateFix", send: fix("desk", "{today-1}", once), want: fields{"name": "{fix}"}},
		{what: "an equal one", as: "reviewer", method: "AlertService.CreateFix", send: fix("desk", "{today-1}", ""), fails: &refusal{code: codes.AlreadyExists, reason: "RESOURCE_ALREADY_EXISTS"}},
		{what: "at no touchpoint", as: "reviewer", method: "AlertService.CreateFix", send: fix("moon", "{today-1}", ""), fails: invalid("fix.seam.to_touchpoint")},
		{what: "by a viewer", as: "viewer", method: "AlertService.CreateFix", send: fix("desk", "{today-1}", ""), fails: role},
		{what: "they are listed", as: "viewer", method: "AlertService.ListFixes", send: []string{`{"parent":"tenants/{tenant}"}`}, want: fields{"fixes.#": 1, "fixes.0.name": "{fix}"}},
		{
			what: "its effect", as: "viewer", method: "AlertService.GetFixEffect", send: []string{`{"name":"{fix}"}`},
			want: fields{"fix": "{fix}", "verdict": "FIX_VERDICT_NOT_ENOUGH_DATA", "reason": "*", "displacement.watched_count": 0},
		},
		{what: "before it shipped", as: "viewer", method: "AlertService.GetFixEffect", send: []string{`{"name":"{fix}","as_of":"{today-2}"}`}, fails: invalid("as_of")},
		{what: "of none", as: "viewer", method: "AlertService.GetFixEffect", send: []string{`{"name":"tenants/{tenant}/fixes/` + unknownID + `"}`}, fails: &notFound},
	}}}
}
