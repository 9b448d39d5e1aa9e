package api

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

const (
	mapName    = parent + "/journeyMap"
	policyName = parent + "/policy"
)

// testMap is a map with one owned seam and every kind of touchpoint on one of its sides.
func testMap() *v1.JourneyMap {
	return &v1.JourneyMap{
		Name: mapName, Teams: []string{"digital", "stores"},
		Touchpoints: []*v1.Touchpoint{
			{Id: "notice", DisplayName: "Notice", Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_MESSAGE}, Team: "digital", Aliases: []string{"the mail"}},
			{Id: "desk", DisplayName: "Desk", Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_STORE}, Team: "stores"},
		},
		Journeys: []*v1.Journey{{Id: "pickup", DisplayName: "Pick up", Touchpoints: []string{"notice", "desk"}}},
		Seams: []*v1.OwnedSeam{{
			Seam: &v1.Seam{FromTouchpoint: "notice", ToTouchpoint: "desk"}, AccountableTeam: "digital", ContributingTeam: "stores",
		}},
	}
}

func testPolicy() *v1.Policy {
	return &v1.Policy{Name: policyName, WindowDays: 7, MinCustomers: 4, MinDistinctDays: 2, NearThresholdRatio: 0.5}
}

func TestJourneyMap(t *testing.T) {
	f := newFixture(t)
	empty := call(t, f.journeys.GetJourneyMap, &v1.GetJourneyMapRequest{Name: mapName})
	if empty.GetVersion() != 0 || empty.GetName() != mapName || empty.GetUpdatedAt() != nil || len(empty.GetTouchpoints()) != 0 {
		t.Errorf("a map that was never set: %v, want an empty one of version 0", empty)
	}
	set := func(change func(*v1.JourneyMap)) *v1.UpdateJourneyMapRequest {
		m := testMap()
		change(m)
		return &v1.UpdateJourneyMapRequest{JourneyMap: m}
	}
	first := call(t, f.journeys.UpdateJourneyMap, set(func(*v1.JourneyMap) {}))
	got := call(t, f.journeys.GetJourneyMap, &v1.GetJourneyMapRequest{Name: mapName})
	if !proto.Equal(got, first) {
		t.Errorf("read back %v, want %v", got, first)
	}
	want := testMap()
	want.Version, want.Etag, want.UpdatedAt = 1, first.GetEtag(), first.GetUpdatedAt()
	if !proto.Equal(got, want) || first.GetEtag() == "" || first.GetUpdatedAt() == nil {
		t.Errorf("got %v, want what was set: %v", got, want)
	}
	if same := call(t, f.journeys.UpdateJourneyMap, set(func(*v1.JourneyMap) {})); same.GetVersion() != 1 {
		t.Errorf("an equal map makes version %d", same.GetVersion())
	}
	rename := func(m *v1.JourneyMap) { m.Touchpoints[0].DisplayName, m.Etag = "Ready notice", first.GetEtag() }
	if second := call(t, f.journeys.UpdateJourneyMap, set(rename)); second.GetVersion() != 2 || second.GetEtag() == first.GetEtag() {
		t.Errorf("changed map: version %d, etag %q", second.GetVersion(), second.GetEtag())
	}
	stale := set(func(m *v1.JourneyMap) { m.Touchpoints[0].DisplayName, m.Etag = "Third", first.GetEtag() })
	refused(t, f.journeys.UpdateJourneyMap, stale, codes.Aborted, "ETAG_MISMATCH")
	stale.JourneyMap.Etag = ""
	if third := call(t, f.journeys.UpdateJourneyMap, stale); third.GetVersion() != 3 {
		t.Errorf("without an etag: version %d, want 3", third.GetVersion())
	}
}

func TestJourneyMapIsRefusedByField(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct {
		name   string
		change func(*v1.JourneyMap)
		field  string
	}{
		{"id twice", func(m *v1.JourneyMap) { m.Touchpoints[1].Id = "notice" }, "journey_map.touchpoints[1].id"},
		{"unknown team", func(m *v1.JourneyMap) { m.Touchpoints[0].Team = "nobody" }, "journey_map.touchpoints[0].team"},
		{"unknown touchpoint", func(m *v1.JourneyMap) { m.Journeys[0].Touchpoints[1] = "moon" }, "journey_map.journeys[0].touchpoints[1]"},
		{"no kinds", func(m *v1.JourneyMap) { m.Touchpoints[0].Kinds = nil }, "journey_map.touchpoints[0].kinds"},
		{"NUL", func(m *v1.JourneyMap) { m.Touchpoints[0].DisplayName = "a\x00" }, "journey_map.touchpoints[0].display_name"},
	} {
		m := testMap()
		c.change(m)
		s := refused(t, f.journeys.UpdateJourneyMap, &v1.UpdateJourneyMapRequest{JourneyMap: m}, codes.InvalidArgument, "FIELD_INVALID")
		if got := fields(s); !slices.Contains(got, c.field) {
			t.Errorf("%s: fields %v, want %s", c.name, got, c.field)
		}
	}
}

