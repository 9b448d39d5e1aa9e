package api

import (
	"fmt"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// ranked is a fixture with three breaks: the first has most customers, the second most money, and
// the third little of both.
func ranked(t *testing.T) *fixture {
	t.Helper()
	f := newFixture(t)
	p := newPipeline(f)
	for n, worth := range []int64{100, 90_000, 20} {
		for i := range 8 {
			call(t, f.ingestion.PushAccounts, &v1.PushAccountsRequest{Parent: parent, Accounts: []*v1.Account{{
				AccountId: fmt.Sprint("acc-", n, "-", i), AnnualValue: &v1.Money{AmountMinor: worth * 100, Currency: "USD"}, RenewalDate: "2026-06-10",
			}}})
		}
	}
	for n, customers := range []int{8, 5, 1} {
		for i := range customers {
			in := interaction(fmt.Sprint("r", n, "-", i), complaint(n))
			in.AccountId, in.LocationId = fmt.Sprint("acc-", n, "-", i), "l1"
			in.OccurredAt.Seconds -= int64(86400 * (i % 2))
			f.push(in)
		}
	}
	p.settle()
	return f
}

// sides lists the seams of alerts by where they start.
func sides(alerts []*v1.Alert) (out []string) {
	for _, a := range alerts {
		out = append(out, a.GetFromSide().GetId())
	}
	return out
}

func TestAlertsAreRanked(t *testing.T) {
	f := ranked(t)
	for order, want := range map[string][]string{
		"customers desc": {"a0", "a1"}, "customers": {"a1", "a0"}, "customers asc": {"a1", "a0"},
		"exposure desc": {"a1", "a0"}, "renewals desc": {"a0", "a1"},
	} {
		all := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, OrderBy: order})
		if got := sides(all.GetAlerts()); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", order, got, want)
		}
		first := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, OrderBy: order, PageSize: 1})
		second := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, OrderBy: order, PageSize: 1, PageToken: first.GetNextPageToken()})
		if got := append(sides(first.GetAlerts()), sides(second.GetAlerts())...); !slices.Equal(got, want) || second.GetNextPageToken() != "" {
			t.Errorf("%s page by page: %v, want %v", order, got, want)
		}
	}
	top := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, OrderBy: "exposure desc", PageSize: 1})
	s := top.GetAlerts()[0].GetStanding()
	if e := s.GetExposures()[0]; top.GetCurrency() != "USD" || e.GetAmount().GetAmountMinor() != 45_000_000 || e.GetPerInteraction().GetAmountMinor() != 9_000_000 || s.GetRenewalCount() != 5 || s.GetCustomerCount() != 5 {
		t.Errorf("compared in %q by %v", top.GetCurrency(), s)
	}
	if none := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, OrderBy: "exposure desc", Currency: "EUR"}); none.GetCurrency() != "EUR" || len(none.GetAlerts()) != 2 {
		t.Errorf("in EUR %d alerts", len(none.GetAlerts()))
	}
	refused(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, OrderBy: "beauty"}, codes.InvalidArgument, "FIELD_INVALID")
	refused(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, OrderBy: "customers down"}, codes.InvalidArgument, "FIELD_INVALID")
	refused(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, OrderBy: "customers", PageToken: top.GetNextPageToken()}, codes.InvalidArgument, "PAGE_TOKEN_INVALID")
}

func TestAlertsAreFiltered(t *testing.T) {
	f := ranked(t)
	for text, want := range map[string][]string{
		"state = firing":                             {"a0", "a1"},
		"state = fading OR state = snoozed":          nil,
		"touchpoint = b1":                            {"a1"},
		"from_touchpoint != a1":                      {"a0"},
		"account = acc-0-3":                          {"a0"},
		"account = acc-0-3 AND touchpoint = b1":      nil,
		"external_id = r1-2 OR external_id = nobody": {"a1"},
		"customer = c-r0-1 AND severity = medium":    {"a0"},
		"location = l2":                              nil,
		"failure_mode = state_mismatch":              {"a0", "a1"},
	} {
		for _, order := range []string{"", "customers desc"} {
			got := sides(call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, Filter: text, OrderBy: order}).GetAlerts())
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", text, got, want)
			}
		}
	}
	s := refused(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, Filter: "state = flying"}, codes.InvalidArgument, "FIELD_INVALID")
	if got := fields(s); len(got) != 1 || got[0] != "filter" {
		t.Errorf("fields %v", got)
	}
}

