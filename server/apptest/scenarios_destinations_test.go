package apptest_test

import (
	"google.golang.org/grpc/codes"
)

// destinationScenarios makes, changes and tries destinations of every kind, and sends messages again.
func destinationScenarios() []scenario {
	made := func(target string) []string {
		return []string{`{"parent":"tenants/{tenant}","destination":{"display_name":"there",` + target + `}}`}
	}
	create := func(what, target string, want fields, fails *refusal) step {
		return step{what: what, method: "RoutingService.CreateDestination", send: made(target), want: want, fails: fails, keep: keep{"there": "name"}}
	}
	refused := func(what, target string, field string) step {
		return step{what: what, method: "RoutingService.CreateDestination", send: made(target), fails: invalid(field)}
	}
	change := func(what, target, mask string, want fields, fails *refusal) step {
		return step{what: what, method: "RoutingService.UpdateDestination", send: []string{`{"destination":{"name":"{there}",` + target + `},"update_mask":"` + mask + `"}`}, want: want, fails: fails}
	}
	failing := func(reason string) *refusal { return &refusal{code: codes.FailedPrecondition, reason: reason} }
	forbidden := &refusal{code: codes.InvalidArgument, reason: "DESTINATION_ADDRESS_FORBIDDEN"}
	viewerMay := &refusal{code: codes.PermissionDenied, reason: "ROLE_INSUFFICIENT"}
	const once = "6f1d3c52-8f6b-4f53-9d0e-0c7c7a1f2b02"
	const bot, sign = "xoxb-1234567890-abcdefghij", "0123456789abcdef0123456789abcdef"
	rotate := []string{`{"name":"{there}","overlap":"3600s","request_id":"` + once + `"}`}
	return []scenario{
		{name: "slack", steps: []step{
			create("made", `"slack":{"channel":"C0123456789","bot_token":"`+bot+`","signing_secret":"`+sign+`"}`,
				fields{"slack.channel": "C0123456789", "slack.bot_token": "", "slack.signing_secret": ""}, nil),
			refused("without a token", `"slack":{"channel":"C0123456789"}`, "destination.slack.bot_token"),
			refused("by the channel's name", `"slack":{"channel":"#general","bot_token":"`+bot+`"}`, "destination.slack.channel"),
			refused("with another token", `"slack":{"channel":"C0123456789","bot_token":"xoxp-1234567890-abcdefghij"}`, "destination.slack.bot_token"),
			change("another channel", `"slack":{"channel":"C9876543210"}`, "slack.channel", fields{"slack.channel": "C9876543210", "slack.bot_token": ""}, nil),
			change("another token", `"slack":{"bot_token":"`+bot+`x"}`, "slack.botToken", fields{"slack.channel": "C9876543210", "slack.bot_token": ""}, nil),
			change("no token", `"display_name":"x"`, "slack.botToken", nil, invalid("destination.slack.bot_token")),
			change("another kind", `"teams":{"url":"https://hooks.example.com/a"}`, "teams.url", nil, invalid("update_mask")),
			{what: "no secret of ours", method: "RoutingService.RotateDestinationSecret", send: []string{`{"name":"{there}"}`}, fails: failing("DESTINATION_KIND_UNFIT")},
		}},
		{name: "teams, email, alertmanager", steps: []step{
			create("teams", `"teams":{"url":"https://flows.example.com/a"}`, fields{"teams.url": "https://flows.example.com/a"}, nil),
			create("a private address", `"teams":{"url":"https://10.1.2.3/a"}`, nil, forbidden),
			create("no mail server", `"email":{"to":["stores@example.com"]}`, nil, failing("MAIL_SERVER_MISSING")),
			create("alertmanager", `"alertmanager":{"url":"https://alerts.example.com","user":"us","token":"s3cret"}`,
				fields{"alertmanager.url": "https://alerts.example.com", "alertmanager.user": "us", "alertmanager.token": ""}, nil),
			change("elsewhere with the old token", `"alertmanager":{"url":"https://evil.example.com"}`, "alertmanager.url", nil, invalid("destination.alertmanager.token")),
			change("elsewhere with its own", `"alertmanager":{"url":"https://other.example.com","token":"t"}`, "alertmanager.url,alertmanager.token",
				fields{"alertmanager.url": "https://other.example.com", "alertmanager.token": ""}, nil),
			{what: "two kinds at once are one", as: "viewer", method: "RoutingService.ListDestinations", send: []string{`{"parent":"tenants/{tenant}"}`}, want: fields{"destinations.#": 2, "destinations.1.alertmanager.token": ""}},
		}},
		{name: "jira", steps: []step{
			create("made", `"jira":{"url":"https://example.atlassian.net","user":"bot@example.com","project":"OPS","on_regression":"JIRA_ON_REGRESSION_LINK_NEW","api_token":"t0ken-t0ken","webhook_secret":"`+sign+`"}`,
				fields{"jira.project": "OPS", "jira.on_regression": "JIRA_ON_REGRESSION_LINK_NEW", "jira.api_token": "", "jira.webhook_secret": ""}, nil),
			refused("without a project", `"jira":{"url":"https://example.atlassian.net","api_token":"t0ken-t0ken"}`, "destination.jira.project"),
			change("all of it but its secrets", `"jira":{"url":"https://example.atlassian.net","project":"CX","done_status":"Closed"}`, "jira",
				fields{"jira.project": "CX", "jira.done_status": "Closed", "jira.user": ""}, nil),
			change("a field that is not there", `"jira":{"project":"CX"}`, "jira.colour", nil, invalid("update_mask")),
		}},
		{name: "a destination is tried", steps: []step{
			create("nobody listens there", `"webhook":{"url":"https://127.0.0.1:1/hook"}`, fields{"webhook.signing_secret": "*"}, nil),
			{
				what: "tried", method: "RoutingService.TestDestination", send: []string{`{"name":"{there}","request_id":"` + once + `"}`},
				want: fields{"outcome": "DELIVERY_OUTCOME_FAILED", "status": 0, "reason": "the receiver refused the connection", "message_id": once, "latency": "*"},
			},
			{what: "one that never was", method: "RoutingService.TestDestination", send: []string{`{"name":"tenants/{tenant}/destinations/` + unknownID + `"}`}, fails: &notFound},
			{what: "by a viewer", as: "viewer", method: "RoutingService.TestDestination", send: []string{`{"name":"{there}"}`}, fails: viewerMay},
			{what: "it still counts as working", as: "viewer", method: "RoutingService.GetDestination", send: []string{`{"name":"{there}"}`}, want: fields{"disabled": false, "disabled_reason": ""}},
			{what: "a new secret", method: "RoutingService.RotateDestinationSecret", send: rotate, want: fields{"webhook.signing_secret": "*", "webhook.old_secret_until": "*"}, keep: keep{"secret": "webhook.signing_secret"}},
			{what: "and once only", method: "RoutingService.RotateDestinationSecret", send: rotate, want: fields{"webhook.signing_secret": "{secret}"}},
			{what: "an overlap of a year", method: "RoutingService.RotateDestinationSecret", send: []string{`{"name":"{there}","overlap":"31536000s"}`}, fails: invalid("overlap")},
			{what: "the request's id for something else", method: "RoutingService.RotateDestinationSecret", send: []string{`{"name":"{there}","request_id":"` + once + `"}`}, fails: &refusal{code: codes.InvalidArgument, reason: "REQUEST_ID_REUSED"}},
			{what: "nothing to send again", method: "RoutingService.RedeliverDeliveries", send: []string{`{"parent":"tenants/{tenant}","destination":"{there}"}`}, want: fields{"delivery_count": 0}},
			{what: "the wrong way round", method: "RoutingService.RedeliverDeliveries", send: []string{`{"parent":"tenants/{tenant}","destination":"{there}","start_time":"2026-05-02T00:00:00Z","end_time":"2026-05-01T00:00:00Z"}`}, fails: invalid("end_time")},
			{what: "those that wait", method: "RoutingService.RedeliverDeliveries", send: []string{`{"parent":"tenants/{tenant}","destination":"{there}","state":"DELIVERY_STATE_PENDING"}`}, fails: invalid("state")},
			{what: "to nowhere", method: "RoutingService.RedeliverDeliveries", send: []string{`{"parent":"tenants/{tenant}","destination":"tenants/{tenant}/destinations/` + unknownID + `"}`}, fails: &notFound},
			{what: "a delivery that never was", method: "RoutingService.RedeliverDelivery", send: []string{`{"name":"tenants/{tenant}/deliveries/` + unknownID + `"}`}, fails: &notFound},
		}},
	}
}
