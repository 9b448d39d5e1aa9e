// Package route decides which teams hear of a change in an alert, through which destinations,
// and composes what they are told: one message with the same evidence for both owners.
package route
