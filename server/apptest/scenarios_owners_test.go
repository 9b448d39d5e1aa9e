package apptest_test

import (
	"testing"

	"google.golang.org/grpc/codes"
)

// ownerScenarios goes through who owns an alert: what each act answers, and how it is refused.
func ownerScenarios(t *testing.T) []scenario {
	t.Helper()
	all := complaints(t, 4)
	slot := func(method, of, rest string) step {
		return step{as: "reviewer", method: "AlertService." + method, send: []string{`{"name":"{alert}/ownerships/` + of + `",` + rest + `}`}}
	}
	named := func(what string, s step, want fields, fails *refusal) step {
		s.what, s.want, s.fails = what, want, fails
		return s
	}
	refused := &refusal{code: codes.FailedPrecondition, reason: "OWNERSHIP_ACT_REFUSED"}
	const once = "6f1d3c52-8f6b-4f53-9d0e-0c7c7a1f2b01"
	settings := func(rest string) []string {
		return []string{`{"routing_settings":{"name":"tenants/{tenant}/routingSettings",` + rest + `}}`}
	}
	kept := named("it is accepted", slot("AcceptOwnership", "accountable", `"team":"ecommerce","person":"Ada","etag":"{etag}","request_id":"`+once+`"`),
		fields{"state": "OWNERSHIP_STATE_ACCEPTED", "person": "Ada", "team": "ecommerce"}, nil)
	return []scenario{
		{name: "owners", steps: []step{
			{what: "a map", method: "JourneyService.UpdateJourneyMap", send: configurationScenarios(t)[0].steps[1].send, want: fields{"version": 1}},
			{what: "a fallback", method: "RoutingService.UpdateRoutingSettings", send: settings(`"fallback_team":"stores"`), want: fields{"version": 1, "fallback_team": "stores"}},
			{what: "the tenant tells it", as: "viewer", method: "AdminService.GetTenant", send: []string{`{"name":"tenants/{tenant}"}`}, want: fields{"fallback_team": "stores"}},
			{what: "a policy", method: "PolicyService.UpdatePolicy", send: []string{`{"policy":{"name":"tenants/{tenant}/policy","window_days":14,"min_customers":4}}`}, want: fields{"version": 1}},
			{what: "a watch", as: "viewer", method: "AlertService.WatchAlerts", send: []string{`{"parent":"tenants/{tenant}"}`}, want: fields{"heartbeat.sent_at": "*"}, keep: keep{"token": "resume_token"}},
			{what: "complaints", as: "ingester", method: "IngestionService.PushInteractions", send: []string{pushText(t, all)}, want: fields{"counts.rejected": 0}},
			{
				what: "it fires", as: "viewer", method: "AlertService.WatchAlerts", send: []string{`{"parent":"tenants/{tenant}","resume_token":"{token}"}`},
				want: fields{"alert_event.change.state": "ALERT_STATE_FIRING"}, keep: keep{"alert": "alert_event.alert.name"},
			},
			{
				what: "who is asked", as: "viewer", method: "AlertService.GetOwnership", send: []string{`{"name":"{alert}/ownerships/accountable"}`},
				want: fields{"team": "ecommerce", "state": "OWNERSHIP_STATE_ASKED", "answer_due_at": "*", "severity": "SEVERITY_MEDIUM"}, keep: keep{"etag": "etag"},
			},
			named("by another team", slot("AcceptOwnership", "accountable", `"team":"stores"`), nil, refused),
			named("by a team that is not there", slot("AcceptOwnership", "accountable", `"team":"moon"`), nil, invalid("team")),
			named("before it has accepted", slot("HandOverOwnership", "accountable", `"team":"ecommerce","to_team":"stores","reason":"theirs"`), nil, refused),
			named("without a reason", slot("DeclineOwnership", "accountable", `"team":"ecommerce"`), nil, invalid("reason")),
			named("a team that is not there", slot("ProposeOwner", "accountable", `"team":"ecommerce","proposed_team":"moon","reason":"theirs"`), nil, invalid("proposed_team")),
			{what: "a viewer may not", as: "viewer", method: "AlertService.AcceptOwnership", send: []string{`{"name":"{alert}/ownerships/accountable","team":"ecommerce"}`}, fails: &refusal{code: codes.PermissionDenied, reason: "ROLE_INSUFFICIENT"}},
			kept,
			named("and once only", slot("AcceptOwnership", "accountable", `"team":"ecommerce","person":"Ada","etag":"{etag}","request_id":"`+once+`"`), fields{"person": "Ada"}, nil),
			named("over what has changed since", slot("HandOverOwnership", "accountable", `"team":"ecommerce","to_team":"stores","reason":"theirs","etag":"{etag}"`), nil, &refusal{code: codes.Aborted, reason: "ETAG_MISMATCH"}),
			named("a person", slot("AssignPerson", "accountable", `"team":"ecommerce","person":"Grace"`), fields{"person": "Grace", "team": "ecommerce", "state": "OWNERSHIP_STATE_ACCEPTED"}, nil),
			named("handed over", slot("HandOverOwnership", "accountable", `"team":"ecommerce","to_team":"stores","reason":"the desk's"`), fields{"state": "OWNERSHIP_STATE_HANDING_OVER", "team": "ecommerce", "asked_team": "stores"}, nil),
			named("declined by the other: it is kept", slot("DeclineOwnership", "accountable", `"team":"stores","reason":"not ours"`), fields{"state": "OWNERSHIP_STATE_ACCEPTED", "team": "ecommerce", "asked_team": ""}, nil),
			named("another is proposed", slot("ProposeOwner", "contributing", `"team":"stores","proposed_team":"ecommerce","reason":"theirs"`), fields{"state": "OWNERSHIP_STATE_PROPOSED", "team": "stores"}, nil),
			{
				what: "all is on record", as: "viewer", method: "AlertService.ListOwnershipEvents", send: []string{`{"parent":"{alert}"}`},
				want: fields{"ownership_events.#": 7, "ownership_events.0.act": "OWNERSHIP_ACT_PROPOSE", "ownership_events.0.actor": "*", "ownership_events.0.reason": "theirs"},
			},
			{
				what: "who would own an alert here", as: "viewer", method: "JourneyService.PreviewOwners", send: []string{`{"parent":"tenants/{tenant}","seam":{"from_touchpoint":"notice","to_touchpoint":"desk"}}`},
				want: fields{"accountable_team": "ecommerce", "contributing_team": "stores", "unowned": false, "rules.#": 10, "rules.1.rule": "recorded", "rules.1.used": true, "rules.1.reason": "*"},
			},
			{what: "at no seam", as: "viewer", method: "JourneyService.PreviewOwners", send: []string{`{"parent":"tenants/{tenant}","seam":{"from_touchpoint":"notice","to_touchpoint":"moon"}}`}, fails: invalid("seam.to_touchpoint")},
			{what: "on no day", as: "viewer", method: "JourneyService.PreviewOwners", send: []string{`{"parent":"tenants/{tenant}","seam":{"from_touchpoint":"notice","to_touchpoint":"desk"},"day":"May"}`}, fails: invalid("day")},
			{what: "nothing is unowned", as: "viewer", method: "JourneyService.ListUnownedSeams", send: []string{`{"parent":"tenants/{tenant}"}`}, want: fields{"unowned_seams.#": 0}},
			{what: "a team that holds something", method: "JourneyService.DeleteTeam", send: []string{`{"name":"tenants/{tenant}/teams/stores"}`}, fails: &refusal{code: codes.FailedPrecondition, reason: "RESOURCE_IN_USE"}},
			{what: "to itself", method: "JourneyService.DeleteTeam", send: []string{`{"name":"tenants/{tenant}/teams/stores","rehome_to":"stores"}`}, fails: invalid("rehome_to")},
			{what: "a team that never was", method: "JourneyService.DeleteTeam", send: []string{`{"name":"tenants/{tenant}/teams/moon"}`}, fails: &notFound},
			{what: "by a viewer", as: "viewer", method: "JourneyService.DeleteTeam", send: []string{`{"name":"tenants/{tenant}/teams/stores","rehome_to":"ecommerce"}`}, fails: &refusal{code: codes.PermissionDenied, reason: "ROLE_INSUFFICIENT"}},
			{
				what: "a map that leaves it out", method: "JourneyService.UpdateJourneyMap", send: []string{`{"journey_map":{"name":"tenants/{tenant}/journeyMap","teams":["ecommerce"]}}`},
				fails: &refusal{code: codes.FailedPrecondition, reason: "RESOURCE_IN_USE"},
			},
			{what: "rehomed", method: "JourneyService.DeleteTeam", send: []string{`{"name":"tenants/{tenant}/teams/stores","rehome_to":"ecommerce"}`}, want: fields{"teams.#": 1, "teams.0": "ecommerce", "seams.0.contributing_team": ""}},
			{what: "the fallback too", as: "viewer", method: "RoutingService.GetRoutingSettings", send: []string{`{"name":"tenants/{tenant}/routingSettings"}`}, want: fields{"fallback_team": "ecommerce"}},
			{what: "and its slot", as: "viewer", method: "AlertService.GetOwnership", send: []string{`{"name":"{alert}/ownerships/contributing"}`}, want: fields{"team": "ecommerce"}},
			{what: "no such slot", as: "viewer", method: "AlertService.GetOwnership", send: []string{`{"name":"tenants/{tenant}/alerts/` + unknownID + `/ownerships/accountable"}`}, fails: &notFound},
		}},
		{name: "playbook", steps: []step{
			{what: "none yet", as: "viewer", method: "RoutingService.GetPlaybook", send: []string{`{"name":"tenants/{tenant}/playbook"}`}, want: fields{"version": 0, "plays.#": 0, "shipped_plays.0.id": "*"}},
			{
				what: "the first", method: "RoutingService.UpdatePlaybook",
				send: []string{`{"playbook":{"name":"tenants/{tenant}/playbook","plays":[{"id":"ours","failure_mode":"FAILURE_MODE_DEAD_END","from_kinds":["TOUCHPOINT_KIND_WEB"],"title":"Ask {to}","steps":["Call {to}"]},{"id":"context_lost","off":true}]}}`},
				want: fields{"version": 1, "plays.#": 2, "plays.0.title": "Ask {to}"}, keep: keep{"etag": "etag"},
			},
			{
				what: "wrong", method: "RoutingService.UpdatePlaybook", send: []string{`{"playbook":{"name":"tenants/{tenant}/playbook","plays":[{"id":"x","title":"","steps":[]}]}}`},
				fails: invalid("playbook.plays[0].title", "playbook.plays[0].steps"),
			},
			{what: "over what has changed since", method: "RoutingService.UpdatePlaybook", send: []string{`{"playbook":{"name":"tenants/{tenant}/playbook","etag":"old"}}`}, fails: &refusal{code: codes.Aborted, reason: "ETAG_MISMATCH"}},
			{what: "a reviewer may not", as: "reviewer", method: "RoutingService.UpdatePlaybook", send: []string{`{"playbook":{"name":"tenants/{tenant}/playbook"}}`}, fails: &refusal{code: codes.PermissionDenied, reason: "ROLE_INSUFFICIENT"}},
		}},
		{name: "routing settings", steps: []step{
			{what: "none yet", as: "viewer", method: "RoutingService.GetRoutingSettings", send: []string{`{"name":"tenants/{tenant}/routingSettings"}`}, want: fields{"version": 0, "fallback_team": ""}},
			{what: "a team that is not there", method: "RoutingService.UpdateRoutingSettings", send: settings(`"fallback_team":"moon"`), fails: invalid("routing_settings.fallback_team")},
			{what: "a map", method: "JourneyService.UpdateJourneyMap", send: configurationScenarios(t)[0].steps[1].send, want: fields{"version": 1}},
			{
				what: "the first", method: "RoutingService.UpdateRoutingSettings",
				send: settings(`"fallback_team":"stores","clocks":[{"severity":"SEVERITY_HIGH","accept_within":"3600s","remind_every":"600s"}],"teams":[{"team":"ecommerce","escalates_to":"stores","time_zone":"Europe/Berlin","quiet_hours":[{"days":["DAY_OF_WEEK_MONDAY"],"start_time":"18:00","end_time":"08:00"}],"digest_at":"08:30","budget_alerts":3,"budget_days":7}]`),
				want: fields{"version": 1, "teams.0.quiet_hours.0.days.0": "DAY_OF_WEEK_MONDAY", "clocks.0.accept_within": "3600s", "etag": "*"}, keep: keep{"etag": "etag"},
			},
			{what: "read back", as: "viewer", method: "RoutingService.GetRoutingSettings", send: []string{`{"name":"tenants/{tenant}/routingSettings"}`}, want: fields{"version": 1, "etag": "{etag}", "teams.0.quiet_hours.0.end_time": "08:00", "teams.0.budget_alerts": 3}},
			{
				what: "quiet for ever, and in a circle", method: "RoutingService.UpdateRoutingSettings",
				send:  settings(`"teams":[{"team":"ecommerce","escalates_to":"ecommerce","quiet_hours":[{"start_time":"00:00","end_time":"00:00"}]}]`),
				fails: invalid("routing_settings.teams[0].escalates_to", "routing_settings.teams[0].quiet_hours"),
			},
			{what: "no time of day", method: "RoutingService.UpdateRoutingSettings", send: settings(`"teams":[{"team":"ecommerce","quiet_hours":[{"start_time":"25:00","end_time":"08:00"}]}]`), fails: invalid("routing_settings.teams[0].quiet_hours[0].start_time")},
			{what: "over what has changed since", method: "RoutingService.UpdateRoutingSettings", send: settings(`"etag":"other"`), fails: &refusal{code: codes.Aborted, reason: "ETAG_MISMATCH"}},
			{what: "a reviewer may not", as: "reviewer", method: "RoutingService.UpdateRoutingSettings", send: settings(`"fallback_team":"stores"`), fails: &refusal{code: codes.PermissionDenied, reason: "ROLE_INSUFFICIENT"}},
		}},
	}
}
