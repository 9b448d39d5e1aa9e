package understand

import (
	"cmp"
	"math"
	"slices"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/understand/feature"
)

// VectorSize is the length of a wording vector. Its first part is learned: the sum of the
// words' vectors, alike for texts that tell the same break in other words. The second part
// is a random projection of the words themselves, so that things which training never saw,
// such as what this tenant sells, tell texts apart too.
const (
	VectorSize    = learnedSize + projectedSize
	learnedSize   = 64
	projectedSize = 128
)

// Vector returns the wording vector of a text, of unit length; the zero vector for a text
// without a word that says something. Texts about the same thing have a high dot product.
func (m *Model) Vector(text string) []float32 {
	s := m.scratch.Get().(*scan)
	defer m.scratch.Put(s)
	s.fill(ingest.Interaction{Turns: []ingest.Turn{{Speaker: ingest.SpeakerCustomer, Text: text}}}, nil)
	return s.vector(-1)
}

const (
	// beside is what words count in the sentences next to the quote's, where its own count 1.
	beside = 0.5
	// aside is what words count farther from the quote.
	aside = 0.25
	// projectedShare is the projection's share of a product of two vectors; the rest is learned.
	projectedShare = 0.3
	// rarest is the inverse document frequency of words that the wording table does not hold.
	rarest = 7.0
	// spots is in how many places of the projection a word stands.
	spots = 4
	// resolution is the steps to one of a vector's numbers; finer would only take space. So the
	// length is one to about three digits.
	resolution = 1e4
)

// spoken is a word of the text: its root, and how much it says.
type spoken struct {
	root   feature.Root
	weight float64
}

// vector is the wording vector of the whole text, that of the words near sentence quote
// foremost. A negative quote lets all count the same.
func (s *scan) vector(quote int) []float32 {
	t := s.model.word
	s.spoken, s.seen = s.spoken[:0], s.seen[:0]
	for i := range s.text.Sentences {
		share := closeness(i, quote)
		first, last := s.text.Span(i)
		for _, w := range s.lexemes[first:last] {
			weight := share * rarest
			if r := w.vector; r >= 0 {
				idf, _ := t.row(int(r))
				weight = share * idf
				if s.weights[r] == 0 {
					s.seen = append(s.seen, r)
				}
				s.weights[r] += weight
			}
			if w.root != 0 {
				s.spoken = append(s.spoken, spoken{w.root, weight})
			}
		}
	}
	learned := s.learned(t)
	projected := project(s.spoken)
	out := join(unit(learned[:]), unit(projected[:]))
	vector := make([]float32, VectorSize)
	for i, x := range out {
		vector[i] = float32(math.Round(x*resolution) / resolution)
	}
	return vector
}

// learned adds up the learned vectors of the words that were seen, each as often as it weighs. These
// sums are exact: weights have 24 bits and numbers eight.
func (s *scan) learned(t *table) (out [learnedSize]float64) {
	for _, r := range s.seen {
		_, numbers := t.row(int(r))
		w := s.weights[r]
		for d, v := range numbers[:learnedSize] {
			out[d] += w * weight(v)
		}
		s.weights[r] = 0
	}
	for d := range out {
		out[d] *= t.Scales[d]
	}
	return out
}

// closeness is what the words of sentence i count when the quote is in another; a negative quote
// is in all of them.
func closeness(i, quote int) float64 {
	switch distance := max(i-quote, quote-i); {
	case quote < 0 || distance == 0:
		return 1
	case distance == 1:
		return beside
	default:
		return aside
	}
}

// join puts the two parts of a vector together, each with its share, at unit length; one that
// is zero leaves all to the other.
func join(learned, projected []float64) []float64 {
	out := make([]float64, 0, VectorSize)
	for _, x := range learned {
		out = append(out, x*math.Sqrt(1-projectedShare))
	}
	for _, x := range projected {
		out = append(out, x*math.Sqrt(projectedShare))
	}
	return unit(out)
}

// project adds up words in the places that their roots name. A word that is said again counts
// less each time.
func project(words []spoken) (out [projectedSize]float64) {
	slices.SortFunc(words, func(a, b spoken) int { return cmp.Or(cmp.Compare(a.root, b.root), cmp.Compare(b.weight, a.weight)) })
	for i := 0; i < len(words); {
		n := i
		for n < len(words) && words[n].root == words[i].root {
			n++
		}
		weight := words[i].weight * (1 + math.Log(float64(n-i)))
		h := uint64(words[i].root)
		for range spots {
			h = h*6364136223846793005 + 1442695040888963407 // Knuth's generator: the root is its seed
			at := (h >> 33) % projectedSize
			if h>>32&1 == 0 {
				out[at] += weight
			} else {
				out[at] -= weight
			}
		}
		i = n
	}
	return out
}

// unit scales a vector to unit length; a zero vector stays.
func unit(v []float64) []float64 {
	square := 0.0
	for _, x := range v {
		square += x * x
	}
	if square == 0 {
		return v
	}
	length := math.Sqrt(square)
	for i := range v {
		v[i] /= length
	}
	return v
}
