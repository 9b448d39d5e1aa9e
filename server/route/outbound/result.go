package outbound

import (
	"strings"

	"github.com/throughline-cx/throughline/server/route/schedule"
)

// Result is how an attempt to send a message went.
type Result struct {
	schedule.Result
	Status int    // HTTP status of the answer; 0 when there was none
	Reason string // why it was not delivered, without path, query and secrets; empty when it was
}

// NotSent returns the result of an attempt that ended before anything was sent.
func NotSent(outcome schedule.Outcome, reason string) Result {
	return Result{Result: schedule.Result{Outcome: outcome}, Reason: strings.ToValidUTF8(reason, "?")}
}
