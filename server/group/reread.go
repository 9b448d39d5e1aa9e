package group

import (
	"slices"

	"github.com/google/uuid"
)

// Replacement is a mention that another reading found at the same place as one that is known.
type Replacement struct {
	Old     uuid.UUID
	New     Member
	Changed bool // it says something else: whether it still belongs where it is must be seen
}

// Reread puts another reading of the history in the place of the present one. What is replaced
// stays in its cluster, where the clusters with something that changed, is lost or gained are
// looked through once more; decisions go on with the new mentions. A lost mention is not known
// any more; one that a person decided about must not be lost.
func (s *State) Reread(replaced []Replacement, lost []uuid.UUID, gained []Member) []Event {
	touched := map[*Cluster]bool{}
	clusters := make([]*Cluster, len(replaced))
	arrived := make([]int64, len(replaced))
	for i, r := range replaced {
		p := s.places[r.Old]
		clusters[i], arrived[i] = p.cluster, p.arrived
		s.take(p)
		s.forget(p)
	}
	for _, id := range lost {
		p := s.places[id]
		touched[p.cluster] = true
		s.take(p)
		s.forget(p)
	}
	var loose []*place
	ids := make(map[uuid.UUID]uuid.UUID, len(replaced))
	for i, r := range replaced {
		p := &place{member: r.New}
		s.arrivedAs(p, arrived[i])
		ids[r.Old] = r.New.ID
		s.know(p)
		if clusters[i] != nil {
			s.insert(clusters[i], p)
		} else if r.Changed {
			loose = append(loose, p)
		}
		touched[clusters[i]] = touched[clusters[i]] || r.Changed
	}
	s.renameMentions(ids)
	for _, e := range s.Step(gained) {
		s.events = append(s.events, e)
		if c, alive := s.byID[e.ClusterID]; alive {
			touched[c] = true
		}
	}
	s.placeLoose(loose, touched)
	s.reconsider(touched, "the texts as read again hold none of its mentions")
	return s.taken()
}

// placeLoose places mentions that were in no cluster and say something else now.
func (s *State) placeLoose(loose []*place, touched map[*Cluster]bool) {
	slices.SortFunc(loose, comparePlaces)
	for _, p := range loose {
		if s.Decided(p.member.ID) {
			continue
		}
		if e := s.settle(p); e.Kind != Held {
			touched[p.cluster] = true
			s.emit(e)
		}
	}
}

// reconsider looks through the clusters that changed, and retires those that are left empty,
// with a reason.
func (s *State) reconsider(touched map[*Cluster]bool, empty string) {
	for _, c := range s.Clusters() {
		if touched[c] && len(c.Members) > 0 {
			s.review(c)
		}
	}
	delete(touched, nil)
	for _, c := range s.Clusters() {
		s.retireEmpty(Event{Reason: empty}, c, nil)
	}
}

// renameMentions lets the decisions in force go on with the ids of another reading.
func (s *State) renameMentions(ids map[uuid.UUID]uuid.UUID) {
	rename := func(list []uuid.UUID) []uuid.UUID {
		out := slices.Clone(list)
		for i, id := range out {
			if now, replaced := ids[id]; replaced {
				out[i] = now
			}
		}
		return out
	}
	s.decisions = slices.Clone(s.decisions)
	for i := range s.decisions {
		d := &s.decisions[i]
		d.Mentions, d.Kept, d.Events = rename(d.Mentions), rename(d.Kept), slices.Clone(d.Events)
		for j := range d.Events {
			d.Events[j].MentionIDs = rename(d.Events[j].MentionIDs)
		}
	}
	s.rebound()
}
