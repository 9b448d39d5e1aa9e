package ingest

import "time"

// Speaker says who spoke a turn.
type Speaker string

// The closed set of speakers.
const (
	SpeakerCustomer Speaker = "customer"
	SpeakerAgent    Speaker = "agent"
	SpeakerBot      Speaker = "bot"
	SpeakerSystem   Speaker = "system"
)

// Speakers lists every speaker in a fixed order.
var Speakers = []Speaker{SpeakerCustomer, SpeakerAgent, SpeakerBot, SpeakerSystem}

// SourceSystemImport is the source system of what an import does not ascribe to another.
const SourceSystemImport = "import"

// Turn is what one speaker said, without interruption.
type Turn struct {
	Speaker Speaker `json:"speaker"`
	Text    string  `json:"text"` // UTF-8
}

// Interaction is one contact as it happened. It is immutable and identified, within a tenant,
// by SourceSystem and ExternalID.
type Interaction struct {
	SourceSystem string            // the system it comes from; "import" for folders
	ExternalID   string            // that system's id
	Source       string            // call, chat, ticket, survey, review, store_feedback, …
	Channel      string            // phone, email, web, review_site, …
	OccurredAt   time.Time         // when it happened, UTC
	ReceivedAt   time.Time         // when it reached us; equals OccurredAt where an import does not say
	CustomerID   string            // empty when unknown
	AccountID    string            // empty when unknown
	LocationID   string            // empty when unknown
	ProductLine  string            // empty when unknown
	Language     string            // the customer's, as a BCP 47 tag; empty when nobody said
	Attributes   map[string]string // everything else the source said
	Turns        []Turn            // at least one
}

// Account is a customer account, with what it is worth.
type Account struct {
	AccountID    string
	HouseholdID  string // empty when unknown
	Segment      string // "high_value" marks the accounts a tenant cannot afford to lose
	AnnualValue  *Money // nil when unknown
	RenewalDate  string // YYYY-MM-DD, or empty
	ProductLine  string
	HomeLocation string
	Attributes   map[string]string
}

// SegmentHighValue marks high-value accounts in Account.Segment.
const SegmentHighValue = "high_value"

// Location is a store, branch or office.
type Location struct {
	LocationID string
	Name       string
	Region     string
	Attributes map[string]string
}

// CommercialRecord is an order, claim, quote or policy change and what became of it.
type CommercialRecord struct {
	RecordID   string
	AccountID  string
	Kind       string // order, return, claim, quote, policy_change, …
	Status     string // abandoned, refunded, cancelled, completed, …
	Amount     Money
	OccurredAt time.Time
	LocationID string
	Touchpoint string // the touchpoint the record last passed, or empty
	Attributes map[string]string
}

// Fix is a change that a team shipped at a seam.
type Fix struct {
	FromTouchpoint string
	ToTouchpoint   string
	ShippedOn      string // YYYY-MM-DD, a UTC day
	Description    string
	Attributes     map[string]string
}

// Money is an amount in the minor unit of its currency (cents for USD), so that sums are exact.
type Money struct {
	Minor    int64
	Currency string // ISO 4217, upper case
}
