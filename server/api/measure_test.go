package api

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

func (f *fixture) firingCluster() string {
	f.t.Helper()
	firing := call(f.t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, States: []v1.AlertState{v1.AlertState_ALERT_STATE_FIRING}}).GetAlerts()
	if len(firing) != 1 {
		f.t.Fatalf("%d alerts fire, want 1", len(firing))
	}
	return firing[0].GetCluster()
}

// A trend must tell the complaints that there are, and leave out the day that is not over.
func TestClusterTrend(t *testing.T) {
	f := story(t)
	cluster := f.firingCluster()
	got := call(t, f.clusters.GetClusterTrend, &v1.GetClusterTrendRequest{Name: cluster, Weeks: 4})
	if len(got.GetDaily()) != 28 || len(got.GetWeekly()) != 4 || got.GetWindow().GetLastDay() != "2026-05-19" || got.GetCluster() != cluster {
		t.Fatalf("%d days and %d weeks until %s", len(got.GetDaily()), len(got.GetWeekly()), got.GetWindow().GetLastDay())
	}
	if n := got.GetWeekly()[3].GetInteractionCount(); n != 2 { // of five, those of the day before
		t.Errorf("%d complaints in the last week, want 2", n)
	}
	if got.GetShape() == 0 || got.GetShapeReason() == "" || got.GetCourse() != v1.TrendCourse_TREND_COURSE_TOO_FEW || got.GetWeeklyRatio() != nil {
		t.Errorf("%v", got)
	}
	if c := got.GetCrossing(); c == nil || c.GetHave() != 2 || c.GetNeed() == 0 || c.GetReason() == "" {
		t.Errorf("crossing %v", c)
	}
	f.clock.Add(12 * time.Hour)
	if got = call(t, f.clusters.GetClusterTrend, &v1.GetClusterTrendRequest{Name: cluster}); got.GetWeekly()[25].GetInteractionCount() != 5 {
		t.Errorf("when the day is over: %v", got.GetWeekly()[25])
	}
	refused(t, f.clusters.GetClusterTrend, &v1.GetClusterTrendRequest{Name: cluster, Weeks: 1}, codes.InvalidArgument, "FIELD_INVALID")
	refused(t, f.clusters.GetClusterTrend, &v1.GetClusterTrendRequest{Name: parent + "/clusters/" + uuid.NewString()}, codes.NotFound, "RESOURCE_NOT_FOUND")
}

// Coverage must tell each source, and of each touchpoint who listens there and whom it reaches.
func TestCoverage(t *testing.T) {
	f := story(t)
	f.clock.Add(24 * time.Hour)
	got := call(t, f.clusters.GetCoverage, &v1.GetCoverageRequest{Name: parent + "/coverage"})
	if len(got.GetStreams()) == 0 || got.GetStreams()[0].GetStatus() != v1.CoverageStatus_COVERAGE_STATUS_NEW || got.GetStreams()[0].GetHeardCount() != 8 {
		t.Errorf("streams %v", got.GetStreams())
	}
	reach := map[string]*v1.TouchpointCoverage{}
	for _, p := range got.GetTouchpoints() {
		reach[p.GetTouchpoint()] = p
	}
	desk := reach["desk"]
	if desk == nil || desk.GetAccountCount() != 1 || desk.GetHeardAccountCount() != 1 || desk.GetNote() == "" || len(desk.GetEars()) != 0 {
		t.Errorf("desk %v: a refund passed it, and no store is listened to", desk)
	}
	if line := reach["line"]; len(line.GetEars()) != 1 || line.GetHeardCount() != 8 {
		t.Errorf("helpline %v", line)
	}
	if len(got.GetLocations()) != 1 || got.GetLocations()[0].GetLocationId() != "l1" {
		t.Errorf("locations %v", got.GetLocations())
	}
}

// exposed lists accounts page by page.
func (f *fixture) exposed(r *v1.ListExposedAccountsRequest) (ids []string, all *v1.ListExposedAccountsResponse) {
	f.t.Helper()
	for r.PageSize = 2; ; {
		all = call(f.t, f.clusters.ListExposedAccounts, r)
		for _, a := range all.GetAccounts() {
			ids = append(ids, a.GetAccount())
		}
		if r.PageToken = all.GetNextPageToken(); r.PageToken == "" {
			return ids, all
		}
	}
}

