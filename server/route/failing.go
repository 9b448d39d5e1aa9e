package route

import (
	"fmt"
	"slices"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

const (
	// someLocations is how many locations must complain before where they concentrate says
	// anything.
	someLocations = 6
	// concentrated is how many times the share of three locations of equal weight the three with
	// most complaints must have.
	concentrated = 2.0
	// even is the same, below which all locations complain alike.
	even = 1.3
)

// located are the kinds of touchpoint that stand somewhere: what fails in some of them and not in
// others is not the system that they all share.
var located = []journey.Kind{journey.KindStore, journey.KindDelivery}

// failing returns the side where it fails, the other one, and how that can be told: by where the
// complaints concentrate when only one side stands somewhere, else by how it breaks. Without
// either it is the side where the customer is stuck.
func (q Question) failing() (side, other, why string) {
	if side, other, why = q.byLocation(); why != "" {
		return side, other, why
	}
	if q.Mode == journey.ModeDeadEnd {
		return q.Seam.From, q.Seam.To, "it sends customers to a place that cannot do it"
	}
	return q.Seam.To, q.Seam.From, "customers get stuck there"
}

func (q Question) byLocation() (side, other, why string) {
	r := q.Reading
	if r == nil || len(r.Locations) < someLocations || q.stands(q.Seam.From) == q.stands(q.Seam.To) {
		return "", "", ""
	}
	local, central := q.Seam.From, q.Seam.To
	if q.stands(q.Seam.To) {
		local, central = central, local
	}
	times := r.TopLocationShare / (3 / float64(len(r.Locations)))
	switch {
	case times >= concentrated:
		return local, central, fmt.Sprintf("%.0f %% of the complaints come from 3 of %d locations", 100*r.TopLocationShare, len(r.Locations))
	case times < even:
		return central, local, fmt.Sprintf("all %d locations complain alike, so it is what they share", len(r.Locations))
	}
	return "", "", ""
}

func (q Question) stands(touchpoint string) bool {
	t, _ := q.Map.Touchpoint(touchpoint)
	return slices.ContainsFunc(t.Kinds, func(k journey.Kind) bool { return slices.Contains(located, k) })
}

// thin are the gaps that leave one side of a break unseen.
var thin = []string{measure.GapSourceSilent, measure.GapSourceUnheard, measure.GapUnread, measure.GapNoDenominators}

// unseen returns what could not be seen, each with the source that is missing.
func (q Question) unseen() []string {
	if q.Reading == nil {
		return []string{"nothing was measured yet"}
	}
	out := []string{}
	for _, g := range q.Reading.Coverage {
		if slices.Contains(thin, g.Code) {
			out = append(out, g.Note)
		}
	}
	return out
}
