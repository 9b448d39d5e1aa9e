package understand

import (
	"math"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand/feature"
)

// The heads of the gram table.
const (
	headDocument = iota
	headWindow
	headQuote
	headMode // the first of one per failure mode
)

const (
	modeCount = 7
	gramHeads = headMode + modeCount
	sideCount = 12 // every kind, and unknown
)

// reachMode is how many sentences before and after the quote tell the failure mode.
const reachMode = 2

// scan is the reading of one text: its sentences and what the linear models make of them.
// Scans are pooled: all slices are used again.
type scan struct {
	model *Model
	text  feature.Text
	word  []sum // per sentence, of its word n-grams
	class []sum // per sentence, of its class n-grams

	neural neural // what the network makes of it

	document   float64
	windows    []float64 // log-odds that the break is told in sentence i and its neighbours
	quotes     []float64 // how much sentence i looks like the quote
	confidence float64

	candidateKeys [][]feature.Key
	pairKeys      [][]feature.Key
	keys          []feature.Key
	roots         []feature.Root
	spoken        []spoken
	grams         []int32 // the rows of the text's word n-grams, with repetitions
	rows          []int32
	counts        []uint16 // per row of the gram or char table, zeroed after use
	seen          []int32
}

// sum adds up the features of a piece of text for every head: a vector's products with the
// weights, and its squared length.
type sum struct {
	dot    [gramHeads]float64
	square float64
}

func (s *sum) add(o *sum) {
	for i := range s.dot {
		s.dot[i] += o.dot[i]
	}
	s.square += o.square
}

// score is the product of the unit vector with a head's weights.
func (s *sum) score(head int) float64 {
	if s.square == 0 {
		return 0
	}
	return s.dot[head] / math.Sqrt(s.square)
}

// score weighs a piece of text by its words and classes.
func (s *scan) score(word, class *sum, head int) float64 {
	return word.score(head) + s.model.head.ClassScale*class.score(head)
}

func newScan(m *Model) *scan {
	return &scan{model: m, counts: make([]uint16, max(m.gram.Rows, m.char.Rows))}
}

// The gate: a text that the linear models find less probable than this, were the network to say
// what it says of most texts (unread), is not shown to the network.
const (
	gate   = 0.1
	unread = -2.0
)

// read fills the scan from an interaction.
func (s *scan) read(in ingest.Interaction, extra *feature.Lexicon) {
	s.text.Fill(in, extra)
	s.word, s.class = s.word[:0], s.class[:0]
	s.windows, s.quotes = s.windows[:0], s.quotes[:0]
	s.grams, s.confidence = s.grams[:0], 0
	if len(s.text.Sentences) == 0 {
		return
	}
	for i := range s.text.Sentences {
		s.keys = s.text.WordGrams(i, s.keys[:0])
		known := len(s.grams)
		s.grams = s.model.gram.finds(s.keys, s.grams)
		s.word = append(s.word, s.model.sum(s.grams[known:]))
		s.keys = s.text.ClassGrams(i, s.keys[:0])
		s.rows = s.model.gram.finds(s.keys, s.rows[:0])
		s.class = append(s.class, s.model.sum(s.rows))
	}
	s.scoreDocument()
	for i := range s.text.Sentences {
		s.windows = append(s.windows, s.scoreWindow(i))
	}
	s.neural.score = unread
	if s.stack() < gate {
		s.neural.skip(len(s.windows))
	} else {
		s.keys = s.model.net.run(&s.text, &s.neural, s.keys)
	}
	for i := range s.text.Sentences {
		s.quotes = append(s.quotes, s.scoreQuote(i, s.windows[i]))
	}
	s.confidence = s.stack()
}

// scoreQuote weighs sentence i, whose window has the score window, as the quote.
func (s *scan) scoreQuote(i int, window float64) float64 {
	h := &s.model.head
	return h.QuoteWindow*window + h.Quote + s.score(&s.word[i], &s.class[i], headQuote) + h.Network.Quote*s.neural.quotes[i]
}

