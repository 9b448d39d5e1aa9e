package group

import (
	"slices"

	"github.com/google/uuid"
)

// Verdict is what a person said about one mention: a break or none.
type Verdict struct {
	Decision uuid.UUID // the last one in force about the mention
	Read     float64   // the mention's confidence as read, 0 to 1
	Break    bool
}

// Link is what a person said about one mention and a cluster, or about two clusters: that they are
// one break or two.
type Link struct {
	Decision uuid.UUID
	Margin   float64 // log-odds of the evidence above the line from which they become one, without the calibration's Lines
	Same     bool
}

// Lessons returns what the decisions in force say about the reader's confidence and about the
// lines of grouping, in order of the decisions, each weighed by the readings and clusters of now.
// The last decision about a mention counts; one that holds it says nothing. Links that the sides
// rule out are left out, as no line would change them.
func (s *State) Lessons() ([]Verdict, []Link) {
	last := map[uuid.UUID]uuid.UUID{}
	for i := range s.decisions {
		for _, m := range s.decisions[i].Mentions {
			last[m] = s.decisions[i].ID
		}
	}
	var verdicts []Verdict
	var links []Link
	for i := range s.decisions {
		d := &s.decisions[i]
		for j, m := range d.Mentions {
			p, known := s.places[m]
			if !known || last[m] != d.ID || d.Kind == Hold {
				continue
			}
			verdicts = append(verdicts, Verdict{Decision: d.ID, Read: p.member.Confidence, Break: d.Kind != Reject})
			if d.Kind != Reject {
				links = s.linksOf(d, p, d.Placed[j], links)
			}
		}
		if d.Kind == Merge {
			links = s.merged(d, links)
		}
	}
	return verdicts, links
}

// linksOf appends what a decision says of one mention: that it belongs where it put it, and not
// to the cluster that it took it from.
func (s *State) linksOf(d *Decided, p *place, placed uuid.UUID, links []Link) []Link {
	if to, alive := s.Resolve(placed); alive && p.cluster == s.byID[to] {
		links = s.linked(links, d.ID, p, s.byID[to], true)
	}
	for _, e := range d.Events {
		from, alive := s.Resolve(e.FromClusterID)
		apart := e.Kind == Moved || e.Kind == Split
		if apart && alive && s.byID[from] != p.cluster && slices.Contains(e.MentionIDs, p.member.ID) {
			links = s.linked(links, d.ID, p, s.byID[from], false)
		}
	}
	return links
}

// linked appends one link of a mention and a cluster, which is weighed without it.
func (s *State) linked(links []Link, decision uuid.UUID, p *place, c *Cluster, same bool) []Link {
	var f Fit
	switch {
	case p.cluster != c:
		f = s.fit(c, p)
	case len(c.Members) > 1:
		f = s.fitWithout(p)
	default:
		return links
	}
	if !f.near(s.set) {
		return links
	}
	return append(links, Link{Decision: decision, Margin: f.Total() - s.set.Join + s.set.Calibration.Lines, Same: same})
}

// merged appends what a merge says: the clusters that it took in are one break with those mentions
// that the survivor had.
func (s *State) merged(d *Decided, links []Link) []Link {
	kept := s.gathered(d.Kept)
	for _, e := range d.Events {
		if e.Kind != Merged {
			continue
		}
		joined := s.gathered(e.MentionIDs)
		if len(kept.Members) == 0 || len(joined.Members) == 0 {
			continue
		}
		if f := s.link(kept, joined); f.near(s.set) {
			links = append(links, Link{Decision: d.ID, Margin: f.Total() - s.set.Merge + s.set.Calibration.Lines, Same: true})
		}
	}
	return links
}

// gathered returns a cluster of the mentions that are still known, which the State does not list.
func (s *State) gathered(mentions []uuid.UUID) *Cluster {
	c := &Cluster{set: s.set}
	for _, id := range mentions {
		if p, known := s.places[id]; known {
			c.add(p, s.tenant.fixed(p))
		}
	}
	return c
}
