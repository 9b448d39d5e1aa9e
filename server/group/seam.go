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
// that it holds possible, those count more that more members tell of. How many tell of each is
// what makes all their readings likeliest. So fifty who are half sure of the same seam agree, and
// fifty who are half sure of many do not. Where readings are sure it is the share of members that
// name the seam. Where the cluster is bounced, both directions are added up.
func (c *Cluster) Seam() (seam journey.Seam, consistency float64) {
	if c.judged.members != len(c.Members) {
		c.judged = c.judge()
	}
	return c.judged.seam, c.judged.consistency
}

func (c *Cluster) judge() judgement {
	t := newTally(c.Members)
	read := make([][]pair, len(c.Members))
	for i, m := range c.Members {
		read[i] = t.pairs(m)
		for _, p := range read[i] {
			t.mass[p.at] += p.mass
		}
	}
	t.reconsider(read)
	i, sum := t.best(c.Bounced())
	j := judgement{members: len(c.Members)}
	if total := t.total(); total > 0 {
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

// pairs returns what a member gives each pair of touchpoints.
func (t *tally) pairs(m Member) []pair {
	out := make([]pair, 0, len(m.From)*len(m.To))
	for _, f := range m.From {
		for _, g := range m.To {
			if f.Key != journey.Unknown && g.Key != journey.Unknown && f.P*g.P > 0 {
				out = append(out, pair{t.place[f.Key]*len(t.points) + t.place[g.Key], f.P * g.P})
			}
		}
	}
	return out
}

const (
	// lights is how often members are read in the light of the others at most, and settled the
	// share of all mass that the heaviest pair gains by the last time.
	lights  = 12
	settled = 0.005
	// doubt is how many members who find all pairs as likely the others' say starts from.
	doubt = 5.0
)

// reconsider gives each member's mass to the pairs that it holds possible in proportion to how
// many members tell of each, until that hardly changes: expectation and maximization for the
// shares of a mixture (Dempster, Laird and Rubin 1977, section 4.3). What the others say starts
// from doubt, so that few change little, and leaves the member's own mass out.
func (t *tally) reconsider(read [][]pair) {
	now := make([][]pair, len(read))
	for i := range read {
		now[i] = slices.Clone(read[i])
	}
	_, heaviest := t.best(false)
	for range lights {
		next := make([]float64, len(t.mass))
		for i := range read {
			t.share(read[i], now[i], next)
		}
		t.mass = next
		before := heaviest
		if _, heaviest = t.best(false); heaviest-before < settled*t.total() {
			return
		}
	}
}

// share gives a member's mass to the pairs in proportion to its reading and what the others say.
// now is what it gave before and gives from here on; next sums up what all give.
func (t *tally) share(given, now []pair, next []float64) {
	own, after := 0.0, 0.0
	for k, p := range given {
		own += p.mass
		after += p.mass * t.others(now[k])
	}
	for k, p := range given {
		now[k].mass = own * p.mass * t.others(now[k]) / after
		next[p.at] += now[k].mass
	}
}

// others returns what the members beside one say for a pair.
func (t *tally) others(p pair) float64 {
	return max(t.mass[p.at]-p.mass, 0) + doubt/float64(len(t.mass))
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
