package understand

import (
	"sort"

	"github.com/throughline-cx/throughline/server/ingest"
)

// candidate is a sentence that may tell of a break.
type candidate struct {
	sentence   int
	quote      Quote
	confidence float64
}

// Besides the best sentence, up to moreBreaks others are listed that lie at least apart
// sentences from those listed before: a long text may tell of several breaks.
const (
	moreBreaks = 2
	apart      = 4
)

// candidates returns the sentences worth a mention, best first. The one that looks most like
// the customer's account of a break has the confidence of the whole text; another one has it
// times the probability that its own window tells of a break.
func (s *scan) candidates(in ingest.Interaction) []candidate {
	order := make([]int, len(s.quotes))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return s.quotes[order[a]] > s.quotes[order[b]] })
	var out []candidate
	for _, i := range order {
		if len(out) > moreBreaks {
			break
		}
		confidence := s.confidence
		if len(out) > 0 {
			confidence *= sigmoid(s.windows[i])
		}
		if confidence < leastConfidence || near(out, i) {
			continue
		}
		if q, ok := s.quote(in, i); ok {
			out = append(out, candidate{sentence: i, quote: q, confidence: confidence})
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].confidence > out[b].confidence })
	return out
}

// near reports whether sentence i lies close to one of the candidates.
func near(cs []candidate, i int) bool {
	for _, c := range cs {
		if max(c.sentence-i, i-c.sentence) < apart {
			return true
		}
	}
	return false
}
