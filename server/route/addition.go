package route

import (
	"fmt"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// Occasion is why a team is told of a change besides the change itself, with what tells one
// occasion from another: "reminder/accountable/4". Empty for the change.
type Occasion string

// The kinds of occasions: what stands before the first slash.
const (
	OccasionAsked    = "asked"    // the team is asked to take the alert, after another has not
	OccasionAnswered = "answered" // the other owner has said something
	OccasionReminder = "reminder" // the team is asked, and has not answered
	OccasionDigest   = "digest"   // what was held back is told
	OccasionRenewals = "renewals" // accounts that are affected have a contract that is due
	// OccasionUnreachable: a destination of the team's was disabled.
	OccasionUnreachable = "unreachable"
)

// Addition is what a message says more than that of the change: its JSON fields stand beside
// those of the message.
type Addition struct {
	Occasion  string            `json:"occasion"`            // its kind
	Ownership *OwnershipNote    `json:"ownership,omitempty"` // of asked, answered and reminder
	Digest    *Digest           `json:"digest,omitempty"`
	Renewals  []measure.Renewal `json:"exposed_renewals,omitempty"` // soonest first
	// Unreachable is the destination that was disabled; the message is the one that it did not take.
	Unreachable *Unreachable `json:"unreachable,omitempty"`
}

// OwnershipNote is what was done about a slot, and what is asked of whom.
type OwnershipNote struct {
	Slot     Role       `json:"slot"`
	Event    int        `json:"event"` // its number
	Act      ActKind    `json:"act"`
	Team     string     `json:"team,omitempty"` // that did it
	Reason   string     `json:"reason,omitempty"`
	Holder   string     `json:"holder"`          // the team that holds the slot now
	Asked    string     `json:"asked,omitempty"` // the team that has to answer; empty when none has
	AnswerBy *time.Time `json:"answer_by,omitempty"`
	Cost     *Cost      `json:"cost,omitempty"` // of a break that nobody owns
}

// Cost is what a break has cost since it was found.
type Cost struct {
	Since     time.Time  `json:"since"` // when the alert first changed
	Days      int        `json:"days"`
	Customers int        `json:"customers"`
	Exposure  []Exposure `json:"exposure"`
}

// CostOf returns what an alert's break has cost by an instant, by its last reading.
func CostOf(r measure.Reading, since, at time.Time) Cost {
	return Cost{Since: since, Days: max(int(at.Sub(since)/(24*time.Hour)), 0), Customers: len(r.Customers), Exposure: exposures(r)}
}

// Digest is the alerts of which a team was not told at once.
type Digest struct {
	Why     HoldReason    `json:"why"` // of the first
	Entries []DigestEntry `json:"entries"`
}

// DigestEntry is one alert of a digest, as it is when the digest is made.
type DigestEntry struct {
	AlertID     string              `json:"alert_id"`
	Title       string              `json:"title"`
	From        string              `json:"from"` // ids of the touchpoints of its seam
	To          string              `json:"to"`
	FailureMode journey.FailureMode `json:"failure_mode"`
	State       alert.State         `json:"state"`
	Severity    alert.Severity      `json:"severity"`
	Customers   int                 `json:"customers"`
	Exposure    []Exposure          `json:"exposure"`
	Reason      string              `json:"reason"`
	Role        Role                `json:"role"` // the team's
}

// key tells the occasion from others of the same change.
func (a Addition) key() Occasion {
	if a.Ownership != nil {
		return Occasion(fmt.Sprintf("%s/%s/%d", a.Occasion, a.Ownership.Slot, a.Ownership.Event))
	}
	if a.Unreachable != nil {
		return a.Unreachable.key()
	}
	return Occasion(a.Occasion)
}
