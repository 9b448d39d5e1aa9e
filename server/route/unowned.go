package route

import (
	"cmp"
	"math/big"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// UnownedAlert is an alert that runs and that nobody owns.
type UnownedAlert struct {
	ID      uuid.UUID
	FiredAt time.Time
	Reading measure.Reading // its last
	Likely  string          // the team that the evidence proposes; empty for none
}

// UnownedSeam is a seam at which nobody owns the alerts that run.
type UnownedSeam struct {
	Seam      journey.Seam
	Alerts    []uuid.UUID // that which fired first at the head
	FoundAt   time.Time
	Days      int                // whole days since then
	Customers int                // distinct
	Exposure  []measure.Exposure // of each kind and currency that of the alert in which it is most
	Likely    string
}

// RankUnowned puts the alerts of each seam together and the dearest seam first: by exposure in the
// currency times days since it was found; those without any in it follow, by customers times days.
// Without a currency the one counts that most seams have. Amounts of different currencies are never
// compared, and those of alerts at one seam not added: they may be the same money.
func RankUnowned(alerts []UnownedAlert, currency string, now time.Time) (seams []UnownedSeam, ranked string) {
	by := map[journey.Seam][]UnownedAlert{}
	for _, a := range alerts {
		by[a.Reading.Seam] = append(by[a.Reading.Seam], a)
	}
	for seam, list := range by {
		seams = append(seams, unownedSeam(seam, list, now))
	}
	slices.SortFunc(seams, func(a, b UnownedSeam) int {
		return cmp.Or(a.FoundAt.Compare(b.FoundAt), cmp.Compare(a.Seam.From, b.Seam.From), cmp.Compare(a.Seam.To, b.Seam.To))
	})
	if currency == "" {
		currency = commonest(seams)
	}
	slices.SortStableFunc(seams, func(a, b UnownedSeam) int {
		return cmp.Or(b.cost(currency).Cmp(a.cost(currency)), cmp.Compare(b.Customers*(b.Days+1), a.Customers*(a.Days+1)))
	})
	return seams, currency
}

func unownedSeam(seam journey.Seam, list []UnownedAlert, now time.Time) UnownedSeam {
	slices.SortFunc(list, func(a, b UnownedAlert) int {
		return cmp.Or(a.FiredAt.Compare(b.FiredAt), cmp.Compare(a.ID.String(), b.ID.String()))
	})
	out := UnownedSeam{Seam: seam, FoundAt: list[0].FiredAt, Days: max(int(now.Sub(list[0].FiredAt)/(24*time.Hour)), 0)}
	customers := map[string]bool{}
	for _, a := range list {
		out.Alerts = append(out.Alerts, a.ID)
		out.Likely = cmp.Or(out.Likely, a.Likely)
		for _, c := range a.Reading.Customers {
			customers[c] = true
		}
		for _, e := range a.Reading.Exposure {
			i := slices.IndexFunc(out.Exposure, func(o measure.Exposure) bool { return o.Kind == e.Kind && o.Currency == e.Currency })
			switch {
			case i < 0:
				out.Exposure = append(out.Exposure, e)
			case e.AmountMinor > out.Exposure[i].AmountMinor:
				out.Exposure[i] = e
			}
		}
	}
	out.Customers = len(customers)
	return out
}

// cost is exposure in a currency times days, the day on which it was found included. Amounts may be
// large.
func (u UnownedSeam) cost(currency string) *big.Int {
	sum := new(big.Int)
	for _, e := range u.Exposure {
		if e.Currency == currency {
			sum.Add(sum, big.NewInt(e.AmountMinor))
		}
	}
	return sum.Mul(sum, big.NewInt(int64(u.Days+1)))
}

// commonest returns the currency that most seams have, the first by name among equals; "" for none.
func commonest(seams []UnownedSeam) string {
	counts := map[string]int{}
	for _, s := range seams {
		seen := map[string]bool{}
		for _, e := range s.Exposure {
			if !seen[e.Currency] {
				counts[e.Currency]++
			}
			seen[e.Currency] = true
		}
	}
	best := ""
	for c, n := range counts {
		if n > counts[best] || n == counts[best] && c < best {
			best = c
		}
	}
	return best
}
