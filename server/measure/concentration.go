package measure

import (
	"math"

	"github.com/throughline-cx/throughline/server/measure/counts"
)

// placeLevel is the level at which all intervals of places hold together.
const placeLevel = 0.95

// Concentration says how far complaints gather at few places, against what these places bring of
// everything else, so that a big place is not flagged for being big.
//
// The lift of places is their share of the complaints that name a place, divided by their share of
// all other interactions that name one, over the same days: 1 is as expected. Its interval is that
// of counts.ShareRatio. The places with most complaints are chosen after the fact, so the interval
// is that wide that it holds for any so many places of those compared (Bonferroni).
type Concentration struct {
	Places   int          `json:"places"`   // how many locations with most complaints are looked at, at most three
	Compared int          `json:"compared"` // of how many that were ever named
	Share    float64      `json:"share"`    // of the located complaints that they have, 0 to 1
	Expected float64      `json:"expected"` // of the other located interactions that they have, 0 to 1
	Lift     counts.Ratio `json:"lift"`
}

// concentrate fills in the lift of each location, and of those with most complaints together.
func (r *Reading) concentrate(facts *Facts) {
	all, at := facts.placesIn(r.Window, r.Locations)
	complaints := 0
	for _, l := range r.Locations {
		complaints += l.Interactions
	}
	others := all - complaints
	if complaints == 0 || others <= 0 {
		return
	}
	compared := max(len(facts.known), len(r.Locations))
	c := &Concentration{Places: min(topLocations, len(r.Locations)), Compared: compared}
	top, usual := 0, 0
	level := bonferroni(compared, 1)
	for i, l := range r.Locations {
		rest := max(at[i]-l.Interactions, 0)
		lift := counts.ShareRatio(float64(l.Interactions), float64(complaints), float64(rest), float64(others), level)
		r.Locations[i].Lift = &lift
		if i < c.Places {
			top, usual = top+l.Interactions, usual+rest
		}
	}
	c.Share, c.Expected = float64(top)/float64(complaints), float64(usual)/float64(others)
	c.Lift = counts.ShareRatio(float64(top), float64(complaints), float64(usual), float64(others), bonferroni(compared, c.Places))
	r.Concentration = c
}

// bonferroni is the level of one interval so that those of all choices of k of n hold together.
func bonferroni(n, k int) float64 {
	choices := 1.0
	for i := range k {
		choices *= float64(n-i) / float64(i+1)
	}
	return 1 - (1-placeLevel)/max(math.Round(choices), 1)
}
