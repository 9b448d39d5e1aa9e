package group

// voice is how all members of a tenant's clusters sound: what wording is measured against.
//
// Vectors of different models cannot be compared. Those of the length that most mentions have
// count, the longer at a tie; the others are as if they had none.
type voice struct {
	wording
	size    int         // length of the vectors that count
	lengths map[int]int // how many mentions have a vector of each length
	mid     usual       // as of when it was asked for last
	stale   bool
	scratch []int64
}

// fixed returns a mention's unit vector in fixed point, good until the next one; nil when it does
// not count.
func (v *voice) fixed(p *place) []int64 {
	if len(p.vector) != v.size || v.size == 0 {
		return nil
	}
	u := unit(p.vector, v.scratch)
	if u != nil {
		v.scratch = u
	}
	return u
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

// usual is the mean that wording is measured against, and its product with itself.
type usual struct {
	centre []float32
	norm   float64
}

// usual returns the mean of all members' vectors.
func (v *voice) usual() usual {
	if v.stale {
		v.mid, v.stale = usualOf(v.meanInto(v.mid.centre), v.n), false
	}
	return v.mid
}

// usualOf makes the mean of n vectors what is usual, in its place. Few members do not know yet how
// the tenant sounds, so it starts from what training texts sound like, which is zero.
func usualOf(mean []float32, n int) usual {
	share := float32(n) / float32(n+usualPrior)
	for i := range mean {
		mean[i] *= share
	}
	return usual{mean, dot(mean, mean)}
}

// usualPrior is how many members the tenant's mean starts from.
const usualPrior = 50

// know takes note of a mention that comes in.
func (s *State) know(p *place) {
	p.vector = floats(unit(p.member.Vector, nil))
	s.keys.share(&p.member.From, &p.member.To, &p.member.Mode)
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
		for _, seat := range c.seats {
			v := s.tenant.fixed(seat.place)
			c.wording.add(v, 1)
			s.tenant.add(v, 1)
		}
		c.recentre()
		s.index.update(c)
	}
}
