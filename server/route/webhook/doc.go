// Package webhook sends messages to web addresses that customers chose, as Standard Webhooks
// 1.0 specifies: a signed POST that a receiver can verify with that project's libraries. It is
// the one place of the route stage that speaks HTTP.
//
// An address from a customer is not to be trusted: it may name a machine inside our own
// network. So an address is checked twice, see Policy: as text when it is saved, and as the IP
// address that its name resolves to each time a connection is made. Redirects are not followed
// and proxies of the environment are not used, since both would lead around the second check.
package webhook
