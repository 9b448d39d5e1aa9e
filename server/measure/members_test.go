package measure_test

import (
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/measure"
)

// drawn is a world of complaints that leave out this and that, with copies, accounts of which some
// have no value, records of which some have no account, and two currencies.
func drawn(t *testing.T, r *rapid.T) world {
	some := func(what, prefix string, n int) string {
		if i := rapid.IntRange(0, n).Draw(r, what); i > 0 {
			return fmt.Sprint(prefix, i)
		}
		return ""
	}
	list := make([]complaint, rapid.IntRange(1, 30).Draw(r, "complaints"))
	for i := range list {
		list[i] = complaint{
			day: rapid.IntRange(0, 20).Draw(r, "day"), customer: some("customer", "c", 8), account: some("account", "a", 6),
			location: some("location", "l", 4), source: rapid.SampledFrom([]string{"call", "chat", "review"}).Draw(r, "source"),
			quote: rapid.SampledFrom([]string{
				"the notice said that it was ready and the desk knew nothing of it", "the app said ready and the system had no record of my order",
				"they told me to come and nobody at the counter had been told", "",
			}).Draw(r, "quote"),
		}
	}
	w := newWorld(t, list...)
	for i := range 5 {
		a := ingest.Account{AccountID: fmt.Sprint("a", i), HouseholdID: some("household", "h", 2), RenewalDate: "2026-04-01"}
		if rapid.Bool().Draw(r, "valued") {
			a.AnnualValue = &ingest.Money{Minor: int64(i), Currency: rapid.SampledFrom([]string{"USD", "EUR"}).Draw(r, "currency")}
		}
		w.SetAccount(a)
		w.SetRecord(record(fmt.Sprint("r", i), some("record account", "a", 5), "refunded", "desk", rapid.IntRange(0, 20).Draw(r, "record day"), usd(int64(i))))
	}
	return w
}

// Every number must be the length of the list that it opens onto, without repeats.
func TestEveryNumberOpensOntoItsList(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := drawn(t, rt).read(rapid.IntRange(0, 20).Draw(rt, "last"), rapid.IntRange(1, 21).Draw(rt, "days"))
		counted := map[measure.Number]int{
			measure.NumberInteractions: len(r.Interactions), measure.NumberVoices: r.Voices, measure.NumberUnidentified: r.UnidentifiedVoices,
			measure.NumberCustomers: len(r.Customers), measure.NumberAccounts: len(r.Accounts), measure.NumberHighValue: len(r.HighValueAccounts),
			measure.NumberHouseholds: len(r.Households), measure.NumberLocations: len(r.Locations), measure.NumberProductLines: len(r.ProductLines),
			measure.NumberChannels: len(r.Channels), measure.NumberSources: len(r.Sources), measure.NumberDays: len(r.Days), measure.NumberWeeks: len(r.Weeks),
			measure.NumberCopies: len(r.Copies), measure.NumberSimilar: len(r.Similar), measure.NumberUnvalued: len(r.UnvaluedAccounts),
			measure.NumberUnlinked: len(r.UnlinkedRecords), measure.NumberRenewals: len(r.RenewalsDue), measure.NumberCorroborated: len(r.Borne),
		}
		for n, want := range counted {
			opens(rt, r, n, measure.Part{}, want)
		}
		if len(counted)+2 != len(measure.Numbers) {
			rt.Errorf("%d numbers are checked, there are %d", len(counted)+2, len(measure.Numbers))
		}
		for _, e := range r.Exposure {
			p := measure.Part{Exposure: e.Kind, Currency: e.Currency}
			opens(rt, r, measure.NumberExposedAccounts, p, len(e.Accounts))
			opens(rt, r, measure.NumberExposedRecords, p, len(e.Records))
		}
		for _, s := range r.Locations {
			opens(rt, r, measure.NumberInteractions, measure.Part{Location: s.Key}, s.Interactions)
			opens(rt, r, measure.NumberCustomers, measure.Part{Location: s.Key}, s.Customers)
		}
		for _, s := range r.Sources {
			opens(rt, r, measure.NumberCustomers, measure.Part{Source: s.Key}, s.Customers)
		}
		for _, d := range r.Daily {
			opens(rt, r, measure.NumberInteractions, measure.Part{Day: &d.Day}, d.Interactions)
			opens(rt, r, measure.NumberCustomers, measure.Part{Day: &d.Day}, d.Customers)
		}
	})
}

func opens(t *rapid.T, r measure.Reading, n measure.Number, p measure.Part, want int) {
	list, err := r.Open(n, p)
	if err != nil || len(list) != want {
		t.Errorf("%s of %+v: %d on the list, the number is %d (%v)", n, p, len(list), want, err)
	}
	seen := map[string]bool{}
	for _, i := range list {
		if seen[i.Key] || i.Key == "" {
			t.Errorf("%s of %+v lists %q twice, or nothing", n, p, i.Key)
		}
		seen[i.Key] = true
	}
}

// What a number does not have is refused, not answered with all of it.
func TestPartsThatANumberDoesNotHave(t *testing.T) {
	r := newWorld(t, complaint{customer: "ann", account: "a1", location: "l1"}).read(0, 7)
	for _, c := range []struct {
		number measure.Number
		part   measure.Part
		field  string
	}{
		{measure.NumberVoices, measure.Part{Location: "l1"}, "number"},
		{measure.NumberCustomers, measure.Part{Currency: "USD"}, "exposure_kind"},
		{measure.NumberExposedAccounts, measure.Part{Exposure: measure.ExposureRefunded}, "exposure_kind"},
		{measure.NumberExposedRecords, measure.Part{Exposure: measure.ExposureRefunded, Currency: "USD", Source: "call"}, "number"},
	} {
		_, err := r.Open(c.number, c.part)
		if wrong := (*measure.PartError)(nil); !errors.As(err, &wrong) || wrong.Field != c.field {
			t.Errorf("%s of %+v: %v, want %s refused", c.number, c.part, err, c.field)
		}
	}
	if list, err := r.Open(measure.NumberExposedAccounts, measure.Part{Exposure: measure.ExposureRefunded, Currency: "USD"}); err != nil || len(list) != 0 {
		t.Errorf("exposure that there is not: %v, %v", list, err)
	}
}
