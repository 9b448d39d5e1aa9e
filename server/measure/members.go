package measure

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Number names a number of a Reading that opens onto a list.
type Number string

// The closed set of numbers.
const (
	NumberInteractions    Number = "interactions"
	NumberVoices          Number = "voices"
	NumberUnidentified    Number = "unidentified_voices"
	NumberCustomers       Number = "customers"
	NumberAccounts        Number = "accounts"
	NumberHighValue       Number = "high_value_accounts"
	NumberHouseholds      Number = "households"
	NumberLocations       Number = "locations"
	NumberProductLines    Number = "product_lines"
	NumberChannels        Number = "channels"
	NumberSources         Number = "sources"
	NumberDays            Number = "distinct_days"
	NumberWeeks           Number = "distinct_weeks"
	NumberCopies          Number = "copies"
	NumberSimilar         Number = "flagged_similar"
	NumberUnvalued        Number = "unvalued_accounts"
	NumberUnlinked        Number = "unlinked_records"
	NumberRenewals        Number = "renewals_due"
	NumberCorroborated    Number = "corroborated"
	NumberExposedAccounts Number = "exposure_accounts" // of one kind and currency
	NumberExposedRecords  Number = "exposure_records"  // of one kind and currency
)

// Numbers lists every number.
var Numbers = []Number{
	NumberInteractions, NumberVoices, NumberUnidentified, NumberCustomers, NumberAccounts, NumberHighValue, NumberHouseholds,
	NumberLocations, NumberProductLines, NumberChannels, NumberSources, NumberDays, NumberWeeks, NumberCopies, NumberSimilar,
	NumberUnvalued, NumberUnlinked, NumberRenewals, NumberCorroborated, NumberExposedAccounts, NumberExposedRecords,
}

// Part says which part of a number is meant: the complaints at a location, of a product line,
// through a channel, from a source, on a day; the exposure of a kind in a currency. What is empty
// leaves it open, but for exposure.
type Part struct {
	Location, ProductLine, Channel, Source string
	Day                                    *Day
	Exposure                               ExposureKind
	Currency                               string
}

// sliced reports whether the part narrows the complaints.
func (p Part) sliced() bool {
	return p.Location+p.ProductLine+p.Channel+p.Source != "" || p.Day != nil
}

func (p Part) has(r Reference) bool {
	is := func(want, got string) bool { return want == "" || want == got }
	return is(p.Location, r.LocationID) && is(p.ProductLine, r.ProductLine) && is(p.Channel, r.Channel) &&
		is(p.Source, r.Source) && (p.Day == nil || *p.Day == DayOf(r.OccurredAt))
}

// Item is one thing on the list behind a number.
type Item struct {
	Key         string     // what is counted: an id, a place, a day; unique in its list
	Interaction *Reference // set where it is an interaction
}

// PartError says that a number has no such part.
type PartError struct{ Field, Problem string }

// Error says which field is wrong and what would be right.
func (e *PartError) Error() string { return e.Field + ": " + e.Problem }

// Open returns the exact list behind a number, or behind a part of it: as many items as the number
// says, in the order in which the reading tells them. Errors: *PartError.
func (r *Reading) Open(n Number, p Part) ([]Item, error) {
	exposed := n == NumberExposedAccounts || n == NumberExposedRecords
	switch {
	case exposed:
		return r.openExposure(n, p)
	case p.Exposure != "" || p.Currency != "":
		return nil, &PartError{"exposure_kind", fmt.Sprintf("%s have no kind of exposure and no currency; leave exposure_kind and currency out", n)}
	case p.sliced():
		return r.openPart(n, p)
	}
	if list, ok := r.openTold(n); ok {
		return list, nil
	}
	return r.openCounted(n, r.Interactions), nil
}

func (r *Reading) openExposure(n Number, p Part) ([]Item, error) {
	if p.sliced() {
		return nil, &PartError{"number", "exposure is told of all complaints together; leave location, product line, channel, source and day out"}
	}
	if p.Exposure == "" || p.Currency == "" {
		return nil, &PartError{"exposure_kind", "exposure is told by kind and currency: say exposure_kind and currency"}
	}
	for _, e := range r.Exposure {
		if e.Kind != p.Exposure || e.Currency != p.Currency {
			continue
		}
		if n == NumberExposedRecords {
			return keys(e.Records), nil
		}
		return keys(e.Accounts), nil
	}
	return nil, nil
}

