package alert

import (
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
)

// State is where an alert is in its life.
type State string

// The closed set of states.
const (
	Forming       State = "forming"         // complaints gather; below every level
	NearThreshold State = "near_threshold"  // on the way to firing
	HeldForReview State = "held_for_review" // enough complaints, but they do not agree: a person decides
	Firing        State = "firing"          // crossed the policy, and still above its clear level
	Fading        State = "fading"          // fired once, now below the clear level
)

// States lists every state in the order of an alert's life.
var States = []State{Forming, NearThreshold, HeldForReview, Firing, Fading}

// ID returns the permanent id of the alert about a cluster. A cluster has one alert for life.
func ID(cluster uuid.UUID) uuid.UUID { return group.Derive("alert", cluster.String()) }

// Alert is the continuity alert about one cluster: its live state, and the evidence frozen
// when it fired.
type Alert struct {
	ID        uuid.UUID
	ClusterID uuid.UUID
	State     State
	Changes   int              // how many changes it has gone through; the number of the last one
	ChangedAt time.Time        // when it last changed
	FiredAt   time.Time        // when it first fired; zero when it never did
	Last      *measure.Reading // the reading at the last change; nil before the first
	Evidence  *Evidence        // frozen when it last came to fire; nil when it never did
}

// Evidence is what an alert fired on. It never changes afterwards.
type Evidence struct {
	FiredAt       time.Time       `json:"fired_at"`
	PolicyVersion int             `json:"policy_version"`
	Policy        Policy          `json:"policy"`
	Reading       measure.Reading `json:"reading"`
	Outcome       Outcome         `json:"outcome"`
	Members       []uuid.UUID     `json:"members"` // mention ids, the whole cluster so far, in order of joining
}

// Change is one step in an alert's life. Its Number counts the alert's changes from 1.
type Change struct {
	AlertID       uuid.UUID
	ClusterID     uuid.UUID
	Number        int
	At            time.Time
	From          State // Forming before the first change
	To            State
	PolicyVersion int
	Outcome       Outcome
	Reading       measure.Reading
	Previous      *measure.Reading // at the change before; nil at the first
	Reason        string           // in words, with figures
}
