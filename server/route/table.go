package route

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
)

// Route says where a team hears of alerts, and of which.
type Route struct {
	ID           string
	Name         string   // what people call it; may be empty
	Team         string   // the team it is for
	Destinations []string // where it hears
	Conditions
}

// Conditions are what an alert must be for a route to lead anywhere. What is left out is not
// asked for; of a list, one must fit.
type Conditions struct {
	Audience       RouteAudience  `json:"audience,omitempty"`        // RouteOwners when empty
	Seam           *journey.Seam  `json:"-"`                         // only of this seam
	States         []alert.State  `json:"-"`                         // only when an alert comes to one of these; firing and fading when empty
	PreviousStates []alert.State  `json:"previous_states,omitempty"` // only when it comes from one of these
	Journeys       []string       `json:"journeys,omitempty"`        // ids of journeys that pass the seam
	MinSeverity    alert.Severity `json:"min_severity,omitempty"`
	ProductLines   []string       `json:"product_lines,omitempty"`   // at least one complaint is about
	LocationGroups []string       `json:"location_groups,omitempty"` // at least one complaint comes from a location of
	RenewalDays    int            `json:"renewal_days,omitempty"`    // of an audience: only of affected accounts whose contract is due within so many days; 0 for all alerts
}

// RouteAudience says when a team hears: because it owns a side, or because it asked to.
type RouteAudience string //nolint:revive // the name that proto has: Audience is a Role here

// The closed set.
const (
	RouteOwners  RouteAudience = "owners"  // when the team is one of the alert's owners
	RouteAnybody RouteAudience = "anybody" // whoever owns it
)

// RouteAudiences lists every audience.
var RouteAudiences = []RouteAudience{RouteOwners, RouteAnybody}

// Destination is a place that messages are delivered to.
type Destination struct {
	ID       string
	Kind     DestinationKind
	Disabled bool // nothing is planned for it
}

// Table is everything that decides who hears of what.
type Table struct {
	Routes       []Route
	Destinations []Destination
	Settings     Settings
	Held         map[uuid.UUID][]Assignment // by alert: who holds its slots
	Past         []PastDecision             // what teams said of earlier alerts, the oldest first
	Told         Told                       // what the budgets are counted by
}

// Told is when a team was last told at once of an alert, by team and alert.
type Told map[string]map[uuid.UUID]time.Time

// Note notes that a team is told of an alert.
func (t Told) Note(team string, alertID uuid.UUID, at time.Time) {
	if t == nil {
		return
	}
	if t[team] == nil {
		t[team] = map[uuid.UUID]time.Time{}
	}
	if at.After(t[team][alertID]) {
		t[team][alertID] = at
	}
}

// spent reports whether a team has been told of as many other alerts as its budget allows.
func (t Told) spent(s TeamSettings, alertID uuid.UUID, at time.Time) bool {
	if s.BudgetAlerts == 0 {
		return false
	}
	since := at.AddDate(0, 0, -s.BudgetDays)
	n := 0
	for id, told := range t[s.Team] {
		if told.After(since) && id != alertID {
			n++
		}
	}
	return n >= s.BudgetAlerts && !t[s.Team][alertID].After(since)
}

func (t Table) enabled(destination string) bool {
	return slices.ContainsFunc(t.Destinations, func(d Destination) bool { return d.ID == destination && !d.Disabled })
}