func TestExposedAccounts(t *testing.T) {
	f := story(t)
	cluster := f.firingCluster()
	for _, c := range []struct {
		name string
		of   *v1.ListExposedAccountsRequest
		want []string
	}{
		{"by renewal", &v1.ListExposedAccountsRequest{}, []string{"acc-3", "acc-2", "acc-1", "acc-0", "acc-4"}},
		{"by value", &v1.ListExposedAccountsRequest{Order: v1.ExposedAccountOrder_EXPOSED_ACCOUNT_ORDER_VALUE}, []string{"acc-0", "acc-1", "acc-2", "acc-3", "acc-4"}},
		{"due in two days", &v1.ListExposedAccountsRequest{RenewalFrom: "2026-06-18", RenewalTo: "2026-06-19"}, []string{"acc-2", "acc-1"}},
		{"of the cluster", &v1.ListExposedAccountsRequest{Cluster: cluster, RenewalTo: "2026-06-17"}, []string{"acc-3"}},
		{"of the other seam", &v1.ListExposedAccountsRequest{FromTouchpoint: "desk", ToTouchpoint: "line"}, []string{"acc-2", "acc-1", "acc-0"}},
		{"in euros", &v1.ListExposedAccountsRequest{Currency: "EUR", FromTouchpoint: "notice"}, []string{"acc-3", "acc-2", "acc-1", "acc-0"}},
		{"in yen", &v1.ListExposedAccountsRequest{Currency: "JPY"}, nil},
	} {
		c.of.Parent = parent
		got, last := f.exposed(c.of)
		if !slices.Equal(got, c.want) || int(last.GetTotalSize()) != len(c.want) {
			t.Errorf("%s: %v of %d, want %v", c.name, got, last.GetTotalSize(), c.want)
		}
	}
	_, all := f.exposed(&v1.ListExposedAccountsRequest{Parent: parent, Cluster: cluster})
	if all.GetUnvaluedCount() != 1 || len(all.GetTotals()) != 1 || all.GetTotals()[0].GetAmountMinor() != 48_000 {
		t.Errorf("totals %v, %d without a value", all.GetTotals(), all.GetUnvaluedCount())
	}
	a := call(t, f.clusters.ListExposedAccounts, &v1.ListExposedAccountsRequest{Parent: parent}).GetAccounts()[0]
	if a.GetHousehold() != "home" || a.GetRenewalDay() != "2026-06-17" || len(a.GetClusters()) != 1 || a.GetQuoteCount() != 1 || !strings.Contains(a.GetQuotes()[0].GetText(), "drill") {
		t.Errorf("%v", a)
	}
	refused(t, f.clusters.ListExposedAccounts, &v1.ListExposedAccountsRequest{Parent: parent, RenewalFrom: "2026-06-18", RenewalTo: "2026-06-17"}, codes.InvalidArgument, "FIELD_INVALID")
	refused(t, f.clusters.ListExposedAccounts, &v1.ListExposedAccountsRequest{Parent: parent, RenewalFrom: "2026-02-30"}, codes.InvalidArgument, "FIELD_INVALID")
	refused(t, f.clusters.ListExposedAccounts, &v1.ListExposedAccountsRequest{Parent: parent, Cluster: parent + "/clusters/" + uuid.NewString()}, codes.NotFound, "RESOURCE_NOT_FOUND")
	refused(t, f.clusters.ListExposedAccounts, &v1.ListExposedAccountsRequest{Parent: parent, Cluster: "tenants/other/clusters/" + uuid.NewString()}, codes.NotFound, "RESOURCE_NOT_FOUND")
}

// export returns the file, and what ended it.
func (f *fixture) export(r *v1.ExportExposedAccountsRequest) ([]byte, error) {
	f.t.Helper()
	s, err := f.clusters.ExportExposedAccounts(f.t.Context(), r)
	if err != nil {
		f.t.Fatal(err)
	}
	var file []byte
	for {
		m, err := s.Recv()
		if errors.Is(err, io.EOF) {
			return file, nil
		}
		if err != nil {
			return file, err
		}
		file = append(file, m.GetData()...)
	}
}

// The file holds what the list does; no cell is a formula, whatever customers and clients write.
func TestExportExposedAccounts(t *testing.T) {
	f := story(t)
	evil := account("=cmd|' /C calc'!A0", "@SUM(A1)")
	call(t, f.ingestion.PushAccounts, &v1.PushAccountsRequest{Parent: parent, Accounts: []*v1.Account{evil}})
	in := interaction("evil", "I need my drill today, notice>desk")
	in.AccountId, in.OccurredAt = evil.GetAccountId(), timestamppb.New(noon)
	p := pipelineOf(f)
	p.understanding.Given = handoff
	p.push(in)
	p.settle()
	file, err := f.export(&v1.ExportExposedAccountsRequest{Parent: parent, Cluster: f.firingCluster()})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want, _ := f.exposed(&v1.ListExposedAccountsRequest{Parent: parent, Cluster: f.firingCluster()})
	if len(rows) != len(want)+1 || rows[0][0] != "account" || len(want) != 6 {
		t.Fatalf("%d rows of %d accounts", len(rows), len(want))
	}
	for i, row := range rows[1:] {
		if strings.TrimPrefix(row[0], "'") != want[i] {
			t.Errorf("row %d is %q, want %q", i, row[0], want[i])
		}
		for _, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("a spreadsheet would run %q", cell)
			}
		}
	}
	if first := rows[1]; first[3] != "120.00" || first[4] != "EUR" || first[5] != "2026-06-17" || !strings.Contains(first[7], "drill") || first[8] != "1" {
		t.Errorf("first row %q", first)
	}
	log, err := f.AuditLog(t.Context(), acme, 0, 1000)
	if err != nil || !slices.ContainsFunc(log, func(e store.AuditEntry) bool { return strings.HasSuffix(e.Action, "ExportExposedAccounts") }) {
		t.Errorf("the export is not in the audit log (%v)", err)
	}
	if _, err := f.export(&v1.ExportExposedAccountsRequest{Parent: parent, RenewalFrom: "2026-13-01"}); status.Code(err) != codes.InvalidArgument {
		t.Errorf("an impossible day: %v", err)
	}
}

