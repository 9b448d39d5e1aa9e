package route

import (
	"strconv"
	"time"

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
	Audience     Role = "audience"     // owns nothing, and asked to hear
)

// Roles lists every role.
var Roles = []Role{Accountable, Contributing, Fallback, Audience}

// Owner is a team and why it is told.
type Owner struct {
	Team      string   `json:"team"`
	Role      Role     `json:"role"`
	Likely    bool     `json:"likely"`              // proposed by the evidence; nobody confirmed it
	Reasons   []string `json:"reasons,omitempty"`   // why this team
	Uncertain []string `json:"uncertain,omitempty"` // of a likely one: the sources that are missing on a side
}

// Delivery is one team to be told of one change at one destination.
type Delivery struct {
	ID            uuid.UUID // permanent, see DeliveryID: planning twice plans the same
	AlertID       uuid.UUID
	ChangeNumber  int
	Owner         Owner
	DestinationID string
	RouteID       string
	Occasion      Occasion   // why the team is told besides the change itself; empty for the change
	Addition      *Addition  // what the message says more than that of the change; nil for nothing
	HeldUntil     time.Time  // it waits until then; zero for at once
	Held          HoldReason // why it waits; empty when it does not
}

// DeliveryID returns the permanent id of telling a team of an alert's change at a destination. A
// change may be told again for another occasion.
func DeliveryID(alert uuid.UUID, team, destination string, change int, occasion Occasion) uuid.UUID {
	parts := []string{alert.String(), team, destination, strconv.Itoa(change)}
	if occasion != "" {
		parts = append(parts, string(occasion))
	}
	return group.Derive("delivery", parts...)
}
