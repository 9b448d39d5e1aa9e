package understand

import (
	"math"

	"github.com/throughline-cx/throughline/server/understand/feature"
	"github.com/throughline-cx/throughline/server/understand/vec"
)

// sideReach is how many sentences before and after the quote the network looks for a side.
const sideReach = 4

// neural is what the network makes of one text. Its slices are used again.
type neural struct {
	ran      bool    // false where the gate kept the text from the network
	rows     []int32 // per token: its row in the table, -1 where it has none
	classes  []feature.Class
	sentence []int // per token
	first    []int // per sentence: its first token; one more at the end

	acc    vec.Lanes
	hidden []float32
	kept   []float32 // the hidden units of the first words
	most   []float32 // per sentence: the highest value of each unit
	whole  []float32 // the same for the text
	inner  []float32 // per sentence: its units
	breaks []float64 // per sentence: log-odds that it tells of a break
	quotes []float64 // per sentence: how much it looks like the quote
	score  float64   // log-odds that the text tells of a break
}

// run runs the network over the text of a scan.
func (n *network) run(t *feature.Text, words []*lexeme, r *neural) {
	r.ran = true
	r.rows, r.classes, r.sentence, r.first = r.rows[:0], r.classes[:0], r.sentence[:0], r.first[:0]
	for i := range t.Sentences {
		r.first = append(r.first, len(r.rows))
		first, last := t.Span(i)
		for _, w := range words[first:last] {
			r.rows = append(r.rows, w.token)
			r.sentence = append(r.sentence, i)
		}
		r.classes = t.WordClasses(i, r.classes)
	}
	r.first = append(r.first, len(r.rows))
	n.pool(r)
	n.sentences(r)
}

// mostKept is how many words' hidden units are kept while a text is read. Those of the words
// after them are worked out anew when they are looked at for a side.
const mostKept = 4096

// skip leaves a text of so many sentences unread: nothing is known of any.
func (r *neural) skip(sentences int) {
	r.ran, r.quotes = false, r.quotes[:0]
	for range sentences {
		r.quotes = append(r.quotes, 0)
	}
}

// unit returns the hidden units of token i.
func (n *network) unit(r *neural, i int) []float32 {
	if at := i * n.units; at+n.units <= len(r.kept) {
		return r.kept[at : at+n.units]
	}
	r.acc.Clear(n.units)
	r.hidden = append(r.hidden[:0], n.bias.v...)
	half := n.span / 2
	for o := range n.span {
		j := i + o - half
		if j < 0 || j >= len(r.rows) {
			continue
		}
		at := o * n.units
		if row := r.rows[j]; row >= 0 {
			r.acc.Add(n.rows[int(row)*n.span*n.units+at:])
		} else {
			vec.Add(r.hidden, n.unknown.v[at:at+n.units])
		}
		if class := r.classes[j]; class != 0 {
			vec.Add(r.hidden, n.class.row(int(class))[at:at+n.units])
		}
	}
	r.acc.Activate(r.hidden, n.scales)
	return r.hidden
}

// pool keeps the highest value of each unit per sentence and in the text.
func (n *network) pool(r *neural) {
	sentences := len(r.first) - 1
	r.most, r.whole, r.kept = zeroed(r.most, sentences*n.units), zeroed(r.whole, n.units), r.kept[:0]
	for i := range r.rows {
		hidden := n.unit(r, i)
		vec.Raise(r.most[r.sentence[i]*n.units:][:len(hidden)], hidden)
		if i < mostKept {
			r.kept = append(r.kept, hidden...)
		}
	}
	for s := range sentences {
		vec.Raise(r.whole, r.most[s*n.units:(s+1)*n.units])
	}
}

// sentences computes each sentence's units and what they say of it.
func (n *network) sentences(r *neural) {
	count, u, h := len(r.first)-1, n.units, n.inner
	r.inner, r.breaks, r.quotes = zeroed(r.inner, count*h), r.breaks[:0], r.quotes[:0]
	ground := append(make([]float32, 0, h), n.innerBias.v...)
	n.whole.add(r.whole, ground)
	for i := range count {
		z := r.inner[i*h : (i+1)*h]
		copy(z, ground)
		n.this.add(r.most[i*u:(i+1)*u], z)
		if i > 0 {
			n.before.add(r.most[(i-1)*u:i*u], z)
		}
		if i+1 < count {
			n.after.add(r.most[(i+1)*u:(i+2)*u], z)
		}
		for c := range z {
			z[c] = max(0, z[c])
		}
		r.breaks = append(r.breaks, vec.Dot(z, n.tells.v)+float64(n.offset.v[0]))
		r.quotes = append(r.quotes, vec.Dot(z, n.quote.v))
	}
	r.score = logSumExp(r.breaks)
}

// sides returns the scores of the kinds as either side of the break told in sentence i: by
// that sentence, and by the words near it that the network looks at for that side.
func (n *network) sides(r *neural, i, source int) (from, to []float32) {
	begin, end := r.first[max(0, i-sideReach)], r.first[min(len(r.first)-1, i+sideReach+1)]
	var seen [2][]float32 // per side: the mean of the units of the words looked at
	var total [2]float64
	for side := range seen {
		seen[side] = make([]float32, n.units)
	}
	distance := n.distance
	for t := begin; t < end; t++ {
		hidden := n.unit(r, t)
		for side := range seen {
			score := float64(distance.row(r.sentence[t] - i + sideReach)[side]) + vec.Dot(hidden, n.looks[side])
			weight := math.Exp(score)
			total[side] += weight
			vec.AddScaled(seen[side], float32(weight), hidden)
		}
	}
	for side := range seen {
		for c := range seen[side] {
			seen[side][c] /= float32(max(total[side], 1e-30))
		}
	}
	z := r.inner[i*n.inner : (i+1)*n.inner]
	from, to = append([]float32{}, n.fromBias.row(source)...), append([]float32{}, n.toBias.row(source)...)
	n.from.add(seen[0], from)
	n.to.add(seen[1], to)
	n.fromSaid.add(z, from)
	n.toSaid.add(z, to)
	return from, to
}

// zeroed returns a slice of n zeros that uses the memory of s where it can.
func zeroed(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	s = s[:n]
	clear(s)
	return s
}
