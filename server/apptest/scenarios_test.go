package apptest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
)

// scenarios is everything that must be the same at every door.
func scenarios(t *testing.T) []scenario {
	return slices.Concat(pushScenarios(), configurationScenarios(t), listScenarios(), keyScenarios(), routingScenarios(), destinationScenarios(), alertScenarios(t), fixScenarios(t), ownerScenarios(t), lifeScenarios(t), peopleScenarios(t))
}

// item is an interaction as JSON.
func item(id, text string) string {
	return fmt.Sprintf(`{"source_system":"crm","external_id":%q,"source":"call","occurred_at":"{today-1}","turns":[{"speaker":"SPEAKER_CUSTOMER","text":%q}]}`, id, text)
}

// push is a push of items as JSON.
func push(items ...string) string {
	return `{"parent":"tenants/{tenant}","interactions":[` + strings.Join(items, ",") + `]}`
}

const unknownID = "00000000-0000-4000-8000-000000000000"

// notFound is what anything is that the tenant does not have.
var notFound = refusal{code: codes.NotFound, reason: "RESOURCE_NOT_FOUND"}

// invalid is the refusal of fields.
func invalid(fields ...string) *refusal {
	return &refusal{code: codes.InvalidArgument, reason: "FIELD_INVALID", fields: fields}
}

func pushScenarios() []scenario {
	return []scenario{
		{name: "push", steps: []step{
			{
				what: "items are judged one by one", as: "ingester", method: "IngestionService.PushInteractions",
				send: []string{push(item("a", "my card 4111 1111 1111 1111 was refused"), `{"source_system":"crm","external_id":"bad"}`, item("b", "fine"))},
				want: fields{
					"results.#": 3, "results.0.status": "PUSH_STATUS_ACCEPTED", "results.0.id": "a", "results.0.name": "*",
					"results.1.index": 1, "results.1.status": "PUSH_STATUS_REJECTED", "results.1.id": "bad", "results.1.name": "",
					"results.1.violations.#": 3, "results.1.violations.0.field": "source", "results.1.violations.1.field": "occurred_at",
					"results.1.violations.1.reason": "VIOLATION_REASON_MISSING", "results.1.violations.2.field": "turns",
					"results.2.index": 2, "results.2.status": "PUSH_STATUS_ACCEPTED",
					"counts.accepted": 2, "counts.duplicate": 0, "counts.conflict": 0, "counts.rejected": 1,
				},
				keep: keep{"first": "results.0.name"},
			},
			{
				what: "the same again is a duplicate, other content a conflict", as: "ingester", method: "IngestionService.PushInteractions",
				send: []string{push(item("a", "my card 4111 1111 1111 1111 was refused"), item("b", "not fine"))},
				want: fields{
					"results.0.status": "PUSH_STATUS_DUPLICATE", "results.0.name": "{first}",
					"results.1.status": "PUSH_STATUS_CONFLICT", "results.1.violations.0.reason": "VIOLATION_REASON_CONTENT_DIFFERS",
					"counts.accepted": 0, "counts.duplicate": 1, "counts.conflict": 1, "counts.rejected": 0,
				},
			},
			{
				what: "what was stored first stays, without the card's number", as: "viewer", method: "IngestionService.GetInteraction",
				send: []string{`{"name":"{first}"}`},
				want: fields{"name": "{first}", "external_id": "a", "turns.#": 1, "turns.0.speaker": "SPEAKER_CUSTOMER", "received_at": "*"},
				keep: keep{"text": "turns.0.text"},
			},
			{
				what: "an empty batch", as: "ingester", method: "IngestionService.PushInteractions", send: []string{push()},
				fails: invalid("interactions"),
			},
			{
				what: "a batch of 1,001", as: "ingester", method: "IngestionService.PushInteractions",
				send: []string{push(slices.Repeat([]string{item("x", "y")}, 1001)...)}, fails: invalid("interactions"),
			},
			{
				what: "a batch of more than 4 MiB", as: "ingester", method: "IngestionService.PushInteractions",
				send:  []string{push(slices.Repeat([]string{item("x", strings.Repeat("long ", 30_000))}, 30)...)},
				fails: &refusal{code: codes.ResourceExhausted, reason: "REQUEST_TOO_LARGE"},
			},
		}},
		{name: "stream", steps: []step{
			{
				what: "batches are stored as they come", as: "ingester", method: "IngestionService.StreamInteractions",
				send: []string{push(item("a", "one")), push(item("b", "two"), item("", "no id")), push(item("a", "one"))},
				want: fields{
					"batches": 3, "counts.accepted": 2, "counts.duplicate": 1, "counts.rejected": 1,
					"failures.#": 1, "failures.0.batch": 1, "failures.0.result.index": 1, "failures.0.result.violations.0.field": "external_id",
				},
			},
			{
				what: "no tenant is named", as: "ingester", method: "IngestionService.StreamInteractions",
				send: []string{`{"interactions":[` + item("a", "one") + `]}`}, fails: invalid("parent"), notSDK: true,
			},
		}},
		{name: "master data", steps: []step{
			{
				what: "accounts are stored", as: "ingester", method: "IngestionService.PushAccounts",
				send: []string{`{"parent":"tenants/{tenant}","accounts":[{"account_id":"a-1","annual_value":{"amount_minor":"120000","currency":"EUR"}},{"account_id":"a-2","annual_value":{"amount_minor":"1","currency":"XXQ"}}]}`},
				want: fields{"results.0.status": "PUSH_STATUS_ACCEPTED", "results.1.violations.0.field": "annual_value.currency", "counts.accepted": 1, "counts.rejected": 1},
			},
			{
				what: "and replaced", as: "ingester", method: "IngestionService.PushAccounts",
				send: []string{`{"parent":"tenants/{tenant}","accounts":[{"account_id":"a-1","segment":"gold"}]}`},
				want: fields{"counts.accepted": 0, "counts.updated": 1},
			},
			{
				what: "locations", as: "ingester", method: "IngestionService.PushLocations",
				send: []string{`{"parent":"tenants/{tenant}","locations":[{"location_id":"l-1","display_name":"High Street"}]}`},
				want: fields{"counts.accepted": 1},
			},
			{
				what: "commercial records", as: "ingester", method: "IngestionService.PushCommercialRecords",
				send: []string{`{"parent":"tenants/{tenant}","commercial_records":[{"record_id":"r-1","account_id":"a-1","kind":"order","status":"cancelled","amount":{"amount_minor":"4999","currency":"EUR"},"occurred_at":"{today-2}"}]}`},
				want: fields{"counts.accepted": 1},
			},
		}},
	}
}

