package apptest_test

import (
	"fmt"
	"slices"
	"testing"
)

// peopleScenarios go through who is told of an alert, what people make of the cluster behind it, and
// what a tenant takes over for all: another reading, another calibration.
func peopleScenarios(t *testing.T) []scenario {
	t.Helper()
	all := complaints(t, 5)
	for i, c := range all {
		c.AccountId = fmt.Sprintf("a-%d", i)
	}
	accounts := `{"parent":"tenants/{tenant}","accounts":[{"account_id":"a-0","annual_value":{"amount_minor":"4800000","currency":"EUR"}},{"account_id":"a-1","annual_value":{"amount_minor":"120000","currency":"EUR"}}]}`
	watch := func(token, state string, k keep) step {
		return step{
			what: state, as: "viewer", method: "AlertService.WatchAlerts", send: []string{`{"parent":"tenants/{tenant}","resume_token":"` + token + `"}`},
			want: fields{"alert_event.change.state": state}, keep: k,
		}
	}
	of := func(what, service, method, request string, want fields) step {
		return step{what: what, as: "viewer", method: service + "." + method, send: []string{request}, want: want}
	}
	act := func(what, service, method, request string, want fields) step {
		s := of(what, service, method, request, want)
		s.as = "reviewer"
		return s
	}
	keeping := func(s step, k keep) step {
		s.keep = k
		return s
	}
	firing := []step{
		{what: "a map", method: "JourneyService.UpdateJourneyMap", send: configurationScenarios(t)[0].steps[1].send, want: fields{"version": 1}},
		{what: "a policy", method: "PolicyService.UpdatePolicy", send: []string{`{"policy":{"name":"tenants/{tenant}/policy","window_days":14,"min_customers":4}}`}, want: fields{"version": 1}},
		{what: "what accounts are worth", as: "ingester", method: "IngestionService.PushAccounts", send: []string{accounts}, want: fields{"counts.accepted": 2}},
		{what: "a watch", as: "viewer", method: "AlertService.WatchAlerts", send: []string{`{"parent":"tenants/{tenant}"}`}, want: fields{"heartbeat.sent_at": "*"}, keep: keep{"token": "resume_token"}},
		{what: "two complain", as: "ingester", method: "IngestionService.PushInteractions", send: []string{pushText(t, all[:2])}, want: fields{"counts.rejected": 0}},
		watch("{token}", "ALERT_STATE_NEAR_THRESHOLD", keep{"near": "resume_token", "alert": "alert_event.alert.name", "cluster": "alert_event.alert.cluster"}),
		keeping(of("it waits for a person", "ReviewService", "ListReviewItems", `{"parent":"tenants/{tenant}"}`,
			fields{"review_items.#": 1, "review_items.0.alert": "{alert}", "review_items.0.reason": "*"}), keep{"item": "review_items.0.name"}),
		{what: "more complain", as: "ingester", method: "IngestionService.PushInteractions", send: []string{pushText(t, all[2:])}, want: fields{"counts.rejected": 0}},
		watch("{near}", "ALERT_STATE_FIRING", nil),
	}
	route := []step{
		{what: "a destination", method: "RoutingService.CreateDestination", send: []string{`{"parent":"tenants/{tenant}","destination":{"display_name":"stores","webhook":{"url":"https://hooks.example.com/stores"}}}`}, want: fields{}, keep: keep{"hook": "name"}},
		of("the destinations", "RoutingService", "ListDestinations", `{"parent":"tenants/{tenant}"}`, fields{"destinations.0.name": "{hook}"}),
		{what: "a route", method: "RoutingService.CreateRoute", send: []string{`{"parent":"tenants/{tenant}","route":{"team":"stores","destinations":["{hook}"]}}`}, want: fields{}},
	}
	told := []step{
		of("who is exposed", "ClusterService", "ListExposedAccounts", `{"parent":"tenants/{tenant}","cluster":"{cluster}"}`, fields{"total_size": 5, "accounts.#": 5}),
		keeping(of("who was told", "RoutingService", "ListDeliveries", `{"parent":"tenants/{tenant}"}`, fields{"deliveries.0.destination": "{hook}"}), keep{"delivery": "deliveries.0.name"}),
		{what: "once more", method: "RoutingService.RedeliverDelivery", send: []string{`{"name":"{delivery}"}`}, want: fields{"name": "{delivery}", "destination": "{hook}"}},
		of("whom a draft would have told", "RoutingService", "PreviewRoute", `{"parent":"tenants/{tenant}","route":{"team":"ecommerce","destinations":["{hook}"]}}`, fields{"message_count": 1}),
		of("another policy would not fire", "PolicyService", "SimulatePolicy", `{"policy":{"name":"tenants/{tenant}/policy","window_days":14,"min_customers":9}}`, fields{"draft.firing_count": 0, "present.firing_count": "*"}),
		of("names that the map lacks", "JourneyService", "ListUnmappedTouchpoints", `{"parent":"tenants/{tenant}"}`, fields{}),
	}
	cluster := []step{
		of("the clusters", "ClusterService", "ListClusters", `{"parent":"tenants/{tenant}"}`, fields{"clusters.#": 1, "clusters.0.name": "{cluster}"}),
		of("how far they agree", "ClusterService", "GetClusterCohesion", `{"name":"{cluster}"}`, fields{"mention_count": 5, "wording": "*"}),
		act("a title", "ClusterService", "RenameCluster", `{"name":"{cluster}","title":"Told to come too early"}`, fields{"kind": "DECISION_KIND_RENAME", "title": "Told to come too early"}),
		keeping(of("its mentions", "ClusterService", "ListMentions", `{"parent":"{cluster}"}`, fields{"mentions.0.name": "*"}), keep{"one": "mentions.0.name", "two": "mentions.1.name"}),
		of("what is like one", "ReviewService", "ListSimilarMentions", `{"name":"{one}"}`, fields{"similar_mentions.0.score": "*"}),
		of("what a split would do", "ReviewService", "PreviewDecision", `{"parent":"tenants/{tenant}","decision":{"kind":"DECISION_KIND_SPLIT","cluster":"{cluster}","mentions":["{one}"]}}`, fields{"clusters.0.cluster": "*"}),
		keeping(act("one is another break", "ClusterService", "SplitCluster", `{"name":"{cluster}","mentions":["{one}"],"comment":"the locker, not the desk"}`, fields{"kind": "DECISION_KIND_SPLIT"}), keep{"new": "placed_in.0"}),
		act("two are", "ClusterService", "MoveMentions", `{"name":"{new}","mentions":["{two}"]}`, fields{"kind": "DECISION_KIND_MOVE", "cluster": "{new}"}),
		act("or all are one", "ClusterService", "MergeClusters", `{"name":"{cluster}","clusters":["{new}"]}`, fields{"kind": "DECISION_KIND_MERGE", "clusters.0": "*"}),
		of("the item as it is", "ReviewService", "GetReviewItem", `{"name":"{item}"}`, fields{"alert": "{alert}", "etag": "*"}),
		act("they are breaks", "ReviewService", "DecideReviewItem", `{"name":"{item}","verdict":"REVIEW_VERDICT_CONFIRMED","comment":"all of them"}`, fields{"decision.kind": "DECISION_KIND_CONFIRM", "review_item.alert": "{alert}"}),
		of("every decision", "ReviewService", "ListDecisions", `{"parent":"tenants/{tenant}","in_force":true}`, fields{"decisions.#": 5, "decisions.0.kind": "DECISION_KIND_CONFIRM"}),
		keeping(act("a reviewer would rather have them apart", "ReviewService", "ProposeDecision",
			`{"parent":"tenants/{tenant}","decision":{"kind":"DECISION_KIND_REJECT","mentions":["{one}"]},"comment":"they only ask"}`, fields{"state": "DECISION_PROPOSAL_STATE_OPEN"}), keep{"proposal": "name"}),
		{what: "so does another", method: "ReviewService.ApproveDecisionProposal", send: []string{`{"name":"{proposal}"}`}, want: fields{"state": "DECISION_PROPOSAL_STATE_APPROVED", "decision.name": "*"}, keep: keep{"decision": "decision.name"}},
		of("what was decided", "ReviewService", "GetDecision", `{"name":"{decision}"}`, fields{"kind": "DECISION_KIND_REJECT", "mentions.0": "{one}"}),
		of("one reviewer agrees with nobody", "ReviewService", "GetReviewAgreement", `{"name":"tenants/{tenant}"}`, fields{"item_count": 0}),
		of("how the tenant reviews", "ReviewService", "GetReviewSettings", `{"name":"tenants/{tenant}/reviewSettings"}`, fields{"second_review": false}),
		{what: "by two from now on", method: "ReviewService.UpdateReviewSettings", send: []string{`{"review_settings":{"name":"tenants/{tenant}/reviewSettings","second_review":true}}`}, want: fields{"second_review": true}},
	}
	return []scenario{
		{name: "told", steps: slices.Concat(firing[:1], route, firing[1:], told)},
		{name: "clusters", steps: slices.Concat(firing, cluster)},
		{name: "rereading", steps: append(slices.Clone(firing),
			step{what: "history is read again", method: "ReviewService.StartRereading", send: []string{`{"parent":"tenants/{tenant}"}`}, want: fields{"name": "*"}, keep: keep{"rereading": "name"}},
			step{
				what: "until all is read", as: "viewer", method: "ReviewService.GetRereading", send: []string{`{"name":"{rereading}"}`}, again: true,
				want: fields{"state": "REREADING_STATE_READY", "interaction_count": 5, "total_interaction_count": 5},
			},
			of("the same model would change nothing", "ReviewService", "PreviewRereading", `{"name":"{rereading}"}`, fields{"alerts.#": 0}),
			step{what: "it is made live", method: "ReviewService.ApplyRereading", send: []string{`{"name":"{rereading}"}`}, want: fields{"state": "REREADING_STATE_APPLIED", "ended_at": "*"}},
		)},
		{name: "calibration", steps: slices.Concat(firing, calibrationSteps(t))},
	}
}

