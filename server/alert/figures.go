package alert

import (
	"cmp"
	"math"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/measure"
)

// Figures are the numbers of a reading, without the lists behind them: all that a policy looks
// at.
type Figures struct {
	Customers, Interactions, Accounts, HighValueAccounts int
	Days, Weeks, Locations, Sources                      int
	Concentration, Consistency, Confidence               float64 // 0 to 1
	Exposure                                             []Amount
	Renewals                                             []measure.Day // when the affected accounts' contracts are due, after the window
	Window                                               measure.Window
	FirstHeard                                           measure.Day // day of the earliest complaint in the window; meaningless when there is none
}

// Amount is the money at stake of one kind in one currency.
type Amount struct {
	Kind     measure.ExposureKind `json:"kind"`
	Currency string               `json:"currency"`
	Minor    int64                `json:"minor"` // in the minor unit of the currency
}

// FiguresOf returns the numbers of a reading.
func FiguresOf(r measure.Reading) Figures {
	f := Figures{
		Customers: len(r.Customers), Interactions: len(r.Interactions), Accounts: len(r.Accounts), HighValueAccounts: len(r.HighValueAccounts),
		Days: len(r.Days), Weeks: len(r.Weeks), Locations: len(r.Locations), Sources: len(r.Sources),
		Concentration: r.TopLocationShare, Consistency: r.Consistency, Confidence: r.Confidence, Window: r.Window,
	}
	for _, e := range r.Exposure {
		f.Exposure = append(f.Exposure, Amount{e.Kind, e.Currency, e.AmountMinor})
	}
	for _, d := range r.RenewalsDue {
		f.Renewals = append(f.Renewals, d.Due)
	}
	if len(r.Days) > 0 {
		f.FirstHeard = r.Days[0]
	}
	return f
}

// FiguresAt returns the numbers that a reading would have.
func FiguresAt(n measure.Levels) Figures {
	f := Figures{
		Customers: n.Customers, Interactions: n.Interactions, Accounts: n.Accounts, HighValueAccounts: n.HighValueAccounts,
		Days: n.Days, Weeks: n.Weeks, Locations: n.Locations, Sources: n.Sources,
		Concentration: n.TopLocationShare, Consistency: n.Consistency, Confidence: n.Confidence,
		Renewals: n.Renewals, Window: n.Window, FirstHeard: n.FirstHeard,
	}
	for _, e := range n.Exposure {
		f.Exposure = append(f.Exposure, Amount{e.Kind, e.Currency, e.AmountMinor})
	}
	return f
}

// of returns how much there is of what a threshold asks for.
func (f *Figures) of(t *Threshold) float64 {
	switch t.Metric {
	case Customers:
		return float64(f.Customers)
	case Interactions:
		return float64(f.Interactions)
	case Accounts:
		return float64(f.Accounts)
	case HighValueAccounts:
		return float64(f.HighValueAccounts)
	case DistinctDays:
		return float64(f.Days)
	case DistinctWeeks:
		return float64(f.Weeks)
	case Locations:
		return float64(f.Locations)
	case Sources:
		return float64(f.Sources)
	case Concentration:
		return f.Concentration
	case Consistency:
		return f.Consistency
	case Confidence:
		return f.Confidence
	case Exposure:
		return f.exposure(t)
	case RenewalsDue:
		return float64(f.renewals(t.WithinDays))
	}
	return 0
}

// exposure returns the money at stake in whole units, of the threshold's currency, or of the
// one in which it is most: amounts of different currencies are never added up.
func (f *Figures) exposure(t *Threshold) float64 {
	most := 0.0
	kind := cmp.Or(t.Kind, measure.ExposureAccountValue)
	for _, e := range f.Exposure {
		if e.Kind == kind && (t.Currency == "" || t.Currency == e.Currency) {
			most = max(most, whole(e))
		}
	}
	return most
}

// whole returns an amount in whole units of its currency.
func whole(a Amount) float64 { return float64(a.Minor) / math.Pow10(minorUnits(a.Currency)) }

// minorUnits returns how many decimals a currency has; 2 for none.
func minorUnits(currency string) int {
	if exponent, known := ingest.Exponent(currency); known {
		return exponent
	}
	return 2
}

func (f *Figures) renewals(withinDays int) (n int) {
	for _, due := range f.Renewals {
		if due <= f.Window.Last+measure.Day(withinDays) {
			n++
		}
	}
	return n
}
