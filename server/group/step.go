package group

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/journey"
)

const (
	// MinConfidence is where a mention counts as a break at all.
	MinConfidence = 0.5
	// sideKnown is the mass from which a side counts as named.
	sideKnown = 0.5
)

// Step groups a batch of new members, in the order in which they happened, and returns an event
// for each. The order within the batch does not matter. Members that the State already knows
// are left out.
func (s *State) Step(members []Member) []Event {
	batch := make([]*place, 0, len(members))
	for _, m := range members {
		if _, known := s.places[m.ID]; !known {
			p := &place{member: m}
			s.know(p)
			batch = append(batch, p)
		}
	}
	slices.SortFunc(batch, comparePlaces)
	for _, p := range batch {
		s.arrive(p)
		s.emit(s.settle(p))
	}
	return s.taken()
}

// settle puts a mention that is in no cluster where it belongs.
func (s *State) settle(p *place) Event {
	e := Event{Kind: Held, MentionIDs: []uuid.UUID{p.member.ID}}
	if e.Reason = s.tooWeak(&p.member); e.Reason != "" {
		return e
	}
	best, fit := s.best(p, nil)
	switch {
	case best != nil && fit.joins(s.set):
		s.insert(best, p)
		e.Kind, e.ClusterID, e.Fit, e.Reason = Joined, best.ID, fit, fit.String()
	case !namesBoth(&p.member):
		e.Reason = "names one side only, and no cluster explains it"
	default:
		c := s.found(p, uuid.Nil)
		e.Kind, e.ClusterID, e.Reason = Born, c.ID, "no cluster explains it"
	}
	return e
}

// found makes the cluster that a mention founds, which was in the given one before; uuid.Nil
// when in none.
func (s *State) found(p *place, from uuid.UUID) *Cluster {
	c := s.open(s.freeID(p.member.ID, from), p)
	s.insert(c, p)
	return c
}

// freeID returns an id that no cluster ever had for one that a mention founds.
func (s *State) freeID(founder, from uuid.UUID) uuid.UUID {
	id := ClusterID(founder)
	for n := 0; s.used(id); n++ {
		id = Derive("cluster", founder.String(), from.String(), strconv.Itoa(n))
	}
	return id
}

// best returns the cluster that explains a mention best, the older one at a tie, other than one;
// nil when its sides fit none.
func (s *State) best(p *place, other *Cluster) (*Cluster, Fit) {
	return s.bestFrom(p, other, math.Inf(-1))
}

// bestFrom is best for whom only a fit of least or more counts: nil when there surely is none.
func (s *State) bestFrom(p *place, other *Cluster, least float64) (*Cluster, Fit) {
	list := s.possible[:0]
	likeliest, bar := -1, s.set.bar(least)
	for _, c := range s.candidates(p) {
		f, near := c.mayFit(&p.member, s.set, bar)
		if c == other || !near {
			continue
		}
		f.Mode = s.set.mode().odds(c.mode, p.member.Mode)
		if list = append(list, possible{c, f}); likeliest < 0 || f.Total() > list[likeliest].Total() {
			likeliest = len(list) - 1
		}
	}
	s.possible = list
	if likeliest < 0 {
		return nil, Fit{}
	}
	usual := s.tenant.usual()
	mention := s.set.hear(usual, p.sound())
	// No other is better than the likeliest with its words whose words at their best would not
	// make it so.
	best := list[likeliest]
	best.hear(s.set, usual, mention)
	for i, x := range list {
		most := x.Fit
		if most.Wording = s.set.WordingMost; i == likeliest || best.better(most, s.set) {
			continue
		}
		x.hear(s.set, usual, mention)
		if x.better(best.Fit, s.set) || !best.better(x.Fit, s.set) && compareClusters(x.cluster, best.cluster) < 0 {
			best = x
		}
	}
	return best.cluster, best.Fit
}

// possible is a cluster that a mention may belong to, and how well it fits.
type possible struct {
	cluster *Cluster
	Fit
}

// hear adds to the fit what the wording says.
func (x *possible) hear(t *Settings, usual usual, mention heard) {
	x.Wording = t.wordingOdds(usual, x.cluster, mention)
}

// tooWeak says why a member can be in no cluster, or "" when it can.
func (s *State) tooWeak(m *Member) string {
	switch {
	case !s.Counts(m):
		return fmt.Sprintf("confidence %.2f is below %.2f", s.Confidence(m), MinConfidence)
	case m.From.Known() < sideKnown && m.To.Known() < sideKnown:
		return "neither side is located"
	}
	return ""
}

// namesBoth reports whether the member can found a cluster: a seam needs two sides.
func namesBoth(m *Member) bool {
	return m.Located != journey.LocatedNone && m.From.Known() >= sideKnown && m.To.Known() >= sideKnown
}

// String says in words what speaks for the fit and what against it.
func (f Fit) String() string {
	s := fmt.Sprintf("log-odds %+.1f: from %+.1f, to %+.1f, failure mode %+.1f, wording %+.1f", f.Total(), f.From, f.To, f.Mode, f.Wording)
	if f.turned {
		s += ", told the other way round"
	}
	return s
}
