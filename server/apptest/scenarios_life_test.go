package apptest_test

import (
	"testing"

	"google.golang.org/grpc/codes"
)

// lifeScenarios goes through what people do about an alert, what has not fired, and history.
func lifeScenarios(t *testing.T) []scenario {
	t.Helper()
	all := complaints(t, 4)
	for _, c := range all {
		c.AccountId = "a-1"
	}
	role := &refusal{code: codes.PermissionDenied, reason: "ROLE_INSUFFICIENT"}
	unfit := &refusal{code: codes.FailedPrecondition, reason: "ALERT_STATE_UNFIT"}
	const once = "6f1d3c52-8f6b-4f53-9d0e-0c7c7a1f2c01"
	act := func(what, method, rest string, want fields, fails *refusal) step {
		return step{what: what, as: "reviewer", method: "AlertService." + method, send: []string{`{"name":"{alert}"` + rest + `}`}, want: want, fails: fails}
	}
	list := func(what, method, rest string, want fields, fails *refusal) step {
		return step{what: what, as: "viewer", method: "AlertService." + method, send: []string{`{"parent":"tenants/{tenant}"` + rest + `}`}, want: want, fails: fails}
	}
	watch := func(what, token, state string) step {
		return step{
			what: what, as: "viewer", method: "AlertService.WatchAlerts", send: []string{`{"parent":"tenants/{tenant}","resume_token":"` + token + `"}`},
			want: fields{"alert_event.change.state": state}, keep: keep{"alert": "alert_event.alert.name", "cluster": "alert_event.alert.cluster", "etag": "alert_event.alert.etag", "token": "resume_token"},
		}
	}
	begin := func(policy string) []step {
		return []step{
			{what: "a map", method: "JourneyService.UpdateJourneyMap", send: configurationScenarios(t)[0].steps[1].send, want: fields{"version": 1}},
			{
				what: "an account", as: "ingester", method: "IngestionService.PushAccounts", want: fields{"counts.accepted": 1},
				send: []string{`{"parent":"tenants/{tenant}","accounts":[{"account_id":"a-1","annual_value":{"amount_minor":"120000","currency":"EUR"}}]}`},
			},
			{what: "a policy", method: "PolicyService.UpdatePolicy", send: []string{`{"policy":{"name":"tenants/{tenant}/policy",` + policy + `}}`}, want: fields{"version": 1}},
			{what: "a watch", as: "viewer", method: "AlertService.WatchAlerts", send: []string{`{"parent":"tenants/{tenant}"}`}, want: fields{"heartbeat.sent_at": "*"}, keep: keep{"token": "resume_token"}},
			{what: "complaints", as: "ingester", method: "IngestionService.PushInteractions", send: []string{pushText(t, all)}, want: fields{"counts.rejected": 0}},
		}
	}
	return []scenario{
		{name: "life of an alert", steps: append(begin(`"window_days":14,"min_customers":4`),
			watch("it fires", "{token}", "ALERT_STATE_FIRING"),
			step{
				what: "it is taken", as: "reviewer", method: "AlertService.AcknowledgeAlert", send: []string{`{"name":"{alert}","comment":"on it","etag":"{etag}","request_id":"` + once + `"}`},
				want: fields{"state": "ALERT_STATE_ACKNOWLEDGED", "level": "ALERT_STATE_FIRING", "acknowledgement.comment": "on it", "acknowledgement.actor": "*", "change_count": "*"}, keep: keep{"present": "etag"},
			},
			act("once", "AcknowledgeAlert", `,"comment":"on it","etag":"{etag}","request_id":"`+once+`"`, fields{"state": "ALERT_STATE_ACKNOWLEDGED"}, nil),
			act("over what has changed since", "ResolveAlert", `,"comment":"done","etag":"{etag}"`, nil, &refusal{code: codes.Aborted, reason: "ETAG_MISMATCH"}),
			act("made quiet for ever", "SnoozeAlert", ``, nil, invalid("until")),
			act("made quiet until it grows without bound", "SnoozeAlert", `,"growth_percent":1001`, nil, invalid("growth_percent")),
			act("made quiet until it grows", "SnoozeAlert", `,"growth_percent":50,"comment":"not now"`, fields{"state": "ALERT_STATE_SNOOZED", "snooze.growth_percent": 50, "snooze.comment": "not now"}, nil),
			act("taken in its sleep", "AcknowledgeAlert", ``, nil, unfit),
			act("woken", "UnsnoozeAlert", ``, fields{"state": "ALERT_STATE_ACKNOWLEDGED"}, nil),
			act("opened though it is open", "ReopenAlert", ``, nil, unfit),
			act("closed without a reason", "ResolveAlert", ``, nil, invalid("comment")),
			act("closed", "ResolveAlert", `,"comment":"the desk scans first"`, fields{"state": "ALERT_STATE_RESOLVED", "resolution.comment": "the desk scans first"}, nil),
			act("opened again", "ReopenAlert", ``, fields{"state": "ALERT_STATE_FIRING"}, nil),
			step{what: "a viewer may not", as: "viewer", method: "AlertService.ResolveAlert", send: []string{`{"name":"{alert}","comment":"x"}`}, fails: role},
			step{
				what: "all is on record, the latest first", as: "viewer", method: "AlertService.ListAlertChanges", send: []string{`{"parent":"{alert}","page_size":2}`},
				want: fields{"changes.#": 2, "changes.0.change.action": "ALERT_ACTION_REOPEN", "changes.1.change.action": "ALERT_ACTION_RESOLVE", "changes.1.change.comment": "the desk scans first", "changes.0.reading.customer_count": 4, "changes.0.now.customer_count": 4, "next_page_token": "*"},
				keep: keep{"page": "next_page_token"},
			},
			step{
				what: "page by page", as: "viewer", method: "AlertService.ListAlertChanges", send: []string{`{"parent":"{alert}","page_size":2,"page_token":"{page}"}`},
				want: fields{"changes.0.change.action": "ALERT_ACTION_UNSNOOZE", "changes.1.change.action": "ALERT_ACTION_SNOOZE"},
			},
			step{what: "with a token of another", as: "viewer", method: "AlertService.ListAlertChanges", send: []string{`{"parent":"tenants/{tenant}/alerts/` + unknownID + `","page_token":"{page}"}`}, fails: &refusal{code: codes.InvalidArgument, reason: "PAGE_TOKEN_INVALID"}},
			step{what: "of none", as: "viewer", method: "AlertService.ListAlertChanges", send: []string{`{"parent":"tenants/{tenant}/alerts/` + unknownID + `"}`}, fails: &notFound},
			step{what: "what is done about none", as: "reviewer", method: "AlertService.AcknowledgeAlert", send: []string{`{"name":"tenants/{tenant}/alerts/` + unknownID + `"}`}, fails: &notFound},
			step{what: "why it fires", as: "viewer", method: "AlertService.ExplainAlert", send: []string{`{"name":"{alert}"}`}, want: fields{"state": "ALERT_STATE_FIRING", "deciding.crossed": true, "would_stop.0.description": "*"}},
		)},
		{name: "what has not fired", steps: append(append([]step{
			{what: "history without a policy", as: "reviewer", method: "AlertService.JudgeHistory", send: []string{`{"parent":"tenants/{tenant}"}`}, fails: &refusal{code: codes.FailedPrecondition, reason: "POLICY_MISSING"}},
		}, begin(`"window_days":14,"min_customers":8`)...),
			watch("it comes near", "{token}", "ALERT_STATE_NEAR_THRESHOLD"),
			list("the nearest first", "ListNearThreshold", "", fields{
				"breaks.#": 1, "breaks.0.alert": "{alert}", "breaks.0.cluster": "{cluster}", "breaks.0.standing.progress": 0.5, "breaks.0.standing.missing": "*",
				"breaks.0.standing.crossing.need": 8, "breaks.0.standing.crossing.reason": "*", "next_page_token": "",
			}, nil),
			list("the soonest first", "ListNearThreshold", `,"order_by":"days_to_cross"`, fields{"breaks.#": 1, "breaks.0.alert": "{alert}"}, nil),
			list("by beauty", "ListNearThreshold", `,"order_by":"beauty"`, nil, invalid("order_by")),
			list("what costs most for each complaint", "ListCostlyBreaks", "", fields{
				"currency": "EUR", "breaks.#": 1, "breaks.0.cluster": "{cluster}", "breaks.0.standing.exposures.0.kind": "EXPOSURE_KIND_ACCOUNT_VALUE", "breaks.0.standing.exposures.0.per_interaction.amount_minor": "30000",
			}, nil),
			list("in another currency", "ListCostlyBreaks", `,"currency":"USD"`, fields{"currency": "USD", "breaks.#": 0}, nil),
			list("in no currency", "ListCostlyBreaks", `,"currency":"usd"`, nil, invalid("currency")),
			step{what: "why it does not fire", as: "viewer", method: "AlertService.ExplainCluster", send: []string{`{"name":"{cluster}"}`}, want: fields{"would_fire.0.description": "*", "deciding.crossed": false}},
			step{what: "history has nothing to tell", as: "reviewer", method: "AlertService.JudgeHistory", send: []string{`{"parent":"tenants/{tenant}"}`}, want: fields{"cluster_count": 1, "change_count": 0, "alerts.#": 0}},
			step{what: "of today", as: "reviewer", method: "AlertService.JudgeHistory", send: []string{`{"parent":"tenants/{tenant}","first_day":"2999-01-01"}`}, fails: invalid("first_day")},
			step{what: "of no day", as: "reviewer", method: "AlertService.JudgeHistory", send: []string{`{"parent":"tenants/{tenant}","first_day":"yesterday"}`}, fails: invalid("first_day")},
			step{what: "by a viewer", as: "viewer", method: "AlertService.JudgeHistory", send: []string{`{"parent":"tenants/{tenant}"}`}, fails: role},
		)},
		{name: "tenant", steps: []step{
			{what: "its name and its zone", method: "AdminService.UpdateTenant", send: []string{`{"tenant":{"name":"tenants/{tenant}","display_name":"Shop","time_zone":"Europe/Berlin"}}`}, want: fields{"display_name": "Shop", "time_zone": "Europe/Berlin"}},
			{what: "its zone alone", method: "AdminService.UpdateTenant", send: []string{`{"tenant":{"name":"tenants/{tenant}","time_zone":"Asia/Tokyo"},"update_mask":"timeZone"}`}, want: fields{"display_name": "Shop", "time_zone": "Asia/Tokyo"}},
			{what: "a zone that is none", method: "AdminService.UpdateTenant", send: []string{`{"tenant":{"name":"tenants/{tenant}","time_zone":"Mars/Olympus"}}`}, fails: invalid("tenant.time_zone")},
			{what: "what cannot be changed", method: "AdminService.UpdateTenant", send: []string{`{"tenant":{"name":"tenants/{tenant}","fallback_team":"stores"},"update_mask":"fallbackTeam"}`}, fails: invalid("update_mask")},
			{what: "by a reviewer", as: "reviewer", method: "AdminService.UpdateTenant", send: []string{`{"tenant":{"name":"tenants/{tenant}","display_name":"Mine"}}`}, fails: role},
		}},
	}
}
