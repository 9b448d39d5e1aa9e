package measure_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/measure"
)

func record(id, account, status, touchpoint string, day int, amount ingest.Money) ingest.CommercialRecord {
	return ingest.CommercialRecord{
		RecordID: id, AccountID: account, Kind: "order", Status: status, Touchpoint: touchpoint,
		OccurredAt: monday.AddDate(0, 0, day), Amount: amount,
	}
}

func TestExposure(t *testing.T) {
	w := newWorld(t,
		complaint{day: 0, customer: "ann", account: "a1"},
		complaint{day: 1, customer: "ann", account: "a1"},
		complaint{day: 2, customer: "bob", account: "a2"},
		complaint{day: 2, customer: "cem", account: "a3"},
	)
	dollars, euros := usd(400_86), ingest.Money{Minor: 99_99, Currency: "EUR"}
	w.SetAccount(ingest.Account{AccountID: "a1", AnnualValue: &dollars})
	w.SetAccount(ingest.Account{AccountID: "a2", AnnualValue: &euros})
	for _, r := range []ingest.CommercialRecord{
		record("r1", "a1", "abandoned", "desk", 3, usd(10_00)),
		record("r1", "a1", "abandoned", "desk", 3, usd(10_00)), // the same again
		record("r2", "a1", "abandoned", "notice", -14, usd(5)), // just within reach
		record("r3", "a1", "abandoned", "desk", 16, usd(7)),    // out of reach
		record("r4", "a1", "completed", "desk", 0, usd(7)),     // nothing at stake
		record("r5", "a1", "refunded", "till", 0, usd(7)),      // another step
		record("r6", "a2", "refunded", "desk", 0, usd(3)),
		record("r7", "a9", "refunded", "desk", 0, usd(3)), // nobody affected
		record("r8", "a3", "cancelled", "", 0, usd(3)),    // no step known
		record("r9", "", "refunded", "desk", 0, usd(3)),   // of no known account
		record("r10", "", "completed", "desk", 0, usd(3)), // nor at stake
		record("r11", "", "refunded", "desk", 3, usd(3)),  // nor in the window
	} {
		w.SetRecord(r)
	}
	r := w.read(2, 21)
	value := "annual value of 1 affected account, each once; 2 of 3 affected are not in it: no known value, or in another currency"
	within := " at Ready notice or Pickup desk within 14 days of a complaint of their account, each once"
	want := []measure.Exposure{
		{Kind: measure.ExposureAccountValue, AmountMinor: 99_99, Currency: "EUR", Accounts: []string{"a2"}, Formula: value},
		{Kind: measure.ExposureAccountValue, AmountMinor: 400_86, Currency: "USD", Accounts: []string{"a1"}, Formula: value},
		{Kind: measure.ExposureAbandoned, AmountMinor: 10_05, Currency: "USD", Accounts: []string{"a1"}, Records: []string{"r1", "r2"}, Formula: "2 records abandoned" + within},
		{Kind: measure.ExposureRefunded, AmountMinor: 3, Currency: "USD", Accounts: []string{"a2"}, Records: []string{"r6"}, Formula: "1 record refunded" + within},
	}
	if !reflect.DeepEqual(r.Exposure, want) {
		t.Errorf("exposure\n%+v, want\n%+v", r.Exposure, want)
	}
	if !slices.Equal(r.UnvaluedAccounts, []string{"a3"}) {
		t.Errorf("unvalued %v, want a3", r.UnvaluedAccounts)
	}
	if !slices.Equal(r.UnlinkedRecords, []string{"r9"}) {
		t.Errorf("records without account %v, want r9", r.UnlinkedRecords)
	}
	for _, code := range []string{measure.GapUnvalued, measure.GapUnlinked, measure.GapCurrencies} {
		if !slices.ContainsFunc(r.Coverage, func(g measure.Gap) bool { return g.Code == code }) {
			t.Errorf("%s is not said: %v", code, r.Coverage)
		}
	}
}

func TestRenewals(t *testing.T) {
	w := newWorld(t, complaint{account: "late"}, complaint{account: "soon"}, complaint{account: "past"}, complaint{account: "far"}, complaint{account: "odd"})
	for account, due := range map[string]string{"late": "2026-05-01", "soon": "2026-03-03", "past": "2026-03-02", "far": "2026-05-02", "odd": "next year"} {
		w.SetAccount(ingest.Account{AccountID: account, RenewalDate: due})
	}
	r := w.read(0, 7)
	want := []measure.Renewal{
		{AccountID: "soon", Due: measure.DayOf(monday) + 1},
		{AccountID: "late", Due: measure.DayOf(time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))}, // 60 days on
	}
	if !slices.Equal(r.RenewalsDue, want) {
		t.Errorf("renewals %v, want %v", r.RenewalsDue, want)
	}
}
