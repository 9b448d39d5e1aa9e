package group

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/journey"
)

// Why explains where one mention is.
type Why struct {
	MentionID uuid.UUID
	ClusterID uuid.UUID     // uuid.Nil when it is in none
	Rule      string        // what put it there, in words
	Fit       Fit           // to its cluster without itself; to the best one when it is in none
	Shared    []SharedField // what it shares with the other members of the cluster
	Nearest   []Scored      // up to five members of the cluster that are most like it
	Next      uuid.UUID     // the cluster that explains it second best; uuid.Nil when none does at all
	NextFit   Fit
	KeptOut   []string // each of which would have kept it out, in words with figures
}

// SharedField is one thing that a mention says and others of its cluster say too.
type SharedField struct {
	Field string  // "from", "to", "failure_mode" or "channel"
	Key   string  // touchpoint id, failure mode or channel
	Share float64 // of the other members that say the same, 0 to 1
}

const shownNearest = 5

// Why explains where a mention is; false for one that is not known.
func (s *State) Why(mention uuid.UUID) (Why, bool) {
	p, known := s.places[mention]
	if !known {
		return Why{}, false
	}
	w := Why{MentionID: mention, Rule: s.rule(p)}
	own := p.cluster
	if own == nil {
		if best, fit := s.best(p, nil); best != nil {
			w.Next, w.NextFit, w.Fit = best.ID, fit, fit
		}
		return w, true
	}
	w.ClusterID = own.ID
	if next, fit := s.best(p, own); next != nil {
		w.Next, w.NextFit = next.ID, fit
	}
	if len(own.Members) == 1 {
		return w, true
	}
	w.Fit = s.fitWithout(p)
	w.Shared, w.Nearest = shared(own, p), s.nearestTo(own, p)
	w.KeptOut = w.Fit.keptOut(s.set)
	return w, true
}

// rule says what put a mention where it is.
func (s *State) rule(p *place) string {
	id := p.member.ID
	switch {
	case s.Rejected(id):
		return "a person said that it is no break"
	case s.bounds.out[id] == Hold:
		return "a person holds it"
	case p.cluster == nil:
		if reason := s.tooWeak(&p.member); reason != "" {
			return reason
		}
		return "no cluster explains it, and it names one side only"
	case s.Pinned(id):
		return "a person said that it belongs here"
	case p.cluster.Lineage.FoundedBy == id:
		return "it founded the cluster"
	}
	return fmt.Sprintf("the evidence for this cluster is at least %.1f, and no other explains it better", s.set.Join)
}

func (s *State) nearestTo(c *Cluster, p *place) []Scored {
	alone := s.alone(p)
	out := make([]Scored, 0, len(c.Members))
	for i := range c.Members {
		if id := c.Members[i].ID; id != p.member.ID {
			out = append(out, s.score(alone, s.places[id]))
		}
	}
	return top(out, shownNearest)
}

// shared returns what a mention says at its best that other members say at theirs.
func shared(c *Cluster, p *place) []SharedField {
	var out []SharedField
	for _, f := range []struct {
		name string
		of   func(*Member) string
	}{
		{"from", func(m *Member) string { return best(m.From) }},
		{"to", func(m *Member) string { return best(m.To) }},
		{"failure_mode", func(m *Member) string { return best(m.Mode) }},
		{"channel", func(m *Member) string { return m.Channel }},
	} {
		key, same := f.of(&p.member), 0
		for i := range c.Members {
			if m := &c.Members[i]; m.ID != p.member.ID && f.of(m) == key {
				same++
			}
		}
		if key != "" && same > 0 {
			out = append(out, SharedField{f.name, key, float64(same) / float64(len(c.Members)-1)})
		}
	}
	return out
}

func best(d journey.Distribution) string {
	key, _ := d.TopKnown()
	return key
}
