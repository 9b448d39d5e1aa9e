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
	config   *Config
	last     measure.Day // of the windows
	now      time.Time
	gathered *measure.Gathered
	looks    []alert.Look
	seen     []measure.Reading
}

func (a *advance) look(c *group.Cluster, now time.Time) *sight {
	return a.lookOn(c, measure.DayOf(a.facts.Local(now)), now)
}

// lookOn looks at a cluster over the windows that end with a day.
func (a *advance) lookOn(c *group.Cluster, last measure.Day, now time.Time) *sight {
	return &sight{config: &a.config, last: last, now: now, gathered: measure.Gather(c, a.facts)}
}

// reading measures the cluster, once for each look.
func (s *sight) reading(l alert.Look) measure.Reading {
	if at := slices.IndexFunc(s.looks, l.Same); at >= 0 {
		return s.seen[at]
	}
	r := s.gathered.Read(s.config.Map, l.Window(s.last), l.Options, s.now)
	s.looks, s.seen = append(s.looks, l), append(s.seen, r)
	return r
}

// figures returns the numbers of the reading alone, which is a small part of the work.
func (s *sight) figures(l alert.Look) alert.Figures {
	return alert.FiguresAt(s.gathered.Count(l.Window(s.last), l.Options))
}

// subject returns what of a cluster decides which rules are about it, and whether one may fire.
func (a *advance) subject(c *group.Cluster) alert.Subject {
	seam, _ := c.Seam()
	return alert.Subject{Seam: seam, Confirmed: confirmed(a.groups, c), Map: a.config.Map}
}

// confirmed reports whether a person said of one of the cluster's mentions that it is a break.
func confirmed(groups *group.State, c *group.Cluster) bool {
	return slices.ContainsFunc(c.Members, func(m group.Member) bool { return groups.Confirmed(m.ID) })
}
