package understand

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
)

var labels = Assistant{Model: "labels-1", Prompt: "1"}

// spanOf is where words first stand in an interaction.
func spanOf(in ingest.Interaction, words string) Span {
	for i, t := range in.Turns {
		if at := strings.Index(t.Text, words); at >= 0 && words != "" {
			return Span{Turn: i, Start: at, End: at + len(words)}
		}
	}
	return Span{}
}

// states is a sure statement of a state that two sides disagree about.
func states(in ingest.Interaction, from, to journey.Kind, quote, fromWords, toWords string) Statement {
	return Statement{
		Confidence: 0.95, Mode: journey.ModeStateMismatch, Located: journey.LocatedBoth, Quote: spanOf(in, quote),
		From: StatedSide{from, spanOf(in, fromWords)}, To: StatedSide{to, spanOf(in, toWords)},
	}
}

func TestAssistedSaysWhatWasStated(t *testing.T) {
	r := NewReader(Default(), shop())
	in := said("review", broken)
	st := states(in, "message", "store", "the lady at the pickup desk had no record of my order", "told me my order was ready for pickup", "the pickup desk")
	got := r.Assisted(in, r.Read(in), labels, []Statement{st})
	if len(got) != 1 {
		t.Fatalf("%d mentions, want 1", len(got))
	}
	m := got[0]
	for what, ok := range map[string]bool{
		"kinds":       topOf(m.FromKind) == "message" && topOf(m.ToKind) == "store",
		"touchpoints": topOf(m.From) == "ready_notice" && topOf(m.To) == "pickup_desk",
		"mode":        topOf(m.Mode) == "state_mismatch" && m.Mode.Of("state_mismatch") >= agreeMode,
		"quote":       m.Quote.Text == "the lady at the pickup desk had no record of my order" && broken[m.Quote.Start:m.Quote.End] == m.Quote.Text,
		"located":     m.Located == journey.LocatedBoth,
		"confidence":  m.Confidence >= 0.5 && m.SeamConfidence >= agreeBoth && m.SeamConfidence <= 1,
		"provenance":  m.Assistant == labels && m.Model == Default().Version(),
		"vector":      len(m.Vector) == VectorSize,
	} {
		if !ok {
			t.Errorf("%s: %+v", what, m)
		}
	}
}

// The words that name a side choose among touchpoints of its kind, each for its side alone.
func TestAssistedFollowsTheWordsOfEachSide(t *testing.T) {
	const text = "The refund desk and the collection point each say the other has my parcel."
	in := said("review", text)
	r := NewReader(Default(), shop())
	for _, c := range []struct{ from, to, wantFrom, wantTo string }{
		{"The refund desk", "the collection point", "returns_desk", "pickup_desk"},
		{"the collection point", "The refund desk", "pickup_desk", "returns_desk"},
	} {
		m := r.Assisted(in, nil, labels, []Statement{states(in, "store", "store", text, c.from, c.to)})[0]
		if topOf(m.From) != c.wantFrom || topOf(m.To) != c.wantTo {
			t.Errorf("from %q to %q: %v to %v", c.from, c.to, m.From, m.To)
		}
	}
}

func TestAssistedSidesThatAreNotSaid(t *testing.T) {
	in := said("review", broken)
	st := states(in, journey.KindUnknown, "store", "had no record of my order at all", "", "")
	m := NewReader(Default(), shop()).Assisted(in, nil, labels, []Statement{st})[0]
	if topOf(m.FromKind) != journey.Unknown || topOf(m.From) != journey.Unknown || m.Located != journey.LocatedOne {
		t.Errorf("from %v, %v, located %s", m.FromKind, m.From, m.Located)
	}
	if without := NewReader(Default(), nil).Assisted(in, nil, labels, []Statement{st})[0]; without.From != nil || topOf(without.ToKind) != "store" {
		t.Errorf("without a map: %v, %v", without.From, without.ToKind)
	}
}

