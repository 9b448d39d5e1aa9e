package understand

import (
	"cmp"
	"math"
	"slices"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/understand/feature"
)

// VectorSize is the length of a wording vector. Its first part is learned: the mean of the
// words' vectors, alike for texts that say the same thing in other words. The second part
// is a random projection of the words themselves, so that things which training never saw,
// such as what this tenant sells, tell texts apart too.
const (
	VectorSize    = learnedSize + projectedSize
	learnedSize   = 64
	projectedSize = 192
)

// Vector returns the wording vector of a text, of unit length; the zero vector for a text
// without a word that says something. Texts about the same thing have a high dot product.
func (m *Model) Vector(text string) []float32 {
	s := m.scratch.Get().(*scan)
	defer m.scratch.Put(s)
	s.text.Fill(ingest.Interaction{Turns: []ingest.Turn{{Speaker: ingest.SpeakerCustomer, Text: text}}}, nil)
	return s.vector(-1)
}

const (
	// aside is what words count that are more than one sentence from the quote.
	aside = 0.5
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
	var learned [learnedSize]float64
	s.spoken = s.spoken[:0]
	for i := range s.text.Sentences {
		share := 1.0
		if quote >= 0 && max(i-quote, quote-i) > 1 {
			share = aside
		}
		s.keys, s.roots = s.text.WordKeys(i, s.keys[:0]), s.text.WordRoots(i, s.roots[:0])
		for n, k := range s.keys {
			weight := share * rarest
			if r := t.find(k); r >= 0 {
				weight = share * float64(t.idf[r])
				for d, v := range t.row(r) {
					learned[d] += weight * (float64(v)*t.Scales[d] - s.model.head.Mean[d])
				}
			}
			if s.roots[n] != 0 {
				s.spoken = append(s.spoken, spoken{s.roots[n], weight})
			}
		}
	}
	projected := project(s.spoken)
	out := unit(append(unit(learned[:]), unit(projected[:])...))
	vector := make([]float32, VectorSize)
	for i, x := range out {
		vector[i] = float32(math.Round(x*resolution) / resolution)
	}
	return vector
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
