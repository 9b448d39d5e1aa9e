package understand

import (
	"math"

	"github.com/throughline-cx/throughline/server/ingest"
)

// VectorSize is the length of a wording vector.
const VectorSize = 64

// Vector returns the wording vector of a text: the weighted mean of its words' vectors, of
// unit length. A text without a known word gives the zero vector. Texts that say the same
// thing in other words have a high dot product.
func (m *Model) Vector(text string) []float32 {
	s := m.scratch.Get().(*scan)
	defer m.scratch.Put(s)
	s.text.Fill(ingest.Interaction{Turns: []ingest.Turn{{Speaker: ingest.SpeakerCustomer, Text: text}}}, nil)
	return s.vector(0, len(s.text.Sentences), -1)
}

// neighbour is what a neighbouring sentence's words count against the quote's.
const neighbour = 0.5

// vector is the wording vector of sentences [from, to); those other than quote count less.
// A negative quote lets all count the same.
func (s *scan) vector(from, to, quote int) []float32 {
	t := s.model.word
	var total [VectorSize]float64
	known := false
	for i := from; i < to; i++ {
		share := 1.0
		if quote >= 0 && i != quote {
			share = neighbour
		}
		s.keys = s.text.WordKeys(i, s.keys[:0])
		for _, k := range s.keys {
			r := t.find(k)
			if r < 0 {
				continue
			}
			known = true
			weight := share * float64(t.idf[r])
			for d, v := range t.row(r) {
				total[d] += weight * (float64(v)*t.Scales[d] - s.model.head.Mean[d])
			}
		}
	}
	return unit(total, known)
}

func unit(v [VectorSize]float64, known bool) []float32 {
	out := make([]float32, VectorSize)
	square := 0.0
	for _, x := range v {
		square += x * x
	}
	if !known || square == 0 {
		return out
	}
	for i, x := range v {
		out[i] = float32(x / math.Sqrt(square))
	}
	return out
}
