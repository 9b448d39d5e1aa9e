// Package evaluate runs group, measure, alert and route for one tenant at one instant. Live
// and replay both call it, so a replay of what came in gives what live gave.
//
// It is incremental: only clusters that are touched by what arrived, or whose window moved to
// another day, are measured again.
package evaluate