func TestPolicy(t *testing.T) {
	f := newFixture(t)
	if empty := call(t, f.policies.GetPolicy, &v1.GetPolicyRequest{Name: policyName}); !proto.Equal(empty, &v1.Policy{Name: policyName, Etag: empty.GetEtag()}) {
		t.Errorf("a policy that was never set: %v, want an empty one of version 0", empty)
	}
	first := call(t, f.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: testPolicy()})
	if first.GetVersion() != 1 || first.GetClearRatio() != 0.5 || first.GetRecordDays() != 14 || first.GetRenewalDays() != 60 {
		t.Errorf("%v, want version 1 with the defaults filled in", first)
	}
	if same := call(t, f.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: testPolicy()}); same.GetVersion() != 1 {
		t.Errorf("an equal policy makes version %d", same.GetVersion())
	}
	changed := testPolicy()
	changed.MinCustomers, changed.Etag = 5, first.GetEtag()
	if got := call(t, f.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: changed}); got.GetVersion() != 2 {
		t.Errorf("changed policy: version %d, want 2", got.GetVersion())
	}
	changed.MinCustomers = 6
	refused(t, f.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: changed}, codes.Aborted, "ETAG_MISMATCH")
	unreachable := testPolicy()
	unreachable.MinDistinctDays = 8
	s := refused(t, f.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: unreachable}, codes.InvalidArgument, "FIELD_INVALID")
	if got := fields(s); !slices.Equal(got, []string{"policy.min_distinct_days"}) {
		t.Errorf("fields %v, want policy.min_distinct_days: 8 days never fall into a window of 7", got)
	}
}

func TestTenant(t *testing.T) {
	f := newFixture(t)
	got := call(t, f.admin.GetTenant, &v1.GetTenantRequest{Name: parent})
	if got.GetName() != parent || got.GetDisplayName() != "Acme" || got.GetFallbackTeam() != "care" || got.GetCreatedAt() == nil {
		t.Errorf("tenant %v", got)
	}
	refused(t, f.admin.GetTenant, &v1.GetTenantRequest{Name: "tenants/other"}, codes.NotFound, "RESOURCE_NOT_FOUND")
}

// A tenant's name can be changed whenever somebody likes, its time zone until its days are counted.
func TestTheTenantIsChanged(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	change := func(name, zone string, paths ...string) *v1.UpdateTenantRequest {
		return &v1.UpdateTenantRequest{Tenant: &v1.Tenant{Name: parent, DisplayName: name, TimeZone: zone}, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}}
	}
	got := call(t, f.admin.UpdateTenant, change("Acme Stores", "Europe/Berlin"))
	if got.GetDisplayName() != "Acme Stores" || got.GetTimeZone() != "Europe/Berlin" || got.GetFallbackTeam() != "care" {
		t.Errorf("changed to %v", got)
	}
	got = call(t, f.admin.UpdateTenant, change("", "America/New_York", "time_zone"))
	if got.GetDisplayName() != "Acme Stores" || got.GetTimeZone() != "America/New_York" {
		t.Errorf("with a mask: %v", got)
	}
	for _, tc := range []struct {
		r     *v1.UpdateTenantRequest
		field string
	}{
		{change("", "Mars/Olympus"), "tenant.time_zone"}, {change("", "", "time_zone"), "tenant.time_zone"},
		{change("x", "UTC", "fallback_team"), "update_mask"},
	} {
		s := refused(t, f.admin.UpdateTenant, tc.r, codes.InvalidArgument, "FIELD_INVALID")
		if got := fields(s); len(got) != 1 || got[0] != tc.field {
			t.Errorf("%v: fields %v", tc.r, got)
		}
	}
	// The clocks of New York went forward on 8 March: its day begins at five by UTC, and the day after at four.
	for i, at := range []string{"2026-03-08T04:59:00Z", "2026-03-08T05:00:00Z", "2026-03-09T03:59:00Z", "2026-03-09T04:00:00Z"} {
		in := interaction(fmt.Sprint("dst-", i), complaint(0))
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		in.OccurredAt, in.ReceivedAt = timestamppb.New(when), timestamppb.New(when)
		f.push(in)
	}
	p.settle()
	changes := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent}).GetAlerts()
	if len(changes) != 1 {
		t.Fatalf("%d alerts", len(changes))
	}
	var days []string
	for _, d := range changes[0].GetReading().GetDaily() {
		if d.GetInteractionCount() > 0 {
			days = append(days, fmt.Sprint(d.GetDay(), " ", d.GetInteractionCount()))
		}
	}
	if want := []string{"2026-03-07 1", "2026-03-08 2", "2026-03-09 1"}; !slices.Equal(days, want) {
		t.Errorf("counted on %v, want %v", days, want)
	}
	refused(t, f.admin.UpdateTenant, change("", "UTC"), codes.FailedPrecondition, "TIME_ZONE_SETTLED")
	if got := call(t, f.admin.UpdateTenant, change("Acme", "America/New_York")); got.GetDisplayName() != "Acme" {
		t.Errorf("the zone as it is: %v", got)
	}
}
