package measure

import (
	"cmp"
	"slices"

	"github.com/throughline-cx/throughline/server/ingest"
)

// topLocations is how many locations TopLocationShare looks at.
const topLocations = 3

// count fills in every number that comes from the complaints themselves.
func (r *Reading) count(complaints []Interaction, facts *Facts) {
	for _, in := range complaints {
		r.Interactions = append(r.Interactions, in.described())
	}
	r.AccountVoices, r.UnidentifiedVoices = voices(complaints)
	r.Customers = distinct(complaints, func(in *Interaction) string { return in.CustomerID })
	r.Voices = len(r.Customers) + len(r.AccountVoices)
	r.Accounts = distinct(complaints, func(in *Interaction) string { return in.AccountID })
	r.HighValueAccounts, r.Households = segments(r.Accounts, facts)
	r.Locations = shares(complaints, func(in *Interaction) string { return in.LocationID })
	for i, s := range r.Locations {
		if l, ok := facts.Location(s.Key); ok {
			r.Locations[i].Name = l.Name
		}
	}
	r.TopLocationShare = topShare(r.Locations, topLocations)
	r.concentrate(facts)
	r.ProductLines = shares(complaints, func(in *Interaction) string { return in.ProductLine })
	r.Channels = shares(complaints, func(in *Interaction) string { return in.Channel })
	r.Sources = shares(complaints, func(in *Interaction) string { return in.Source })
	r.countDays(complaints)
}

// countDays fills in the daily series and the distinct days and weeks. The complaints are by time.
func (r *Reading) countDays(complaints []Interaction) {
	at := 0
	for d := r.Window.First(); d <= r.Window.Last; d++ {
		first := at
		for at < len(complaints) && DayOf(complaints[at].OccurredAt) == d {
			at++
		}
		ofDay := complaints[first:at]
		customers := distinct(ofDay, func(in *Interaction) string { return in.CustomerID })
		r.Daily = append(r.Daily, DayCount{Day: d, Interactions: len(ofDay), Customers: len(customers)})
		if len(ofDay) == 0 {
			continue
		}
		r.Days = append(r.Days, d)
		if week := d.Week(); !slices.Contains(r.Weeks, week) {
			r.Weeks = append(r.Weeks, week)
		}
	}
	if len(r.Days) > 0 {
		r.Weeks = r.Weeks[:lastingWeeks(len(r.Weeks), r.Days[0], r.Days[len(r.Days)-1])]
	}
}

// lastingWeeks is how many distinct weeks some ISO weeks count as, by the first and the last day in
// them: seven days in a row are one week, that in which they began, though a Monday is among them.
// What passes within a week would otherwise look as if it lasted for two.
func lastingWeeks(weeks int, first, last Day) int {
	if last-first < 7 {
		return min(weeks, 1)
	}
	return weeks
}

// distinct returns the distinct non-empty keys, sorted.
func distinct(complaints []Interaction, key func(*Interaction) string) []string {
	var out []string
	for i := range complaints {
		if k := key(&complaints[i]); k != "" {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// segments returns the high-value ones of the accounts, and their distinct households.
func segments(accounts []string, facts *Facts) (highValue, households []string) {
	for _, id := range accounts {
		a, ok := facts.Account(id)
		if !ok {
			continue
		}
		if a.Segment == ingest.SegmentHighValue {
			highValue = append(highValue, id)
		}
		if a.HouseholdID != "" {
			households = append(households, a.HouseholdID)
		}
	}
	slices.Sort(households)
	return highValue, slices.Compact(households)
}

// shares counts the interactions of every non-empty key: most first, then by key.
func shares(complaints []Interaction, key func(*Interaction) string) []Share {
	type group struct {
		interactions int
		customers    []string
	}
	groups := map[string]*group{}
	for i := range complaints {
		in := &complaints[i]
		k := key(in)
		if k == "" {
			continue
		}
		g, known := groups[k]
		if !known {
			g = &group{}
			groups[k] = g
		}
		g.interactions++
		if in.CustomerID != "" {
			g.customers = append(g.customers, in.CustomerID)
		}
	}
	out := make([]Share, 0, len(groups))
	for k, g := range groups {
		slices.Sort(g.customers)
		out = append(out, Share{Key: k, Interactions: g.interactions, Customers: len(slices.Compact(g.customers))})
	}
	slices.SortFunc(out, func(a, b Share) int {
		return cmp.Or(cmp.Compare(b.Interactions, a.Interactions), cmp.Compare(a.Key, b.Key))
	})
	return out
}

// topShare returns the share of the interactions that the first n keys have, 0 to 1.
func topShare(s []Share, n int) float64 {
	top, all := 0, 0
	for i, x := range s {
		all += x.Interactions
		if i < n {
			top += x.Interactions
		}
	}
	if all == 0 {
		return 0
	}
	return float64(top) / float64(all)
}

// byTime orders complaints by when they happened, then by identity.
func byTime(a, b complaint) int {
	return cmp.Or(
		a.OccurredAt.Compare(b.OccurredAt),
		cmp.Compare(a.SourceSystem, b.SourceSystem),
		cmp.Compare(a.ExternalID, b.ExternalID),
	)
}
