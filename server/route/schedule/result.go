package schedule

import "time"

// Outcome says what became of an attempt to send a message.
type Outcome string

// The closed set of outcomes.
const (
	// Delivered: the receiver took the message.
	Delivered Outcome = "delivered"
	// Failed: it did not, or no answer came; it may later.
	Failed Outcome = "failed"
	// Throttled: the receiver is overloaded and wants fewer messages.
	Throttled Outcome = "throttled"
	// Gone: the receiver wants no more messages, ever.
	Gone Outcome = "gone"
	// Refused: we must not send to that address, whatever the message.
	Refused Outcome = "refused"
	// Invalid: the message cannot be sent anywhere, whatever the address.
	Invalid Outcome = "invalid"
)

// Result is how an attempt went, as far as it matters for the next one.
type Result struct {
	Outcome    Outcome
	RetryAfter time.Duration // how long the receiver wants to be left alone; 0 when it did not say
}

// Message is a message that was attempted.
type Message struct {
	Attempt   int       // attempts made, the last one included; from 1
	PlannedAt time.Time // when it was first due
}
