package group

import "github.com/google/uuid"

// moveMargin is by how much another cluster must explain a mention better before it moves, and
// stayFrom what its own may explain it with before it must go: less than it takes to join, so
// that what joined stays.
const (
	moveMargin = 1.5
	stayFrom   = 0.0
)

// review looks whether mentions of a cluster still belong there: one that another cluster
// explains clearly better moves, one that its own does not explain at all is placed anew. What
// a person decided stays.
func (s *State) review(c *Cluster, mentions []uuid.UUID) {
	for _, id := range mentions {
		p := s.places[id]
		if p.cluster != c || len(c.Members) == 1 || s.Decided(id) {
			continue
		}
		s.reviewOne(c, p)
	}
}

func (s *State) reviewOne(c *Cluster, p *place) {
	s.take(p)
	own := s.fit(c, p)
	best, fit := s.best(p, c)
	e := Event{MentionIDs: []uuid.UUID{p.member.ID}, FromClusterID: c.ID}
	weak := tooWeak(&p.member)
	switch {
	case weak != "":
		e.Kind, e.Reason = Held, weak
	case best != nil && fit.joins() && fit.Total() >= own.Total()+moveMargin:
		s.insert(best, p)
		e.Kind, e.ClusterID, e.Fit, e.Reason = Moved, best.ID, fit, "fits clearly better: "+fit.String()+"; before "+own.String()
	case !own.stays() && namesBoth(&p.member):
		e.Kind, e.ClusterID, e.Reason = Born, s.found(p, c.ID).ID, "no cluster explains it any more: "+own.String()
	default:
		s.insert(c, p)
		return
	}
	s.emit(e)
}

// stays reports whether the member may stay in the cluster it is in.
func (f Fit) stays() bool { return min(f.From, f.To) > objection && f.Total() >= stayFrom }
