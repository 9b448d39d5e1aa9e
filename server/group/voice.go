package group

// voice is how all members of a tenant's clusters sound: what wording is measured against.
//
// Vectors of different models cannot be compared. Those of the length that most mentions have
// count, the longer at a tie; the others are as if they had none.
type voice struct {
	wording
	size    int         // length of the vectors that count
	lengths map[int]int // how many mentions have a vector of each length
	centre  []float32   // mean of the members' vectors
	norm    float64     // product of that with itself
	stale   bool
}

// fixed returns a mention's unit vector in fixed point; nil when it does not count.
func (v *voice) fixed(p *place) []int64 {
	if len(p.vector) != v.size || v.size == 0 {
		return nil
	}
	return unit(p.vector)
}

// count takes note of one more mention's vector, or one less with sign -1. It reports whether
// another length counts from now on.
func (v *voice) count(p *place, sign int) bool {
	n := len(p.vector)
	if n == 0 {
		return false
	}
	if v.lengths[n] += sign; v.lengths[n] == 0 {
		delete(v.lengths, n)
	}
	best := 0
	for length, held := range v.lengths {
		if held > v.lengths[best] || held == v.lengths[best] && length > best {
			best = length
		}
	}
	changed := best != v.size
	v.size = best
	return changed
}

func (v *voice) add(vector []int64, sign int64) {
	v.wording.add(vector, sign)
	v.stale = true
}

// usual returns the mean of all. Few members do not know yet how the tenant sounds, so it starts
// from what training texts sound like, which is zero.
func (v *voice) usual() []float32 {
	if v.stale {
		v.centre, v.stale = v.mean(), false
		share := float32(v.n) / float32(v.n+usualPrior)
		for i := range v.centre {
			v.centre[i] *= share
		}
		v.norm = dot(v.centre, v.centre)
	}
	return v.centre
}

// usualPrior is how many members the tenant's mean starts from.
const usualPrior = 50

// know takes note of a mention that comes in.
func (s *State) know(p *place) {
	p.vector = floats(unit(p.member.Vector))
	s.places[p.member.ID] = p
	if s.tenant.count(p, 1) {
		s.reword()
	}
}

// forget drops a mention that is in no cluster.
func (s *State) forget(p *place) {
	delete(s.places, p.member.ID)
	if s.tenant.count(p, -1) {
		s.reword()
	}
}

// reword sums up all vectors again.
func (s *State) reword() {
	s.tenant.wording, s.tenant.stale = wording{}, true
	for _, c := range s.clusters {
		c.wording = wording{}
		for i := range c.Members {
			v := s.tenant.fixed(s.places[c.Members[i].ID])
			c.wording.add(v, 1)
			s.tenant.add(v, 1)
		}
		c.recentre()
		s.index.update(c)
	}
}
