package group

// without is a cluster, and how the tenant sounds, with one mention left out. Its memory is used
// again: every mention of a cluster is weighed against the others.
type without struct {
	cluster Cluster
	left    []int64 // a sum of vectors
	centre  []float32
	usual   []float32
}

// fitWithout weighs a mention against its own cluster without itself: as if it were taken out and
// put in again, but that nothing is changed. Sums are of whole numbers, so both give the same.
func (s *State) fitWithout(p *place) Fit {
	w, c, v := &s.without, p.cluster, s.tenant.fixed(p)
	rest := &w.cluster
	rest.set = s.set
	rest.from = append(rest.from[:0], c.from...).add(p.member.From, -1)
	rest.to = append(rest.to[:0], c.to...).add(p.member.To, -1)
	rest.mode = append(rest.mode[:0], c.mode...).add(p.member.Mode, -1)
	rest.centre = w.mean(&rest.wording, &c.wording, v, &w.centre)
	rest.norm = dot(rest.centre, rest.centre)
	var others wording
	usual := usualOf(w.mean(&others, &s.tenant.wording, v, &w.usual), others.n)
	return s.weigh(usual, rest, p, s.set.hear(usual, p.sound()), rest.orient(&p.member, s.set))
}

// mean returns the mean of a wording without one vector, in the memory given, and puts into rest of
// how many it is.
func (w *without) mean(rest, of *wording, v []int64, memory *[]float32) []float32 {
	rest.sum, rest.n = of.sum, of.n
	if len(v) > 0 {
		w.left = append(w.left[:0], of.sum...)
		for i, x := range v {
			w.left[i] -= x
		}
		rest.sum, rest.n = w.left, of.n-1
	}
	*memory = rest.meanInto(*memory)
	if rest.n == 0 {
		return nil
	}
	return *memory
}