func listScenarios() []scenario {
	list := func(more string) []string { return []string{`{"parent":"tenants/{tenant}","page_size":2` + more + `}`} }
	refused := refusal{code: codes.InvalidArgument, reason: "PAGE_TOKEN_INVALID"}
	return []scenario{{name: "pages", steps: []step{
		{
			what: "three interactions", method: "IngestionService.PushInteractions", send: []string{push(item("a", "one"), item("b", "two"), item("c", "three"))},
			want: fields{"counts.accepted": 3},
		},
		{
			what: "the first page", as: "viewer", method: "IngestionService.ListInteractions", send: list(""),
			want: fields{"interactions.#": 2, "next_page_token": "*"}, keep: keep{"token": "next_page_token"},
		},
		{
			what: "the second", as: "viewer", method: "IngestionService.ListInteractions", send: list(`,"page_token":"{token}"`),
			want: fields{"interactions.#": 1, "next_page_token": ""},
		},
		{
			what: "only one of them", as: "viewer", method: "IngestionService.ListInteractions", send: list(`,"external_id":"b"`),
			want: fields{"interactions.#": 1, "interactions.0.turns.0.text": "two"},
		},
		{what: "a token that was changed", as: "viewer", method: "IngestionService.ListInteractions", send: list(`,"page_token":"A{token}"`), fails: &refused},
		{what: "a token of another list", as: "viewer", method: "AlertService.ListAlerts", send: list(`,"page_token":"{token}"`), fails: &refused},
		{what: "a token with another filter", as: "viewer", method: "IngestionService.ListInteractions", send: list(`,"page_token":"{token}","source_system":"crm"`), fails: &refused},
		{
			what: "another tenant with the token", as: "other", method: "IngestionService.ListInteractions",
			send: []string{`{"parent":"tenants/{other}","page_size":2,"page_token":"{token}"}`}, fails: &refused,
		},
		{what: "a page that is too large", as: "viewer", method: "IngestionService.ListInteractions", send: []string{`{"parent":"tenants/{tenant}","page_size":501}`}, fails: invalid("page_size")},
	}}}
}