func TestHarmlessCells(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "acc-1": "acc-1", "-12.5": "-12.5", "+4": "+4", "=1+1": "'=1+1", "-1+cmd": "'-1+cmd", "+a": "'+a", "@x": "'@x", "\tx": "'\tx", "1=2": "1=2",
	} {
		if got := harmless(cell); got != want {
			t.Errorf("%q becomes %q, want %q", cell, got, want)
		}
	}
}

// orders pushes completed orders of as many accounts at a location, of which some order again two
// days later.
func (f *fixture) orders(prefix, location string, at time.Time, n, again int) {
	f.t.Helper()
	var list []*v1.CommercialRecord
	order := func(id, account string, at time.Time) {
		list = append(list, &v1.CommercialRecord{
			RecordId: id, AccountId: account, Kind: "order", Status: "completed", LocationId: location,
			Amount: &v1.Money{AmountMinor: 100, Currency: "EUR"}, OccurredAt: timestamppb.New(at),
		})
	}
	for i := range n {
		id := fmt.Sprint(prefix, i)
		order(id, id, at)
		if i < again {
			order(id+"-again", id, at.AddDate(0, 0, 2))
		}
	}
	call(f.t, f.ingestion.PushCommercialRecords, &v1.PushCommercialRecordsRequest{Parent: parent, CommercialRecords: list})
}

func TestReorderConversion(t *testing.T) {
	f := story(t)
	cluster := f.firingCluster()
	began := noon.AddDate(0, 0, -1)
	f.clock.Add(40 * 24 * time.Hour)
	f.orders("before", "l1", began.AddDate(0, 0, -40), 100, 50)
	f.orders("after", "l1", began.AddDate(0, 0, 5), 100, 10)
	f.orders("elsewhere-before", "l2", began.AddDate(0, 0, -40), 100, 50)
	f.orders("elsewhere-after", "l2", began.AddDate(0, 0, 5), 100, 50)
	f.orders("too-late", "l1", began.AddDate(0, 0, 38), 100, 0) // the days to order again are not over
	got := call(t, f.clusters.GetReorderConversion, &v1.GetReorderConversionRequest{Name: cluster})
	// Those who ordered again made an order more each, after which they did not.
	for name, c := range map[string]struct {
		side   *v1.ReorderShare
		orders int32
		again  int32
	}{
		"affected before": {got.GetAffectedBefore(), 150, 50}, "affected after": {got.GetAffectedAfter(), 110, 10},
		"others before": {got.GetOthersBefore(), 150, 50}, "others after": {got.GetOthersAfter(), 150, 50},
	} {
		if c.side.GetOrderCount() != c.orders || c.side.GetReorderedCount() != c.again {
			t.Errorf("%s: %v, want %d of %d", name, c.side, c.again, c.orders)
		}
	}
	if got.GetBeganDay() != "2026-05-19" || !slices.Equal(got.GetLocations(), []string{"l1"}) || got.GetRelativeChange().GetHigh() >= 1 || !strings.Contains(got.GetReason(), "down there") {
		t.Errorf("%v", got)
	}
	if none := call(t, f.clusters.GetReorderConversion, &v1.GetReorderConversionRequest{Name: cluster, WithinDays: 60}); none.GetRelativeChange() != nil || !strings.Contains(none.GetReason(), "too little") {
		t.Errorf("within 60 days nothing is over: %v", none)
	}
	refused(t, f.clusters.GetReorderConversion, &v1.GetReorderConversionRequest{Name: cluster, WithinDays: 181}, codes.InvalidArgument, "FIELD_INVALID")
	refused(t, f.clusters.GetReorderConversion, &v1.GetReorderConversionRequest{Name: parent + "/clusters/" + uuid.NewString()}, codes.NotFound, "RESOURCE_NOT_FOUND")
}
