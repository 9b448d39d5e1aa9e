package understand

import (
	"math"
	"slices"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand/feature"
)

// How much a touchpoint's own words and its place in the journey speak for it, beside being
// of the right kind. They were set by hand and only order touchpoints of likely kinds.
const (
	aliasWeight   = 12.0 // for an alias in the quote's sentence; halved with each sentence of distance
	rootWeight    = 8.0  // for a word that only this touchpoint's names hold; shared otherwise
	farthest      = 4    // sentences from which distance no longer matters
	seamWeight    = 6.0  // the map lists a seam between the two
	journeyWeight = 1.5  // the two follow each other in a journey
	sameWeight    = 0.05 // from and to are one touchpoint, and the map lists no such seam
	choicePower   = 0.35 // of these three, where they choose among touchpoints of the same kinds
)

// resolver turns kinds into a tenant's touchpoints.
type resolver struct {
	points  []journey.Touchpoint
	lexicon *feature.Lexicon
	byKind  [sideCount][]ranked    // touchpoints of each kind; none for unknown
	roots   map[feature.Root][]int // touchpoints whose names hold a word
	link    [][]float64            // how well from and to go together in the map
	choice  [][]float64            // the same, where it only chooses among touchpoints of two kinds
}

// ranked is a touchpoint and how typical the kind is for it.
type ranked struct {
	point  int
	weight float64
}

func newResolver(m *journey.Map) *resolver {
	if m == nil {
		return nil
	}
	r := &resolver{points: m.Touchpoints, lexicon: feature.NewLexicon(), roots: map[feature.Root][]int{}}
	place := map[string]int{}
	for i, p := range m.Touchpoints {
		place[p.ID] = i
		for _, words := range append([]string{p.Name}, p.Aliases...) {
			r.lexicon.Add(words, p.Kinds, i)
			r.addRoots(words, i)
		}
		for rank, kind := range p.Kinds {
			for k, known := range journey.Kinds {
				if known == kind {
					r.byKind[k] = append(r.byKind[k], ranked{point: i, weight: 1 / float64(rank+1)})
				}
			}
		}
	}
	r.link = links(m, place)
	r.choice = make([][]float64, len(r.link))
	for i, row := range r.link {
		for _, w := range row {
			r.choice[i] = append(r.choice[i], math.Pow(w, choicePower))
		}
	}
	return r
}

// addRoots remembers that words name touchpoint i.
func (r *resolver) addRoots(words string, i int) {
	for _, root := range feature.Roots(words) {
		if !slices.Contains(r.roots[root], i) {
			r.roots[root] = append(r.roots[root], i)
		}
	}
}

// links returns, for every ordered pair of touchpoints, how much the map speaks for it.
func links(m *journey.Map, place map[string]int) [][]float64 {
	out := make([][]float64, len(m.Touchpoints))
	for i := range out {
		out[i] = make([]float64, len(m.Touchpoints))
		for j := range out[i] {
			out[i][j] = 1
		}
		out[i][i] = sameWeight
	}
	for _, j := range m.Journeys {
		for i := 1; i < len(j.Touchpoints); i++ {
			out[place[j.Touchpoints[i-1]]][place[j.Touchpoints[i]]] = journeyWeight
		}
	}
	for _, s := range m.Seams {
		out[place[s.From]][place[s.To]] = seamWeight
	}
	return out
}

// words returns the tenant's own words, or nil without a map.
func (r *resolver) words() *feature.Lexicon {
	if r == nil {
		return nil
	}
	return r.lexicon
}

// resolve returns the distribution over touchpoint ids of each side of the break told in
// sentence i. The mass of kinds that the map does not have goes to unknown.
func (r *resolver) resolve(t *feature.Text, i int, j *joint) (from, to journey.Distribution) {
	if r == nil {
		return nil, nil
	}
	hints := r.hints(t, i)
	var share [sideCount][]ranked
	for k := range share {
		share[k] = shares(r.byKind[k], hints)
	}
	f, g := make([]float64, len(r.points)+1), make([]float64, len(r.points)+1) // unknown is last
	for a := range j {
		for b, p := range j[a] {
			r.spread(p, share[a], share[b], f, g)
		}
	}
	return r.distribution(f), r.distribution(g)
}

