package route

import (
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
)

// AssignmentState is where a slot is on its way to a team that takes it.
type AssignmentState string

// The closed set of states.
const (
	Asked       AssignmentState = "asked"        // the team holds the slot and has not said anything yet; a clock runs
	Accepted    AssignmentState = "accepted"     // the team has said yes
	Proposed    AssignmentState = "proposed"     // the team says that another should; that one is asked, and a clock runs
	HandingOver AssignmentState = "handing_over" // the team has accepted, and asks another to take over; a clock runs
)

// AssignmentStates lists every state.
var AssignmentStates = []AssignmentState{Asked, Accepted, Proposed, HandingOver}

// Assignment is who holds one of the two slots of an alert: Accountable or Contributing. A slot
// is never empty: whoever is asked to take it, the team before holds it until they have.
type Assignment struct {
	AlertID   uuid.UUID
	Slot      Role // Accountable or Contributing
	Team      string
	Fallback  bool     // the team holds it because nobody else does
	Likely    bool     // the evidence proposed the team, and it has not accepted yet
	Reasons   []string // why this team
	Uncertain []string // what could not be seen when it was proposed
	Person    string   // who of the team; naming one never changes the team
	State     AssignmentState
	Asked     string         // who is asked to take it from the team; empty unless proposed or handing over
	Passed    []string       // teams that declined it or let their clock run out
	Severity  alert.Severity // of the alert's rule: decides the clock
	Since     time.Time      // when the team came to hold it
	DueAt     time.Time      // when the clock runs out; zero while none runs
	RemindAt  time.Time      // when it is reminded next; zero for never
	Number    int            // of its last event, from 1
}

// AssignmentID returns the permanent id of a slot of an alert.
func AssignmentID(alert uuid.UUID, slot Role) uuid.UUID {
	return group.Derive("ownership", alert.String(), string(slot))
}

// Owner returns the team that holds the slot and why it is told.
func (a Assignment) Owner() Owner {
	o := Owner{Team: a.Team, Role: a.Slot, Likely: a.Likely, Reasons: a.Reasons, Uncertain: a.Uncertain}
	if a.Fallback && a.Slot == Accountable {
		o.Role = Fallback
	}
	return o
}

// Waits returns the team that has to answer; "" when none has.
func (a Assignment) Waits() string {
	switch a.State {
	case Asked:
		return a.Team
	case Proposed, HandingOver:
		return a.Asked
	}
	return ""
}

// Open returns the assignments of an alert that begins: one for each slot that has an owner.
// Where one team stands on both sides it holds the accountable slot, and there is no other.
func Open(alertID uuid.UUID, owners []Owner, severity alert.Severity, s Settings, at time.Time) []Assignment {
	var out []Assignment
	for _, o := range owners {
		a := Assignment{
			AlertID: alertID, Slot: o.Role, Team: o.Team, Fallback: o.Role == Fallback, Likely: o.Likely, Reasons: o.Reasons,
			Uncertain: o.Uncertain, State: Asked, Severity: severity, Since: at, Number: 1,
		}
		switch o.Role {
		case Fallback:
			a.Slot = Accountable
		case Accountable, Contributing:
		default:
			continue // an audience owns nothing
		}
		out = append(out, a.wound(s, at))
	}
	return out
}

// wound returns the assignment with its clock started anew.
func (a Assignment) wound(s Settings, at time.Time) Assignment {
	clock := s.Clock(a.Severity)
	a.DueAt, a.RemindAt = at.Add(clock.AcceptWithin), time.Time{}
	if clock.RemindEvery > 0 && clock.RemindEvery < clock.AcceptWithin {
		a.RemindAt = at.Add(clock.RemindEvery)
	}
	return a
}

// stopped returns the assignment without a clock.
func (a Assignment) stopped() Assignment {
	a.DueAt, a.RemindAt = time.Time{}, time.Time{}
	return a
}

// Again returns the assignment of an alert that begins again: who has accepted keeps it, and the
// others have as long as at first.
func (a Assignment) Again(severity alert.Severity, s Settings, at time.Time) Assignment {
	a.Severity = severity
	if a.State == Accepted {
		return a
	}
	return a.wound(s, at)
}
