package group

import (
	"fmt"
	"slices"

	"github.com/google/uuid"
)

// review looks whether mentions of a cluster still belong there: one that another cluster
// explains clearly better moves, one that its own does not explain at all is placed anew. What
// a person decided stays.
func (s *State) review(c *Cluster) {
	for _, seat := range slices.Clone(c.seats) {
		p := seat.place
		if p.cluster != c || len(c.Members) == 1 || s.Decided(p.member.ID) {
			continue
		}
		s.reviewOne(c, p)
	}
}

// settledBy is how much more than it takes to join speaks for a mention that is well explained.
const settledBy = 1.5

func (s *State) reviewOne(c *Cluster, p *place) {
	own := s.fitWithout(p)
	weak := s.tooWeak(&p.member)
	if weak == "" && own.Total() >= s.set.Join+settledBy { // it is well explained
		return
	}
	s.take(p)
	better := own.Total() + s.set.MoveMargin
	best, fit := s.bestFrom(p, c, better)
	e := Event{MentionIDs: []uuid.UUID{p.member.ID}, FromClusterID: c.ID}
	switch {
	case weak != "":
		e.Kind, e.Reason = Held, weak
	case best != nil && fit.joins(s.set) && fit.Total() >= better:
		s.insert(best, p)
		e.Kind, e.ClusterID, e.Fit = Moved, best.ID, fit
		e.Reason = fmt.Sprintf("fits clearly better: %s; before: %s", fit, own)
	case !own.stays(s.set) && namesBoth(&p.member):
		e.Kind, e.ClusterID = Born, s.found(p, c.ID).ID
		e.Reason = fmt.Sprintf("no cluster explains it any more: %s", own)
	default:
		s.insert(c, p)
		return
	}
	s.emit(e)
}

// stays reports whether the member may stay in the cluster it is in.
func (f Fit) stays(t *Settings) bool { return f.From+f.To > t.Objection && f.Total() >= t.Stay }
