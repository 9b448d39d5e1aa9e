package group

import (
	"slices"

	"github.com/google/uuid"
)

// Recalibrate makes a calibration the tenant's. Mentions that do not count any more leave their
// clusters, those that count now are placed, and what the moved lines make one or part is merged
// and split. What a person decided stays as it is.
func (s *State) Recalibrate(c Calibration) []Event {
	moved := c.Lines != s.set.Calibration.Lines
	weak := s.weak()
	*s.set = s.set.calibrated(c)
	touched := s.weighAgain(weak, moved)
	for _, c := range s.Clusters() {
		touched[c] = touched[c] || moved
	}
	s.reconsider(touched, "none of its mentions counts any more")
	s.lookThrough(touched)
	return s.taken()
}

// weak returns the mentions that are too weak for any cluster.
func (s *State) weak() map[*place]bool {
	out := map[*place]bool{}
	for _, p := range s.places {
		if s.tooWeak(&p.member) != "" {
			out[p] = true
		}
	}
	return out
}

// weighAgain places the mentions anew that came to count or ceased to, and where the lines moved
// those that fitted nowhere, in the order in which they happened. It returns the clusters that
// this touched.
func (s *State) weighAgain(wasWeak map[*place]bool, moved bool) map[*Cluster]bool {
	touched := map[*Cluster]bool{}
	var gained []*place
	for _, p := range s.inOrder() {
		weak := s.tooWeak(&p.member)
		switch {
		case s.Decided(p.member.ID):
		case weak == "" && p.cluster == nil && (moved || wasWeak[p]):
			gained = append(gained, p)
		case weak != "" && p.cluster != nil:
			touched[p.cluster] = true
			e := Event{Kind: Held, MentionIDs: []uuid.UUID{p.member.ID}, FromClusterID: p.cluster.ID, Reason: weak}
			s.take(p)
			s.emit(e)
		}
	}
	s.placeLoose(gained, touched)
	return touched
}

// inOrder returns all mentions in the order in which they happened.
func (s *State) inOrder() []*place {
	out := make([]*place, 0, len(s.places))
	for _, p := range s.places {
		out = append(out, p)
	}
	slices.SortFunc(out, comparePlaces)
	return out
}

// lookThrough merges and splits what changed.
func (s *State) lookThrough(touched map[*Cluster]bool) {
	s.mergeTouched(touched)
	s.splitTouched(touched)
}
