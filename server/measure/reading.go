package measure

import (
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure/counts"
)

// Reading is what is measured of a cluster over a window. Every list is the evidence behind a
// number: the number is its length. Lists of ids are sorted and hold no id twice.
type Reading struct {
	ClusterID   uuid.UUID           `json:"cluster_id"`
	At          time.Time           `json:"at"` // the instant it was taken
	Window      Window              `json:"window"`
	Seam        journey.Seam        `json:"seam"`
	Mode        journey.FailureMode `json:"failure_mode"`
	Bounced     bool                `json:"bounced"`     // direction is how most tell it, no more
	Consistency float64             `json:"consistency"` // 0 to 1, over all members, see group.Cluster.Seam
	Confidence  float64             `json:"confidence"`  // mean of all members' that something broke, 0 to 1

	Title string `json:"title"` // a line that names the break, see Title

	Interactions       []Reference    `json:"interactions"`        // in the window, by time, without copies
	Copies             []Copy         `json:"copies"`              // by time
	Similar            []Similar      `json:"flagged_similar"`     // each with the first in nearly its words, by time
	Voices             int            `json:"voices"`              // people: one customer on call, ticket and survey is one; the customers and AccountVoices
	AccountVoices      []string       `json:"account_voices"`      // the accounts that are a voice, since none of their customers is heard
	UnidentifiedVoices int            `json:"unidentified_voices"` // interactions without customer and account
	Customers          []string       `json:"customers"`
	Accounts           []string       `json:"accounts"`
	HighValueAccounts  []string       `json:"high_value_accounts"`
	Households         []string       `json:"households"`
	Locations          []Share        `json:"locations"`          // most interactions first
	TopLocationShare   float64        `json:"top_location_share"` // of located interactions, at the three locations with most, 0 to 1
	Concentration      *Concentration `json:"concentration"`      // nil where no complaint or no other interaction names a place
	ProductLines       []Share        `json:"product_lines"`
	Channels           []Share        `json:"channels"`
	Sources            []Share        `json:"sources"`
	Days               []Day          `json:"days"`  // with at least one interaction
	Weeks              []int          `json:"weeks"` // ISO weeks with at least one, as year x 100 + week; see lastingWeeks
	Daily              []DayCount     `json:"daily"` // every day of the window, zero included

	Exposure         []Exposure `json:"exposure"`
	UnvaluedAccounts []string   `json:"unvalued_accounts"` // affected accounts without a known annual value
	UnlinkedRecords  []string   `json:"unlinked_records"`  // at stake at the failing step in the window, but of no known account, so not in Exposure
	RenewalsDue      []Renewal  `json:"renewals_due"`      // soonest first

	Quotes   []Quote     `json:"quotes"`          // at most three, exact and diverse
	Counter  *Counter    `json:"counter_example"` // what a member says that disagrees, when the evidence is mixed
	Signal   []Aspect    `json:"signal"`
	Summary  string      `json:"signal_summary"` // the strengths in a line: "strong and consistent on where; mixed on how"
	Hints    []Hint      `json:"cause_hints"`    // what the quotes speak of, most first; never a verdict
	Borne    []uuid.UUID `json:"corroborated"`   // the interactions that behaviour bears out, by time, see corroborated
	Coverage []Gap       `json:"coverage"`
	Adjusted *Adjusted   `json:"coverage_adjusted"` // nil where nothing is known to be missing
}

// Reference names one interaction.
type Reference struct {
	ID           uuid.UUID `json:"id"`
	SourceSystem string    `json:"source_system"`
	ExternalID   string    `json:"external_id"`
	OccurredAt   time.Time `json:"occurred_at"`

	// Who, where and through what. They are told of a reading's Interactions only, and are empty
	// where unknown. What a copy knew is filled in.
	Source      string `json:"source,omitempty"`
	Channel     string `json:"channel,omitempty"`
	CustomerID  string `json:"customer_id,omitempty"`
	AccountID   string `json:"account_id,omitempty"`
	LocationID  string `json:"location_id,omitempty"`
	ProductLine string `json:"product_line,omitempty"`
}

// Share is how many interactions of the window go to one key.
type Share struct {
	Key          string `json:"key"`
	Name         string `json:"name,omitempty"` // where the tenant gave one
	Interactions int    `json:"interactions"`
	Customers    int    `json:"customers"`

	Lift *counts.Ratio `json:"lift,omitempty"` // of a location: its share of the complaints to its share of the other interactions; see Concentration
}

// DayCount is one day of a daily series.
type DayCount struct {
	Day          Day `json:"day"`
	Interactions int `json:"interactions"`
	Customers    int `json:"customers"` // distinct on that day
}

// ExposureKind says what kind of money is at stake.
type ExposureKind string

// The closed set of exposure kinds. The last three are statuses of commercial records.
const (
	ExposureAccountValue ExposureKind = "account_value" // annual value of the affected accounts
	ExposureAbandoned    ExposureKind = "abandoned"
	ExposureRefunded     ExposureKind = "refunded"
	ExposureCancelled    ExposureKind = "cancelled"
)

// Exposure is money at stake, of one kind in one currency. It is at stake: not all of it is
// lost.
type Exposure struct {
	Kind        ExposureKind `json:"kind"`
	AmountMinor int64        `json:"amount_minor"`      // in the minor unit of the currency
	Currency    string       `json:"currency"`          // ISO 4217
	Accounts    []string     `json:"accounts"`          // whose money it is
	Records     []string     `json:"records,omitempty"` // the commercial records behind it
	Formula     string       `json:"formula"`           // how the sum came about, in words with figures
}

// Money returns the sum of the exposure.
func (e Exposure) Money() ingest.Money {
	return ingest.Money{Minor: e.AmountMinor, Currency: e.Currency}
}

// Renewal is an affected account whose contract is due.
type Renewal struct {
	AccountID string `json:"account_id"`
	Due       Day    `json:"due"`
}

// Strength is a word for how strong a signal is.
type Strength string

// The words for signal strength.
const (
	Strong   Strength = "strong"
	Moderate Strength = "moderate"
	Mixed    Strength = "mixed" // there is enough of it, but it does not agree
	Weak     Strength = "weak"
)

// Aspect is the signal strength of one side of the story: the seam, the failure mode, or the
// likely cause.
type Aspect struct {
	Name      string     `json:"name"`  // "seam", "failure_mode" or "likely_cause"
	Value     string     `json:"value"` // what is said of it, "order_ready_notice -> pickup_desk"
	Strength  Strength   `json:"strength"`
	SubScores []SubScore `json:"sub_scores"`
	Reason    string     `json:"reason"` // in words, with figures
	Raise     string     `json:"raise"`  // what would raise it, in words; empty when it is strong
}

// SubScore is one ground for an aspect's strength.
type SubScore struct {
	Name  string  `json:"name"`  // volume, consistency, source_diversity, recency, corroboration
	Score float64 `json:"score"` // 0 to 1
}

// Gap is something that a reading cannot see.
type Gap struct {
	Code string `json:"code"` // stable, such as "no_customer"
	Note string `json:"note"` // in words, with figures
}