// sliceable are the numbers of which a part can be told: those that follow from the complaints.
var sliceable = []Number{
	NumberInteractions, NumberCustomers, NumberAccounts, NumberLocations, NumberProductLines, NumberChannels, NumberSources, NumberDays, NumberWeeks,
}

func (r *Reading) openPart(n Number, p Part) ([]Item, error) {
	if !slices.Contains(sliceable, n) {
		return nil, &PartError{"number", fmt.Sprintf("%s are told of all complaints together; leave location, product line, channel, source and day out", n)}
	}
	var complaints []Reference
	for _, in := range r.Interactions {
		if p.has(in) {
			complaints = append(complaints, in)
		}
	}
	return r.openCounted(n, complaints), nil
}

// openCounted lists what some complaints count as.
func (r *Reading) openCounted(n Number, complaints []Reference) []Item {
	of := func(key func(Reference) string) []Item {
		var out []string
		for _, in := range complaints {
			if k := key(in); k != "" {
				out = append(out, k)
			}
		}
		slices.Sort(out)
		return keys(slices.Compact(out))
	}
	switch n {
	case NumberCustomers:
		return of(func(in Reference) string { return in.CustomerID })
	case NumberAccounts:
		return of(func(in Reference) string { return in.AccountID })
	case NumberLocations:
		return of(func(in Reference) string { return in.LocationID })
	case NumberProductLines:
		return of(func(in Reference) string { return in.ProductLine })
	case NumberChannels:
		return of(func(in Reference) string { return in.Channel })
	case NumberSources:
		return of(func(in Reference) string { return in.Source })
	case NumberDays:
		return of(func(in Reference) string { return DayOf(in.OccurredAt).String() })
	case NumberWeeks:
		return keys(weeksOf(complaints))
	default:
		return items(complaints)
	}
}

// openTold lists what the reading itself tells.
func (r *Reading) openTold(n Number) ([]Item, bool) {
	switch n {
	case NumberVoices:
		return append(keysWith("customer:", r.Customers), keysWith("account:", r.AccountVoices)...), true
	case NumberUnidentified:
		return items(r.filtered(func(in Reference) bool { return in.CustomerID == "" && in.AccountID == "" })), true
	case NumberCorroborated:
		return items(r.filtered(func(in Reference) bool { return slices.Contains(r.Borne, in.ID) })), true
	case NumberHighValue:
		return keys(r.HighValueAccounts), true
	case NumberHouseholds:
		return keys(r.Households), true
	case NumberUnvalued:
		return keys(r.UnvaluedAccounts), true
	case NumberUnlinked:
		return keys(r.UnlinkedRecords), true
	case NumberRenewals:
		var out []Item
		for _, d := range r.RenewalsDue {
			out = append(out, Item{Key: d.AccountID})
		}
		return out, true
	case NumberCopies:
		var list []Reference
		for _, c := range r.Copies {
			list = append(list, c.Reference)
		}
		return items(list), true
	case NumberSimilar:
		var list []Reference
		for _, s := range r.Similar {
			list = append(list, s.Second)
		}
		return items(list), true
	default:
		return nil, false
	}
}

func (r *Reading) filtered(keep func(Reference) bool) []Reference {
	return slices.DeleteFunc(slices.Clone(r.Interactions), func(in Reference) bool { return !keep(in) })
}

func items(list []Reference) []Item {
	out := make([]Item, len(list))
	for i := range list {
		out[i] = Item{Key: list[i].ID.String(), Interaction: &list[i]}
	}
	return out
}

func keys(list []string) []Item { return keysWith("", list) }

func keysWith(prefix string, list []string) []Item {
	out := make([]Item, len(list))
	for i, k := range list {
		out[i] = Item{Key: prefix + k}
	}
	return out
}

// weeksOf names the distinct weeks of complaints, which are in order of time.
func weeksOf(complaints []Reference) []string {
	var out []string
	for _, in := range complaints {
		if w := weekName(DayOf(in.OccurredAt).Week()); !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out[:lastingWeeks(len(out), DayOf(complaints[0].OccurredAt), DayOf(complaints[len(complaints)-1].OccurredAt))]
}

// weekName writes an ISO week as 2026-W17.
func weekName(week int) string {
	year, n := week/100, strconv.Itoa(week%100)
	return strconv.Itoa(year) + "-W" + strings.Repeat("0", 2-len(n)) + n
}
