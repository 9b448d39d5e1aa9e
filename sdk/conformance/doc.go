// Package conformance holds what every SDK must do, as data, and a server to prove it against.
//
// A scenario (scenarios/*.json) says how the client is set up, which faults the server injects,
// what the client does and what must have happened. A runner in the SDK's own language asks the
// control address for the list, and for each scenario begins it, does what it says and reports
// the outcome; Server compares the outcome, and the calls that really arrived, with what the
// scenario wants. So the expectations are written once, and a runner is a page of code.
package conformance
