package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand"
)

func TestUpsertTellsNewChangedAndUnchanged(t *testing.T) {
	const c, u, n = store.Created, store.Updated, store.Unchanged
	f := newFixture(t)
	account := func(id, segment string) ingest.Account {
		return ingest.Account{AccountID: id, Segment: segment, AnnualValue: &ingest.Money{Minor: 5, Currency: "USD"}, RenewalDate: "2026-12-31"}
	}
	for _, step := range []struct {
		name     string
		accounts []ingest.Account
		want     []store.UpsertStatus
		stored   string
	}{
		{"new", []ingest.Account{account("a", "x"), account("b", "x")}, []store.UpsertStatus{c, c}, "a:x b:x"},
		{"again", []ingest.Account{account("b", "x"), account("a", "x")}, []store.UpsertStatus{n, n}, "a:x b:x"},
		{"one changed", []ingest.Account{account("a", "x"), account("b", "y")}, []store.UpsertStatus{n, u}, "a:x b:y"},
		{"twice, the last counts", []ingest.Account{account("a", "z"), account("c", "1"), account("c", "2"), account("a", "x")},
			[]store.UpsertStatus{n, c, c, n}, "a:x b:y c:2"},
		{"none", nil, nil, "a:x b:y c:2"},
	} {
		got, err := f.UpsertAccounts(t.Context(), acme, step.accounts)
		if err != nil || !slices.Equal(got, step.want) {
			t.Errorf("%s: %v, %v, want %v", step.name, got, err, step.want)
		}
		stored := f.strings(`SELECT string_agg(id || ':' || segment, ' ' ORDER BY id) FROM accounts`)
		if stored[0] != step.stored {
			t.Errorf("%s: stored %s, want %s", step.name, stored[0], step.stored)
		}
	}
	if _, err := f.UpsertAccounts(t.Context(), "nobody", []ingest.Account{account("a", "x")}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("unknown tenant: %v, want ErrNotFound", err)
	}
}

func TestConcurrentUpsertsDoNotLockEachOtherOut(t *testing.T) {
	f := newFixture(t)
	var group sync.WaitGroup
	for writer := range 4 {
		group.Go(func() {
			var accounts []ingest.Account
			for i := range 200 {
				accounts = append(accounts, ingest.Account{AccountID: fmt.Sprintf("a-%03d", (i*7+writer*31)%200), Segment: fmt.Sprint(writer)})
			}
			if _, err := f.UpsertAccounts(t.Context(), acme, accounts); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if n := f.count(`SELECT count(DISTINCT segment) FROM accounts`); n != 1 {
		t.Errorf("the accounts of %d writers are mixed", n)
	}
}

// TestFactsReadBack: what was written is what evaluation reads.
func TestFactsReadBack(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	account := ingest.Account{
		AccountID: "a-1", HouseholdID: "h", Segment: ingest.SegmentHighValue, AnnualValue: &ingest.Money{Minor: -1 << 53, Currency: "JPY"},
		RenewalDate: "2026-02-28", ProductLine: "cards", HomeLocation: "l-1", Attributes: map[string]string{"é": "\"quoted\""},
	}
	bare := ingest.Account{AccountID: "a-2"}
	location := ingest.Location{LocationID: "l-1", Name: "Main St", Region: "north", Attributes: map[string]string{"k": "v"}}
	record := ingest.CommercialRecord{
		RecordID: "r-1", AccountID: "a-1", Kind: "order", Status: "refunded", Amount: ingest.Money{Minor: 995, Currency: "EUR"},
		OccurredAt: noon, LocationID: "l-1", Touchpoint: "desk", Attributes: map[string]string{"sku": "1"},
	}
	for _, err := range []error{
		second(f.UpsertAccounts(ctx, acme, []ingest.Account{account, bare})),
		second(f.UpsertLocations(ctx, acme, []ingest.Location{location})),
		second(f.UpsertCommercialRecords(ctx, acme, []ingest.CommercialRecord{record})),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	silent := item("silent", "nothing broke")
	silent.Interaction.Language = "es"
	f.push(acme, item("i-1", "it broke"), silent)
	f.understandAll()
	f.advance(acme, noon)
	f.push(acme, item("waiting", "x"))
	_, err := f.TakeTurn(ctx, acme, func(ctx context.Context, turn *store.Turn) error {
		parts, err := turn.Parts(ctx)
		if err != nil {
			return err
		}
		got, _ := parts.Facts.Account("a-1")
		same(t, "account", got, account)
		place, _ := parts.Facts.Location("l-1")
		same(t, "location", place, location)
		same(t, "records", parts.Facts.Records("a-1"), []ingest.CommercialRecord{record})
		if _, ok := parts.Facts.Account("a-2"); ok {
			t.Error("an account that nobody complained about was read")
		}
		same(t, "volume", parts.Facts.Volumes(), []measure.Volume{
			{Day: measure.DayOf(noon), Source: "call", Channel: "phone", Interactions: 1},
			{Day: measure.DayOf(noon), Source: "call", Channel: "phone", Language: "es", Interactions: 1},
		})
		arrival := evaluate.Arrival{Interaction: measure.Interaction{AccountID: "a-2"}, Mentions: []understand.Mention{broken("x")}}
		if err := turn.Learn(ctx, parts.Facts, []evaluate.Arrival{arrival}); err != nil {
			return err
		}
		if _, ok := parts.Facts.Account("a-2"); !ok {
			t.Error("the account of a new complaint was not learnt")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
