package journey

// FailureMode says how a handoff broke.
type FailureMode string

// The closed set of failure modes. The empty FailureMode means that the mode is not known.
const (
	ModeContextLost        FailureMode = "context_lost"        // the customer must repeat, re-enter or start over
	ModeBounced            FailureMode = "bounced"             // each side sends the customer to the other
	ModeStateMismatch      FailureMode = "state_mismatch"      // one side shows a state that the other does not have
	ModeDeadEnd            FailureMode = "dead_end"            // directed to a place that can't do it
	ModeConflictingAnswers FailureMode = "conflicting_answers" // different instructions or reasons on each side
	ModePromiseDropped     FailureMode = "promise_dropped"     // promised by one side, not honoured by the next
	ModeLostBetween        FailureMode = "lost_between"        // documents or the case vanish between two sides
)

// FailureModes lists every failure mode in a fixed order.
var FailureModes = []FailureMode{
	ModeContextLost, ModeBounced, ModeStateMismatch, ModeDeadEnd,
	ModeConflictingAnswers, ModePromiseDropped, ModeLostBetween,
}

// ValidFailureMode reports whether m is one of FailureModes.
func ValidFailureMode(m FailureMode) bool {
	for _, v := range FailureModes {
		if m == v {
			return true
		}
	}
	return false
}

// Located says how many sides of a broken handoff the text names.
type Located string

// The closed set of Located values.
const (
	LocatedBoth Located = "both"
	LocatedOne  Located = "one"
	LocatedNone Located = "none"
)
