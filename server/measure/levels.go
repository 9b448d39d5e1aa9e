package measure

import (
	"slices"
	"time"

	"github.com/throughline-cx/throughline/server/ingest"
)

// Levels are the numbers of a Reading that thresholds may ask for, without the lists behind them.
type Levels struct {
	Counts
	TopLocationShare, Consistency, Confidence float64    // 0 to 1
	Exposure                                  []Exposure // without the accounts and records behind it
	Renewals                                  []Day      // when the affected accounts' contracts are due, soonest first
	FirstHeard                                Day        // of the earliest complaint; meaningless when there is none
}

// Count returns the numbers that Read gives for a window.
func (g *Gathered) Count(w Window, o Options) Levels {
	t := g.tally(w, o.Only)
	n := Levels{Counts: Counts{
		Window: w, Interactions: len(t.days),
		Customers: len(g.marks[aCustomer].met), Accounts: len(g.marks[anAccount].met), Locations: len(g.marks[aLocation].met), Sources: len(g.marks[aSource].met),
	}, TopLocationShare: g.marks[aLocation].topShare(), Consistency: g.shares.consistency, Confidence: g.shares.confidence}
	n.countDays(t.days)
	g.weigh(&n, t, o)
	return n
}

// marks notes what was met in the count under way, and how often.
type marks struct {
	in    []int32 // by number: the count in which it was met last
	times []int32 // and how often
	met   []int32 // the numbers
}

func (m *marks) grow() { m.in, m.times = append(m.in, 0), append(m.times, 0) }

func (m *marks) mark(number, count int32) {
	if m.in[number] != count {
		m.in[number], m.times[number] = count, 0
		m.met = append(m.met, number)
	}
	m.times[number]++
}

// counting is what is counted of a window, copies set aside.
type counting struct {
	days  []Day                 // of each complaint
	times map[int32][]time.Time // of the complaints of each account that has records at stake
}

// tally marks what the complaints of a window name, those that a filter lets through.
func (g *Gathered) tally(w Window, only Filter) (t counting) {
	g.count++
	for i := range g.marks {
		g.marks[i].met = g.marks[i].met[:0]
	}
	var crowds map[int][]complaint
	all := only.Empty()
	first, _ := slices.BinarySearch(g.days, w.First())
	t.days = make([]Day, 0, len(g.list)-first)
	for i := first; i < len(g.list) && g.days[i] <= w.Last; i++ {
		c := &g.list[i]
		switch {
		case !all && !only.Counts(c.Interaction, g.facts):
		case c.crowd == 0:
			g.note(&t, &c.Interaction, g.days[i], g.ids[i])
		default:
			if crowds == nil {
				crowds = map[int][]complaint{}
			}
			crowds[c.crowd] = append(crowds[c.crowd], c.complaint)
		}
	}
	for _, crowd := range crowds {
		for _, in := range tell(crowd).counted {
			g.note(&t, &in, DayOf(in.OccurredAt), g.identify(&in))
		}
	}
	return t
}

func (g *Gathered) note(t *counting, in *Interaction, d Day, id identity) {
	t.days = append(t.days, d)
	for what, number := range id {
		if number >= 0 {
			g.marks[what].mark(number, g.count)
		}
	}
	if a := id[anAccount]; g.records && a >= 0 && len(g.accounts[a].records) > 0 {
		if t.times == nil {
			t.times = map[int32][]time.Time{}
		}
		t.times[a] = append(t.times[a], in.OccurredAt)
	}
}

// topShare is what topShare tells of shares.
func (m *marks) topShare() float64 {
	var most [topLocations]int32 // in order
	all, top := int32(0), int32(0)
	for _, number := range m.met {
		times := m.times[number]
		all += times
		for i := range most {
			if times > most[i] {
				most[i], times = times, most[i]
			}
		}
	}
	for _, times := range most {
		top += times
	}
	if all == 0 {
		return 0
	}
	return float64(top) / float64(all)
}

// countDays fills in the distinct days and weeks.
func (n *Levels) countDays(days []Day) {
	slices.Sort(days)
	days = slices.Compact(days)
	if n.Days = len(days); n.Days == 0 {
		return
	}
	n.FirstHeard = days[0]
	last := -1
	for _, d := range days {
		if week := d.Week(); week != last {
			last = week
			n.Weeks++
		}
	}
	n.Weeks = lastingWeeks(n.Weeks, days[0], days[len(days)-1])
}

// weigh fills in what the affected accounts are worth, and when they are due.
func (g *Gathered) weigh(n *Levels, t counting, o Options) {
	var e exposureSum
	for _, number := range g.marks[anAccount].met {
		a := &g.accounts[number]
		if a.Segment == ingest.SegmentHighValue {
			n.HighValueAccounts++
		}
		if a.AnnualValue != nil {
			e.of(ExposureAccountValue, *a.AnnualValue)
		}
		if due, is := dueIn(a.Account, n.Window, o.RenewalDays); is {
			n.Renewals = append(n.Renewals, due)
		}
		for _, r := range a.records {
			if near(r.OccurredAt, t.times[number], o.RecordDays) {
				e.of(statusExposure[r.Status], r.Amount)
			}
		}
	}
	slices.Sort(n.Renewals)
	n.Exposure = e.sorted()
}
