// Package outbound speaks to addresses that customers chose: it is the one way out for every kind of
// destination.
//
// An address from a customer is not to be trusted: it may name a machine inside our own network. So
// an address is checked twice, see Policy: as text when it is saved, and as the IP address that its
// name resolves to each time a connection is made. Redirects are not followed and proxies of the
// environment are not used, since both would lead around the second check. Answers are read up to a
// limit, and nothing that is said of a failure shows the path or the query of an address, which may
// hold a token.
package outbound
