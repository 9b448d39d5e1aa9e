package track

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/journey"
)

// Neighbour is another cluster, with the daily rows of its complaints and the same volume.
type Neighbour struct {
	ClusterID uuid.UUID
	Title     string
	Seam      journey.Seam
	Rows      []Row
}

// Moved is a neighbour whose complaints rose when those of the fixed handoff were to fall.
type Moved struct {
	ClusterID uuid.UUID    `json:"cluster_id"`
	Title     string       `json:"title"`
	Seam      journey.Seam `json:"seam"`
	Why       string       `json:"why"` // what makes it a neighbour, in words
	Heard     int          `json:"heard"`
	Expected  float64      `json:"expected"`
	Rate      Interval     `json:"rate"` // heard to expected, with its 95 % interval
}

// Displacement says whether complaints may have moved to a neighbour.
type Displacement struct {
	Watched int     `json:"watched"` // neighbours that could be compared
	Moved   []Moved `json:"moved"`   // those that rose, the most further complaints first
	Reason  string  `json:"reason"`  // in words
}

// DisplacementOf compares the neighbours of a fix in the windows of its effect, and within its
// scope. A neighbour passes the same touchpoint or the same journey. It rose when its interval,
// widened for the number of neighbours that are looked at (Bonferroni), lies above 1 and its
// plain rate rose: that one of them rises by chance alone is to be as rare as for one.
func DisplacementOf(f Fix, m *journey.Map, neighbours []Neighbour, o Options, now time.Time) Displacement {
	out := Displacement{Moved: []Moved{}}
	type compared struct {
		Moved
		comparison *comparison
		expected   expectation
	}
	var all []compared
	for _, n := range neighbours {
		why := Near(m, f.Seam, n.Seam)
		if why == "" {
			continue
		}
		c := newComparison(f, n.Rows, o, now)
		if !c.comparable() {
			continue
		}
		heard, _ := total(c.after)
		e := c.expect(c.after, c.controlAfter)
		all = append(all, compared{Moved{
			ClusterID: n.ClusterID, Title: n.Title, Seam: n.Seam, Why: why,
			Heard: int(heard), Expected: e.complaint, Rate: e.interval(heard, level),
		}, c, e})
	}
	out.Watched = len(all)
	for _, n := range all {
		strict := n.expected.interval(float64(n.Heard), 1-(1-level)/float64(len(all)))
		if strict.Low > 1 && n.comparison.plain() > 1 {
			out.Moved = append(out.Moved, n.Moved)
		}
	}
	slices.SortFunc(out.Moved, func(a, b Moved) int {
		return cmp.Or(cmp.Compare(float64(b.Heard)-b.Expected, float64(a.Heard)-a.Expected), cmp.Compare(a.ClusterID.String(), b.ClusterID.String()))
	})
	out.Reason = out.reason()
	return out
}

// Near says in words what makes two seams neighbours: a touchpoint or a journey that both pass;
// "" when nothing does.
func Near(m *journey.Map, a, b journey.Seam) string {
	for _, id := range []string{a.From, a.To} {
		if id != "" && (id == b.From || id == b.To) {
			return "passes " + m.TouchpointName(id)
		}
	}
	for _, j := range m.Journeys {
		if passes(j, a) && passes(j, b) {
			return "is on the same journey, " + cmp.Or(j.Name, j.ID)
		}
	}
	return ""
}

// passes reports whether a journey passes either side of a seam.
func passes(j journey.Journey, s journey.Seam) bool {
	return slices.Contains(j.Touchpoints, s.From) || slices.Contains(j.Touchpoints, s.To)
}

func (d *Displacement) reason() string {
	if len(d.Moved) == 0 {
		return fmt.Sprintf("no sign that complaints moved: %s watched", count(d.Watched, "neighbour"))
	}
	var to []string
	for _, n := range d.Moved {
		to = append(to, fmt.Sprintf("%s (%d heard, %.1f expected, %s)", n.Title, n.Heard, n.Expected, n.Rate))
	}
	return "complaints may have moved to " + strings.Join(to, "; ")
}