func configurationScenarios(t *testing.T) []scenario {
	t.Helper()
	text, err := protojson.Marshal(shop)
	if err != nil {
		t.Fatal(err)
	}
	putMap := func(etag string) []string {
		return []string{`{"journey_map":{"name":"tenants/{tenant}/journeyMap","etag":"` + etag + `",` + string(text[1:]) + `}`}
	}
	putPolicy := func(rest string) []string {
		return []string{`{"policy":{"name":"tenants/{tenant}/policy",` + rest + `}}`}
	}
	mismatch := &refusal{code: codes.Aborted, reason: "ETAG_MISMATCH"}
	return []scenario{
		{name: "journey map", steps: []step{
			{what: "none yet", as: "viewer", method: "JourneyService.GetJourneyMap", send: []string{`{"name":"tenants/{tenant}/journeyMap"}`}, want: fields{"version": 0, "teams.#": 0}},
			{what: "the first", method: "JourneyService.UpdateJourneyMap", send: putMap(""), want: fields{"version": 1, "etag": "*"}, keep: keep{"etag": "etag"}},
			{what: "the same again", method: "JourneyService.UpdateJourneyMap", send: putMap("{etag}"), want: fields{"version": 1, "etag": "{etag}"}},
			{
				what: "read back", as: "viewer", method: "JourneyService.GetJourneyMap", send: []string{`{"name":"tenants/{tenant}/journeyMap"}`},
				want: fields{
					"version": 1, "etag": "{etag}", "touchpoints.#": 2, "touchpoints.0.kinds.0": "TOUCHPOINT_KIND_MESSAGE",
					"touchpoints.1.aliases.1": "counter", "seams.0.accountable_team": "ecommerce", "seams.0.seam.to_touchpoint": "desk",
				},
			},
			{
				what: "another, over what was read", method: "JourneyService.UpdateJourneyMap",
				send: []string{`{"journey_map":{"name":"tenants/{tenant}/journeyMap","etag":"{etag}","teams":["web"]}}`}, want: fields{"version": 2, "touchpoints.#": 0},
			},
			{what: "over what has changed since", method: "JourneyService.UpdateJourneyMap", send: putMap("{etag}"), fails: mismatch},
			{
				what: "a seam to nowhere", method: "JourneyService.UpdateJourneyMap",
				send:  []string{`{"journey_map":{"name":"tenants/{tenant}/journeyMap","teams":["web"],"touchpoints":[{"id":"a","kinds":["TOUCHPOINT_KIND_WEB"],"team":"web"}],"seams":[{"seam":{"from_touchpoint":"a","to_touchpoint":"b"}}]}}`},
				fails: invalid("journey_map.seams[0].seam.to_touchpoint"),
			},
			{what: "a viewer may not", as: "viewer", method: "JourneyService.UpdateJourneyMap", send: putMap(""), fails: &refusal{code: codes.PermissionDenied, reason: "ROLE_INSUFFICIENT"}},
		}},
		{name: "policy", steps: []step{
			{what: "none yet", as: "viewer", method: "PolicyService.GetPolicy", send: []string{`{"name":"tenants/{tenant}/policy"}`}, want: fields{"version": 0}},
			{
				what: "the first", method: "PolicyService.UpdatePolicy", send: putPolicy(`"window_days":7,"min_customers":4`),
				want: fields{"version": 1, "near_threshold_ratio": 0.5, "record_days": 14}, keep: keep{"etag": "etag"},
			},
			{what: "another", method: "PolicyService.UpdatePolicy", send: putPolicy(`"window_days":7,"min_customers":5,"etag":"{etag}"`), want: fields{"version": 2, "min_customers": 5}},
			{what: "read back", as: "viewer", method: "PolicyService.GetPolicy", send: []string{`{"name":"tenants/{tenant}/policy"}`}, want: fields{"version": 2, "min_customers": 5}},
			{what: "over what has changed since", method: "PolicyService.UpdatePolicy", send: putPolicy(`"window_days":7,"min_customers":6,"etag":"{etag}"`), fails: mismatch},
			{
				what: "fields that are wrong", method: "PolicyService.UpdatePolicy", send: putPolicy(`"window_days":-1,"min_customers":-1,"min_consistency":2`),
				fails: invalid("policy.window_days", "policy.min_customers", "policy.min_consistency"),
			},
			{what: "a threshold out of reach", method: "PolicyService.UpdatePolicy", send: putPolicy(`"window_days":7,"min_customers":4,"min_distinct_days":8`), fails: invalid("policy.min_distinct_days")},
		}},
	}
}
