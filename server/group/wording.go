package group

// wording is how a number of members sound: the sum of their vectors.
type wording struct {
	sum []float64 // nil while none has a vector
	n   float64   // members that have one
}

// add returns the wording with one more member's vector. A vector of another length than
// those before, made by another model, is left out, like an empty one.
func (w wording) add(v []float32) wording {
	if len(v) == 0 || w.sum != nil && len(v) != len(w.sum) {
		return w
	}
	if w.sum == nil {
		w.sum = make([]float64, len(v))
	}
	for i, x := range v {
		w.sum[i] += float64(x)
	}
	w.n++
	return w
}

// dot returns the product of the sum with a vector; 0 when they cannot be compared.
func (w wording) dot(v []float32) float64 {
	if len(w.sum) != len(v) {
		return 0
	}
	total := 0.0
	for i, x := range v {
		total += w.sum[i] * float64(x)
	}
	return total
}

// speaksFor returns the log-odds that a vector gives for belonging to w rather than to the
// tenant at large: how much nearer it is to the mean of w than to that of all. A few members
// do not know yet how their break sounds, so the mean starts from the tenant's.
func (w wording) speaksFor(v []float32, tenant wording) float64 {
	if w.n == 0 || len(w.sum) != len(v) || len(tenant.sum) != len(v) {
		return 0
	}
	usual := tenant.dot(v) / tenant.n
	own := (w.dot(v) + wordingPrior*usual) / (w.n + wordingPrior)
	return min(max(wordingWeight*(own-usual), wordingLeast), wordingMost)
}
