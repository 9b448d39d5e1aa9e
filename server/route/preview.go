package route

import (
	"cmp"
	"slices"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
)

// Past is one change of an alert of the past, with who owned it.
type Past struct {
	Event
	Owners []Owner
}

// Preview is what a draft of a route would have led to.
type Preview struct {
	Messages        []Previewed // by the draft, in the order of the changes
	Mismatches      []Missed    // why the draft led nowhere for the other changes, most frequent first
	Present         int         // messages by the table without the draft
	Unrouted        int         // owners whom no route reached, with the draft
	PresentUnrouted int         // the same without it
}

// Previewed is a message of a draft.
type Previewed struct {
	Delivery
	At       time.Time // of the change
	State    alert.State
	Accounts []string // of renewals
}

// Missed is a condition that some changes did not meet.
type Missed struct {
	Condition Mismatch
	Changes   int
}

// PreviewRoute runs a draft over past changes, the oldest first, beside a table. A route of the
// table with the draft's id stands back. The table's Told is not used: budgets count from the first
// change.
func PreviewRoute(draft Route, changes []Past, t Table) Preview {
	with := t
	with.Routes = append(slices.DeleteFunc(slices.Clone(t.Routes), func(r Route) bool { return r.ID == draft.ID }), draft)
	with.Told, t.Told = Told{}, Told{}
	var out Preview
	missed := map[Mismatch]int{}
	for _, c := range changes {
		before, lost := Plan(c.Event, c.Owners, t)
		out.Present, out.PresentUnrouted = out.Present+len(before), out.PresentUnrouted+len(lost)
		after, lost := Plan(c.Event, c.Owners, with)
		out.Unrouted += len(lost)
		if draft.RenewalDays > 0 {
			after = append(after, with.renewalsOf(draft, c.Event)...)
		}
		led := false
		for _, d := range after {
			if d.RouteID == draft.ID {
				led = true
				out.Messages = append(out.Messages, previewed(d, c.Event))
			}
		}
		if !led {
			missed[with.leads(draft, draft.owner(c.Owners), c.Event)]++
		}
	}
	for why, n := range missed {
		if why != Matches { // what another route told already
			out.Mismatches = append(out.Mismatches, Missed{why, n})
		}
	}
	slices.SortFunc(out.Mismatches, func(a, b Missed) int {
		return cmp.Or(cmp.Compare(b.Changes, a.Changes), cmp.Compare(a.Condition, b.Condition))
	})
	return out
}

// owner returns the route's team when it is among owners, else "".
func (r Route) owner(owners []Owner) string {
	if slices.ContainsFunc(owners, func(o Owner) bool { return o.Team == r.Team }) {
		return r.Team
	}
	return ""
}

// renewalsOf returns the messages about contracts that were due around a past change.
func (t Table) renewalsOf(r Route, e Event) []Delivery {
	if !Runs(e.Change.To) {
		return nil
	}
	return Renewals(e, r, e.Change.Reading.RenewalsDue, nil, t, e.Change.At)
}

func previewed(d Delivery, e Event) Previewed {
	out := Previewed{Delivery: d, At: e.Change.At, State: e.Change.To}
	if d.Addition != nil {
		for _, r := range d.Addition.Renewals {
			out.Accounts = append(out.Accounts, r.AccountID)
		}
	}
	return out
}