// distribution turns weights per touchpoint, unknown last, into a distribution over ids.
func (r *resolver) distribution(weights []float64) journey.Distribution {
	byID := map[string]float64{journey.Unknown: weights[len(r.points)]}
	for i, p := range r.points {
		byID[p.ID] = weights[i]
	}
	return journey.NewDistribution(byID)
}

// spread shares the mass p of one pair of kinds among the pairs of touchpoints of these kinds.
// The map weighs the pair of kinds as a whole; which of their touchpoints are meant is for the
// customer's words to say, and where they do not, the mass stays spread.
func (r *resolver) spread(p float64, from, to []ranked, f, g []float64) {
	if len(from) == 0 || len(to) == 0 {
		r.one(p, from, f)
		r.one(p, to, g)
		return
	}
	all, chosen := 0.0, 0.0
	for _, a := range from {
		for _, b := range to {
			all += a.weight * b.weight * r.link[a.point][b.point]
			chosen += a.weight * b.weight * r.choice[a.point][b.point]
		}
	}
	for _, a := range from {
		for _, b := range to {
			w := p * all * a.weight * b.weight * r.choice[a.point][b.point] / chosen
			f[a.point] += w
			g[b.point] += w
		}
	}
}

// one shares p among the touchpoints of one side, or gives it to unknown.
func (r *resolver) one(p float64, side []ranked, d []float64) {
	if len(side) == 0 {
		d[len(r.points)] += p
	}
	for _, a := range side {
		d[a.point] += p * a.weight
	}
}

// hint is a word or phrase of the text that names touchpoints, and how near the quote it is.
type hint struct {
	points []int
	weight float64
}

// hints returns what the text says for touchpoints: their aliases, and single words that their
// names hold. Each counts once, where it is nearest to sentence i.
func (r *resolver) hints(t *feature.Text, i int) []hint {
	var out []hint
	for _, m := range t.Mentions {
		if len(m.Labels) > 0 {
			out = append(out, hint{points: m.Labels, weight: aliasWeight * nearness(m.Sentence-i)})
		}
	}
	var roots []feature.Root
	counted := map[feature.Root]bool{}
	for distance := range len(t.Sentences) {
		roots = roots[:0]
		for _, n := range []int{i - distance, i + distance} {
			if n >= 0 && n < len(t.Sentences) && (distance > 0 || n == i) {
				roots = t.Roots(n, roots)
			}
		}
		for _, root := range roots {
			if points := r.roots[root]; len(points) > 0 && !counted[root] {
				counted[root] = true
				out = append(out, hint{points: points, weight: rootWeight * nearness(distance)})
			}
		}
	}
	return out
}

// nearness is what a word so many sentences from the quote counts, against one in the quote.
func nearness(distance int) float64 {
	return 1 / float64(int(1)<<min(max(distance, -distance), farthest))
}

// named returns how much the hints speak for each of a kind's touchpoints; 1 is nothing. A word
// that several of them share is shared among them: only what tells them apart can choose.
func named(points []ranked, hints []hint) []float64 {
	out := make([]float64, len(points))
	for n := range out {
		out[n] = 1
	}
	for _, h := range hints {
		holders := 0
		for _, p := range points {
			if slices.Contains(h.points, p.point) {
				holders++
			}
		}
		for n, p := range points {
			if slices.Contains(h.points, p.point) {
				out[n] += h.weight / float64(holders)
			}
		}
	}
	return out
}

// shares returns how one kind's mass is shared among its touchpoints. The shares of a kind
// that the map tells into several touchpoints, or whose touchpoints are named, sum to more:
// there is where this tenant meets its customers, and general training can't know it.
func shares(points []ranked, hints []hint) []ranked {
	out := make([]ranked, len(points))
	total := 0.0
	for i, says := range named(points, hints) {
		out[i] = ranked{point: points[i].point, weight: points[i].weight * says}
		total += out[i].weight
	}
	for i := range out {
		out[i].weight /= math.Sqrt(total)
	}
	return out
}
