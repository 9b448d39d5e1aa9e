// Package measure counts who and what a cluster touches over a window of days: interactions,
// voices, customers, accounts, locations, channels, the money at stake, how strong the signal
// is and what cannot be seen. The result is a Reading; each of its numbers opens onto the
// list of ids behind it.
//
// Days are UTC days, or those of the time zone that the tenant sets, and count by when an interaction happened, so late data joins its own
// day. Money is summed exactly, each currency and each kind of exposure apart.
package measure
