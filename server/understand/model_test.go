package understand

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/redact"
	"github.com/throughline-cx/throughline/server/understand/clean"
)

// golden is a text with the scores that training/train.py worked out from the same weights.
type golden struct {
	Version    string             `json:"version"`
	Source     string             `json:"source"`
	Turns      []ingest.Turn      `json:"turns"`
	Document   float64            `json:"document"`
	Window     float64            `json:"window"`
	Network    float64            `json:"network"`
	Confidence float64            `json:"confidence"`
	Sentence   int                `json:"sentence"`
	Mode       map[string]float64 `json:"mode"`
	From       map[string]float64 `json:"from"`
	To         map[string]float64 `json:"to"`
}

func readGolden(t *testing.T) []golden {
	t.Helper()
	data, err := os.ReadFile("testdata/golden.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var out []golden
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g golden
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}

// Serving must score a text exactly as training did.
func TestServingScoresLikeTraining(t *testing.T) {
	const tolerance = 1e-3
	gs := readGolden(t)
	if len(gs) < 20 {
		t.Fatalf("only %d golden texts", len(gs))
	}
	for i, g := range gs {
		if g.Version != Default().Version() {
			t.Fatalf("the golden scores are those of %s, the weights are %s: run make train", g.Version, Default().Version())
		}
		s := newScan(Default())
		in, _ := ingest.Redact(redact.New(nil), ingest.Interaction{Source: g.Source, Turns: g.Turns})
		s.read(clean.Mask(in), nil)
		near := func(what string, got, want float64) {
			if math.Abs(got-want) > tolerance {
				t.Errorf("text %d: %s is %.5f, training says %.5f", i, what, got, want)
			}
		}
		near("document", s.document, g.Document)
		near("window", logSumExp(s.windows), g.Window)
		near("network", s.neural.score, g.Network)
		near("confidence", s.confidence, g.Confidence)
		best := 0
		for k, q := range s.quotes {
			if q > s.quotes[best] {
				best = k
			}
		}
		if best != g.Sentence {
			t.Errorf("text %d: quote in sentence %d, training says %d", i, best, g.Sentence)
			continue
		}
		from, to := s.sides(best).kinds()
		mode := s.mode(best)
		for k, p := range g.Mode {
			near("mode "+k, mode.Of(k), p)
		}
		for k, p := range g.From {
			near("from "+k, from.Of(kindOrUnknown(k)), p)
		}
		for k, p := range g.To {
			near("to "+k, to.Of(kindOrUnknown(k)), p)
		}
	}
}

func TestLoadGivesTheShippedModel(t *testing.T) {
	m, err := Load(bytes.NewReader(shipped))
	if err != nil {
		t.Fatal(err)
	}
	if m.Version() != Default().Version() || m.Version() == "" {
		t.Errorf("version %q, want %q", m.Version(), Default().Version())
	}
}

func TestLoadRefusesWhatIsNoModel(t *testing.T) {
	z, err := gzip.NewReader(bytes.NewReader(shipped))
	if err != nil {
		t.Fatal(err)
	}
	var plain bytes.Buffer
	if _, err := plain.ReadFrom(z); err != nil {
		t.Fatal(err)
	}
	data := plain.Bytes()
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"not gzip":        {[]byte("hello, this is no weights file"), "gzip"},
		"cut off":         {shipped[:len(shipped)/2], "EOF"},
		"other format":    {zipped(append([]byte("NOPE"), data[4:]...)), "must begin with"},
		"short":           {zipped([]byte("TL")), "must begin with"},
		"no header":       {zipped([]byte("TLW2\xff\xff\xff\x00")), "only 0 are there"},
		"broken header":   {zipped([]byte("TLW2\x02\x00\x00\x00{x")), "header"},
		"missing tables":  {zipped([]byte("TLW2\x02\x00\x00\x00{}")), `table "gram" is missing`},
		"truncated table": {zipped(data[:len(data)-1]), "bytes are left"},
		"no heads":        {zipped(headed(`{"tables":[{"name":"gram","rows":1}]}`)), "out of range"},
		"wrong heads":     {zipped(headed(`{"tables":[{"name":"gram","rows":0,"scales":[1]}]}`)), "has 1 heads"},
	} {
		_, err := Load(bytes.NewReader(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one that says %q", name, err, c.want)
		}
	}
}

func headed(json string) []byte {
	return append([]byte{'T', 'L', 'W', '2', byte(len(json)), 0, 0, 0}, json...)
}

func zipped(data []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write(data) // a buffer takes everything
	_ = z.Close()
	return out.Bytes()
}
