package evaluate

import (
	"cmp"
	"slices"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
)

// neighbourVoices is how many voices a break needs to be told of as a neighbour; fewer may be
// the misreading of one text.
const neighbourVoices = 3

// neighbours returns the other live breaks that share a touchpoint with the one measured, the one
// with most customers in the window first.
func (a *advance) neighbours(r measure.Reading) []route.Neighbour {
	var out []route.Neighbour
	for _, other := range a.groups.Clusters() {
		seam, _ := other.Seam()
		if other.ID == r.ClusterID || !meets(seam, r.Seam) || measure.DayOf(a.facts.Local(other.Latest())) < r.Window.First() {
			continue
		}
		near := measure.Read(other, a.facts, a.config.Map, r.Window, a.config.Policy.Options(), r.At)
		if near.Voices+near.UnidentifiedVoices < neighbourVoices {
			continue
		}
		out = append(out, route.Neighbour{
			ClusterID: other.ID,
			From:      route.NamedTouchpoint(a.config.Map, seam.From), To: route.NamedTouchpoint(a.config.Map, seam.To),
			FailureMode: near.Mode, State: a.Alert(other.ID).State,
			Strength: near.Signal[0].Strength, Customers: len(near.Customers),
		})
	}
	slices.SortStableFunc(out, func(x, y route.Neighbour) int { return cmp.Compare(y.Customers, x.Customers) })
	return out
}

// meets reports whether two seams share a touchpoint.
func meets(a, b journey.Seam) bool {
	return a.From == b.From || a.From == b.To || a.To == b.From || a.To == b.To
}
