package journey

import "sort"

// Unknown is the key under which a Distribution keeps the mass that no touchpoint
// or failure mode explains.
const Unknown = ""

// Probability is the mass that a Distribution gives to one key.
type Probability struct {
	Key string  `json:"key"`
	P   float64 `json:"p"` // 0 to 1
}

// Distribution is a probability distribution over touchpoint ids, kinds or failure modes.
// It is sorted by key, holds no key twice and sums to 1; the key Unknown holds the mass
// that is not explained. A nil Distribution means that everything is unknown.
//
// It is a sorted slice and no map so that sums over it are the same in every run.
type Distribution []Probability

// NewDistribution normalises weights to a Distribution. Weights at or below zero are dropped;
// when none is left, all mass is on Unknown.
func NewDistribution(weights map[string]float64) Distribution {
	keys := make([]string, 0, len(weights))
	for k, w := range weights {
		if w > 0 {
			keys = append(keys, k)
		}
	}
	if len(keys) == 0 {
		return Distribution{{Key: Unknown, P: 1}}
	}
	sort.Strings(keys)
	sum := 0.0
	for _, k := range keys {
		sum += weights[k]
	}
	d := make(Distribution, len(keys))
	for i, k := range keys {
		d[i] = Probability{Key: k, P: weights[k] / sum}
	}
	return d
}

// Certain is the distribution that gives p to key and the rest, 1-p, to Unknown.
func Certain(key string, p float64) Distribution {
	return NewDistribution(map[string]float64{key: p, Unknown: 1 - p})
}

// Stated is the distribution of what somebody states of a thing that is one of all: p for key, the
// rest, 1-p, shared evenly by the others and Unknown. Where key is Unknown nothing is stated.
func Stated(key string, p float64, all []string) Distribution {
	if key == Unknown {
		return NewDistribution(nil)
	}
	weights := map[string]float64{Unknown: 0}
	for _, other := range all {
		weights[other] = 0
	}
	delete(weights, key)
	for other := range weights {
		weights[other] = (1 - p) / float64(len(weights))
	}
	weights[key] = p
	return NewDistribution(weights)
}

// Of returns the mass on key.
func (d Distribution) Of(key string) float64 {
	i := sort.Search(len(d), func(i int) bool { return d[i].Key >= key })
	if i < len(d) && d[i].Key == key {
		return d[i].P
	}
	if len(d) == 0 && key == Unknown {
		return 1
	}
	return 0
}

// Known returns the mass that is not on Unknown.
func (d Distribution) Known() float64 { return 1 - d.Of(Unknown) }

// Top returns the key with the most mass and that mass, Unknown included.
// The smaller key wins a tie.
func (d Distribution) Top() (string, float64) {
	if len(d) == 0 {
		return Unknown, 1
	}
	best := d[0]
	for _, p := range d[1:] {
		if p.P > best.P {
			best = p
		}
	}
	return best.Key, best.P
}

// TopKnown returns the key with the most mass among the known ones, and that mass
// (0 when nothing is known).
func (d Distribution) TopKnown() (string, float64) {
	best := Probability{}
	for _, p := range d {
		if p.Key != Unknown && p.P > best.P {
			best = p
		}
	}
	return best.Key, best.P
}
