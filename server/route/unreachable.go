package route

import (
	"fmt"
	"slices"
	"time"
)

// Unreachable says that a destination gets nothing more until somebody mends it and enables it.
type Unreachable struct {
	DestinationID string          `json:"destination_id"`
	Name          string          `json:"name"` // what people call it
	Kind          DestinationKind `json:"kind"`
	Teams         []string        `json:"teams"` // that were told there
	Reason        string          `json:"reason"`
	At            time.Time       `json:"at"`      // when it was disabled
	Waiting       int             `json:"waiting"` // messages that are held until it is enabled
}

// TellUnreachable returns the deliveries that tell the teams of a destination that it was disabled,
// with the message that it did not take: each at the other places where its routes lead. A team that
// is told nowhere else is told to the fallback team. No quiet hours hold it: the team hears nothing.
func TellUnreachable(t Table, lost Delivery, u Unreachable) []Delivery {
	u.Teams = t.teamsAt(u.DestinationID)
	a := Addition{Occasion: OccasionUnreachable, Unreachable: &u}
	var out []Delivery
	add := func(o Owner, places []Delivery) {
		for _, d := range places {
			d.AlertID, d.ChangeNumber, d.Owner, d.Occasion, d.Addition = lost.AlertID, lost.ChangeNumber, o, a.key(), &a
			d.ID = DeliveryID(d.AlertID, o.Team, d.DestinationID, d.ChangeNumber, d.Occasion)
			out = append(out, d)
		}
	}
	alone := false
	for _, team := range u.Teams {
		places := t.placesOf(team)
		alone = alone || len(places) == 0
		o := Owner{Team: team, Role: Audience}
		if team == lost.Owner.Team {
			o = lost.Owner
		}
		add(o, places)
	}
	if fallback := t.Settings.FallbackTeam; alone && fallback != "" && !slices.Contains(u.Teams, fallback) {
		add(Owner{Team: fallback, Role: Fallback}, t.placesOf(fallback))
	}
	return out
}

// teamsAt returns the teams whose routes lead to a destination.
func (t Table) teamsAt(destination string) []string {
	out := []string{}
	for _, r := range t.Routes {
		if slices.Contains(r.Destinations, destination) && !slices.Contains(out, r.Team) {
			out = append(out, r.Team)
		}
	}
	return out
}

// placesOf returns where a team's routes lead, as far as messages are sent there.
func (t Table) placesOf(team string) []Delivery {
	var out []Delivery
	for _, r := range t.Routes {
		for _, to := range r.Destinations {
			known := slices.ContainsFunc(out, func(d Delivery) bool { return d.DestinationID == to })
			if r.Team == team && t.enabled(to) && !known {
				out = append(out, Delivery{DestinationID: to, RouteID: r.ID})
			}
		}
	}
	return out
}

// key tells the occasion from an earlier one of the same destination.
func (u Unreachable) key() Occasion {
	return Occasion(fmt.Sprintf("%s/%s/%d", OccasionUnreachable, u.DestinationID, u.At.Unix()))
}