// calibrationSteps let people confirm most of what the model doubts, and take over what that
// teaches.
func calibrationSteps(t *testing.T) []step {
	t.Helper()
	const yes, no = 80, 24
	held, all := keep{}, make([]string, yes+no)
	for i := range all {
		name := fmt.Sprintf("held-%d", i)
		held[name], all[i] = fmt.Sprintf("review_items.%d.mention", i), `"{`+name+`}"`
	}
	var steps []step
	for i, mention := range all {
		verdict := "REVIEW_VERDICT_CONFIRMED"
		if i >= yes {
			verdict = "REVIEW_VERDICT_REJECTED"
		}
		steps = append(steps, step{
			what: fmt.Sprint("decision ", i), as: "reviewer", method: "ReviewService.BatchDecide",
			send: []string{`{"parent":"tenants/{tenant}","mentions":[` + mention + `],"verdict":"` + verdict + `"}`}, want: fields{"mentions.#": 1},
		})
	}
	name := `{"name":"tenants/{tenant}/calibration"`
	return slices.Concat([]step{
		{what: "many say what may be a complaint", as: "ingester", method: "IngestionService.PushInteractions", send: []string{pushText(t, doubtful(t, yes+no))}, want: fields{"counts.accepted": yes + no}},
		{
			what: "they wait for a person", as: "viewer", method: "ReviewService.ListReviewItems", again: true, keep: held,
			send: []string{`{"parent":"tenants/{tenant}","page_size":500,"filter":"REVIEW_ITEM_FILTER_MENTIONS"}`}, want: fields{"review_items.#": yes + no},
		},
	}, steps, []step{
		{what: "that teaches something", as: "viewer", method: "ReviewService.ProposeRecalibration", send: []string{name + `}`}, want: fields{"better": true, "confidence.yes_count": yes}, keep: keep{"taught": "etag"}},
		{what: "it is taken over", method: "ReviewService.ApplyRecalibration", send: []string{name + `,"etag":"{taught}","comment":"a month of reviews"}`}, want: fields{"version": 1, "slope": "*"}, keep: keep{"applied": "etag"}},
		{what: "and taken back", method: "ReviewService.RevertCalibration", send: []string{name + `,"etag":"{applied}","comment":"too soon"}`}, want: fields{"version": 2, "slope": 1}},
	})
}
