package route

import (
	"slices"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// Event is a change of an alert, with what of it routes look at and the change itself does not
// say.
type Event struct {
	Change         alert.Change
	Journeys       []string // ids of the journeys that pass the seam
	LocationGroups []string // of the locations that complaints come from
}

// EventOf returns the event of a change. group names the group of a location, or "".
func EventOf(c alert.Change, m *journey.Map, group func(location string) string) Event {
	e := Event{Change: c}
	for _, j := range m.Journeys {
		if passes(j, c.Reading.Seam) {
			e.Journeys = append(e.Journeys, j.ID)
		}
	}
	for _, l := range c.Reading.Locations {
		if g := group(l.Key); g != "" && !slices.Contains(e.LocationGroups, g) {
			e.LocationGroups = append(e.LocationGroups, g)
		}
	}
	return e
}

func passes(j journey.Journey, seam journey.Seam) bool {
	return slices.Contains(j.Touchpoints, seam.From) && slices.Contains(j.Touchpoints, seam.To)
}

// Mismatch says which condition of a route an event does not meet.
type Mismatch string

// The conditions, in the order in which they are looked at.
const (
	Matches          Mismatch = ""
	MismatchSeam     Mismatch = "seam"
	MismatchJourney  Mismatch = "journey"
	MismatchSeverity Mismatch = "severity"
	MismatchProduct  Mismatch = "product_line"
	MismatchLocation Mismatch = "location_group"
	MismatchRenewals Mismatch = "renewals"
	MismatchState    Mismatch = "state"
	MismatchNotOwner Mismatch = "not_owner"  // the team owns no side
	MismatchNoneOpen Mismatch = "no_enabled" // every destination is disabled
)

// Mismatches lists every reason for which a route leads nowhere.
var Mismatches = []Mismatch{
	MismatchSeam, MismatchJourney, MismatchSeverity, MismatchProduct, MismatchLocation, MismatchRenewals, MismatchState, MismatchNotOwner, MismatchNoneOpen,
}

// covers returns the first condition about what an alert is, not about its state, that an event
// does not meet.
func (c Conditions) covers(e Event) Mismatch {
	r := e.Change.Reading
	switch {
	case c.Seam != nil && *c.Seam != r.Seam:
		return MismatchSeam
	case len(c.Journeys) > 0 && !meet(c.Journeys, e.Journeys):
		return MismatchJourney
	case c.MinSeverity != "" && !severe(e.Change.Outcome.Severity, c.MinSeverity):
		return MismatchSeverity
	case len(c.ProductLines) > 0 && !meet(c.ProductLines, keys(r.ProductLines)):
		return MismatchProduct
	case len(c.LocationGroups) > 0 && !meet(c.LocationGroups, e.LocationGroups):
		return MismatchLocation
	case c.RenewalDays > 0 && len(c.renewals(r)) == 0:
		return MismatchRenewals
	}
	return Matches
}

// listens reports whether the route hears of a change to this state from that one.
func (c Conditions) listens(change alert.Change) bool {
	states := c.States
	if len(states) == 0 {
		states = defaultStates
	}
	return slices.Contains(states, change.To) && (len(c.PreviousStates) == 0 || slices.Contains(c.PreviousStates, change.From))
}

// renewals returns the affected accounts whose contract is due within the days of the route. They
// are among those that the policy's renewal_days look ahead to.
func (c Conditions) renewals(r measure.Reading) []measure.Renewal {
	var out []measure.Renewal
	for _, x := range r.RenewalsDue {
		if x.Due <= measure.DayOf(r.At)+measure.Day(c.RenewalDays) {
			out = append(out, x)
		}
	}
	return out
}

func meet(asked, have []string) bool {
	return slices.ContainsFunc(asked, func(x string) bool { return slices.Contains(have, x) })
}

func keys(shares []measure.Share) []string {
	out := make([]string, len(shares))
	for i, s := range shares {
		out[i] = s.Key
	}
	return out
}
