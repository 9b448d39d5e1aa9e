package evaluate

import (
	"slices"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
)

// sight is what is measured of one cluster at one instant, in every way in which the policy's
// rules look at it.
type sight struct {
	read  func(alert.Look) measure.Reading
	looks []alert.Look
	seen  []measure.Reading
}

func (a *advance) look(c *group.Cluster, now time.Time) *sight {
	return a.lookOn(c, measure.DayOf(a.facts.Local(now)), now)
}

// lookOn looks at a cluster over the windows that end with a day.
func (a *advance) lookOn(c *group.Cluster, last measure.Day, now time.Time) *sight {
	return &sight{read: func(l alert.Look) measure.Reading {
		return measure.Read(c, a.facts, a.config.Map, l.Window(last), l.Options, now)
	}}
}

// reading measures the cluster, once for each look.
func (s *sight) reading(l alert.Look) measure.Reading {
	if at := slices.IndexFunc(s.looks, l.Same); at >= 0 {
		return s.seen[at]
	}
	r := s.read(l)
	s.looks, s.seen = append(s.looks, l), append(s.seen, r)
	return r
}

func (s *sight) figures(l alert.Look) alert.Figures { return alert.FiguresOf(s.reading(l)) }

// subject returns what of a cluster decides which rules are about it, and whether one may fire.
func (a *advance) subject(c *group.Cluster) alert.Subject {
	seam, _ := c.Seam()
	return alert.Subject{Seam: seam, Confirmed: confirmed(a.groups, c), Map: a.config.Map}
}

// confirmed reports whether a person said of one of the cluster's mentions that it is a break.
func confirmed(groups *group.State, c *group.Cluster) bool {
	return slices.ContainsFunc(c.Members, func(m group.Member) bool { return groups.Confirmed(m.ID) })
}
