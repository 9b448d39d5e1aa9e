package route

import (
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/track"
)

// Message is what the teams are told of a change: the alert in the order in which a leader
// reads it. Both owners get the same one. Its JSON is what webhooks carry; the names are
// stable, and it stays under MaxPayload bytes.
type Message struct {
	Type       string        `json:"type"` // "alert." and the state, such as "alert.firing"; "alert.test" of a test
	Version    int           `json:"version"`
	Alert      Header        `json:"alert"`
	Journeys   []NamedSteps  `json:"journeys"` // those that pass the seam
	Break      Break         `json:"break"`
	Stuck      Stuck         `json:"stuck"`
	Quotes     []Quote       `json:"quotes"`          // at most three
	Counter    *Counter      `json:"counter_example"` // null unless the evidence is mixed
	Affected   Affected      `json:"affected"`
	Exposure   []Exposure    `json:"exposure"`
	Signal     Signal        `json:"signal"`
	Demand     Demand        `json:"demand"`
	Owners     []Owner       `json:"owners"`                 // accountable first; empty when there is nobody
	Unowned    bool          `json:"unowned"`                // no team is recorded to answer for the seam, nor has one accepted
	Cost       *Cost         `json:"unowned_cost,omitempty"` // of a break that nobody owns, since it first fired
	Fix        Fix           `json:"recommended_fix"`
	Why        Why           `json:"why"`
	BlindSpots []measure.Gap `json:"blind_spots"`
	SinceLast  *SinceLast    `json:"since_last"`        // null in the alert's first message
	Trimmed    bool          `json:"trimmed,omitempty"` // lists were shortened to stay under MaxPayload
	Test       bool          `json:"test,omitempty"`    // somebody tries a destination: all of it is made up
}

// MessageVersion is the version of Message's JSON. Fields may be added within a version.
const MessageVersion = 1

// MaxPayload is how many bytes a message's JSON may have.
const MaxPayload = 20_000

// Header identifies the alert and the change.
type Header struct {
	AlertID       uuid.UUID      `json:"alert_id"`
	ClusterID     uuid.UUID      `json:"cluster_id"`
	Title         string         `json:"title"`         // the cluster's, in at most 70 characters unless a person gave it
	ChangeNumber  int            `json:"change_number"` // the alert's changes, counted from 1
	Severity      alert.Severity `json:"severity"`      // of the rule that judged the change; empty in older messages
	State         alert.State    `json:"state"`
	PreviousState alert.State    `json:"previous_state"`
	At            time.Time      `json:"at"`
	FirstFiredAt  *time.Time     `json:"first_fired_at"` // null when it never fired
	Reason        string         `json:"reason"`
}

// Named is an id with its name.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Team string `json:"team,omitempty"`
}

// NamedSteps is a journey with the names of its touchpoints.
type NamedSteps struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	Steps []Named `json:"steps"`
}

// Break says what broke.
type Break struct {
	From        Named               `json:"from"`
	To          Named               `json:"to"`
	FailureMode journey.FailureMode `json:"failure_mode"`
	BothWays    bool                `json:"both_ways"` // customers are sent back and forth
	Summary     string              `json:"summary"`   // one sentence
}

// Stuck says where customers get stuck: at which locations, through which channels they say so.
type Stuck struct {
	At               Named                  `json:"at"`
	Locations        []measure.Share        `json:"locations"` // those with most, at most 5
	LocationCount    int                    `json:"location_count"`
	TopLocationShare float64                `json:"top_location_share"` // of the three locations with most, 0 to 1
	Concentration    *measure.Concentration `json:"concentration"`      // of these three against all other contacts; null when unknown
	Channels         []measure.Share        `json:"channels"`
	Sources          []measure.Share        `json:"sources"`
}

// Quote is a customer's exact words and where they stand: a byte span of one turn.
type Quote struct {
	Text         string    `json:"text"`
	Interaction  string    `json:"interaction"` // its external id
	SourceSystem string    `json:"source_system"`
	Source       string    `json:"source"`
	Channel      string    `json:"channel"`
	LocationID   string    `json:"location_id,omitempty"`
	Location     string    `json:"location,omitempty"` // its name
	OccurredAt   time.Time `json:"occurred_at"`
	Turn         int       `json:"turn"`
	Start        int       `json:"start"`
	End          int       `json:"end"`
	Shortened    bool      `json:"shortened,omitempty"` // the span ends before the quote does
}

