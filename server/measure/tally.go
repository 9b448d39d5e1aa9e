package measure

import (
	"slices"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
)

// Complaint is what one interaction says about one break: what a Tally counts.
type Complaint struct {
	complaint
	crowd int // those that may be copies of each other have the same number; 0 for one that stands alone
}

// NewComplaint returns the complaint that an interaction makes with the quotes of its mentions,
// in their order.
func NewComplaint(in Interaction, quotes []string) Complaint {
	c := Complaint{complaint: complaint{Interaction: in}}
	for _, q := range quotes {
		c.add(q)
	}
	return c
}

// Crowd finds which complaints of one cluster may be copies of each other in any window, and
// notes it in them. Two complaints that never meet in Read's search for copies, whatever else is
// in the window, are in different crowds.
func Crowd(list []*Complaint) {
	parent := make([]int, len(list))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	meet(list, func(a, b int) { parent[find(b)] = find(a) })
	suspect := map[int]bool{}
	for _, p := range samePlaces(list, find) {
		suspect[p] = true
	}
	for i, c := range list {
		if c.crowd = 0; suspect[find(i)] {
			c.crowd = find(i) + 1
		}
	}
}

// meet calls joined for complaints that meet in a bucket of leaders.
func meet(list []*Complaint, joined func(a, b int)) {
	buckets, short := map[uint64]int{}, map[string]int{}
	for i, c := range list {
		switch {
		case c.words == 0:
		case c.words < fewWords:
			if first, seen := short[c.said]; seen {
				joined(first, i)
			} else {
				short[c.said] = i
			}
		default:
			for _, key := range bandKeys(c.wording) {
				if first, seen := buckets[key]; seen {
					joined(first, i)
				} else {
					buckets[key] = i
				}
			}
		}
	}
}

// samePlaces returns the sets in which two complaints share an identity, so that one may be a
// copy of the other. What a copy fills in may make an identity be shared, so that sets in which
// one complaint shares anything are looked at whole.
func samePlaces(list []*Complaint, find func(int) int) (out []int) {
	seen := map[place]bool{}
	for i, c := range list {
		for _, p := range places(c.Interaction, find(i)) {
			if seen[p] {
				out = append(out, p.lead)
			}
			seen[p] = true
		}
	}
	return out
}

// Tally counts the complaints of one cluster over a window that slides from day to day, one
// complaint at a time. Its numbers are those that Read gives for the same complaints.
type Tally struct {
	facts  *Facts
	window Window
	only   Filter

	all    map[uuid.UUID]*Complaint // that count, in or out of the window
	byDay  map[Day][]*Complaint
	crowds map[int][]*Complaint  // those in the window that may be copies, by crowd
	told   map[int][]Interaction // what is counted of each crowd

	interactions                   int
	customers, accounts, locations map[string]int
	sources                        map[string]int
	days                           map[Day]int
	weeks                          map[int]int
	highValue                      int
	values                         map[string]int64 // annual value of the accounts, by currency
}

// NewTally returns an empty tally over a window of so many days.
func NewTally(facts *Facts, days int, only Filter) *Tally {
	return &Tally{
		facts: facts, window: Window{Days: days, Last: -1 << 30}, only: only,
		all: map[uuid.UUID]*Complaint{}, byDay: map[Day][]*Complaint{}, crowds: map[int][]*Complaint{}, told: map[int][]Interaction{},
		customers: map[string]int{}, accounts: map[string]int{}, locations: map[string]int{}, sources: map[string]int{},
		days: map[Day]int{}, weeks: map[int]int{}, values: map[string]int64{},
	}
}

// Reset empties the tally, for the next cluster: making its maps again costs more than counting.
func (t *Tally) Reset() {
	t.window.Last, t.interactions, t.highValue = -1<<30, 0, 0
	for d, list := range t.byDay {
		t.byDay[d] = list[:0]
	}
	clear(t.all)
	clear(t.crowds)
	clear(t.told)
	clear(t.customers)
	clear(t.accounts)
	clear(t.locations)
	clear(t.sources)
	clear(t.days)
	clear(t.weeks)
	clear(t.values)
}

// Set adds a complaint, or puts it in the place of the one that its interaction made before.
func (t *Tally) Set(c *Complaint) {
	t.Remove(c.ID)
	if !t.only.Counts(c.Interaction, t.facts) {
		return
	}
	t.all[c.ID] = c
	d := DayOf(c.OccurredAt)
	t.byDay[d] = append(t.byDay[d], c)
	if t.inside(d) {
		t.enter(c)
	}
}

// Remove takes the complaint of an interaction out.
func (t *Tally) Remove(interaction uuid.UUID) {
	c, ok := t.all[interaction]
	if !ok {
		return
	}
	delete(t.all, interaction)
	d := DayOf(c.OccurredAt)
	t.byDay[d] = slices.DeleteFunc(t.byDay[d], func(o *Complaint) bool { return o == c })
	if t.inside(d) {
		t.leave(c)
	}
}

func (t *Tally) inside(d Day) bool { return t.window.First() <= d && d <= t.window.Last }

// Slide moves the window so that it ends with a day. It reports whether anything came in or
// went out.
func (t *Tally) Slide(last Day) (changed bool) {
	was := t.window
	t.window.Last = last
	if last == was.Last {
		return false
	}
	if last < was.Last || last-was.Last >= Day(was.Days) { // nothing in common, or backwards: rare
		for d, list := range t.byDay {
			before, after := was.First() <= d && d <= was.Last, t.inside(d)
			changed = t.move(list, before, after) || changed
		}
		return changed
	}
	for d := was.First(); d < t.window.First(); d++ {
		changed = t.move(t.byDay[d], true, false) || changed
	}
	for d := was.Last + 1; d <= last; d++ {
		changed = t.move(t.byDay[d], false, true) || changed
	}
	return changed
}