// An assistant that finds nothing leaves the local mentions for review, at most.
func TestAssistedDisbelieves(t *testing.T) {
	r := NewReader(Default(), shop())
	in := said("review", broken)
	local := r.Read(in)
	before := local[0].Confidence
	got := r.Assisted(in, local, labels, nil)
	if len(got) > 0 && (got[0].Confidence >= 0.5 || got[0].Confidence >= before || got[0].Assistant != labels) {
		t.Errorf("%.2f becomes %+v", before, got[0])
	}
	if local[0].Confidence != before || local[0].Assistant != (Assistant{}) {
		t.Error("the local mentions were changed")
	}
}

func TestAssistedListsTheSurestFirst(t *testing.T) {
	in := said("review", broken)
	weak := states(in, "store", "web", "She sent me back to the website", "", "")
	weak.Confidence = 0.55
	strong := states(in, "message", "store", "had no record of my order", "", "")
	got := NewReader(Default(), nil).Assisted(in, NewReader(Default(), nil).Read(in), labels, []Statement{weak, strong})
	if len(got) != 2 || topOf(got[0].ToKind) != "store" || got[0].Ordinal != 0 || got[1].Ordinal != 1 || got[0].Confidence < got[1].Confidence {
		t.Errorf("%+v", got)
	}
}

func TestAssistedCutsLongQuotes(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("they sent me on ", 40))
	in := said("review", text)
	m := NewReader(Default(), nil).Assisted(in, nil, labels, []Statement{states(in, "phone", "phone", text, "", "")})[0]
	if n := len(strings.Fields(m.Quote.Text)); n != maxQuote || !strings.HasPrefix(text, m.Quote.Text) {
		t.Errorf("the quote has %d words, want the first %d", n, maxQuote)
	}
}

func TestAssistedLeavesOutWhatIsNoSentence(t *testing.T) {
	in := said("review", "... !!! ???")
	if got := NewReader(Default(), nil).Assisted(in, nil, labels, []Statement{{Confidence: 1, Mode: journey.ModeBounced, Quote: Span{End: 7}}}); len(got) > 0 {
		t.Errorf("%+v", got)
	}
}

// Whatever the local reading is, the assistant decides, and more confidence never counts less.
func TestWeigh(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		local, more := rapid.Float64Range(0, 1).Draw(t, "local"), rapid.Float64Range(0, 1).Draw(t, "more")
		said := rapid.Float64Range(0, 1).Draw(t, "said")
		p := weigh(local, said)
		if (p >= 0.5) != (said >= 0.5) || p < 0 || p > 1 {
			t.Fatalf("local %v, said %v: %v", local, said, p)
		}
		if weigh(max(local, more), said) < weigh(min(local, more), said) || weigh(local, max(said, more)) < weigh(local, min(said, more)) {
			t.Fatal("more confidence counts less")
		}
	})
}

// Two readers' agreement is a distribution whose likeliest pair is the one that was stated.
func TestAgreed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var local joint
		total := 0.0
		for a := range local {
			for b := range local[a] {
				local[a][b] = rapid.Float64Range(0, 1).Draw(t, "p")
				total += local[a][b]
			}
		}
		for a := range local {
			for b := range local[a] {
				local[a][b] /= max(total, 1e-300)
			}
		}
		if total == 0 {
			local[0][0] = 1
		}
		from, to := rapid.IntRange(0, sideCount-1).Draw(t, "from"), rapid.IntRange(0, sideCount-1).Draw(t, "to")
		j := agreed(&local, from, to)
		sum := 0.0
		for a := range j {
			for b := range j[a] {
				sum += j[a][b]
			}
		}
		if math.Abs(sum-1) > 1e-9 || j.most() != j[from][to] || j[from][to] < agreeBoth {
			t.Fatalf("sum %v, stated pair %v, likeliest %v", sum, j[from][to], j.most())
		}
	})
}
