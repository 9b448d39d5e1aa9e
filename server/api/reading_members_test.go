package api

import (
	"slices"
	"testing"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// opened lists what a number counts, by pages of two.
func (f *fixture) opened(r *v1.ListReadingMembersRequest) (keys []string, total int) {
	f.t.Helper()
	for r.PageSize = 2; ; {
		p := call(f.t, f.clusters.ListReadingMembers, r)
		if len(p.GetMembers()) > 2 || p.GetReadAt() == nil || p.GetWindow().GetDays() == 0 {
			f.t.Fatalf("page %v", p)
		}
		for _, m := range p.GetMembers() {
			keys = append(keys, m.GetKey())
		}
		if r.PageToken = p.GetNextPageToken(); r.PageToken == "" {
			return keys, int(p.GetTotalSize())
		}
	}
}

// Each number that a client reads opens onto as many members, page by page.
func TestReadingNumbersOpenOntoTheirMembers(t *testing.T) {
	f := story(t)
	a := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, States: []v1.AlertState{v1.AlertState_ALERT_STATE_FIRING}}).GetAlerts()[0]
	c := call(t, f.clusters.GetCluster, &v1.GetClusterRequest{Name: a.GetCluster()})
	r := c.GetReading()
	for number, want := range map[v1.ReadingNumber]int32{
		v1.ReadingNumber_READING_NUMBER_INTERACTIONS: r.GetInteractionCount(), v1.ReadingNumber_READING_NUMBER_VOICES: r.GetVoiceCount(),
		v1.ReadingNumber_READING_NUMBER_CUSTOMERS: r.GetCustomerCount(), v1.ReadingNumber_READING_NUMBER_ACCOUNTS: r.GetAccountCount(),
		v1.ReadingNumber_READING_NUMBER_HIGH_VALUE_ACCOUNTS: r.GetHighValueAccountCount(), v1.ReadingNumber_READING_NUMBER_HOUSEHOLDS: r.GetHouseholdCount(),
		v1.ReadingNumber_READING_NUMBER_LOCATIONS: r.GetLocationCount(), v1.ReadingNumber_READING_NUMBER_FLAGGED_SIMILAR: r.GetFlaggedSimilarCount(),
		v1.ReadingNumber_READING_NUMBER_UNVALUED_ACCOUNTS: r.GetUnvaluedAccountCount(), v1.ReadingNumber_READING_NUMBER_CORROBORATED: r.GetCorroboratedCount(),
		v1.ReadingNumber_READING_NUMBER_DISTINCT_DAYS: r.GetDistinctDayCount(), v1.ReadingNumber_READING_NUMBER_RENEWALS_DUE: int32(len(r.GetRenewalsDue())),
	} {
		keys, total := f.opened(&v1.ListReadingMembersRequest{Parent: c.GetName(), Number: number})
		if len(keys) != int(want) || total != int(want) {
			t.Errorf("%s: %d members of %d, the number is %d", number, len(keys), total, want)
		}
	}
	records, _ := f.opened(&v1.ListReadingMembersRequest{
		Parent: c.GetName(), Number: v1.ReadingNumber_READING_NUMBER_EXPOSURE_RECORDS, ExposureKind: v1.ExposureKind_EXPOSURE_KIND_REFUNDED, Currency: "EUR",
	})
	if !slices.Equal(records, []string{"r-1"}) {
		t.Errorf("refunded records %v, want r-1", records)
	}
	here, _ := f.opened(&v1.ListReadingMembersRequest{Parent: c.GetName(), Number: v1.ReadingNumber_READING_NUMBER_INTERACTIONS, LocationId: "l1"})
	nowhere, _ := f.opened(&v1.ListReadingMembersRequest{Parent: c.GetName(), Number: v1.ReadingNumber_READING_NUMBER_INTERACTIONS, LocationId: "l2"})
	if len(here) != int(r.GetLocations()[0].GetInteractionCount()) || len(nowhere) != 0 {
		t.Errorf("at l1 %d, at l2 %d; want %d and none", len(here), len(nowhere), r.GetLocations()[0].GetInteractionCount())
	}
}

func TestReadingMembersRefuse(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	p.complain(0, "c", 3)
	p.settle()
	cluster := call(t, f.clusters.ListClusters, &v1.ListClustersRequest{Parent: parent}).GetClusters()[0].GetName()
	customers := v1.ReadingNumber_READING_NUMBER_CUSTOMERS
	first := call(t, f.clusters.ListReadingMembers, &v1.ListReadingMembersRequest{Parent: cluster, Number: customers, PageSize: 1})
	for _, r := range []*v1.ListReadingMembersRequest{
		{Parent: cluster},
		{Parent: cluster, Number: customers, Day: "2026-02-31"},
		{Parent: cluster, Number: customers, Currency: "EUR"},
		{Parent: cluster, Number: v1.ReadingNumber_READING_NUMBER_EXPOSURE_RECORDS},
		{Parent: cluster, Number: v1.ReadingNumber_READING_NUMBER_VOICES, LocationId: "l1"},
	} {
		refused(t, f.clusters.ListReadingMembers, r, codes.InvalidArgument, "FIELD_INVALID")
	}
	refused(t, f.clusters.ListReadingMembers, &v1.ListReadingMembersRequest{Parent: parent + "/clusters/" + uuid.NewString(), Number: customers}, codes.NotFound, "RESOURCE_NOT_FOUND")
	next := &v1.ListReadingMembersRequest{Parent: cluster, Number: customers, PageSize: 1, PageToken: first.GetNextPageToken()}
	if got := call(t, f.clusters.ListReadingMembers, next); len(got.GetMembers()) != 1 {
		t.Errorf("second page %v", got)
	}
	// What was measured again since has other members: a walk over both would be neither.
	p.complain(0, "d", 1)
	p.settle()
	refused(t, f.clusters.ListReadingMembers, next, codes.InvalidArgument, "PAGE_TOKEN_INVALID")
}
