// Package webhook sends messages to web addresses that customers chose, as Standard Webhooks
// 1.0 specifies: a signed POST that a receiver can verify with that project's libraries. Where it
// may send to is outbound's matter.
package webhook
