package apptest_test

import (
	"testing"

	"google.golang.org/grpc/codes"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store/apikey"
)

func keyScenarios() []scenario {
	tenant := []string{`{"name":"tenants/{tenant}"}`}
	bad := refusal{code: codes.Unauthenticated, reason: "API_KEY_INVALID"}
	role := refusal{code: codes.PermissionDenied, reason: "ROLE_INSUFFICIENT"}
	return []scenario{
		{name: "key", steps: []step{
			{
				what: "a key is made", method: "AdminService.CreateApiKey",
				send: []string{`{"parent":"tenants/{tenant}","api_key":{"display_name":"crm","role":"API_KEY_ROLE_VIEWER"},"request_id":"6f1c2b1e-6a39-4a39-9a68-0d6c7f0b6a11"}`},
				want: fields{"role": "API_KEY_ROLE_VIEWER", "hint": "*", "secret": "*"}, keep: keep{"key": "name", "secret": "secret"},
			},
			{
				what: "the same request again makes none, and does not tell it", method: "AdminService.CreateApiKey",
				send: []string{`{"parent":"tenants/{tenant}","api_key":{"display_name":"crm","role":"API_KEY_ROLE_VIEWER"},"request_id":"6f1c2b1e-6a39-4a39-9a68-0d6c7f0b6a11"}`},
				want: fields{"name": "{key}", "secret": ""},
			},
			{
				what: "its request id for another request", method: "AdminService.CreateApiKey",
				send:  []string{`{"parent":"tenants/{tenant}","api_key":{"role":"API_KEY_ROLE_ADMIN"},"request_id":"6f1c2b1e-6a39-4a39-9a68-0d6c7f0b6a11"}`},
				fails: &refusal{code: codes.InvalidArgument, reason: "REQUEST_ID_REUSED"},
			},
			{what: "nobody has used it", method: "AdminService.ListApiKeys", send: []string{`{"parent":"tenants/{tenant}"}`}, want: fields{"api_keys.#": 3, "api_keys.2.name": "{key}", "api_keys.2.secret": ""}},
			{what: "it is revoked", method: "AdminService.RevokeApiKey", send: []string{`{"name":"{key}"}`}, want: fields{"revoked_at": "*"}},
			{what: "and refused", as: "{secret}", method: "AdminService.GetTenant", send: tenant, fails: &bad},
			{what: "twice changes nothing", method: "AdminService.RevokeApiKey", send: []string{`{"name":"{key}"}`}, want: fields{"name": "{key}", "revoked_at": "*"}},
		}},
		{name: "key in use", steps: []step{
			{
				what: "a key is made", method: "AdminService.CreateApiKey",
				send: []string{`{"parent":"tenants/{tenant}","api_key":{"role":"API_KEY_ROLE_VIEWER"}}`}, keep: keep{"key": "name", "secret": "secret"},
			},
			{what: "and used", as: "{secret}", method: "AdminService.GetTenant", send: tenant, want: fields{"name": "tenants/{tenant}"}},
			{what: "it is revoked", method: "AdminService.RevokeApiKey", send: []string{`{"name":"{key}"}`}, want: fields{"revoked_at": "*"}},
			{what: "and refused at once", as: "{secret}", method: "AdminService.GetTenant", send: tenant, fails: &bad},
			{
				what: "a key without a role", method: "AdminService.CreateApiKey", send: []string{`{"parent":"tenants/{tenant}","api_key":{"display_name":"x"}}`},
				fails: invalid("api_key.role"),
			},
			{
				what: "a key of the past", method: "AdminService.CreateApiKey",
				send:  []string{`{"parent":"tenants/{tenant}","api_key":{"role":"API_KEY_ROLE_VIEWER","expires_at":"{today-1}"}}`},
				fails: invalid("api_key.expires_at"),
			},
		}},
		{name: "what reviews taught", steps: []step{
			{
				what: "nothing yet", as: "viewer", method: "ReviewService.GetCalibration", send: []string{`{"name":"tenants/{tenant}/calibration"}`},
				want: fields{"version": 0, "slope": 1, "offset": 0, "counts_from": 0.5, "author": "", "etag": "0"},
			},
			{
				what: "too few decisions", as: "viewer", method: "ReviewService.ProposeRecalibration", send: []string{`{"name":"tenants/{tenant}/calibration"}`},
				want: fields{"better": false, "confidence.needed_count": 100, "lines.needed_count": 100, "reasons.#": 2, "clusters.#": 0}, keep: keep{"proposal": "etag"},
			},
			{what: "a reviewer applies it", as: "reviewer", method: "ReviewService.ApplyRecalibration", send: []string{`{"name":"tenants/{tenant}/calibration","etag":"{proposal}"}`}, fails: &role},
			{
				what: "so does an admin", method: "ReviewService.ApplyRecalibration", send: []string{`{"name":"tenants/{tenant}/calibration","etag":"{proposal}"}`},
				fails: &refusal{code: codes.FailedPrecondition, reason: "RECALIBRATION_NOT_BETTER"},
			},
			{what: "without saying which", method: "ReviewService.ApplyRecalibration", send: []string{`{"name":"tenants/{tenant}/calibration"}`}, fails: invalid("etag")},
			{
				what: "nothing to go back to", method: "ReviewService.RevertCalibration", send: []string{`{"name":"tenants/{tenant}/calibration"}`},
				fails: &refusal{code: codes.FailedPrecondition, reason: "DECISION_CHANGES_NOTHING"},
			},
			{what: "a version that never was", as: "viewer", method: "ReviewService.GetCalibration", send: []string{`{"name":"tenants/{tenant}/calibration","version":1}`}, fails: &notFound},
		}},
		{name: "who may", steps: []step{
			{what: "no key", as: "nobody", notSDK: true, method: "AdminService.GetTenant", send: tenant, fails: &refusal{code: codes.Unauthenticated, reason: "API_KEY_MISSING"}},
			{what: "a key that was never made", as: apikey.New("nowhere").Reveal(), method: "AdminService.GetTenant", send: tenant, fails: &bad},
			{what: "a misspelt key", as: "tl_live_acme_misspelt", method: "AdminService.GetTenant", send: tenant, fails: &refusal{code: bad.code, reason: bad.reason, same: "a key that was never made"}},
			{what: "an ingester reads", as: "ingester", method: "AdminService.GetTenant", send: tenant, fails: &role},
			{what: "a viewer pushes", as: "viewer", method: "IngestionService.PushInteractions", send: []string{push(item("a", "one"))}, fails: &role},
			{what: "a reviewer reads keys", as: "reviewer", method: "AdminService.ListApiKeys", send: []string{`{"parent":"tenants/{tenant}"}`}, fails: &role},
			{what: "a viewer watches", as: "viewer", method: "AlertService.WatchAlerts", send: []string{`{"parent":"tenants/{tenant}"}`}, want: fields{"heartbeat.sent_at": "*"}},
			{what: "an ingester watches", as: "ingester", method: "AlertService.WatchAlerts", send: []string{`{"parent":"tenants/{tenant}"}`}, fails: &role},
			{what: "a viewer streams", as: "viewer", method: "IngestionService.StreamInteractions", send: []string{push(item("a", "one"))}, fails: &role},
		}},
		{name: "another tenant's", steps: []step{
			{
				what: "the other has an interaction", as: "other", method: "IngestionService.PushInteractions",
				send: []string{`{"parent":"tenants/{other}","interactions":[` + item("a", "one") + `]}`},
				want: fields{"counts.accepted": 1}, keep: keep{"theirs": "results.0.name"},
			},
			{what: "and reads it", as: "other", method: "IngestionService.GetInteraction", send: []string{`{"name":"{theirs}"}`}, want: fields{"external_id": "a"}},
			{what: "one that never was", method: "IngestionService.GetInteraction", send: []string{`{"name":"tenants/{tenant}/interactions/` + unknownID + `"}`}, fails: &notFound},
			{what: "theirs", method: "IngestionService.GetInteraction", send: []string{`{"name":"{theirs}"}`}, fails: sameAs("one that never was")},
			{what: "a tenant that never was", method: "IngestionService.GetInteraction", send: []string{`{"name":"tenants/nobody/interactions/` + unknownID + `"}`}, fails: sameAs("one that never was")},
			{what: "a push to them", method: "IngestionService.PushInteractions", send: []string{`{"parent":"tenants/{other}","interactions":[` + item("b", "two") + `]}`}, fails: sameAs("one that never was")},
			{what: "a list of theirs", method: "AlertService.ListAlerts", send: []string{`{"parent":"tenants/{other}"}`}, fails: sameAs("one that never was")},
			{what: "a watch of theirs", method: "AlertService.WatchAlerts", send: []string{`{"parent":"tenants/{other}"}`}, fails: sameAs("one that never was")},
			{what: "a key for them", method: "AdminService.CreateApiKey", send: []string{`{"parent":"tenants/{other}","api_key":{"role":"API_KEY_ROLE_ADMIN"}}`}, fails: sameAs("one that never was")},
			{what: "their policy", method: "PolicyService.UpdatePolicy", send: []string{`{"policy":{"name":"tenants/{other}/policy","window_days":7,"min_customers":1}}`}, fails: sameAs("one that never was")},
			{what: "what their reviews taught", method: "ReviewService.ProposeRecalibration", send: []string{`{"name":"tenants/{other}/calibration"}`}, fails: sameAs("one that never was")},
			{what: "an alert that never was", method: "AlertService.GetAlert", send: []string{`{"name":"tenants/{tenant}/alerts/` + unknownID + `"}`}, fails: sameAs("one that never was")},
			{what: "a mention that never was", method: "ClusterService.ExplainMention", send: []string{`{"name":"tenants/{tenant}/mentions/` + unknownID + `"}`}, fails: sameAs("one that never was")},
			{what: "a decision that never was", method: "ReviewService.GetDecision", send: []string{`{"name":"tenants/{tenant}/decisions/` + unknownID + `"}`}, fails: sameAs("one that never was")},
			{what: "a decision of theirs", method: "ReviewService.UndoDecision", send: []string{`{"name":"tenants/{other}/decisions/` + unknownID + `"}`}, fails: sameAs("one that never was")},
			{what: "a mention of theirs", method: "ClusterService.ExplainMention", send: []string{`{"name":"tenants/{other}/mentions/` + unknownID + `"}`}, fails: sameAs("one that never was")},
		}},
	}
}

