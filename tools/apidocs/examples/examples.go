// Package examples holds one worked example for each method of the API: a request that a test has
// sent to a real server, and what came back. The reference manual shows them.
package examples

import (
	_ "embed"
	"encoding/json"
)

// Example is one call through the JSON door.
type Example struct {
	Call string            `json:"call"` // "POST /v1/tenants/acme/interactions:push"
	Send []json.RawMessage `json:"send,omitempty"`
	// Answer is the answer without fields that are zero or empty. Long lists and deep messages are
	// cut, and end with Cut. Of a stream it is one message.
	Answer json.RawMessage `json:"answer"`
}

// Cut stands for what was left out of an answer.
const Cut = "…"

//go:embed examples.json
var file []byte

// All returns the examples by method, "AlertService.GetAlert".
func All() (map[string]Example, error) {
	all := map[string]Example{}
	return all, json.Unmarshal(file, &all)
}
