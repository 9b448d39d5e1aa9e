package throughline

import (
	"fmt"
	"testing"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

func someAlerts(n int) []*Alert {
	out := make([]*Alert, n)
	for i := range out {
		out[i] = &Alert{Name: fmt.Sprintf("tenants/retail/alerts/%d", i)}
	}
	return out
}

func TestPagesFollowOneAnother(t *testing.T) {
	for _, n := range []int{0, 1, 3, 4, 7} {
		server, client, _ := start(t)
		server.Alerts = someAlerts(n)
		request := &throughlinev1.ListAlertsRequest{PageSize: 3, States: []throughlinev1.AlertState{throughlinev1.AlertState_ALERT_STATE_FIRING}}
		seen := 0
		for alert, err := range client.ListAlerts(t.Context(), request) {
			if err != nil || alert.GetName() != server.Alerts[seen].GetName() {
				t.Fatalf("alert %d is %v, %v", seen, alert, err)
			}
			seen++
		}
		calls := server.Calls("ListAlerts")
		if seen != n || len(calls) != max((n+2)/3, 1) {
			t.Errorf("%d alerts on %d pages, want %d on %d", seen, len(calls), n, max((n+2)/3, 1))
		}
		for _, c := range calls {
			if len(c.Request.(*throughlinev1.ListAlertsRequest).GetStates()) != 1 {
				t.Error("a page was asked for without the filter")
			}
		}
		if request.GetPageToken() != "" {
			t.Error("the caller's own request was changed")
		}
	}
}

func TestPagesCanBeReadAgain(t *testing.T) {
	server, client, _ := start(t)
	server.Alerts = someAlerts(4)
	all := client.ListAlerts(t.Context(), &throughlinev1.ListAlertsRequest{PageSize: 3})
	for range 2 {
		seen := 0
		for range all {
			seen++
		}
		if seen != 4 {
			t.Errorf("%d alerts, want 4", seen)
		}
	}
}

func TestANilRequestListsEverything(t *testing.T) {
	server, client, _ := start(t)
	server.Alerts = someAlerts(2)
	seen := 0
	for _, err := range client.ListAlerts(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		seen++
	}
	if seen != 2 {
		t.Errorf("%d alerts, want 2", seen)
	}
}

func TestNoPageIsFetchedThatNobodyReads(t *testing.T) {
	server, client, _ := start(t)
	server.Alerts = someAlerts(9)
	for range client.ListAlerts(t.Context(), &throughlinev1.ListAlertsRequest{PageSize: 3}) {
		break
	}
	if n := len(server.Calls("ListAlerts")); n != 1 {
		t.Errorf("%d pages were fetched, want 1", n)
	}
}

func TestAnErrorEndsTheList(t *testing.T) {
	server, client, _ := start(t)
	server.Alerts = someAlerts(9)
	server.Fail("ListAlerts", nil, fault(codes.InvalidArgument, "token", reason("PAGE_TOKEN_INVALID")))
	var errs []error
	seen := 0
	for _, err := range client.ListAlerts(t.Context(), &throughlinev1.ListAlertsRequest{PageSize: 3}) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		seen++
	}
	if seen != 3 || len(errs) != 1 {
		t.Errorf("%d alerts, errors %v; want 3 and one error", seen, errs)
	}
}
