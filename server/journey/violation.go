package journey

// Violation names one field that is wrong and what would be right.
type Violation struct {
	Field       string // its path, as in "turns[2].text"
	Reason      string // one of the Reason constants, for programs; empty where none fits
	Description string // what is wrong and what would be right, for people
}

// Error makes a Violation usable as an error.
func (v Violation) Error() string { return v.Field + ": " + v.Description }

// The reasons of violations. Those of pushed items are the names of the API's ViolationReason
// without its prefix, so a name never changes its meaning.
const (
	ReasonMissing      = "MISSING"       // the field must be given and is not
	ReasonMalformed    = "MALFORMED"     // the value does not have the form that is asked for
	ReasonUnknownValue = "UNKNOWN_VALUE" // not in the closed set, or refers to what is not defined
	ReasonOutOfRange   = "OUT_OF_RANGE"  // a number or time outside the range that is allowed
	ReasonTooLong      = "TOO_LONG"      // longer, or with more entries, than allowed
	ReasonInFuture     = "IN_FUTURE"     // a time further ahead than allowed
	ReasonInvalidUTF8  = "INVALID_UTF8"  // not UTF-8
	ReasonNULByte      = "NUL_BYTE"      // holds U+0000, which Postgres cannot store
	ReasonNoText       = "NO_TEXT"       // no turn holds any text
	ReasonRepeated     = "REPEATED"      // given twice where once is allowed; of maps and files only
)
