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

// candidates returns the sentences worth a mention, best first: the one that looks most like
// the customer's account of the break, with the confidence of the whole text.
func (s *scan) candidates(in ingest.Interaction) []candidate {
	order := make([]int, len(s.quotes))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return s.quotes[order[a]] > s.quotes[order[b]] })
	for _, i := range order {
		if q, ok := s.quote(in, i); ok {
			return []candidate{{sentence: i, quote: q, confidence: s.confidence}}
		}
	}
	return nil
}
