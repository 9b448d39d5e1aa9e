package understand

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the shipped weights
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"sync"
)

// Model is a trained detector: the weights of its linear models and its wording table. It
// does not change after it is loaded and is safe for concurrent use.
type Model struct {
	head   header
	gram   *table // word and class n-grams: document, window, quote, one head per failure mode
	char   *table // character n-grams: document
	window *table // cues of a window of sentences: window
	side   *table // features of a side's candidates: from, to
	pair   *table // features of both sides together
	word   *table // wording vectors
	net    network

	lexemes lexemes
	scratch sync.Pool // of *scan
}

// header is the part of the weights file that is readable JSON.
type header struct {
	Version string   `json:"version"`
	Tables  []*table `json:"tables"`

	Document float64   `json:"document"` // intercepts of the linear models
	Window   float64   `json:"window"`
	Quote    float64   `json:"quote"`
	Modes    []float64 `json:"modes"`

	CueScale    float64 `json:"cue_scale"`    // value of a cue that holds
	ClassScale  float64 `json:"class_scale"`  // length of a class vector, where a word vector's is 1
	QuoteWindow float64 `json:"quote_window"` // what a window's score adds to its sentence as the quote

	Dense   []*dense  `json:"dense"` // the network's matrices
	Network netHeader `json:"network"`

	Stack       stack       `json:"stack"`
	Temperature temperature `json:"temperature"`
	Pair        pairWeights `json:"pair"`
	Pairs       [][]float64 `json:"pairs"` // what speaks for (from kind, to kind) in general, unknown last
}

// stack joins the scores of one text into the log-odds that a handoff broke.
type stack struct {
	Intercept float64 `json:"intercept"`
	Document  float64 `json:"document"`
	Window    float64 `json:"window"`
	Network   float64 `json:"network"`
}

// netHeader holds the network's sizes, and what its scores count beside those of the linear models.
type netHeader struct {
	Units int     `json:"units"`
	Inner int     `json:"inner"`
	Span  int     `json:"span"`
	Quote float64 `json:"quote"`
	From  float64 `json:"from"`
	To    float64 `json:"to"`
}

// pairWeights join the log-probabilities of the two sides, each by itself, into a score of the pair.
type pairWeights struct {
	Sum   float64 `json:"sum"`   // what their sum counts
	Least float64 `json:"least"` // what the lesser of the two counts besides
}

// temperature divides a distribution's scores, so that its probabilities mean what they say.
type temperature struct {
	Mode  float64 `json:"mode"`
	Seam  float64 `json:"seam"`  // slope of the seam's confidence on the joint's log-odds
	Shift float64 `json:"shift"` // and its intercept
}

const magic = "TLW2"

//go:embed weights.gz
var shipped []byte

var loadDefault = sync.OnceValues(func() (*Model, error) { return Load(bytes.NewReader(shipped)) })

// Default returns the model that ships with the program. It is read once and shared.
func Default() *Model {
	m, err := loadDefault()
	if err != nil {
		panic(fmt.Sprintf("the embedded model: %v", err)) // a build without usable weights
	}
	return m
}

// Load reads a model from the gzipped file that training/train.py writes. A file that is
// truncated, of another format, or without one of the tables is an error.
func Load(r io.Reader) (*Model, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("weights: %w", err)
	}
	data, err := io.ReadAll(io.LimitReader(z, 1<<28))
	if err != nil {
		return nil, fmt.Errorf("weights: %w", err)
	}
	m, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("weights: %w", err)
	}
	return m, nil
}

func parse(data []byte) (*Model, error) {
	if len(data) < 8 || string(data[:4]) != magic {
		return nil, fmt.Errorf("not a weights file: it must begin with %q", magic)
	}
	n := int(binary.LittleEndian.Uint32(data[4:]))
	data = data[8:]
	if n > len(data) {
		return nil, fmt.Errorf("the header has %d bytes, only %d are there", n, len(data))
	}
	m := &Model{}
	if err := json.Unmarshal(data[:n], &m.head); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	data = data[n:]
	tables := map[string]**table{"gram": &m.gram, "char": &m.char, "window": &m.window, "side": &m.side, "pair": &m.pair, "word": &m.word, "token": &m.net.words}
	for _, t := range m.head.Tables {
		var err error
		if data, err = t.read(data); err != nil {
			return nil, err
		}
		if place, ok := tables[t.Name]; ok {
			*place = t
		}
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	size := m.head.Network
	m.net.units, m.net.inner, m.net.span = size.Units, size.Inner, size.Span
	if err := m.net.read(data, m.head.Dense); err != nil {
		return nil, err
	}
	m.scratch.New = func() any { return newScan(m) }
	return m, nil
}

// check refuses a file whose tables do not fit the program's heads.
func (m *Model) check() error {
	for _, want := range []struct {
		name  string
		table *table
		heads int
	}{{"gram", m.gram, gramHeads}, {"char", m.char, 1}, {"window", m.window, 1}, {"side", m.side, 2}, {"pair", m.pair, 1}, {"word", m.word, learnedSize}, {"token", m.net.words, 0}} {
		if want.table == nil {
			return fmt.Errorf("table %q is missing", want.name)
		}
		if got := len(want.table.Scales); got != want.heads && want.heads > 0 {
			return fmt.Errorf("table %q has %d heads, %d are needed", want.name, got, want.heads)
		}
	}
	if len(m.head.Modes) != modeCount || len(m.head.Pairs) != sideCount {
		return fmt.Errorf("the header needs %d modes and %d pairs", modeCount, sideCount)
	}
	for i, row := range m.head.Pairs {
		if len(row) != sideCount {
			return fmt.Errorf("pairs[%d] has %d numbers, %d are needed", i, len(row), sideCount)
		}
	}
	return nil
}

// Version names the model: what it was trained on, by a hash of its weights.
func (m *Model) Version() string { return m.head.Version }
