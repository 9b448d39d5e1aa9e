package counts

// Rates are the complaint rates of strata, such as sources, each drawn to the rate of all as if one
// more complaint had come at that rate. Expecting of each stratum what it brings keeps a change of
// their mix from looking like a change of the rate (indirect standardisation: Breslow and Day 1987,
// section 2.3). The zero value is ready for use.
type Rates[K comparable] struct {
	strata             map[K]*stratum
	complaints, others float64
}

type stratum struct{ complaints, others float64 }

// Add counts complaints of a stratum, and its interactions about anything else.
func (r *Rates[K]) Add(key K, complaints, others float64) {
	if r.strata == nil {
		r.strata = map[K]*stratum{}
	}
	s, known := r.strata[key]
	if !known {
		s = &stratum{}
		r.strata[key] = s
	}
	if s.others == 0 && others > 0 {
		r.complaints += s.complaints // from now on it has a rate
	}
	s.complaints += complaints
	s.others += others
	r.others += others
	if s.others > 0 {
		r.complaints += complaints
	}
}

// Of returns the complaints that one interaction about anything else stands for in a stratum; false
// for one without such interactions, which has no rate.
func (r *Rates[K]) Of(key K) (float64, bool) {
	s, known := r.strata[key]
	if !known || s.others == 0 {
		return 0, false
	}
	return (s.complaints + 1) / (s.others + 1/r.All()), true
}

// All returns the rate over all strata that have one.
func (r *Rates[K]) All() float64 { return max(r.complaints, 1) / max(r.others, 1) }
