package main

import (
	"math"

	"github.com/throughline-cx/throughline/server/group"
)

// wordingOf sets how alike mentions sound: the mean product of two centred vectors within a break
// and across breaks, and where its spread comes from.
func wordingOf(stories []story, to *group.Settings) {
	centre(stories)
	same, other := &sample{}, &sample{}
	byPair := map[[2]string]*sample{} // breaks that are not the same
	byMember := map[int]*sample{}     // a mention with the others of its break
	for i, a := range stories {
		byMember[i] = &sample{}
		for j, b := range stories {
			switch x := dot(a.vector, b.vector); {
			case i == j:
			case a.broken == b.broken:
				same.add(x)
				byMember[i].add(x)
			case a.broken < b.broken:
				other.add(x)
				key := [2]string{a.broken, b.broken}
				if byPair[key] == nil {
					byPair[key] = &sample{}
				}
				byPair[key].add(x)
			}
		}
	}
	spread := other.deviation()
	member, breaks := &sample{}, &sample{}
	for i := range stories { // what is left of a mention's mean when chance is taken away
		s := byMember[i]
		if s.n > 5 {
			member.add(square(s.mean()-same.mean()) - square(spread)/s.n)
		}
	}
	for _, s := range byPair { // the order changes the last bits only, which are rounded away
		breaks.add(square(s.mean()-other.mean()) - square(spread)/s.n)
	}
	to.AlikeSame, to.AlikeOther, to.AlikeSpread = round(same.mean()), round(other.mean()), round(spread)
	to.AlikeMember, to.AlikeBreak = round(root(member.mean())), round(root(breaks.mean()))
}

func centre(stories []story) {
	mean := make([]float64, len(stories[0].vector))
	for _, s := range stories {
		for i, x := range s.vector {
			mean[i] += x / float64(len(stories))
		}
	}
	for _, s := range stories {
		for i := range s.vector {
			s.vector[i] -= mean[i]
		}
	}
}

// sample sums up figures.
type sample struct{ n, sum, squares float64 }

func (s *sample) add(x float64)      { s.n, s.sum, s.squares = s.n+1, s.sum+x, s.squares+x*x }
func (s *sample) mean() float64      { return s.sum / max(s.n, 1) }
func (s *sample) deviation() float64 { return root(s.squares/max(s.n, 1) - square(s.mean())) }

func round(x float64) float64  { return math.Round(x*1000) / 1000 }
func square(x float64) float64 { return x * x }
func root(x float64) float64   { return math.Sqrt(max(x, 0)) }

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}
