package group

import (
	"slices"

	"github.com/throughline-cx/throughline/server/journey"
)

// judgement is what a cluster's members say together, kept until another one joins.
type judgement struct {
	seam        journey.Seam
	consistency float64
	members     int
}

// Seam returns the pair of touchpoints that the cluster is about and its consistency, 0 to 1:
// the mean probability that its members tell of this seam, mass on unknown left out.
//
// A member's probability is its own reading in the light of what the others say: of the pairs
// that it holds possible, those count more that other members name too. So fifty who are half
// sure of the same seam agree, and fifty who are half sure of many do not. Where readings are
// sure it is the share of members that name the seam. Where the cluster is bounced, both
// directions are added up.
func (c *Cluster) Seam() (seam journey.Seam, consistency float64) {
	if c.judged.members != len(c.Members) {
		c.judged = c.judge()
	}
	return c.judged.seam, c.judged.consistency
}

func (c *Cluster) judge() judgement {
	t := newTally(c.Members)
	for _, m := range c.Members {
		t.add(m)
	}
	light := t.reconsidered(c.Members)
	i, sum := light.best(c.Bounced())
	j := judgement{members: len(c.Members)}
	if total := light.total(); total > 0 {
		j.seam = journey.Seam{From: t.points[i/len(t.points)], To: t.points[i%len(t.points)]}
		j.consistency = min(sum/total, 1)
	}
	return j
}

// tally is the summed mass of members on ordered pairs of touchpoints: a square of them, by id.
type tally struct {
	points []string
	place  map[string]int
	mass   []float64
}

// newTally returns an empty tally over all touchpoints that members hold possible.
func newTally(members []Member) *tally {
	t := &tally{place: map[string]int{}}
	for _, m := range members {
		for _, side := range []journey.Distribution{m.From, m.To} {
			for _, p := range side {
				if _, known := t.place[p.Key]; !known && p.Key != journey.Unknown && p.P > 0 {
					t.place[p.Key] = 0
					t.points = append(t.points, p.Key)
				}
			}
		}
	}
	slices.Sort(t.points)
	for i, p := range t.points {
		t.place[p] = i
	}
	t.mass = make([]float64, len(t.points)*len(t.points))
	return t
}

// pair is a place in a tally and a member's mass on it.
type pair struct {
	at   int
	mass float64
}

// pairs appends what a member gives each pair of touchpoints.
func (t *tally) pairs(m Member, dst []pair) []pair {
	for _, f := range m.From {
		for _, g := range m.To {
			if f.Key != journey.Unknown && g.Key != journey.Unknown && f.P*g.P > 0 {
				dst = append(dst, pair{t.place[f.Key]*len(t.points) + t.place[g.Key], f.P * g.P})
			}
		}
	}
	return dst
}

func (t *tally) add(m Member) {
	for _, p := range t.pairs(m, nil) {
		t.mass[p.at] += p.mass
	}
}

// reconsidered returns the tally of the same members, each in the light of the others. What the
// others say starts from one member who finds all pairs as likely, so that few change little.
func (t *tally) reconsidered(members []Member) *tally {
	out := &tally{points: t.points, place: t.place, mass: make([]float64, len(t.mass))}
	var pairs []pair
	for _, m := range members {
		pairs = t.pairs(m, pairs[:0])
		own, after := 0.0, 0.0
		for _, p := range pairs {
			own += p.mass
			after += p.mass * t.others(p)
		}
		for _, p := range pairs {
			out.mass[p.at] += own * p.mass * t.others(p) / after
		}
	}
	return out
}

// others returns what the members beside one say for a pair.
func (t *tally) others(p pair) float64 {
	return max(t.mass[p.at]-p.mass, 0) + 1/float64(len(t.mass))
}

func (t *tally) total() float64 {
	sum := 0.0
	for _, x := range t.mass {
		sum += x
	}
	return sum
}

// best returns the pair with the most mass and that mass. With bothWays the masses of a pair's
// two directions are added up, and the heavier direction is returned. The first wins a tie.
func (t *tally) best(bothWays bool) (at int, mass float64) {
	heaviest, n := 0.0, len(t.points)
	for i, x := range t.mass {
		sum := x
		if back := i%n*n + i/n; bothWays && back != i {
			sum += t.mass[back]
		}
		if sum > mass || sum == mass && x > heaviest {
			at, mass, heaviest = i, sum, x
		}
	}
	return at, mass
}
