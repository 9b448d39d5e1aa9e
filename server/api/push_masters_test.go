package api

import (
	"testing"

	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

const (
	accepted  = v1.PushStatus_PUSH_STATUS_ACCEPTED
	updated   = v1.PushStatus_PUSH_STATUS_UPDATED
	duplicate = v1.PushStatus_PUSH_STATUS_DUPLICATE
	rejection = v1.PushStatus_PUSH_STATUS_REJECTED
)

func wantStatuses(t *testing.T, what string, results []*v1.PushResult, want ...v1.PushStatus) {
	t.Helper()
	if len(results) != len(want) {
		t.Fatalf("%s: %d results, want %d", what, len(results), len(want))
	}
	for i, r := range results {
		if r.GetStatus() != want[i] || int(r.GetIndex()) != i {
			t.Errorf("%s, item %d: %v, want %v", what, i, r, want[i])
		}
	}
}

func account(id, segment string) *v1.Account {
	return &v1.Account{AccountId: id, Segment: segment, AnnualValue: &v1.Money{AmountMinor: 12_000, Currency: "EUR"}, RenewalDate: "2026-09-01"}
}

func TestAccountsAreCreatedUpdatedAndLeftAlone(t *testing.T) {
	configured := 0
	f := newFixture(t, func(o *Options) { o.Configured = func() { configured++ } })
	push := func(accounts ...*v1.Account) []*v1.PushResult {
		return call(t, f.ingestion.PushAccounts, &v1.PushAccountsRequest{Parent: parent, Accounts: accounts}).GetResults()
	}
	first := push(account("a/1 ä", "x"), account("b", "x"))
	wantStatuses(t, "new", first, accepted, accepted)
	if got, want := first[0].GetName(), "tenants/acme/accounts/a%2F1%20%C3%A4"; got != want {
		t.Errorf("name %q, want the id escaped: %q", got, want)
	}
	wantStatuses(t, "one changed", push(account("a/1 ä", "high_value"), account("b", "x")), updated, duplicate)
	wantStatuses(t, "one bad", push(&v1.Account{}, account("c", "x")), rejection, accepted)
	wantStatuses(t, "repeats", push(account("d", "x"), account("d", "x"), account("d", "y")), accepted, duplicate, rejection)
	bad := account("e", "x")
	bad.AnnualValue.Currency, bad.RenewalDate = "EURO", "soon"
	wrong := push(bad)[0].GetViolations()
	if len(wrong) != 2 || wrong[0].GetField() != "annual_value.currency" || wrong[1].GetField() != "renewal_date" {
		t.Errorf("violations %v, want the currency and the date", wrong)
	}
	if configured != 4 {
		t.Errorf("evaluation was woken %d times, want once for each push that stored something, 4", configured)
	}
}

func TestLocationsAndRecords(t *testing.T) {
	f := newFixture(t)
	locations := &v1.PushLocationsRequest{Parent: parent, Locations: []*v1.Location{{LocationId: "l1", DisplayName: "Main Street"}, {}}}
	wantStatuses(t, "locations", call(t, f.ingestion.PushLocations, locations).GetResults(), accepted, rejection)
	locations.Locations[0].Region = "north"
	got := call(t, f.ingestion.PushLocations, locations)
	wantStatuses(t, "changed location", got.GetResults(), updated, rejection)
	if c := got.GetCounts(); c.GetUpdated() != 1 || c.GetRejected() != 1 {
		t.Errorf("counts %v, want one updated and one rejected", c)
	}
	record := &v1.CommercialRecord{
		RecordId: "r1", AccountId: "a", Kind: "order", Status: "completed", Amount: &v1.Money{AmountMinor: 5, Currency: "EUR"},
		OccurredAt: timestamppb.New(noon),
	}
	records := &v1.PushCommercialRecordsRequest{Parent: parent, CommercialRecords: []*v1.CommercialRecord{record, {RecordId: "r2"}}}
	wantStatuses(t, "records", call(t, f.ingestion.PushCommercialRecords, records).GetResults(), accepted, rejection)
	wantStatuses(t, "same record", call(t, f.ingestion.PushCommercialRecords, records).GetResults(), duplicate, rejection)
	record.Status = "refunded"
	wantStatuses(t, "refunded record", call(t, f.ingestion.PushCommercialRecords, records).GetResults(), updated, rejection)
}
