package group

import "math"

// sound is how a group of mentions sounds: the mean of their vectors, and how many they are.
type sound struct {
	centre []float32
	n      int
	norm   float64 // product of the centre with itself
}

// heard is how a group of mentions sounds against what is usual.
type heard struct {
	sound
	usual  float64 // product of the centre with what is usual
	within float64 // see within
}

func (t *Settings) hear(usual usual, a sound) heard {
	if len(a.centre) != len(usual.centre) {
		return heard{sound: a}
	}
	return t.heardAt(usual, a, dot(usual.centre, a.centre))
}

func (t *Settings) heardAt(usual usual, a sound, product float64) heard {
	return heard{a, product, a.within(t, product, usual.norm)}
}

// soundOdds returns the log-odds that two groups of mentions tell of one break, by the mean
// product of their vectors, each less the tenant's mean: that of two normal distributions with
// one spread. Whoever tells of one break alike, with what members of each group have in common
// with each other; it is 0 when the groups cannot be compared.
func (t *Settings) soundOdds(usual usual, a, b heard) float64 {
	if !comparable(usual, a.sound, b.sound) {
		return 0
	}
	return t.alikeOdds(usual, a, b, dot(a.centre, b.centre))
}

// comparable reports whether the vectors of two groups can be compared.
func comparable(usual usual, a, b sound) bool {
	return len(a.centre) > 0 && len(a.centre) == len(b.centre) && len(usual.centre) == len(a.centre)
}

// alikeOdds is soundOdds of groups whose centres have a product.
func (t *Settings) alikeOdds(usual usual, a, b heard, product float64) float64 {
	alike := product - a.usual - b.usual + usual.norm
	same := math.Sqrt(a.within * b.within)
	x, y := 1/float64(a.n), 1/float64(b.n)
	spread := square(t.AlikeSpread)*x*y + square(t.AlikeMember)*(x+y) + square(t.AlikeBreak)
	return (same - t.AlikeOther) * (alike - (same+t.AlikeOther)/2) / spread
}

// within returns the mean product of two members of a group. Few do not know it yet, so it starts
// from what is usual; usual and norm are the products of the tenant's mean with the centre and
// with itself.
func (a sound) within(t *Settings, usual, norm float64) float64 {
	n := float64(a.n)
	var pairs float64 // the sum over all pairs, divided by the size of the group
	if a.n > 1 {
		own := 1 + norm - 2*usual // a member with itself: its vector has unit length
		pairs = n*(a.norm+norm-2*usual) - own
	}
	return max((pairs+t.WithinPrior*t.AlikeSame)/(n-1+t.WithinPrior), t.AlikeSame/4)
}

func square(x float64) float64 { return x * x }