// sameAs is a refusal that is word for word that of an earlier step.
func sameAs(step string) *refusal {
	return &refusal{code: notFound.code, reason: notFound.reason, same: step}
}

func routingScenarios() []scenario {
	destination := func(url string) []string {
		return []string{`{"parent":"tenants/{tenant}","destination":{"display_name":"hook","webhook":{"url":"` + url + `"}}}`}
	}
	forbidden := &refusal{code: codes.InvalidArgument, reason: "DESTINATION_ADDRESS_FORBIDDEN"}
	route := func(to string) []string {
		return []string{`{"parent":"tenants/{tenant}","route":{"team":"stores","destinations":["` + to + `"],"states":["ALERT_STATE_FIRING"]}}`}
	}
	return []scenario{
		{name: "destinations", steps: []step{
			{
				what: "a destination is made", method: "RoutingService.CreateDestination", send: destination("https://hooks.example.com/a"),
				want: fields{"webhook.signing_secret": "*", "webhook.url": "https://hooks.example.com/a", "disabled": false}, keep: keep{"hook": "name", "etag": "etag"},
			},
			{what: "its secret is told once", as: "viewer", method: "RoutingService.GetDestination", send: []string{`{"name":"{hook}"}`}, want: fields{"webhook.signing_secret": "", "etag": "{etag}"}},
			{what: "plain http", method: "RoutingService.CreateDestination", send: destination("http://hooks.example.com/a"), fails: forbidden},
			{what: "a private address", method: "RoutingService.CreateDestination", send: destination("https://10.1.2.3/a"), fails: forbidden},
			{what: "this machine", method: "RoutingService.CreateDestination", send: destination("https://[::1]/a"), fails: forbidden},
			{what: "the cloud's own address", method: "RoutingService.CreateDestination", send: destination("https://169.254.169.254/latest"), fails: forbidden},
			{what: "no address", method: "RoutingService.CreateDestination", send: []string{`{"parent":"tenants/{tenant}","destination":{}}`}, fails: invalid("destination.webhook")},
			{
				what: "it is changed", method: "RoutingService.UpdateDestination",
				send: []string{`{"destination":{"name":"{hook}","display_name":"pager","etag":"{etag}"},"update_mask":"displayName"}`},
				want: fields{"display_name": "pager", "webhook.url": "https://hooks.example.com/a"},
			},
			{
				what: "it has changed since", method: "RoutingService.UpdateDestination",
				send:  []string{`{"destination":{"name":"{hook}","display_name":"bell","etag":"{etag}"},"update_mask":"displayName"}`},
				fails: &refusal{code: codes.Aborted, reason: "ETAG_MISMATCH"},
			},
			{
				what: "to a private address", method: "RoutingService.UpdateDestination",
				send: []string{`{"destination":{"name":"{hook}","webhook":{"url":"https://192.168.0.1/"}},"update_mask":"webhook"}`}, fails: forbidden,
			},
		}},
		{name: "routes", steps: []step{
			{what: "a destination is made", method: "RoutingService.CreateDestination", send: destination("https://hooks.example.com/a"), keep: keep{"hook": "name"}},
			{what: "a route is made", method: "RoutingService.CreateRoute", send: route("{hook}"), want: fields{"team": "stores", "states.#": 1, "destinations.0": "{hook}"}, keep: keep{"route": "name"}},
			{what: "an equal one", method: "RoutingService.CreateRoute", send: route("{hook}"), fails: &refusal{code: codes.AlreadyExists, reason: "RESOURCE_ALREADY_EXISTS"}},
			{what: "to nowhere", method: "RoutingService.CreateRoute", send: route("tenants/{tenant}/destinations/" + unknownID), fails: invalid("route.destinations")},
			{what: "the destination is in use", method: "RoutingService.DeleteDestination", send: []string{`{"name":"{hook}"}`}, fails: &refusal{code: codes.FailedPrecondition, reason: "RESOURCE_IN_USE"}},
			{what: "they are listed", as: "viewer", method: "RoutingService.ListRoutes", send: []string{`{"parent":"tenants/{tenant}"}`}, want: fields{"routes.#": 1, "routes.0.name": "{route}"}},
			{what: "it is read", as: "viewer", method: "RoutingService.GetRoute", send: []string{`{"name":"{route}"}`}, want: fields{"team": "stores", "audience": "ROUTE_AUDIENCE_OWNERS", "etag": "*"}, keep: keep{"etag": "etag"}},
			{
				what: "it is changed", method: "RoutingService.UpdateRoute",
				send: []string{`{"route":{"name":"{route}","display_name":"for leaders","min_severity":"SEVERITY_HIGH","etag":"{etag}"},"update_mask":"displayName,minSeverity"}`},
				want: fields{"display_name": "for leaders", "min_severity": "SEVERITY_HIGH", "team": "stores", "states.#": 1},
			},
			{what: "it has changed since", method: "RoutingService.UpdateRoute", send: []string{`{"route":{"name":"{route}","team":"stores","destinations":["{hook}"],"display_name":"x","etag":"{etag}"},"update_mask":"displayName"}`}, fails: &refusal{code: codes.Aborted, reason: "ETAG_MISMATCH"}},
			{what: "a field that nobody changes", method: "RoutingService.UpdateRoute", send: []string{`{"route":{"name":"{route}","team":"stores","destinations":["{hook}"]},"update_mask":"colour"}`}, fails: invalid("update_mask")},
			{what: "a journey that is not there", method: "RoutingService.UpdateRoute", send: []string{`{"route":{"name":"{route}","team":"stores","destinations":["{hook}"],"journeys":["moon"]},"update_mask":"journeys"}`}, fails: invalid("route.journeys[0]")},
			{what: "renewals for owners", method: "RoutingService.UpdateRoute", send: []string{`{"route":{"name":"{route}","team":"stores","destinations":["{hook}"],"renewal_within_days":30},"update_mask":"renewalWithinDays"}`}, fails: invalid("route.renewal_within_days")},
			{
				what: "a draft is tried", as: "viewer", method: "RoutingService.PreviewRoute", send: []string{`{"parent":"tenants/{tenant}","route":{"team":"stores","destinations":["{hook}"]}}`},
				want: fields{"change_count": 0, "message_count": 0, "messages.#": 0},
			},
			{what: "a draft to nowhere", as: "viewer", method: "RoutingService.PreviewRoute", send: []string{`{"parent":"tenants/{tenant}","route":{"team":"stores","destinations":["tenants/{tenant}/destinations/` + unknownID + `"]}}`}, fails: invalid("route.destinations")},
			{what: "a draft of no team", as: "viewer", method: "RoutingService.PreviewRoute", send: []string{`{"parent":"tenants/{tenant}","route":{"destinations":["{hook}"]}}`}, fails: invalid("route.team")},
			{what: "the route goes", method: "RoutingService.DeleteRoute", send: []string{`{"name":"{route}"}`}, want: fields{}},
			{what: "the destination too", method: "RoutingService.DeleteDestination", send: []string{`{"name":"{hook}"}`}, want: fields{}},
			{what: "and is gone", as: "viewer", method: "RoutingService.GetDestination", send: []string{`{"name":"{hook}"}`}, fails: &notFound},
			{what: "nothing was sent", as: "viewer", method: "RoutingService.ListDeliveries", send: []string{`{"parent":"tenants/{tenant}"}`}, want: fields{"deliveries.#": 0}},
		}},
	}
}

