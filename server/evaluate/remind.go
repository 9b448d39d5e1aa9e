package evaluate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
)

// remindedOf is of how many costly breaks owners are reminded in a month.
const remindedOf = 5

// remind tells the owners of costly breaks of them, once in a calendar month of the tenant's time zone:
// of those with most exposure for each complaint that never fired, that nobody snoozed, and that were
// heard of before the month began. Policies count complaints, so that nobody would hear of them else.
func (a *advance) remind(now time.Time) {
	month := monthOf(a.facts.Local(now))
	if a.reminded.Equal(month) {
		return
	}
	a.reminded = month
	for _, was := range a.alerts {
		if at := was.Handling.Reminded; at != nil && !a.facts.Local(*at).Before(month) {
			return
		}
	}
	for _, c := range a.costly(month, now) {
		after, change := alert.Remind(a.Alert(c.cluster.ID), c.judgement, c.why())
		a.notice(change, after, c.interactions)
		n := &a.delta.Notices[len(a.delta.Notices)-1]
		n.Deliveries, n.Unrouted = route.Remind(route.EventOf(change, a.config.Map, a.facts.LocationGroup), n.Owners, a.config.Routes), nil
	}
}

// monthOf returns the first instant of an instant's month, in the time zone that it carries.
func monthOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, t.Location())
}

// costlyBreak is a break that never fired, with the most that is at stake of one kind in a currency.
type costlyBreak struct {
	cluster      *group.Cluster
	judgement    alert.Judgement
	interactions []string
	most         measure.Exposure
}

// each is how much is at stake for each complaint, in the minor unit of the currency.
func (c costlyBreak) each() int64 {
	return c.most.AmountMinor / int64(max(len(c.judgement.Reading.Interactions), 1))
}

// why says in words why its owners are reminded of it.
func (c costlyBreak) why() string {
	n := len(c.judgement.Reading.Interactions)
	complaints := "complaints"
	if n == 1 {
		complaints = "complaint"
	}
	amount := func(minor int64) string { return ingest.Money{Minor: minor, Currency: c.most.Currency}.Decimal() }
	return fmt.Sprintf("monthly reminder: few complain and much is at stake: %s %s of %s with %d %s in %d days, %s for each; it has never fired",
		c.most.Currency, amount(c.most.AmountMinor), strings.ReplaceAll(string(c.most.Kind), "_", " "), n, complaints, c.judgement.Outcome.WindowDays, amount(c.each()))
}

// costly returns the breaks that owners are reminded of, the costliest first. Amounts of different
// currencies are never compared: the currency in which most breaks have exposure counts.
func (a *advance) costly(month, now time.Time) []costlyBreak {
	var all []costlyBreak
	in := map[string]int{}
	for _, c := range a.groups.Clusters() {
		if was := a.Alert(c.ID); was.Fired() || was.Handling.Snooze != nil || !c.Members[0].OccurredAt.Before(month) {
			continue
		}
		if measure.DayOf(a.facts.Local(c.Latest())) < a.config.Policy.Window(measure.DayOf(a.facts.Local(now))).First() {
			continue
		}
		j, interactions := a.judgement(c, now)
		if j.Outcome.Crossed || len(j.Reading.Interactions) == 0 || len(j.Reading.Exposure) == 0 {
			continue
		}
		for _, currency := range j.Reading.Currencies() {
			in[currency]++
		}
		all = append(all, costlyBreak{cluster: c, judgement: j, interactions: interactions})
	}
	currency := commonest(in)
	all = slices.DeleteFunc(all, func(c costlyBreak) bool { return !slices.Contains(c.judgement.Reading.Currencies(), currency) })
	for i := range all {
		for _, e := range all[i].judgement.Reading.Exposure {
			if e.Currency == currency && e.AmountMinor > all[i].most.AmountMinor {
				all[i].most = e
			}
		}
	}
	all = slices.DeleteFunc(all, func(c costlyBreak) bool { return c.most.AmountMinor <= 0 })
	slices.SortStableFunc(all, func(x, y costlyBreak) int { return cmp.Compare(y.each(), x.each()) })
	return all[:min(len(all), remindedOf)]
}

// commonest returns what is counted most often, the first by name among equals; "" for nothing.
func commonest(counts map[string]int) string {
	best := ""
	for name, n := range counts {
		if n > counts[best] || n == counts[best] && name < best {
			best = name
		}
	}
	return best
}
