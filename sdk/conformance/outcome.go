package conformance

// Outcome is what a runner saw.
type Outcome struct {
	Error    *Failure  `json:"error,omitempty"`    // of the call, list, watch, push or close
	WaitsMs  []float64 `json:"waits_ms,omitempty"` // pauses between attempts, in order
	Items    []string  `json:"items,omitempty"`    // names of the alerts that were listed
	Tokens   []string  `json:"tokens,omitempty"`   // resume tokens of the messages that were watched
	Counts   *Counts   `json:"counts,omitempty"`   // of a push, or of all that was ingested
	Results  []Result  `json:"results,omitempty"`  // of a push's failures, or of every ingested item
	Verified []bool    `json:"verified,omitempty"` // of the webhooks, in order
}

// Failure is an error as the SDK tells it.
type Failure struct {
	Code         string            `json:"code"`   // "UNAVAILABLE"
	Reason       string            `json:"reason"` // as the server named it
	Message      string            `json:"message"`
	Text         string            `json:"text"` // the whole error as the language prints it
	Metadata     map[string]string `json:"metadata,omitempty"`
	RetryAfterMs int               `json:"retry_after_ms"`
	RequestID    string            `json:"request_id"`
	Violations   []Violation       `json:"violations,omitempty"`
	Retryable    bool              `json:"retryable"`
}

// Counts is what became of items.
type Counts struct {
	Accepted  int `json:"accepted"`
	Duplicate int `json:"duplicate"`
	Conflict  int `json:"conflict"`
	Rejected  int `json:"rejected"`
	Dropped   int `json:"dropped"` // found the queue full
	Failed    int `json:"failed"`  // ended with an error
}

// Result is what became of one item.
type Result struct {
	ID     string `json:"id"`
	Index  int    `json:"index"`            // in the push; 0 when ingested
	Status string `json:"status,omitempty"` // "ACCEPTED"; empty when it ended with an error
	Code   string `json:"code,omitempty"`   // of that error
}

// Want is what must have happened. What is absent is not looked at.
type Want struct {
	Error     *WantError        `json:"error,omitempty"` // absent: success is wanted
	Attempts  map[string]int    `json:"attempts,omitempty"`
	AtMost    map[string]int    `json:"at_most,omitempty"` // calls of a method
	Waits     []Between         `json:"waits,omitempty"`   // one for each pause, in order
	NoWaits   bool              `json:"no_waits,omitempty"`
	SameID    string            `json:"same_id,omitempty"` // all calls of this method carry one request id
	RequestID string            `json:"request_id,omitempty"`
	Headers   map[string]string `json:"headers,omitempty"` // regular expressions
	Parent    string            `json:"parent,omitempty"`  // of the first call
	Items     []string          `json:"items,omitempty"`
	NoItems   bool              `json:"no_items,omitempty"`
	Pages     []string          `json:"pages,omitempty"`   // page tokens asked for, in order
	Tokens    []string          `json:"tokens,omitempty"`  // watched
	Resumed   []string          `json:"resumed,omitempty"` // resume tokens of the connections
	Counts    *Counts           `json:"counts,omitempty"`
	Results   []Result          `json:"results,omitempty"`
	Batches   []int             `json:"batches,omitempty"`   // items in each push, in order
	Stored    *int              `json:"stored,omitempty"`    // distinct items that the server holds
	EachOnce  bool              `json:"each_once,omitempty"` // every ingested item has one result, and is stored once where it says so
	Verified  []bool            `json:"verified,omitempty"`
}

// WantError is the error that is wanted. What is absent is not looked at.
type WantError struct {
	Code         string            `json:"code"`
	Reason       *string           `json:"reason,omitempty"`
	Message      string            `json:"message,omitempty"`
	Metadata     map[string]string `json:"metadata,omitempty"`
	RetryAfterMs int               `json:"retry_after_ms,omitempty"`
	RequestID    string            `json:"request_id,omitempty"`
	Violations   []Violation       `json:"violations,omitempty"`
	Retryable    *bool             `json:"retryable,omitempty"`
}

// Between is a range of milliseconds: at least From, below To.
type Between struct {
	From float64 `json:"from"`
	To   float64 `json:"to"`
}
