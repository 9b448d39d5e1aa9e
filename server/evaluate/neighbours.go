package evaluate

import (
	"cmp"
	"slices"

	"github.com/throughline-cx/throughline/server/group"
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
		if !saysEnough(a.facts, other, r.Window) {
			continue
		}
		near := measure.GlanceAt(other, a.facts, r.Window, a.config.Policy.Options().Only)
		if near.Heard < neighbourVoices {
			continue
		}
		out = append(out, route.Neighbour{
			ClusterID: other.ID,
			From:      route.NamedTouchpoint(a.config.Map, seam.From), To: route.NamedTouchpoint(a.config.Map, seam.To),
			FailureMode: near.Mode, State: a.Alert(other.ID).State,
			Strength: near.Strength, Customers: near.Customers,
		})
	}
	slices.SortStableFunc(out, func(x, y route.Neighbour) int { return cmp.Compare(y.Customers, x.Customers) })
	return out
}

// saysEnough reports whether a cluster has as many mentions since a window began as a neighbour needs
// voices.
func saysEnough(facts *measure.Facts, c *group.Cluster, w measure.Window) bool {
	at := len(c.Members) - neighbourVoices // the members are in order of when they happened
	return at >= 0 && measure.DayOf(facts.Local(c.Members[at].OccurredAt)) >= w.First()
}

// meets reports whether two seams share a touchpoint.
func meets(a, b journey.Seam) bool {
	return a.From == b.From || a.From == b.To || a.To == b.From || a.To == b.To
}
