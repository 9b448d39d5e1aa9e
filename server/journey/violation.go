package journey

// Violation names one field that is wrong and what would be right.
type Violation struct {
	Field       string // its path, as in "turns[2].text"
	Reason      string // one of the Reason constants, for programs; empty where none fits
	Description string // what is wrong and what would be right, for people
}

// Error makes a Violation usable as an error.
func (v Violation) Error() string { return v.Field + ": " + v.Description }

// The reasons of violations. They are part of the API: a name never changes its meaning.
const (
	ReasonRequired         = "REQUIRED"          // nothing was given where something must be
	ReasonUnknownValue     = "UNKNOWN_VALUE"     // not in the closed set, or refers to what is not defined
	ReasonDuplicate        = "DUPLICATE"         // given twice where once is allowed
	ReasonBadFormat        = "BAD_FORMAT"        // cannot be read as what it must be
	ReasonOutOfRange       = "OUT_OF_RANGE"      // a number or time beyond the limits
	ReasonFutureTime       = "FUTURE_TIME"       // a time too far ahead of the server's clock
	ReasonPastTime         = "PAST_TIME"         // a time too long ago to be meant
	ReasonTooLong          = "TOO_LONG"          // more bytes than the limit
	ReasonTooMany          = "TOO_MANY"          // more elements than the limit
	ReasonNULByte          = "NUL_BYTE"          // holds U+0000, which cannot be stored
	ReasonInvalidUTF8      = "INVALID_UTF8"      // is not UTF-8
	ReasonControlCharacter = "CONTROL_CHARACTER" // holds a control character where none may be
)
