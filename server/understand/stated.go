package understand

import (
	"slices"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand/feature"
)

// agreed is what two readers' agreement makes of stated kinds: most mass on both as stated, some
// where only one of them is right, the rest as the text reads locally.
func agreed(local *joint, from, to int) *joint {
	fromTotal, toTotal := 0.0, 0.0
	for k := range sideCount {
		fromTotal += local[from][k]
		toTotal += local[k][to]
	}
	out := *local
	for a := range out {
		for b := range out[a] {
			out[a][b] *= 1 - agreeFrom - agreeTo + agreeBoth
		}
	}
	for k := range sideCount {
		out[from][k] += (agreeFrom - agreeBoth) * portion(local[from][k], fromTotal)
		out[k][to] += (agreeTo - agreeBoth) * portion(local[k][to], toTotal)
	}
	out[from][to] += agreeBoth
	return &out
}

// portion is p's share of total; of nothing, an even one.
func portion(p, total float64) float64 {
	if total <= 0 {
		return 1.0 / sideCount
	}
	return p / total
}

// kindPlace is a kind's place in a joint.
func kindPlace(k journey.Kind) int {
	if i := slices.Index(journey.Kinds, k); i >= 0 {
		return i
	}
	return sideCount - 1
}

// agreedMode is the same for the failure mode.
func agreedMode(local journey.Distribution, stated journey.FailureMode) journey.Distribution {
	weights := map[string]float64{}
	for _, p := range local {
		weights[p.Key] = (1 - agreeMode) * p.P
	}
	weights[string(stated)] += agreeMode
	return journey.NewDistribution(weights)
}

// statedTimes is how much more a word counts that is said to name a side than one that only
// stands in the quote's sentence.
const statedTimes = 2

// resolveStated is resolve for stated sides: the words that name one speak for it alone.
func (r *resolver) resolveStated(s *scan, in ingest.Interaction, i int, j *joint, st Statement) (from, to journey.Distribution) {
	if r == nil {
		return nil, nil
	}
	around := r.hints(&s.text, i)
	fromHints := append(r.hintsIn(wordsOf(in, st.From.Words)), around...)
	toHints := append(r.hintsIn(wordsOf(in, st.To.Words)), around...)
	var fromShares, toShares [sideCount][]ranked
	for k := range sideCount {
		fromShares[k], toShares[k] = whole(shares(r.byKind[k], fromHints)), whole(shares(r.byKind[k], toHints))
	}
	f, t := make([]float64, len(r.points)+1), make([]float64, len(r.points)+1) // unknown is last
	for a := range j {
		for b, p := range j[a] {
			r.within(p, fromShares[a], toShares[b], f, t)
		}
	}
	return r.distribution(f), r.distribution(t)
}

// within is spread for kinds that are stated: their mass stays with them, whatever the map thinks
// of the pair, and is only shared among their touchpoints.
func (r *resolver) within(p float64, from, to []ranked, f, t []float64) {
	all := 0.0
	for _, a := range from {
		for _, b := range to {
			all += a.weight * b.weight * r.link[a.point][b.point]
		}
	}
	if all > 0 {
		p /= all
	}
	r.spread(p, from, to, f, t)
}

// whole scales shares to sum to 1.
func whole(shares []ranked) []ranked {
	total := 0.0
	for _, s := range shares {
		total += s.weight
	}
	for i := range shares {
		shares[i].weight /= total
	}
	return shares
}

// wordsOf returns the words of a span.
func wordsOf(in ingest.Interaction, s Span) string {
	if s.Start >= s.End {
		return ""
	}
	return in.Turns[s.Turn].Text[s.Start:s.End]
}

// hintsIn returns what the words that name a side say for touchpoints.
func (r *resolver) hintsIn(words string) []hint {
	var t feature.Text
	t.Fill(ingest.Interaction{Turns: []ingest.Turn{{Speaker: ingest.SpeakerCustomer, Text: words}}}, r.lexicon)
	var out []hint
	for _, m := range t.Mentions {
		if len(m.Labels) > 0 {
			out = append(out, hint{points: m.Labels, weight: statedTimes * aliasWeight})
		}
	}
	for _, root := range feature.Roots(words) {
		if points := r.roots[root]; len(points) > 0 {
			out = append(out, hint{points: points, weight: statedTimes * rootWeight})
		}
	}
	return out
}
