package evaluate

import (
	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/track"
)

// question asks who owns an alert.
func (a *advance) question(alertID uuid.UUID, r *measure.Reading) route.Question {
	return route.Question{
		Map: a.config.Map, Day: measure.DayOf(r.At).String(), Seam: r.Seam, Mode: r.Mode, Reading: r,
		Past: a.config.Routes.Past, Held: a.config.Routes.Held[alertID], Fallback: a.config.Routes.Settings.FallbackTeam,
	}
}

// recommend says what to do about the break that was measured.
func (a *advance) recommend(r measure.Reading) route.Fix {
	c, alive := a.groups.Cluster(r.ClusterID)
	if !alive {
		return route.Fix{Title: "Nothing to do here: no complaint is left in this cluster", Steps: []string{}}
	}
	e := track.Evidence{Seam: r.Seam, Mode: r.Mode, Members: len(c.Members)}
	_, e.SeamAgreement = c.Seam()
	_, e.ModeAgreement = c.Mode()
	for i := range c.Members {
		if c.Members[i].Located == journey.LocatedBoth {
			e.Placed++
		}
	}
	return a.config.Playbook.Recommend(a.config.Map, e, a.config.PastFixes)
}
