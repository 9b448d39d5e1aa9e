package route

import (
	"slices"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
)

// defaultStates are what a route without states listens to: an alert begins or begins again, and it
// ends or can no longer be heard.
var defaultStates = []alert.State{alert.Firing, alert.Regressed, alert.Fading, alert.CoverageLost, alert.Resolved}

// Plan returns who is to be told of a change, and where: one delivery for each team and
// destination, whatever the number of routes that lead there. Owners whom no enabled route
// reaches come back as unrouted, when the change is one that routes listen to by default.
// Nobody is told of a change that leaves the state as it is.
func Plan(c alert.Change, owners []Owner, t Table) (deliveries []Delivery, unrouted []Owner) {
	if c.From == c.To {
		return nil, nil
	}
	for _, o := range owners {
		reached := false
		for _, r := range t.Routes {
			if r.Team != o.Team || !t.enabled(r.DestinationID) || !r.matches(c.Reading.Seam) {
				continue
			}
			reached = true
			d := Delivery{
				ID:      DeliveryID(c.AlertID, o.Team, r.DestinationID, c.Number),
				AlertID: c.AlertID, ChangeNumber: c.Number,
				Owner: o, DestinationID: r.DestinationID, RouteID: r.ID,
			}
			planned := slices.ContainsFunc(deliveries, func(x Delivery) bool { return x.ID == d.ID })
			if r.listens(c.To) && !planned {
				deliveries = append(deliveries, d)
			}
		}
		if !reached && slices.Contains(defaultStates, c.To) {
			unrouted = append(unrouted, o)
		}
	}
	return deliveries, unrouted
}

func (t Table) enabled(destination string) bool {
	return slices.ContainsFunc(t.Destinations, func(d Destination) bool { return d.ID == destination && !d.Disabled })
}

func (r Route) matches(seam journey.Seam) bool { return r.Seam == nil || *r.Seam == seam }

func (r Route) listens(s alert.State) bool {
	if len(r.States) == 0 {
		return slices.Contains(defaultStates, s)
	}
	return slices.Contains(r.States, s)
}
