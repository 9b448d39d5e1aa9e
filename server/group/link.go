package group

import (
	"fmt"
	"math"
	"slices"

	"github.com/throughline-cx/throughline/server/journey"
)

// average is what the average member of a cluster says.
type average struct{ from, to, mode journey.Distribution }

func (c *Cluster) average() average {
	n := len(c.Members)
	return average{c.from.distribution(n), c.to.distribution(n), c.mode.distribution(n)}
}

// link weighs whether two clusters are one break: the average link of their members, which the
// pooled evidence gives without looking at any pair of them.
func (s *State) link(a, b *Cluster) Fit {
	f, _ := s.linkOf(a, b, a.average(), math.Inf(-1))
	return f
}

// linkOf is link where the first cluster's average member is known. It is false, and no more, where
// the first side alone is at an objection or below it.
func (s *State) linkOf(a, b *Cluster, says average, objection float64) (Fit, bool) {
	n, side, mode := len(b.Members), s.set.side(), s.set.mode()
	other := average{from: b.from.distribution(n)}
	f := Fit{From: side.between(a.from, b.from, says.from, other.from)}
	bounced := a.Bounced() || b.Bounced()
	if !bounced && f.From <= objection {
		return Fit{}, false
	}
	other.to = b.to.distribution(n)
	f.To = side.between(a.to, b.to, says.to, other.to)
	if bounced {
		back := Fit{From: side.between(a.from, b.to, says.from, other.to), To: side.between(a.to, b.from, says.to, other.from), turned: true}
		if back.From+back.To > f.From+f.To {
			f = back
		}
	}
	if !f.near(s.set) {
		return f, true
	}
	f.Mode = mode.between(a.mode, b.mode, says.mode, b.mode.distribution(n))
	usual := s.tenant.usual()
	f.Wording = s.set.soundOdds(usual, s.set.hear(usual, a.sound()), s.set.hear(usual, b.sound()))
	return f, true
}

// between weighs the average member of each of two clusters against the other's evidence.
func (w weights) between(a, b Evidence, says, other journey.Distribution) float64 {
	return (w.odds(a, other) + w.odds(b, says)) / 2
}

// merges reports whether two clusters, the first the bigger, are one break, and says why.
func (f Fit) merges(big, small int, t *Settings) (string, bool) {
	if !f.near(t) {
		return "", false
	}
	if f.Total() >= t.Merge {
		return "one break: " + f.String(), true
	}
	if small <= attachMost && big >= attachTo && big >= attachTimes*small && f.Total() >= t.Attach {
		return fmt.Sprintf("%d beside %d, told otherwise: %s", small, big, f), true
	}
	return "", false
}

// mergeTouched merges clusters that changed with those that are the same break, the best match
// first, until none is left. The older id survives.
func (s *State) mergeTouched(touched map[*Cluster]bool) {
	for _, c := range s.Clusters() {
		for touched[c] && s.byID[c.ID] == c && s.mergeOne(c, touched) {
			continue
		}
	}
}

// mergeOne merges a cluster with its best match; false when it has none.
func (s *State) mergeOne(c *Cluster, touched map[*Cluster]bool) bool {
	var best *Cluster
	var bestFit Fit
	var because string
	says := c.average()
	for _, other := range s.around(c) {
		f, perhaps := s.linkOf(c, other, says, s.set.Objection)
		if !perhaps || best != nil && (f.Total() < bestFit.Total() || f.Total() == bestFit.Total() && compareClusters(other, best) > 0) {
			continue
		}
		big, small := max(len(c.Members), len(other.Members)), min(len(c.Members), len(other.Members))
		if reason, ok := f.merges(big, small, s.set); ok && !s.keptApart(c, other) {
			best, bestFit, because = other, f, reason
		}
	}
	if best == nil {
		return false
	}
	pair := []*Cluster{c, best}
	slices.SortFunc(pair, compareClusters)
	s.absorb(Event{Fit: bestFit, Reason: because}, pair[1], pair[0])
	touched[pair[0]] = true
	return pair[0] == c
}
