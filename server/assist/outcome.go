package assist

import "github.com/throughline-cx/throughline/server/understand"

// Outcome is what came of reading one interaction.
type Outcome string

// The closed set of outcomes. After any but the first two, the local reading stands.
const (
	Asked  Outcome = "asked"  // the language model has read it
	Cached Outcome = "cached" // it had read the same words before

	NotAsked    Outcome = "not_asked"   // the local model's confidence lies outside the band
	TooLong     Outcome = "too_long"    // longer than is sent
	OverBudget  Outcome = "over_budget" // the tenant's day is spent
	Resting     Outcome = "resting"     // the endpoint failed time after time and is left alone for a while
	TimedOut    Outcome = "timed_out"   // no answer in time
	Failed      Outcome = "failed"      // no answer: it cannot be reached, or has answered with an error
	Oversized   Outcome = "oversized"   // an answer longer than is read
	Unreadable  Outcome = "unreadable"  // an answer that is not of the schema, refusals included
	Lying       Outcome = "lying"       // an answer of which nothing is true to the customer's words
	Unavailable Outcome = "unavailable" // the budget or the cache cannot be reached
	Stopped     Outcome = "stopped"     // the caller's context ended
)

// Outcomes lists every outcome in a fixed order.
var Outcomes = []Outcome{
	Asked, Cached, NotAsked, TooLong, OverBudget, Resting, TimedOut, Failed, Oversized, Unreadable, Lying, Unavailable, Stopped,
}

// Assisted reports whether a language model had its say.
func (o Outcome) Assisted() bool { return o == Asked || o == Cached }

// Reading is what was read of one interaction, and how.
type Reading struct {
	Mentions []understand.Mention // best first, as understand.Reader lists them
	Outcome  Outcome
	Dropped  []Drop // why mentions of the answer were not used, in its order
	Tokens   int64  // that the question cost, as the endpoint counts them; 0 when it does not say
}