// Counter is the quote of a customer who tells it otherwise than most.
type Counter struct {
	Quote
	Aspect      string              `json:"aspect"` // what it disagrees on: "seam" or "failure_mode"
	From        Named               `json:"from"`   // the seam and the mode as this customer tells them
	To          Named               `json:"to"`
	FailureMode journey.FailureMode `json:"failure_mode"`
}

// Affected says who is affected in the policy's window. Lists hold at most 20 ids; the counts
// are of all.
type Affected struct {
	Interactions        int               `json:"interactions"`
	Voices              int               `json:"voices"`              // people who are known: whoever complains three times is one
	UnidentifiedVoices  int               `json:"unidentified_voices"` // interactions without customer and account
	Copies              int               `json:"copies"`              // told again in nearly the same words; not among the interactions
	FlaggedSimilar      int               `json:"flagged_similar"`     // pairs in nearly the same words that both count
	Customers           int               `json:"customers"`
	Accounts            int               `json:"accounts"`
	Households          int               `json:"households"`
	HighValueAccounts   int               `json:"high_value_accounts"`
	HighValueAccountIDs []string          `json:"high_value_account_ids"`
	ProductLines        []measure.Share   `json:"product_lines"`
	Trend               Trend             `json:"trend"`
	RenewalsDue         int               `json:"renewals_due"`
	Renewals            []measure.Renewal `json:"renewals"` // soonest first
}

// Trend is how many interactions fell on each step of the window, the last step at its end.
type Trend struct {
	StepDays     int   `json:"step_days"` // days in a step; the first step may have fewer
	Interactions []int `json:"interactions"`
}

// Exposure is money at stake, of one kind in one currency.
type Exposure struct {
	Kind     measure.ExposureKind `json:"kind"`
	Amount   string               `json:"amount"` // exact decimal, in units of the currency
	Currency string               `json:"currency"`
	Accounts int                  `json:"accounts"`
	Records  int                  `json:"records"`
}

// Signal says how strong the signal is, here and at the seams that share a touchpoint.
type Signal struct {
	Here       []measure.Aspect `json:"here"`
	Neighbours []Neighbour      `json:"neighbours"` // the loudest first, at most 5
}

// Neighbour is another break that shares a touchpoint with this one.
type Neighbour struct {
	ClusterID   uuid.UUID           `json:"cluster_id"`
	From        Named               `json:"from"`
	To          Named               `json:"to"`
	FailureMode journey.FailureMode `json:"failure_mode"`
	State       alert.State         `json:"state"`
	Strength    measure.Strength    `json:"strength"`
	Customers   int                 `json:"customers"`
}

// Demand is what customers need, with the quotes in which they say so themselves.
type Demand struct {
	Need  string `json:"need"`
	Heard []int  `json:"heard"` // places in quotes of those that voice a need; may be empty
}

// Fix is what to do about a break, from the tenant's playbook, with what earlier fixes of that
// sort achieved; or what to find out first, where few say where it broke.
type Fix = track.Recommendation

// Why says why the alert is in its state.
type Why struct {
	Reason        string            `json:"reason"`
	PolicyVersion int               `json:"policy_version"`
	WindowFirst   measure.Day       `json:"window_first"`
	WindowLast    measure.Day       `json:"window_last"`
	Criteria      []alert.Criterion `json:"criteria"`
}

// SinceLast says what changed since the alert's last change.
type SinceLast struct {
	At           time.Time `json:"at"`
	Interactions int       `json:"interactions"` // more, or fewer when negative, in the window
	Voices       int       `json:"voices"`
	Customers    int       `json:"customers"`
	Accounts     int       `json:"accounts"`
	NewLocations []string  `json:"new_locations"` // names, or ids where there is none; at most 20
	NewAccounts  int       `json:"new_accounts"`
}
