package alert

import (
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
)

// ID returns the permanent id of the alert about a cluster. A cluster has one alert for life.
func ID(cluster uuid.UUID) uuid.UUID { return group.Derive("alert", cluster.String()) }

// Alert is the continuity alert about one cluster: its live state, and the evidence frozen
// when it fired.
type Alert struct {
	ID        uuid.UUID
	ClusterID uuid.UUID
	State     State            // what is shown: the level, what people did about it, what can be heard
	Level     State            // what the thresholds alone say: one of Levels
	Handling  Handling         // what people did about it that still holds
	Changes   int              // how many changes it has gone through; the number of the last one
	ChangedAt time.Time        // when it last changed
	FiredAt   time.Time        // when it first fired; zero when it never did
	Last      *measure.Reading // the reading at the last change; nil before the first
	Evidence  *Evidence        // frozen when it last came to fire; nil when it never did
}

// Fired reports whether the alert has fired: what follows is its life after that.
func (a Alert) Fired() bool { return a.Level == Firing || a.Level == Fading }

// Evidence is what an alert fired on. It never changes afterwards.
type Evidence struct {
	FiredAt       time.Time       `json:"fired_at"`
	PolicyVersion int             `json:"policy_version"`
	Policy        Policy          `json:"policy"`
	Reading       measure.Reading `json:"reading"`
	Outcome       Outcome         `json:"outcome"`
	Members       []uuid.UUID     `json:"members"` // mention ids, the whole cluster so far, in order of joining
	// HeldBy is the rule by which the level fires, of evidence that a regression froze since; empty for
	// that of Outcome.
	HeldBy string `json:"held_by,omitempty"`
}

// Change is one step in an alert's life. Its Number counts the alert's changes from 1.
type Change struct {
	AlertID       uuid.UUID
	ClusterID     uuid.UUID
	Number        int
	At            time.Time
	From          State // Forming before the first change
	To            State // the same as From when only the level or the handling changed
	Level         State // the level after it
	Handling      Handling
	Action        Action // what a person did; empty when time, complaints or settings made it
	Actor         string // who did it; empty likewise
	Comment       string // why, in that person's words
	Inherited     bool   // it goes on from the alert of a cluster that merged into this one
	PolicyVersion int
	Outcome       Outcome
	Reading       measure.Reading
	Previous      *measure.Reading // at the change before; nil at the first
	Reason        string           // in words, with figures
}
