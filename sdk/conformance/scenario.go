package conformance

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
)

// Scenario is one thing that every SDK must do.
type Scenario struct {
	Name   string `json:"name"` // unique
	Client Setup  `json:"client"`
	Server Script `json:"server"`
	Do     Action `json:"do"`
	Want   Want   `json:"want"`
}

// Setup is how the client is made. What is 0 or empty keeps the SDK's default.
type Setup struct {
	Attempts   int    `json:"attempts,omitempty"`
	DeadlineMs int    `json:"deadline_ms,omitempty"`
	SilenceMs  int    `json:"silence_ms,omitempty"` // after so long without a message a watch is broken
	UserAgent  string `json:"user_agent,omitempty"`
	// RealWaits says that pauses are really slept. Otherwise the runner notes them and goes on.
	RealWaits bool `json:"real_waits,omitempty"`
}

// Script is what the server has and how it fails.
type Script struct {
	Alerts  int                `json:"alerts,omitempty"`  // alerts "tenants/retail/alerts/0" and so on
	Faults  map[string][]Fault `json:"faults,omitempty"`  // by method: the first for its first call, and so on
	Always  map[string]Fault   `json:"always,omitempty"`  // by method: for every call after those
	Random  *Random            `json:"random,omitempty"`  // faults of PushInteractions
	Watches []Watch            `json:"watches,omitempty"` // one WatchAlerts call after the other; the last repeats
	// LargestBatch is how many items a push may hold; more are refused as REQUEST_TOO_LARGE.
	LargestBatch int `json:"largest_batch,omitempty"`
}

// Fault is how one call fails. The zero value lets it pass.
type Fault struct {
	Status   *Status `json:"status,omitempty"`      // the error it ends with
	Stored   bool    `json:"stored,omitempty"`      // the work is done first: only the answer is lost
	Cut      bool    `json:"cut,omitempty"`         // every connection is reset
	RefuseMs int     `json:"refuse_ms,omitempty"`   // and new ones are, for so long: a restart
	DelayMs  int     `json:"delay_ms,omitempty"`    // the answer comes so much later
	Hang     bool    `json:"hang,omitempty"`        // no answer until the caller gives up
	Times    int     `json:"times,omitempty"`       // stands for so many equal faults; 0 means 1
	EndsWell bool    `json:"ends_well,omitempty"`   // of a watch: the stream ends without an error
	Silent   bool    `json:"stay_silent,omitempty"` // of a watch: the stream stays open and silent
}

// Status is an error as google.rpc.Status tells it.
type Status struct {
	Code       string            `json:"code"`
	Message    string            `json:"message,omitempty"`
	Reason     string            `json:"reason,omitempty"` // none without: no ErrorInfo is sent
	Metadata   map[string]string `json:"metadata,omitempty"`
	RetryMs    int               `json:"retry_ms,omitempty"`
	RequestID  string            `json:"request_id,omitempty"`
	Violations []Violation       `json:"violations,omitempty"`
}

// Violation is one field at fault.
type Violation struct {
	Field       string `json:"field"`
	Reason      string `json:"reason"`
	Description string `json:"description"`
}

// Random is faults of every kind at random.
type Random struct {
	Rate float64 `json:"rate"` // share of the calls, 0 to 1
	Seed uint64  `json:"seed"`
}

// Watch is the script of one WatchAlerts call.
type Watch struct {
	Messages []Message `json:"messages,omitempty"` // sent at once
	End      Fault     `json:"end"`
}

// Message is one message of a watch: a change when Alert is set, else a heartbeat.
type Message struct {
	Token  string `json:"token"`
	Alert  string `json:"alert,omitempty"`
	Number int32  `json:"number,omitempty"`
}

// Action is what the client does: one of these.
type Action struct {
	Call   *Call   `json:"call,omitempty"`
	List   *List   `json:"list,omitempty"`
	Watch  *Take   `json:"watch,omitempty"`
	Push   *Push   `json:"push,omitempty"`
	Ingest *Ingest `json:"ingest,omitempty"`
	Verify bool    `json:"verify,omitempty"` // the webhooks that come with the beginning
}

// Call calls a method: GetAlert, UpdatePolicy or CreateApiKey.
type Call struct {
	Method    string `json:"method"`
	Times     int    `json:"times,omitempty"` // 0 means 1; the last error is reported
	RequestID string `json:"request_id,omitempty"`
	Parent    string `json:"parent,omitempty"`
}

// List goes through ListAlerts page by page.
type List struct {
	PageSize  int32  `json:"page_size,omitempty"`
	PageToken string `json:"page_token,omitempty"`
	Take      int    `json:"take,omitempty"` // stops after so many items; 0 takes all
}

// Take watches alerts until so many messages have come.
type Take struct {
	ResumeToken string `json:"resume_token,omitempty"`
	Messages    int    `json:"messages"`
}

// Push pushes interactions whose external ids count from "0".
type Push struct {
	Items     int   `json:"items"`
	TextBytes int   `json:"text_bytes,omitempty"` // of each; 0 means 10
	Broken    []int `json:"broken,omitempty"`     // these have no turn, so the server rejects them
	Oversize  []int `json:"oversize,omitempty"`   // the text of these has 5 MiB
}

// Ingest adds the items of a push to a buffered ingester, then closes it.
type Ingest struct {
	Push
	MaxItems   int  `json:"max_items,omitempty"`
	MaxBytes   int  `json:"max_bytes,omitempty"`
	IntervalMs int  `json:"interval_ms,omitempty"`
	QueueItems int  `json:"queue_items,omitempty"`
	Drop       bool `json:"drop,omitempty"`     // what finds the queue full is dropped
	Flush      bool `json:"flush,omitempty"`    // flushes before it closes
	Await      bool `json:"await,omitempty"`    // waits for every result before it closes
	CloseMs    int  `json:"close_ms,omitempty"` // deadline of close; 0 means a minute
}

//go:embed scenarios/*.json
var files embed.FS

// Scenarios returns the list, in order of the files' names.
func Scenarios() ([]Scenario, error) {
	names, err := fs.Glob(files, "scenarios/*.json")
	if err != nil {
		return nil, err
	}
	var all []Scenario
	seen := map[string]bool{}
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var some []Scenario
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&some); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, s := range some {
			if s.Name == "" || seen[s.Name] {
				return nil, fmt.Errorf("%s: scenario %q has no name of its own", name, s.Name)
			}
			seen[s.Name] = true
		}
		all = append(all, some...)
	}
	return all, nil
}