// sum adds up rows of n-grams.
func (m *Model) sum(rows []int32) sum {
	var out sum
	for _, i := range rows {
		idf := float64(m.gram.idf[i])
		out.square += idf * idf
		for h, w := range m.gram.row(int(i)) {
			out.dot[h] += idf * float64(w)
		}
	}
	for h := range out.dot {
		out.dot[h] *= m.gram.Scales[h]
	}
	return out
}

// scoreDocument weighs the whole text: words and characters, each block as a vector of unit
// length whose counts are damped by their logarithm.
func (s *scan) scoreDocument() {
	s.keys = s.text.CharGrams(s.keys[:0])
	s.rows = s.model.char.finds(s.keys, s.rows[:0])
	s.document = s.model.head.Document + s.block(s.model.gram, s.grams) + s.block(s.model.char, s.rows)
}

// block is the product of rows, as one unit vector, with a table's first head.
func (s *scan) block(t *table, rows []int32) float64 {
	s.seen = s.seen[:0]
	for _, i := range rows {
		if s.counts[i] == 0 {
			s.seen = append(s.seen, i)
		}
		if s.counts[i] < math.MaxUint16 {
			s.counts[i]++
		}
	}
	dot, square := 0.0, 0.0
	for _, i := range s.seen {
		x := float64(t.idf[i]) * damped(s.counts[i])
		dot += x * float64(t.row(int(i))[headDocument])
		square += x * x
		s.counts[i] = 0
	}
	if square == 0 {
		return 0
	}
	return dot * t.Scales[headDocument] / math.Sqrt(square)
}

// damped is what a feature counts that occurs so often.
func damped(count uint16) float64 {
	if int(count) < len(dampings) {
		return dampings[count]
	}
	return 1 + math.Log(float64(count))
}

var dampings = func() (out [64]float64) {
	for i := range out {
		out[i] = 1 + math.Log(float64(i))
	}
	return out
}()

// scoreWindow weighs sentence i together with its neighbours.
func (s *scan) scoreWindow(i int) float64 {
	from, to := max(0, i-1), min(len(s.text.Sentences), i+2)
	var word, class sum
	for n := from; n < to; n++ {
		word.add(&s.word[n])
		class.add(&s.class[n])
	}
	score := s.model.head.Window + s.score(&word, &class, headWindow)
	s.keys = s.text.WindowCues(from, to, s.keys[:0])
	t := s.model.window
	for _, k := range s.keys {
		if r := t.find(k); r >= 0 {
			score += s.model.head.CueScale * float64(t.row(r)[0]) * t.Scales[0]
		}
	}
	return score
}

// stack is the probability that the text tells of a broken handoff.
func (s *scan) stack() float64 {
	w := s.model.head.Stack
	return sigmoid(w.Intercept + w.Document*s.document + w.Window*logSumExp(s.windows) + w.Network*s.neural.score)
}

// mode is the distribution over failure modes told around sentence i.
func (s *scan) mode(i int) journey.Distribution {
	var word, class sum
	for n := max(0, i-reachMode); n < min(len(s.text.Sentences), i+reachMode+1); n++ {
		word.add(&s.word[n])
		class.add(&s.class[n])
	}
	scores := make([]float64, modeCount)
	for k := range scores {
		scores[k] = (s.model.head.Modes[k] + s.score(&word, &class, headMode+k)) / s.model.head.Temperature.Mode
	}
	weights := map[string]float64{}
	for k, p := range softmax(scores) {
		weights[string(journey.FailureModes[k])] = p
	}
	return journey.NewDistribution(weights)
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func logSumExp(xs []float64) float64 {
	top := math.Inf(-1)
	for _, x := range xs {
		top = max(top, x)
	}
	total := 0.0
	for _, x := range xs {
		total += math.Exp(x - top)
	}
	return top + math.Log(total)
}

func softmax(xs []float64) []float64 {
	norm := logSumExp(xs)
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = math.Exp(x - norm)
	}
	return out
}
