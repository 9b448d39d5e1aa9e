package alert

import "slices"

// State is where an alert is in its life.
type State string

// The closed set of states.
const (
	Forming       State = "forming"         // complaints gather; below every level
	NearThreshold State = "near_threshold"  // on the way to firing
	HeldForReview State = "held_for_review" // enough complaints, but they do not agree: a person decides
	Firing        State = "firing"          // crossed the policy, and nobody has taken it yet
	Acknowledged  State = "acknowledged"    // somebody has taken it
	FixShipped    State = "fix_shipped"     // a fix shipped at its seam; complaints from before still count
	Growing       State = "growing"         // taken or fixed two weeks ago, and complaints grow from week to week
	Steady        State = "steady"          // taken or fixed two weeks ago, and complaints go on
	Fading        State = "fading"          // fired, now below the clear level
	Resolved      State = "resolved"        // a person says so, or nothing was heard of it over the whole window
	Regressed     State = "regressed"       // what came after the fix or the resolution crosses the policy again
	Snoozed       State = "snoozed"         // quiet until a date, or until it grows
	CoverageLost  State = "coverage_lost"   // below the clear level, but its sources are heard less: quiet is not fixed
)

// States lists every state in the order of an alert's life.
var States = []State{
	Forming, NearThreshold, HeldForReview, Firing, Acknowledged, FixShipped, Growing, Steady, Fading, Resolved,
	Regressed, Snoozed, CoverageLost,
}

// Levels are the states that thresholds alone give. Live, replay, simulation and explanation agree
// on them, whatever people did about the alert.
var Levels = []State{Forming, NearThreshold, HeldForReview, Firing, Fading}

// facet is something that is true of an alert beside its level.
type facet uint

const (
	isSnoozed facet = 1 << iota
	isResolved
	isRegressed
	isFixed
	isTaken
	isGrowing // since it was taken or fixed
	isSteady
	isUnheard // sources that brought complaints are heard less
)

// row is one line of the table of states: an alert at one of the levels of which all the facets
// are true is in the state.
type row struct {
	levels []State // any when empty
	facets facet
	state  State // the level itself when empty
}

// table says which state an alert is in: that of the first row that fits. Every alert has one,
// since the last row fits all.
var table = []row{
	{nil, isSnoozed, Snoozed},
	{[]State{Forming, NearThreshold, HeldForReview}, 0, ""},
	{nil, isResolved, Resolved},
	{[]State{Fading}, isUnheard, CoverageLost},
	{[]State{Fading}, 0, ""},
	{nil, isFixed | isGrowing, Growing},
	{nil, isFixed | isSteady, Steady},
	{nil, isFixed, FixShipped},
	{nil, isTaken | isGrowing, Growing},
	{nil, isTaken | isSteady, Steady},
	{nil, isTaken, Acknowledged},
	{nil, isRegressed, Regressed},
	{nil, 0, ""},
}

// stateOf looks an alert's state up.
func stateOf(level State, facets facet) State {
	for _, r := range table {
		if (len(r.levels) == 0 || slices.Contains(r.levels, level)) && facets&r.facets == r.facets {
			if r.state != "" {
				return r.state
			}
			break
		}
	}
	return level
}

// Follows lists, for each state, the states that may come next. It decides nothing: a test wants it to
// be exactly what the table above and everything that can happen give.
var Follows = map[State][]State{
	Forming:       {NearThreshold, HeldForReview, Firing, Snoozed},
	NearThreshold: {Forming, HeldForReview, Firing, Snoozed},
	HeldForReview: {Forming, NearThreshold, Firing, Snoozed},
	Firing:        {Acknowledged, FixShipped, Growing, Steady, Fading, Resolved, Regressed, Snoozed, CoverageLost},
	Acknowledged:  {FixShipped, Growing, Steady, Fading, Resolved, Regressed, Snoozed, CoverageLost},
	FixShipped:    {Growing, Steady, Fading, Resolved, Regressed, Snoozed, CoverageLost},
	Growing:       {Acknowledged, FixShipped, Steady, Fading, Resolved, Regressed, Snoozed, CoverageLost},
	Steady:        {Acknowledged, FixShipped, Growing, Fading, Resolved, Regressed, Snoozed, CoverageLost},
	Fading:        {Firing, FixShipped, Growing, Steady, Resolved, Regressed, Snoozed, CoverageLost},
	Resolved:      {Firing, Acknowledged, FixShipped, Growing, Steady, Fading, Regressed, CoverageLost},
	Regressed:     {Acknowledged, FixShipped, Fading, Resolved, Snoozed, CoverageLost},
	Snoozed:       {Forming, NearThreshold, HeldForReview, Firing, Acknowledged, FixShipped, Growing, Steady, Fading, Resolved, Regressed, CoverageLost},
	CoverageLost:  {Firing, FixShipped, Growing, Steady, Fading, Resolved, Regressed, Snoozed},
}