// alertScenarios lets real texts become an alert, and watches it: resumed where it broke off,
// a watch brings every change once.
func alertScenarios(t *testing.T) []scenario {
	t.Helper()
	all := complaints(t, 5)
	watch := func(token string) []string {
		return []string{`{"parent":"tenants/{tenant}","resume_token":"` + token + `"}`}
	}
	pushed := func(items []*v1.Interaction) step {
		return step{
			what: "complaints come", as: "ingester", method: "IngestionService.PushInteractions",
			send: []string{pushText(t, items)}, want: fields{"counts.rejected": 0},
		}
	}
	refused := &refusal{code: codes.InvalidArgument, reason: "RESUME_TOKEN_INVALID"}
	return []scenario{{name: "alert", steps: []step{
		{what: "a map", method: "JourneyService.UpdateJourneyMap", send: configurationScenarios(t)[0].steps[1].send, want: fields{"version": 1}},
		{what: "a policy", method: "PolicyService.UpdatePolicy", send: []string{`{"policy":{"name":"tenants/{tenant}/policy","window_days":14,"min_customers":4}}`}, want: fields{"version": 1}},
		{what: "a watch begins at once", as: "viewer", method: "AlertService.WatchAlerts", send: watch(""), want: fields{"heartbeat.sent_at": "*"}, keep: keep{"token": "resume_token"}},
		pushed(all[:2]),
		{
			what: "the watch goes on from there", as: "viewer", method: "AlertService.WatchAlerts", send: watch("{token}"),
			want: fields{
				"alert_event.change.number": 1, "alert_event.change.state": "ALERT_STATE_NEAR_THRESHOLD", "alert_event.alert.from_side.id": "notice",
				"alert_event.alert.to_side.id": "desk", "alert_event.alert.reading.customer_count": 2,
			},
			keep: keep{"near": "resume_token", "alert": "alert_event.alert.name", "cluster": "alert_event.alert.cluster"},
		},
		pushed(all[2:]),
		{
			what: "the next change follows", as: "viewer", method: "AlertService.WatchAlerts", send: watch("{near}"),
			want: fields{"alert_event.change.number": 2, "alert_event.change.state": "ALERT_STATE_FIRING", "alert_event.change.previous_state": "ALERT_STATE_NEAR_THRESHOLD", "alert_event.alert.name": "{alert}"},
		},
		{
			what: "from the start both come again", as: "viewer", method: "AlertService.WatchAlerts", send: watch("{token}"),
			want: fields{"alert_event.change.number": 2}, keep: keep{"fired": "resume_token"},
		},
		{what: "after both there is nothing", as: "viewer", method: "AlertService.WatchAlerts", send: watch("{fired}"), want: fields{"heartbeat.sent_at": "*", "resume_token": "{fired}"}},
		{what: "a token that was changed", as: "viewer", method: "AlertService.WatchAlerts", send: watch("A{fired}"), fails: refused},
		{what: "a token with another filter", as: "viewer", method: "AlertService.WatchAlerts", send: []string{`{"parent":"tenants/{tenant}","resume_token":"{fired}","states":["ALERT_STATE_FIRING"]}`}, fails: refused},
		{
			what: "it is listed", as: "viewer", method: "AlertService.ListAlerts", send: []string{`{"parent":"tenants/{tenant}","states":["ALERT_STATE_FIRING"]}`},
			want: fields{"alerts.#": 1, "alerts.0.name": "{alert}", "alerts.0.owners.0.team": "ecommerce", "alerts.0.owners.0.role": "OWNER_ROLE_ACCOUNTABLE", "alerts.0.owners.1.team": "stores"},
		},
		{what: "none fades", as: "viewer", method: "AlertService.ListAlerts", send: []string{`{"parent":"tenants/{tenant}","states":["ALERT_STATE_FADING"]}`}, want: fields{"alerts.#": 0}},
		{
			what: "it is read whole", as: "viewer", method: "AlertService.GetAlert", send: []string{`{"name":"{alert}"}`},
			want: fields{
				"state": "ALERT_STATE_FIRING", "change_count": 2, "fired_at": "*", "journeys.0.id": "collect", "unowned": false,
				"evidence.policy.version": 1, "evidence.outcome.crossed": true, "reading.quotes.0.text": "*", "recommended_fix.title": "*",
				"last_change.policy_version": 1, "last_change.reason": "*", "last_change.unrouted_owners.#": 2,
			},
		},
		{what: "its cluster", as: "viewer", method: "ClusterService.GetCluster", send: []string{`{"name":"{cluster}"}`}, want: fields{"alert": "{alert}", "seam.from_touchpoint": "notice", "seam.to_touchpoint": "desk"}},
		{what: "and its mentions", as: "viewer", method: "ClusterService.ListMentions", send: []string{`{"parent":"{cluster}","page_size":1}`}, want: fields{"mentions.#": 1, "mentions.0.quote.text": "*", "next_page_token": "*"}, keep: keep{"mention": "mentions.0.name"}},
		{
			what: "and who they are", as: "viewer", method: "ClusterService.ListReadingMembers", send: []string{`{"parent":"{cluster}","number":"READING_NUMBER_CUSTOMERS","page_size":1}`},
			want: fields{"members.#": 1, "members.0.key": "*", "total_size": "*", "next_page_token": "*", "read_at": "*"},
		},
		{
			what: "how it goes", as: "viewer", method: "ClusterService.GetClusterTrend", send: []string{`{"name":"{cluster}","weeks":4}`},
			want: fields{"cluster": "{cluster}", "daily.#": 28, "weekly.#": 4, "shape": "TREND_SHAPE_TOO_EARLY", "course": "TREND_COURSE_TOO_FEW", "crossing.need": "*"},
		},
		{what: "who orders again", as: "viewer", method: "ClusterService.GetReorderConversion", send: []string{`{"name":"{cluster}"}`}, want: fields{"cluster": "{cluster}", "within_days": 14, "reason": "*"}},
		{what: "what can be seen", as: "viewer", method: "ClusterService.GetCoverage", send: []string{`{"name":"tenants/{tenant}/coverage"}`}, want: fields{"name": "tenants/{tenant}/coverage", "touchpoints.0.touchpoint": "*", "window.days": 14}},
		{what: "who is exposed", as: "viewer", method: "ClusterService.ListExposedAccounts", send: []string{`{"parent":"tenants/{tenant}","cluster":"{cluster}"}`}, want: fields{"total_size": 0, "accounts.#": 0}},
		{what: "as a file", as: "viewer", method: "ClusterService.ExportExposedAccounts", send: []string{`{"parent":"tenants/{tenant}","cluster":"{cluster}"}`}, want: fields{"data": "*"}},
		{what: "a file for an ingester", as: "ingester", method: "ClusterService.ExportExposedAccounts", send: []string{`{"parent":"tenants/{tenant}"}`}, fails: &refusal{code: codes.PermissionDenied, reason: "ROLE_INSUFFICIENT"}},
		{what: "a number without a name", as: "viewer", method: "ClusterService.ListReadingMembers", send: []string{`{"parent":"{cluster}"}`}, fails: invalid("number")},
		{
			what: "why one of them is one", as: "viewer", method: "ClusterService.ExplainMention", send: []string{`{"name":"{mention}"}`},
			want: fields{"mention": "{mention}", "model": "*", "quote.mention": "{mention}", "log_odds.0.part": "base", "break_words.0.text": "*", "named_touchpoints.0.kind": "*"},
		},
		{what: "the mention misspelt", as: "viewer", method: "ClusterService.ExplainMention", send: []string{`{"name":"{mention}x"}`}, fails: invalid("name")},
		{
			what: "a person says that it is none", as: "reviewer", method: "ReviewService.BatchDecide",
			send: []string{`{"parent":"tenants/{tenant}","mentions":["{mention}"],"verdict":"REVIEW_VERDICT_REJECTED","comment":"they only ask"}`},
			want: fields{"kind": "DECISION_KIND_REJECT", "mentions.0": "{mention}", "reviewer": "*", "comment": "they only ask"}, keep: keep{"decision": "name"},
		},
		{
			what: "it is in no cluster", as: "viewer", method: "ClusterService.GetMention", send: []string{`{"name":"{mention}"}`},
			want: fields{"cluster": "", "status": "MENTION_STATUS_REJECTED", "placement.decisions.0.name": "{decision}", "placement.rule": "*"},
		},
		{what: "twice says nothing", as: "reviewer", method: "ReviewService.BatchDecide", send: []string{`{"parent":"tenants/{tenant}","mentions":["{mention}"],"verdict":"REVIEW_VERDICT_REJECTED"}`}, fails: &refusal{code: codes.FailedPrecondition, reason: "DECISION_CHANGES_NOTHING"}},
		{
			what: "a reviewer proposes that it is one after all", as: "reviewer", method: "ReviewService.ProposeDecision",
			send: []string{`{"parent":"tenants/{tenant}","decision":{"kind":"DECISION_KIND_CONFIRM","mentions":["{mention}"]},"comment":"look again"}`},
			want: fields{"state": "DECISION_PROPOSAL_STATE_OPEN", "decision.mentions.0": "{mention}", "comment": "look again", "proposer": "*"}, keep: keep{"proposal": "name"},
		},
		{what: "nothing that changes nothing", as: "reviewer", method: "ReviewService.ProposeDecision", send: []string{`{"parent":"tenants/{tenant}","decision":{"kind":"DECISION_KIND_REJECT","mentions":["{mention}"]}}`}, fails: &refusal{code: codes.FailedPrecondition, reason: "DECISION_CHANGES_NOTHING"}},
		{what: "it waits", as: "viewer", method: "ReviewService.ListDecisionProposals", send: []string{`{"parent":"tenants/{tenant}","state":"DECISION_PROPOSAL_STATE_OPEN"}`}, want: fields{"decision_proposals.#": 1, "decision_proposals.0.name": "{proposal}"}},
		{what: "for another reviewer", as: "reviewer", method: "ReviewService.ApproveDecisionProposal", send: []string{`{"name":"{proposal}"}`}, fails: &refusal{code: codes.FailedPrecondition, reason: "SECOND_REVIEW_REQUIRED"}},
		{what: "or is withdrawn", as: "reviewer", method: "ReviewService.DeclineDecisionProposal", send: []string{`{"name":"{proposal}"}`}, want: fields{"state": "DECISION_PROPOSAL_STATE_WITHDRAWN", "reviewer": "*"}},
		{what: "once", as: "reviewer", method: "ReviewService.DeclineDecisionProposal", send: []string{`{"name":"{proposal}"}`}, fails: &refusal{code: codes.FailedPrecondition, reason: "PROPOSAL_NOT_OPEN"}},
		{what: "and stays on record", as: "viewer", method: "ReviewService.GetDecisionProposal", send: []string{`{"name":"{proposal}"}`}, want: fields{"state": "DECISION_PROPOSAL_STATE_WITHDRAWN", "reviewed_at": "*"}},
		{what: "a viewer undoes it", as: "viewer", method: "ReviewService.UndoDecision", send: []string{`{"name":"{decision}"}`}, fails: &refusal{code: codes.PermissionDenied, reason: "ROLE_INSUFFICIENT"}},
		{what: "a reviewer does", as: "reviewer", method: "ReviewService.UndoDecision", send: []string{`{"name":"{decision}"}`}, want: fields{"undone_at": "*", "undone_by": "*"}},
		{what: "it is where it was", as: "viewer", method: "ClusterService.GetMention", send: []string{`{"name":"{mention}"}`}, want: fields{"cluster": "{cluster}", "status": "MENTION_STATUS_GROUPED"}},
		{what: "history is read again by an admin", as: "reviewer", method: "ReviewService.StartRereading", send: []string{`{"parent":"tenants/{tenant}"}`}, fails: &refusal{code: codes.PermissionDenied, reason: "ROLE_INSUFFICIENT"}},
		{what: "in the background", method: "ReviewService.StartRereading", send: []string{`{"parent":"tenants/{tenant}"}`}, want: fields{"name": "*", "model": "*", "started_at": "*"}, keep: keep{"rereading": "name"}},
		{what: "which can be seen", as: "viewer", method: "ReviewService.GetRereading", send: []string{`{"name":"{rereading}"}`}, want: fields{"name": "{rereading}", "total_interaction_count": "*"}},
		{what: "and is dropped", method: "ReviewService.DiscardRereading", send: []string{`{"name":"{rereading}"}`}, want: fields{"state": "REREADING_STATE_DISCARDED", "ended_at": "*"}},
		{what: "then it changes nothing", as: "viewer", method: "ReviewService.PreviewRereading", send: []string{`{"name":"{rereading}"}`}, fails: &refusal{code: codes.FailedPrecondition, reason: "REREADING_STATE_UNFIT"}},
		{what: "nor can it be applied", method: "ReviewService.ApplyRereading", send: []string{`{"name":"{rereading}"}`}, fails: &refusal{code: codes.FailedPrecondition, reason: "REREADING_STATE_UNFIT"}},
		{what: "and stays on record", as: "viewer", method: "ReviewService.ListRereadings", send: []string{`{"parent":"tenants/{tenant}"}`}, want: fields{"rereadings.#": 1, "rereadings.0.name": "{rereading}"}},
		{what: "and the cluster says so", as: "viewer", method: "ClusterService.ListClusterEvents", send: []string{`{"parent":"{cluster}"}`}, want: fields{"events.#": 3, "events.0.decision": "{decision}", "events.1.kind": "CLUSTER_EVENT_KIND_REJECTED", "events.2.kind": "CLUSTER_EVENT_KIND_BORN"}},
	}}}
}
