package route

import (
	"strconv"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
)

// Role says why a team is told.
type Role string

// The closed set of roles.
const (
	Accountable  Role = "accountable"  // answers for the seam
	Contributing Role = "contributing" // works on one of its sides
	Fallback     Role = "fallback"     // the seam has no owner
)

// Owner is a team and why it is told.
type Owner struct {
	Team   string `json:"team"`
	Role   Role   `json:"role"`
	Likely bool   `json:"likely"` // proposed from the owners of the touchpoints; nobody confirmed it
}

// Delivery is one team to be told of one change at one destination.
type Delivery struct {
	ID            uuid.UUID // permanent, see DeliveryID: planning twice plans the same
	AlertID       uuid.UUID
	ChangeNumber  int
	Owner         Owner
	DestinationID string
	RouteID       string
}

// DeliveryID returns the permanent id of telling a team of an alert's change at a destination.
func DeliveryID(alert uuid.UUID, team, destination string, change int) uuid.UUID {
	return group.Derive("delivery", alert.String(), team, destination, strconv.Itoa(change))
}