func (t *Tally) move(list []*Complaint, before, after bool) bool {
	for _, c := range list {
		switch {
		case before && !after:
			t.leave(c)
		case after && !before:
			t.enter(c)
		}
	}
	return len(list) > 0 && before != after
}

// Idle reports whether nothing is in the window and nothing will come in by itself.
func (t *Tally) Idle() bool {
	if t.interactions > 0 {
		return false
	}
	for d, list := range t.byDay {
		if d > t.window.Last && len(list) > 0 {
			return false
		}
	}
	return true
}

func (t *Tally) enter(c *Complaint) {
	if c.crowd == 0 {
		t.count(c.Interaction, 1)
		return
	}
	t.crowds[c.crowd] = append(t.crowds[c.crowd], c)
	t.tell(c.crowd)
}

func (t *Tally) leave(c *Complaint) {
	if c.crowd == 0 {
		t.count(c.Interaction, -1)
		return
	}
	t.crowds[c.crowd] = slices.DeleteFunc(t.crowds[c.crowd], func(o *Complaint) bool { return o == c })
	t.tell(c.crowd)
}

// tell sets the copies of a crowd aside again.
func (t *Tally) tell(crowd int) {
	for _, in := range t.told[crowd] {
		t.count(in, -1)
	}
	list := make([]complaint, len(t.crowds[crowd]))
	for i, c := range t.crowds[crowd] {
		list[i] = c.complaint
	}
	slices.SortFunc(list, byTime)
	t.told[crowd] = tell(list).counted
	for _, in := range t.told[crowd] {
		t.count(in, 1)
	}
}

// count adds an interaction to every number, or takes it away.
func (t *Tally) count(in Interaction, by int) {
	t.interactions += by
	bump(t.customers, in.CustomerID, by)
	bump(t.locations, in.LocationID, by)
	bump(t.sources, in.Source, by)
	before := len(t.accounts)
	bump(t.accounts, in.AccountID, by)
	if changed := len(t.accounts) - before; changed != 0 {
		t.weigh(in.AccountID, changed)
	}
	d := DayOf(in.OccurredAt)
	count(t.days, d, by)
	count(t.weeks, d.Week(), by)
}

// weigh counts what an account that came in or went out is worth.
func (t *Tally) weigh(account string, by int) {
	a, _ := t.facts.Account(account)
	if a.Segment == ingest.SegmentHighValue {
		t.highValue += by
	}
	if a.AnnualValue != nil {
		t.values[a.AnnualValue.Currency] += int64(by) * a.AnnualValue.Minor
	}
}

// AccountValue returns the annual value of the affected accounts in each currency, in any order:
// what Exposure tells of it, without the accounts behind it.
func (t *Tally) AccountValue(use func(currency string, minor int64)) {
	for currency, minor := range t.values {
		use(currency, minor)
	}
}

func bump(m map[string]int, key string, by int) {
	if key != "" {
		count(m, key, by)
	}
}

// count changes how often a key is counted, and forgets keys that are not.
func count[K comparable](m map[K]int, key K, by int) {
	if m[key] += by; m[key] == 0 {
		delete(m, key)
	}
}

// Counts are the numbers of a Reading that a Tally keeps.
type Counts struct {
	Window                                               Window
	Interactions, Customers, Accounts, HighValueAccounts int
	Locations, Sources, Days, Weeks                      int
}

// Counts returns the numbers of the window.
func (t *Tally) Counts() Counts {
	return Counts{
		Window: t.window, Interactions: t.interactions, Customers: len(t.customers), Accounts: len(t.accounts), HighValueAccounts: t.highValue,
		Locations: len(t.locations), Sources: len(t.sources), Days: len(t.days), Weeks: t.lasting(),
	}
}

// lasting is how many distinct weeks the window counts. Days of three weeks are more than a week apart.
func (t *Tally) lasting() int {
	if len(t.weeks) != 2 {
		return len(t.weeks)
	}
	first, last := t.window.Last, t.window.First()
	for d := range t.days {
		first, last = min(first, d), max(last, d)
	}
	return lastingWeeks(2, first, last)
}

// TopLocationShare returns what Reading.TopLocationShare is.
func (t *Tally) TopLocationShare() float64 {
	var most [topLocations]int // in order
	all, top := 0, 0
	for _, n := range t.locations {
		all += n
		for i := range most {
			if n > most[i] {
				most[i], n = n, most[i]
			}
		}
	}
	for _, n := range most {
		top += n
	}
	if all == 0 {
		return 0
	}
	return float64(top) / float64(all)
}

// Exposure returns what Reading.Exposure is of a cluster with this seam.
func (t *Tally) Exposure(seam journey.Seam, recordDays int) []Exposure {
	sums, _ := exposure(t.counted(), t.accountIDs(), seam, t.facts, recordDays)
	return sums
}

// Renewals returns what Reading.RenewalsDue is.
func (t *Tally) Renewals(days int) []Renewal {
	return renewals(t.accountIDs(), t.facts, t.window, days)
}

// counted returns the complaints in the window without copies.
func (t *Tally) counted() []Interaction {
	var out []Interaction
	for d := t.window.First(); d <= t.window.Last; d++ {
		for _, c := range t.byDay[d] {
			if c.crowd == 0 {
				out = append(out, c.Interaction)
			}
		}
	}
	for _, list := range t.told {
		out = append(out, list...)
	}
	return out
}

func (t *Tally) accountIDs() []string {
	out := make([]string, 0, len(t.accounts))
	for id := range t.accounts {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// As returns what another interaction says in the same words.
func (c *Complaint) As(in Interaction) Complaint {
	out := Complaint{complaint: c.complaint}
	out.Interaction = in
	return out
}
