package alert

import (
	"cmp"
	"time"

	"github.com/throughline-cx/throughline/server/measure"
)

// Standing is the figures by which clusters are compared with each other: what is measured of one
// now, and how far it is on the way to firing. It is kept of every judgement, not only of changes.
type Standing struct {
	At                time.Time `json:"at"`
	WindowDays        int       `json:"window_days"`
	Interactions      int       `json:"interactions"`
	Customers         int       `json:"customers"`
	Accounts          int       `json:"accounts"`
	HighValueAccounts int       `json:"high_value_accounts"`
	Locations         int       `json:"locations"`
	Renewals          int       `json:"renewals"` // affected accounts whose contract is due soon
	Growth            float64   `json:"growth"`   // see Growth
	Exposure          []Amount  `json:"exposure"`
	Judged            bool      `json:"judged"` // there is a policy; what follows is what it says
	Rule              string    `json:"rule"`
	Severity          Severity  `json:"severity"`
	Progress          float64   `json:"progress"` // how far on the way to crossing, 0 to 1
	Near              bool      `json:"near"`
	Held              bool      `json:"held"`
	Missing           string    `json:"missing"` // in words: what is missing to crossing

	Crossing *measure.Crossing `json:"crossing,omitempty"` // when its customers reach the level; see Judgement
}

// StandingOf returns the standing of a cluster that was judged.
func StandingOf(j Judgement) Standing {
	s := MeasuredStanding(j.Reading)
	o := j.Outcome
	s.Judged, s.Rule, s.Severity, s.Progress, s.Near, s.Held = true, o.Rule, cmp.Or(o.Severity, SeverityMedium), o.Progress, o.Near, o.Held || o.Disagrees
	s.Crossing = j.Crossing
	if !o.Uncovered && !o.Crossed {
		s.Missing = o.missing()
	}
	return s
}

// MeasuredStanding returns the standing of a cluster that was measured while there is no policy.
func MeasuredStanding(r measure.Reading) Standing {
	f := FiguresOf(r)
	return Standing{
		At: r.At, WindowDays: r.Window.Days, Interactions: f.Interactions, Customers: f.Customers, Accounts: f.Accounts,
		HighValueAccounts: f.HighValueAccounts, Locations: f.Locations, Renewals: len(f.Renewals), Growth: Growth(r.Daily),
		Exposure: append([]Amount{}, f.Exposure...),
	}
}

// Growth compares the later half of a daily series with the earlier one: how many times as many
// interactions, one added to both so that little makes no great ratio. It is 1 where neither grew. A
// middle day is left out.
func Growth(days []measure.DayCount) float64 {
	half := len(days) / 2
	return float64(heard(days[len(days)-half:])+1) / float64(heard(days[:half])+1)
}