func TestWhatIsNearAndWhatIsCostly(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	for i := range 4 {
		call(t, f.ingestion.PushAccounts, &v1.PushAccountsRequest{Parent: parent, Accounts: []*v1.Account{{
			AccountId: fmt.Sprint("acc-", i), AnnualValue: &v1.Money{AmountMinor: int64(100 * (i + 1)), Currency: "USD"},
		}}})
	}
	for n, customers := range []int{3, 2, 1} {
		for i := range customers {
			in := interaction(fmt.Sprint("n", n, "-", i), complaint(n))
			in.AccountId = fmt.Sprint("acc-", n)
			f.push(in)
		}
	}
	p.settle()
	near := call(t, f.alerts.ListNearThreshold, &v1.ListNearThresholdRequest{Parent: parent})
	var got []string
	for _, b := range near.GetBreaks() {
		got = append(got, fmt.Sprintf("%s %.2f %s", b.GetSeam().GetFromTouchpoint(), b.GetStanding().GetProgress(), b.GetState()))
	}
	if want := []string{"a0 0.50 ALERT_STATE_NEAR_THRESHOLD", "a1 0.50 ALERT_STATE_NEAR_THRESHOLD"}; len(got) != 2 || !slices.Equal(sorted(got), want) {
		t.Errorf("near: %v, want %v", got, want)
	}
	if b := near.GetBreaks()[0]; b.GetStanding().GetMissing() == "" || b.GetAlert() == "" || b.GetTitle() == "" {
		t.Errorf("%v does not say what is missing", b)
	}
	costly := call(t, f.alerts.ListCostlyBreaks, &v1.ListCostlyBreaksRequest{Parent: parent, PageSize: 2})
	rest := call(t, f.alerts.ListCostlyBreaks, &v1.ListCostlyBreaksRequest{Parent: parent, PageSize: 2, PageToken: costly.GetNextPageToken()})
	got = nil
	for _, b := range append(costly.GetBreaks(), rest.GetBreaks()...) {
		got = append(got, b.GetSeam().GetFromTouchpoint())
	}
	if want := []string{"a2", "a1", "a0"}; !slices.Equal(got, want) || costly.GetCurrency() != "USD" {
		t.Errorf("costly: %v in %s, want %v", got, costly.GetCurrency(), want)
	}
	if b := costly.GetBreaks()[0]; b.GetAlert() != "" || b.GetState() != v1.AlertState_ALERT_STATE_FORMING || b.GetStanding().GetExposures()[0].GetPerInteraction().GetAmountMinor() != 300 {
		t.Errorf("the costliest is %v", b)
	}
}

// What is near is ranked by how near it is, or by when its customers reach the level: a break that has
// come far and stands still comes after one that has come less far and grows.
func TestWhatIsNearIsRankedByWhenItCrosses(t *testing.T) {
	f := newFixture(t)
	p := newPipeline(f)
	policy := testPolicy()
	policy.WindowDays, policy.MinCustomers, policy.NearThresholdRatio = 60, 10, 0.2
	call(t, f.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: policy})
	var items []*v1.Interaction
	for seam, daysAgo := range [][]int{{40, 39, 38, 37, 36, 35, 34, 33}, {5, 4, 3, 2, 1}, {50, 49}} {
		for i, ago := range daysAgo {
			in := interaction(fmt.Sprintf("near-%d-%d", seam, i), complaint(seam))
			in.OccurredAt = timestamppb.New(noon.AddDate(0, 0, -ago))
			items = append(items, in)
		}
	}
	f.push(items...)
	p.settle()
	for order, want := range map[string][]string{
		"": {"a0", "a1", "a2"}, "progress desc": {"a0", "a1", "a2"}, "days_to_cross": {"a1", "a0", "a2"}, " days_to_cross  asc": {"a1", "a0", "a2"},
	} {
		var got []string
		token := ""
		for range len(want) { // page by page
			page := call(t, f.alerts.ListNearThreshold, &v1.ListNearThresholdRequest{Parent: parent, OrderBy: order, PageSize: 1, PageToken: token})
			for _, b := range page.GetBreaks() {
				got = append(got, b.GetSeam().GetFromTouchpoint())
			}
			token = page.GetNextPageToken()
		}
		if !slices.Equal(got, want) || token != "" {
			t.Errorf("%q: %v, want %v", order, got, want)
		}
	}
	soonest := call(t, f.alerts.ListNearThreshold, &v1.ListNearThresholdRequest{Parent: parent, OrderBy: "days_to_cross"})
	grows, stands := soonest.GetBreaks()[0].GetStanding().GetCrossing(), soonest.GetBreaks()[1].GetStanding().GetCrossing()
	if grows.GetNeed() != 10 || grows.GetHave() != 5 || grows.GetDays() < 1 || grows.GetLowDays() > grows.GetDays() || grows.GetReason() == "" || stands.GetDays() != -1 || stands.GetHave() != 8 {
		t.Errorf("crosses in %v, and %v", grows, stands)
	}
	trend := call(t, f.clusters.GetClusterTrend, &v1.GetClusterTrendRequest{Name: soonest.GetBreaks()[0].GetCluster()})
	if !proto.Equal(trend.GetCrossing(), grows) {
		t.Errorf("the trend crosses in %v, the list says %v", trend.GetCrossing(), grows)
	}
	for _, order := range []string{"days_to_cross desc", "progress", "beauty"} {
		s := refused(t, f.alerts.ListNearThreshold, &v1.ListNearThresholdRequest{Parent: parent, OrderBy: order}, codes.InvalidArgument, "FIELD_INVALID")
		if got := fields(s); len(got) != 1 || got[0] != "order_by" {
			t.Errorf("%q: fields %v", order, got)
		}
	}
	first := call(t, f.alerts.ListNearThreshold, &v1.ListNearThresholdRequest{Parent: parent, PageSize: 1})
	refused(t, f.alerts.ListNearThreshold, &v1.ListNearThresholdRequest{Parent: parent, PageToken: first.GetNextPageToken(), OrderBy: "days_to_cross"}, codes.InvalidArgument, "PAGE_TOKEN_INVALID")
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}
