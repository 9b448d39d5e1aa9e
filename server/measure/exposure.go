package measure

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
)

// statusExposure maps the statuses of commercial records that put money at stake.
var statusExposure = map[string]ExposureKind{
	"abandoned": ExposureAbandoned,
	"refunded":  ExposureRefunded,
	"cancelled": ExposureCancelled,
}

// kindOrder is the order in which kinds of exposure are told.
var kindOrder = []ExposureKind{ExposureAccountValue, ExposureAbandoned, ExposureRefunded, ExposureCancelled}

// exposure sums the money at stake. Every account counts once, and so does every record: one
// that passed a side of the seam, within so many days of a complaint of its own account.
func exposure(complaints []Interaction, accounts []string, seam journey.Seam, facts *Facts, days int) (sums []Exposure, unvalued []string) {
	var e exposureSum
	for _, id := range accounts {
		a, ok := facts.Account(id)
		if !ok || a.AnnualValue == nil {
			unvalued = append(unvalued, id)
			continue
		}
		e.add(ExposureAccountValue, *a.AnnualValue, id, "")
	}
	complained := complaintTimes(complaints)
	for _, id := range accounts {
		for _, r := range facts.Records(id) {
			kind, atStake := statusExposure[r.Status]
			if atStake && touches(r, seam) && near(r.OccurredAt, complained[id], days) {
				e.add(kind, r.Amount, id, r.RecordID)
			}
		}
	}
	return e.sorted(), unvalued
}

// kindWords are how a formula says what happened to the records.
var kindWords = map[ExposureKind]string{
	ExposureAbandoned: "abandoned", ExposureRefunded: "refunded", ExposureCancelled: "cancelled",
}

// explainExposure says how each sum came about.
func (r *Reading) explainExposure(m *journey.Map, days int) {
	step := m.TouchpointName(r.Seam.From) + " or " + m.TouchpointName(r.Seam.To)
	for i := range r.Exposure {
		e := &r.Exposure[i]
		if e.Kind == ExposureAccountValue {
			e.Formula = fmt.Sprintf("annual value of %s, each once", plural(len(e.Accounts), "affected account"))
			if n := len(r.Accounts) - len(e.Accounts); n > 0 {
				e.Formula += fmt.Sprintf("; %d of %d affected are not in it: no known value, or in another currency", n, len(r.Accounts))
			}
			continue
		}
		e.Formula = fmt.Sprintf("%s %s at %s within %s of a complaint of their account, each once",
			plural(len(e.Records), "record"), kindWords[e.Kind], step, plural(days, "day"))
	}
}

// unlinked returns the records at stake at the failing step in the window that name no account, so
// that nobody can say whether who complained lost them.
func unlinked(facts *Facts, seam journey.Seam, w Window) []string {
	var out []string
	for _, r := range facts.Records("") {
		if _, atStake := statusExposure[r.Status]; atStake && touches(r, seam) && w.Contains(facts.Local(r.OccurredAt)) {
			out = append(out, r.RecordID)
		}
	}
	return out
}

func complaintTimes(complaints []Interaction) map[string][]time.Time {
	out := map[string][]time.Time{}
	for _, in := range complaints {
		out[in.AccountID] = append(out[in.AccountID], in.OccurredAt)
	}
	return out
}

// touches reports whether the record last passed one of the seam's two sides.
func touches(r ingest.CommercialRecord, seam journey.Seam) bool {
	return r.Touchpoint != "" && (r.Touchpoint == seam.From || r.Touchpoint == seam.To)
}

// near reports whether t lies within so many days of one of the times.
func near(t time.Time, times []time.Time, days int) bool {
	reach := time.Duration(days) * 24 * time.Hour
	return slices.ContainsFunc(times, func(c time.Time) bool { return t.Sub(c).Abs() <= reach })
}

// exposureSum gathers exposure by kind and currency.
type exposureSum []Exposure

func (e *exposureSum) add(kind ExposureKind, m ingest.Money, account, record string) {
	x := e.of(kind, m)
	if n := len(x.Accounts); n == 0 || x.Accounts[n-1] != account { // accounts come sorted
		x.Accounts = append(x.Accounts, account)
	}
	if record != "" {
		x.Records = append(x.Records, record)
	}
}

// of adds an amount to the sum of its kind and currency, and returns that.
func (e *exposureSum) of(kind ExposureKind, m ingest.Money) *Exposure {
	i := slices.IndexFunc(*e, func(x Exposure) bool { return x.Kind == kind && x.Currency == m.Currency })
	if i < 0 {
		i = len(*e)
		*e = append(*e, Exposure{Kind: kind, Currency: m.Currency})
	}
	x := &(*e)[i]
	x.AmountMinor += m.Minor
	return x
}

// sorted returns the sums in the order in which they are told.
func (e exposureSum) sorted() []Exposure {
	slices.SortFunc(e, func(a, b Exposure) int {
		return cmp.Or(
			cmp.Compare(slices.Index(kindOrder, a.Kind), slices.Index(kindOrder, b.Kind)),
			cmp.Compare(a.Currency, b.Currency),
		)
	})
	return e
}

// renewals returns the affected accounts whose contract is due within so many days after the
// window, soonest first.
func renewals(accounts []string, facts *Facts, w Window, days int) []Renewal {
	var out []Renewal
	for _, id := range accounts {
		a, _ := facts.Account(id)
		if due, is := dueIn(a, w, days); is {
			out = append(out, Renewal{AccountID: id, Due: due})
		}
	}
	slices.SortStableFunc(out, func(a, b Renewal) int { return cmp.Compare(a.Due, b.Due) })
	return out
}

// dueIn returns when an account's contract is due, if that is within so many days after a window.
func dueIn(a ingest.Account, w Window, days int) (due Day, is bool) {
	if a.RenewalDate == "" || due.UnmarshalText([]byte(a.RenewalDate)) != nil {
		return 0, false
	}
	return due, w.Last < due && due <= w.Last+Day(days)
}
