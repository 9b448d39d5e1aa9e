package understand

import (
	"math"
	"testing"

	"github.com/throughline-cx/throughline/server/ingest"
)

func TestWordsCountLessTheFartherFromTheQuote(t *testing.T) {
	for _, c := range []struct {
		sentence, quote int
		want            float64
	}{{3, -1, 1}, {0, -1, 1}, {2, 2, 1}, {1, 2, beside}, {3, 2, beside}, {0, 2, aside}, {9, 2, aside}} {
		if got := closeness(c.sentence, c.quote); got != c.want {
			t.Errorf("sentence %d, quote %d: %v, want %v", c.sentence, c.quote, got, c.want)
		}
	}
}

// Whatever else a long complaint is about, its vector is that of the break.
func TestAVectorIsThatOfTheQuoteForemost(t *testing.T) {
	const quote = "The website said it was ready but the store had no record of my order."
	s := newScan(Default())
	s.fill(ingest.Interaction{Turns: []ingest.Turn{{Speaker: ingest.SpeakerCustomer,
		Text: "I opened the loan in spring. The rate was good. " + quote + " They were polite. My mortgage is with another bank."}}}, nil)
	alone := Default().Vector(quote)
	near, far, all := s.vector(2), s.vector(4), s.vector(-1)
	if a, b, c := cosine(alone, near), cosine(alone, all), cosine(alone, far); a <= b || b <= c {
		t.Errorf("likeness to the quote alone: %.2f around it, %.2f of the whole text, %.2f around another sentence; want falling", a, b, c)
	}
}

func TestJoinedPartsKeepTheirShares(t *testing.T) {
	one := func(n int) []float64 {
		v := make([]float64, n)
		v[n-1] = 1
		return v
	}
	zero := func(n int) []float64 { return make([]float64, n) }
	for name, c := range map[string]struct {
		learned, projected []float64
		want               float64 // length of the projected part, squared
	}{
		"both":           {one(learnedSize), one(projectedSize), projectedShare},
		"only learned":   {one(learnedSize), zero(projectedSize), 0},
		"only projected": {zero(learnedSize), one(projectedSize), 1},
	} {
		out := join(c.learned, c.projected)
		if len(out) != VectorSize {
			t.Fatalf("%s: %d numbers, want %d", name, len(out), VectorSize)
		}
		all, projected := 0.0, 0.0
		for i, x := range out {
			all += x * x
			if i >= learnedSize {
				projected += x * x
			}
		}
		if math.Abs(all-1) > 1e-9 || math.Abs(projected-c.want) > 1e-9 {
			t.Errorf("%s: squared length %.3f, of the projection %.3f; want 1 and %.3f", name, all, projected, c.want)
		}
	}
}

func cosine(a, b []float32) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}
