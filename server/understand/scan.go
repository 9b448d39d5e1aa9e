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
	word  ngrams
	class ngrams

	neural neural // what the network makes of it

	document   float64
	windows    []float64 // log-odds that the break is told in sentence i and its neighbours
	quotes     []float64 // how much sentence i looks like the quote
	confidence float64

	candidateKeys [][]feature.Key
	context       []uint64
	contexts      contexts
	pairKeys      [][]feature.Key
	keys          []feature.Key
	lexemes       []*lexeme // of each word of the text
	spoken        []spoken
	rows          []int32
	counts        []uint16 // per row of the gram or char table, zeroed after use
	seen          []int32
	weights       []float64 // per row of the wording table, zeroed after use
}

// sum adds up the features of a piece of text for the heads that are asked of every sentence: a
// vector's products with the weights, and its squared length.
type sum struct {
	window, quote float64
	square        float64
}

func (s *sum) add(o *sum) {
	s.window += o.window
	s.quote += o.quote
	s.square += o.square
}

// unitProduct is the product of the unit vector with weights, where dot is that of the vector itself.
func unitProduct(dot, square float64) float64 {
	if square == 0 {
		return 0
	}
	return dot / math.Sqrt(square)
}

func newScan(m *Model) *scan {
	return &scan{model: m, counts: make([]uint16, max(m.gram.Rows, m.char.Rows)), weights: make([]float64, m.word.Rows)}
}

// The gate: a text that the linear models find less probable than this, were the network to say
// what it says of most texts (unread), is not shown to the network.
const (
	gate   = 0.1
	unread = -2.0
)

// read fills the scan from an interaction.
func (s *scan) read(in ingest.Interaction, extra *feature.Lexicon) {
	s.fill(in, extra)
	s.word.clear()
	s.class.clear()
	s.windows, s.quotes, s.confidence = s.windows[:0], s.quotes[:0], 0
	if len(s.text.Sentences) == 0 {
		return
	}
	for i := range s.text.Sentences {
		s.keys = s.text.WordGrams(i, s.keys[:0])
		s.word.add(s.model.gram, s.keys)
		s.keys = s.text.ClassGrams(i, s.keys[:0])
		s.class.add(s.model.gram, s.keys)
	}
	s.scoreDocument()
	for i := range s.text.Sentences {
		s.windows = append(s.windows, s.scoreWindow(i))
	}
	s.neural.score = unread
	if s.stack() < gate {
		s.neural.skip(len(s.windows))
	} else {
		s.model.net.run(&s.text, s.lexemes, &s.neural)
	}
	for i := range s.text.Sentences {
		s.quotes = append(s.quotes, s.scoreQuote(i, s.windows[i]))
	}
	s.confidence = s.stack()
}

// fill puts an interaction's words into the scan.
func (s *scan) fill(in ingest.Interaction, extra *feature.Lexicon) {
	s.text.Fill(in, extra)
	s.lexemes = s.lexemes[:0]
	for i := range s.text.Tokens() {
		s.lexemes = append(s.lexemes, s.model.lexeme(&s.text, i, s))
	}
}

// scoreQuote weighs sentence i, whose window has the score window, as the quote.
func (s *scan) scoreQuote(i int, window float64) float64 {
	h := &s.model.head
	word, class := &s.word.sums[i], &s.class.sums[i]
	said := unitProduct(word.quote, word.square) + h.ClassScale*unitProduct(class.quote, class.square)
	return h.QuoteWindow*window + h.Quote + said + h.Network.Quote*s.neural.quotes[i]
}

// ngrams are the n-grams of a text that the gram table holds.
type ngrams struct {
	rows []int32 // with repetitions
	ends []int   // per sentence
	sums []sum   // per sentence
}

func (n *ngrams) clear() { n.rows, n.ends, n.sums = n.rows[:0], n.ends[:0], n.sums[:0] }

// add adds those of the next sentence.
func (n *ngrams) add(t *table, keys []feature.Key) {
	first := len(n.rows)
	n.rows = t.finds(keys, n.rows)
	var out sum
	for _, i := range n.rows[first:] {
		idf, weights := t.row(int(i))
		out.square += idf * idf
		out.window += idf * weight(weights[headWindow])
		out.quote += idf * weight(weights[headQuote])
	}
	out.window *= t.Scales[headWindow]
	out.quote *= t.Scales[headQuote]
	n.ends, n.sums = append(n.ends, len(n.rows)), append(n.sums, out)
}

// of returns the rows of sentence i.
func (n *ngrams) of(i int) []int32 {
	if i == 0 {
		return n.rows[:n.ends[0]]
	}
	return n.rows[n.ends[i-1]:n.ends[i]]
}

// modes returns the products of sentences [from, to), as one unit vector, with the heads of the
// failure modes.
func (n *ngrams) modes(t *table, from, to int) (out [modeCount]float64) {
	square := 0.0
	for i := from; i < to; i++ {
		var dot [modeCount]float64
		for _, r := range n.of(i) {
			idf, weights := t.row(int(r))
			for k, w := range weights[headMode : headMode+modeCount] {
				dot[k] += idf * weight(w)
			}
		}
		for k := range dot {
			out[k] += dot[k] * t.Scales[headMode+k]
		}
		square += n.sums[i].square
	}
	for k := range out {
		out[k] = unitProduct(out[k], square)
	}
	return out
}

// scoreDocument weighs the whole text: words and characters, each block as a vector of unit
// length whose counts are damped by their logarithm.
func (s *scan) scoreDocument() {
	s.rows = s.rows[:0]
	for _, l := range s.lexemes {
		s.rows = append(s.rows, l.chars...)
	}
	s.document = s.model.head.Document + s.block(s.model.gram, s.word.rows) + s.block(s.model.char, s.rows)
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
		idf, weights := t.row(int(i))
		x := idf * damped(s.counts[i])
		dot += x * weight(weights[headDocument])
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
		word.add(&s.word.sums[n])
		class.add(&s.class.sums[n])
	}
	h := &s.model.head
	score := h.Window + (unitProduct(word.window, word.square) + h.ClassScale*unitProduct(class.window, class.square))
	s.keys = s.text.WindowCues(from, to, s.keys[:0])
	t := s.model.window
	for _, k := range s.keys {
		if r := t.find(k); r >= 0 {
			_, weights := t.row(r)
			score += h.CueScale * weight(weights[0]) * t.Scales[0]
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
	from, to := max(0, i-reachMode), min(len(s.text.Sentences), i+reachMode+1)
	word, class := s.word.modes(s.model.gram, from, to), s.class.modes(s.model.gram, from, to)
	h := &s.model.head
	scores := make([]float64, modeCount)
	for k := range scores {
		scores[k] = (h.Modes[k] + (word[k] + h.ClassScale*class[k])) / h.Temperature.Mode
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
