package route_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
)

func TestRankUnowned(t *testing.T) {
	unowned := func(n byte, from string, days, customers int, minor int64, currency string) route.UnownedAlert {
		r := readingOf(customers)
		r.Seam, r.Exposure = journey.Seam{From: from, To: "desk"}, nil
		if currency != "" {
			r.Exposure = []measure.Exposure{{Kind: measure.ExposureAccountValue, AmountMinor: minor, Currency: currency}}
		}
		return route.UnownedAlert{ID: uuid.UUID{n}, FiredAt: at.AddDate(0, 0, -days), Reading: r}
	}
	alerts := []route.UnownedAlert{
		unowned(1, "new_and_dear", 1, 4, 900, "USD"), unowned(2, "old_and_cheap", 99, 4, 100, "USD"), unowned(3, "foreign", 99, 9, 99_000, "EUR"),
		unowned(4, "no_money", 10, 20, 0, ""), unowned(5, "old_and_cheap", 120, 6, 50, "USD"),
	}
	got, currency := route.RankUnowned(alerts, "", at)
	var order []string
	for _, s := range got {
		order = append(order, s.Seam.From)
	}
	if want := []string{"old_and_cheap", "new_and_dear", "foreign", "no_money"}; currency != "USD" || !slices.Equal(order, want) {
		t.Errorf("in %s: %q, want %q", currency, order, want)
	}
	top := got[0]
	if top.Days != 120 || !slices.Equal(top.Alerts, []uuid.UUID{{5}, {2}}) || top.Customers != 6 || len(top.Exposure) != 1 || top.Exposure[0].AmountMinor != 100 {
		t.Errorf("two alerts at one seam: %+v", top)
	}
	if got, _ := route.RankUnowned(alerts, "EUR", at); got[0].Seam.From != "foreign" {
		t.Errorf("in EUR the first is %s", got[0].Seam.From)
	}
	if got, currency := route.RankUnowned(nil, "", at); len(got) > 0 || currency != "" {
		t.Errorf("of none: %v in %q", got, currency)
	}
}
