package group

import "github.com/google/uuid"

// bounds are what the decisions in force leave behind. They follow from the decisions alone.
type bounds struct {
	pins      map[uuid.UUID]uuid.UUID // mention to the cluster it belongs to
	out       map[uuid.UUID]DecisionKind
	confirmed map[uuid.UUID]bool
	titles    map[uuid.UUID]string
	apart     map[[2]uuid.UUID]bool // clusters that are not to be merged, the smaller id first
}

func newBounds() bounds {
	return bounds{
		pins: map[uuid.UUID]uuid.UUID{}, out: map[uuid.UUID]DecisionKind{}, confirmed: map[uuid.UUID]bool{},
		titles: map[uuid.UUID]string{}, apart: map[[2]uuid.UUID]bool{},
	}
}

// bind adds what one more decision leaves behind; later ones outweigh earlier ones.
func (b *bounds) bind(d *Decided) {
	for i, m := range d.Mentions {
		delete(b.pins, m)
		delete(b.out, m)
		delete(b.confirmed, m)
		if d.Kind == Reject || d.Kind == Hold {
			b.out[m] = d.Kind
			continue
		}
		b.confirmed[m] = true
		b.pins[m] = d.Placed[i]
	}
	for _, e := range d.Events {
		b.bindEvent(d.Kind, e)
	}
	for _, m := range d.Kept {
		b.pins[m] = d.Events[0].ClusterID
	}
	if d.Kind == Rename {
		b.titles[d.Cluster] = d.Title
	}
}

// bindEvent adds what one event of a decision leaves behind: whoever moves or splits tells two
// clusters apart, whoever merges says that all their mentions belong together.
func (b *bounds) bindEvent(kind DecisionKind, e Event) {
	if e.FromClusterID == uuid.Nil || e.ClusterID == uuid.Nil {
		return
	}
	pair := pairOf(e.FromClusterID, e.ClusterID)
	switch {
	case e.Kind == Retired:
	case kind == Move || kind == Cut:
		b.apart[pair] = true
	case kind == Merge:
		delete(b.apart, pair)
		for _, m := range e.MentionIDs {
			b.pins[m] = e.ClusterID
		}
	}
}

func pairOf(a, b uuid.UUID) [2]uuid.UUID {
	if a.String() > b.String() {
		a, b = b, a
	}
	return [2]uuid.UUID{a, b}
}

// rebound works out again what the decisions in force leave behind.
func (s *State) rebound() {
	s.bounds = newBounds()
	for i := range s.decisions {
		s.bounds.bind(&s.decisions[i])
	}
	for _, c := range s.clusters {
		c.Title = s.bounds.titles[c.ID]
	}
}

// Decided reports whether a person decided where a mention belongs.
func (s *State) Decided(mention uuid.UUID) bool {
	_, pinned := s.bounds.pins[mention]
	_, out := s.bounds.out[mention]
	return pinned || out
}

// keptApart reports whether a person decided that two clusters are two breaks.
func (s *State) keptApart(a, b *Cluster) bool {
	for pair := range s.bounds.apart {
		x, _ := s.Resolve(pair[0])
		y, _ := s.Resolve(pair[1])
		if pairOf(x, y) == pairOf(a.ID, b.ID) && x != y {
			return true
		}
	}
	return false
}

// Confirmed reports whether a person said that a mention is a break.
func (s *State) Confirmed(mention uuid.UUID) bool { return s.bounds.confirmed[mention] }

// Rejected reports whether a person said that a mention is no break.
func (s *State) Rejected(mention uuid.UUID) bool { return s.bounds.out[mention] == Reject }

// Pinned reports whether a person said in which cluster a mention belongs.
func (s *State) Pinned(mention uuid.UUID) bool {
	_, pinned := s.bounds.pins[mention]
	return pinned
}
