// Package schedule decides when a message is tried again and when an endpoint gets a rest. It
// does no I/O and reads no clock: the instant and the source of randomness are arguments.
//
// Two rules work together. Each message follows the retry schedule of Standard Webhooks: ten
// attempts over 75 h 35 m. Each endpoint has a Circuit: when two attempts in a row have failed,
// only one message a minute is tried, and its first success lets all that waited go at once.
// So a message reaches an endpoint that comes back within about a minute, however long it was
// away, and an endpoint that is down is asked once a minute, however much waits for it.
//
// A dispatcher asks Circuit.Admit before an attempt and Circuit.Settle after it, and does what
// they say:
//
//	circuit, admission := circuit.Admit(now, rnd)
//	if !admission.Send { // make the message due at admission.At; no attempt was made
//	}
//	circuit, verdict := circuit.Settle(message, result, now, rnd)
package schedule
