package understand

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/throughline-cx/throughline/server/understand/feature"
	"github.com/throughline-cx/throughline/server/understand/vec"
)

// network is a small convolution over the text's words. It knows words by vectors that were
// learned on general English before it saw a label, so it can tell that a kiosk is like a
// counter, which the n-gram models cannot.
//
// The words' vectors and the first layer are one table: a row holds what a word adds to the
// hidden units of each of the span words around it, in bytes; so the layer only adds.
type network struct {
	units int // hidden units per word, a multiple of eight
	inner int // units per sentence
	span  int // words that a hidden unit sees, odd

	words   *table
	rows    []uint8   // the words' weights as lanes add them
	scales  []float32 // of the words' table, per unit
	class   *dense    // what a word's class adds, like words
	unknown *dense    // what a word adds that is not in the table
	bias    *dense

	this, before, after, whole *dense // from the highest units of a sentence, its neighbours and the text to its inner units
	innerBias                  *dense

	tells, offset  *dense       // whether the sentence tells of a break, and the bias
	quote          *dense       // how much it looks like the quote
	looks          [2][]float32 // look, a side each
	look, distance *dense       // how much a word is looked at as either side: by its units, by its sentence's distance from the quote

	from, to         *dense // from the words looked at to kinds
	fromSaid, toSaid *dense // from the quote's sentence to kinds
	fromBias, toBias *dense // by the family of the interaction's source
}

// part is a matrix of the network: its name in the weights file, its place and its shape.
type part struct {
	name       string
	place      **dense
	rows, cols int
}

func (n *network) parts() []part {
	u, h := n.units, n.inner
	return []part{
		{"class", &n.class, feature.Classes, n.span * u},
		{"unknown", &n.unknown, 1, n.span * u},
		{"bias", &n.bias, 1, u},
		{"this", &n.this, u, h},
		{"before", &n.before, u, h},
		{"after", &n.after, u, h},
		{"whole", &n.whole, u, h},
		{"inner", &n.innerBias, 1, h},
		{"break", &n.tells, h, 1},
		{"offset", &n.offset, 1, 1},
		{"quote", &n.quote, h, 1},
		{"look", &n.look, u, 2},
		{"distance", &n.distance, 2*sideReach + 1, 2},
		{"from", &n.from, u, sideCount},
		{"to", &n.to, u, sideCount},
		{"from_said", &n.fromSaid, h, sideCount},
		{"to_said", &n.toSaid, h, sideCount},
		{"from_bias", &n.fromBias, feature.Sources, sideCount},
		{"to_bias", &n.toBias, feature.Sources, sideCount},
	}
}

// dense is a matrix of the network, row after row.
type dense struct {
	Name string `json:"name"`
	Rows int    `json:"rows"`
	Cols int    `json:"cols"`

	v []float32
}

func (d *dense) row(i int) []float32 { return d.v[i*d.Cols : (i+1)*d.Cols] }

// add adds x times the matrix to out, two rows at a time: half as much of out is read and
// written.
func (d *dense) add(x, out []float32) {
	out = out[:d.Cols]
	last := -1 // the row that waits for another one; rows that count nothing are passed over
	for i, f := range x {
		switch {
		case f == 0:
		case last < 0:
			last = i
		default:
			vec.AddTwo(out, x[last], d.row(last), f, d.row(i))
			last = -1
		}
	}
	if last >= 0 {
		vec.AddScaled(out, x[last], d.row(last))
	}
}

// read takes the matrix off the front of data, numbers of four bytes, and returns the rest.
func (d *dense) read(data []byte) ([]byte, error) {
	if d.Rows < 0 || d.Cols < 0 || d.Rows > 1<<16 || d.Cols > 1<<16 {
		return nil, fmt.Errorf("matrix %q: %d rows of %d are out of range", d.Name, d.Rows, d.Cols)
	}
	if need := 4 * d.Rows * d.Cols; len(data) < need {
		return nil, fmt.Errorf("matrix %q: %d bytes are left, %d are needed", d.Name, len(data), need)
	}
	d.v = make([]float32, d.Rows*d.Cols)
	for i := range d.v {
		d.v[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return data[4*len(d.v):], nil
}

// read takes the network's matrices off the front of data. What is missing or of another shape
// than the network's sizes ask for is an error.
func (n *network) read(data []byte, matrices []*dense) error {
	for _, scale := range n.words.Scales[:min(n.units, len(n.words.Scales))] {
		n.scales = append(n.scales, float32(scale))
	}
	byName := map[string]*dense{}
	for _, d := range matrices {
		var err error
		if data, err = d.read(data); err != nil {
			return err
		}
		byName[d.Name] = d
	}
	if n.units < 1 || n.units%8 != 0 || n.inner < 1 || n.span%2 != 1 || len(n.words.Scales) != n.span*n.units {
		return fmt.Errorf("the network's sizes (%d units, %d inner, a span of %d) do not fit its table of %d heads", n.units, n.inner, n.span, len(n.words.Scales))
	}
	for _, p := range n.parts() {
		d := byName[p.name]
		if d == nil || d.Rows != p.rows || d.Cols != p.cols {
			return fmt.Errorf("matrix %q of %d rows of %d is missing", p.name, p.rows, p.cols)
		}
		*p.place = d
	}
	size := n.span * n.units
	n.rows = make([]uint8, n.words.Rows*size)
	for i := range n.words.Rows {
		_, weights := n.words.row(i)
		for at, w := range weights[:size] {
			n.rows[i*size+at] = w ^ vec.Bias // int8(w) + vec.Bias
		}
	}
	n.words.cells = nil
	for side := range n.looks {
		for i := range n.units {
			n.looks[side] = append(n.looks[side], n.look.row(i)[side])
		}
	}
	return nil
}
