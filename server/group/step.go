package group

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/journey"
)

const (
	// minConfidence is where a mention counts as a break at all.
	minConfidence = 0.5
	// sideKnown is the mass from which a side counts as named.
	sideKnown = 0.5
)

// Step groups a batch of new members and returns one event for each, in the order in which
// they were grouped: by when they happened. The order within the batch does not matter.
// Members that the State already knows are left out.
func (s *State) Step(members []Member) []Event {
	events := make([]Event, 0, len(members))
	for _, m := range inOrder(members) {
		if _, known := s.assigned[m.ID]; known {
			continue
		}
		s.sequence++
		e := s.place(m)
		e.Sequence, e.MentionID = s.sequence, m.ID
		events = append(events, e)
	}
	return events
}

// place puts one member where it belongs.
func (s *State) place(m Member) Event {
	if reason := tooWeak(m); reason != "" {
		return s.hold(m, reason)
	}
	best, fit := s.best(m)
	switch {
	case best != nil && fit.joins():
		s.insert(best, m, orientation(fit.turned))
		return Event{Kind: Joined, ClusterID: best.ID, Fit: fit, Reason: fit.String()}
	case !namesBoth(m):
		return s.hold(m, "names one side only, and no cluster explains it")
	default:
		c := s.open(m, ClusterID(m.ID))
		return Event{Kind: Born, ClusterID: c.ID, Reason: "no cluster explains it"}
	}
}

func (s *State) hold(m Member, reason string) Event {
	s.assigned[m.ID] = uuid.Nil
	return Event{Kind: Held, Reason: reason}
}

// best returns the cluster that explains the member best, the older one at a tie.
func (s *State) best(m Member) (*Cluster, Fit) {
	var best *Cluster
	var bestFit Fit
	for _, c := range s.candidates(m) {
		if f := c.fit(m, s.wording); best == nil || f.better(bestFit) {
			best, bestFit = c, f
		}
	}
	return best, bestFit
}

// tooWeak says why a member can be in no cluster, or "" when it can.
func tooWeak(m Member) string {
	switch {
	case m.Confidence < minConfidence:
		return fmt.Sprintf("confidence %.2f is below %.2f", m.Confidence, minConfidence)
	case m.From.Known() < sideKnown && m.To.Known() < sideKnown:
		return "neither side is located"
	}
	return ""
}

// namesBoth reports whether the member can found a cluster: a seam needs two sides.
func namesBoth(m Member) bool {
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
