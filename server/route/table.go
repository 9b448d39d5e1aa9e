package route

import (
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
)

// Route says where a team hears of alerts.
type Route struct {
	ID            string
	Team          string        // the team it is for
	DestinationID string        // where it hears
	Seam          *journey.Seam // only of this seam; nil for all
	States        []alert.State // only when an alert comes to one of these; firing and fading when empty
}

// Destination is a place that messages are delivered to.
type Destination struct {
	ID       string
	Kind     DestinationKind
	Disabled bool // nothing is planned for it
}

// DestinationKind says how a destination is reached.
type DestinationKind string

// Webhook is an HTTPS address that takes signed JSON.
const Webhook DestinationKind = "webhook"

// Table is everything that a tenant set about routing.
type Table struct {
	Routes       []Route
	Destinations []Destination
	FallbackTeam string // hears of seams that nobody owns; empty for none
}
