package group

import (
	"fmt"
	"slices"
)

// link weighs whether two clusters are one break: the average link of their members, which the
// pooled evidence gives without looking at any pair of them.
func (s *State) link(a, b *Cluster) Fit {
	f := linkSides(a, b, forward, s.set)
	if a.Bounced() || b.Bounced() {
		if back := linkSides(a, b, turned, s.set); back.From+back.To > f.From+f.To {
			f = back
		}
	}
	if !f.near(s.set) {
		return f
	}
	f.Mode = logOddsBetween(a.mode, b.mode, len(a.Members), len(b.Members), s.set.ModeTrust, s.set.ModeChance, s.set.ModePrior)
	f.Wording = s.soundOdds(a.sound(), b.sound())
	return f
}

func linkSides(a, b *Cluster, o orientation, t *Settings) Fit {
	from, to := b.from, b.to
	if o == turned {
		from, to = to, from
	}
	n, m := len(a.Members), len(b.Members)
	return Fit{
		From:   logOddsBetween(a.from, from, n, m, t.SideTrust, t.SideChance, t.SidePrior),
		To:     logOddsBetween(a.to, to, n, m, t.SideTrust, t.SideChance, t.SidePrior),
		turned: o == turned,
	}
}

// logOddsBetween weighs the average member of each against the other's evidence.
func logOddsBetween(a, b Evidence, n, m int, trust, chance, prior float64) float64 {
	return (logOdds(a, b.distribution(m), trust, chance, prior) + logOdds(b, a.distribution(n), trust, chance, prior)) / 2
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
	for _, other := range s.around(c) {
		f := s.link(c, other)
		if best != nil && f.Total() <= bestFit.Total() {
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
