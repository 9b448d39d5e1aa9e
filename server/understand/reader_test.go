package understand

import (
	"math"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"pgregory.net/rapid"
)

// said is an interaction of which the customer says every turn.
func said(source string, turns ...string) ingest.Interaction {
	in := ingest.Interaction{ExternalID: "x1", Source: source, Channel: source}
	for _, t := range turns {
		in.Turns = append(in.Turns, ingest.Turn{Speaker: ingest.SpeakerCustomer, Text: t})
	}
	return in
}

// shop is a small journey map.
func shop() *journey.Map {
	return &journey.Map{
		Teams: []string{"digital", "stores"},
		Touchpoints: []journey.Touchpoint{
			{ID: "web_shop", Name: "Web shop", Kinds: []journey.Kind{"web", "app"}, Aliases: []string{"website", "the app"}, Team: "digital"},
			{ID: "ready_notice", Name: "Ready notice", Kinds: []journey.Kind{"message", "app"}, Aliases: []string{"ready for pickup"}},
			{ID: "pickup_desk", Name: "Pickup desk", Kinds: []journey.Kind{"store"}, Aliases: []string{"collection point"}, Team: "stores"},
			{ID: "returns_desk", Name: "Returns desk", Kinds: []journey.Kind{"store"}, Aliases: []string{"refund desk"}, Team: "stores"},
			{ID: "helpline", Name: "Helpline", Kinds: []journey.Kind{"phone", "chat"}},
		},
		Journeys: []journey.Journey{{ID: "buy", Touchpoints: []string{"web_shop", "ready_notice", "pickup_desk"}}},
		Seams:    []journey.OwnedSeam{{Seam: journey.Seam{From: "ready_notice", To: "pickup_desk"}}},
	}
}

const broken = "The app told me my order was ready for pickup. I drove to the store and the lady at the pickup desk had no record of my order at all. She sent me back to the website."

func TestABrokenHandoffIsFound(t *testing.T) {
	got := NewReader(Default(), shop()).Read(said("review", broken))
	if len(got) == 0 {
		t.Fatal("nothing was found")
	}
	m := got[0]
	if m.Confidence < 0.5 {
		t.Errorf("confidence %.2f, want at least 0.5", m.Confidence)
	}
	if !strings.Contains(broken, m.Quote.Text) || broken[m.Quote.Start:m.Quote.End] != m.Quote.Text {
		t.Errorf("quote %q does not stand at %d to %d", m.Quote.Text, m.Quote.Start, m.Quote.End)
	}
	if to, _ := m.To.TopKnown(); to != "pickup_desk" {
		t.Errorf("to %v, want pickup_desk on top", m.To)
	}
	if m.Model != Default().Version() || m.Located != journey.LocatedBoth {
		t.Errorf("model %q, located %q", m.Model, m.Located)
	}
}

func TestWhatIsNoBrokenHandoff(t *testing.T) {
	r := NewReader(Default(), shop())
	for _, text := range []string{
		"Lovely staff, quick delivery, will order again.",
		"The toilets were dirty and the music was too loud.",
		"Went from sales to billing and each of them knew my order. All sorted in one call.",
		"The kettle broke after a week.",
	} {
		if got := r.Read(said("review", text)); len(got) > 0 && got[0].Confidence >= 0.5 {
			t.Errorf("%q is taken for a break: %.2f", text, got[0].Confidence)
		}
	}
}

// An agent quotes the customer, and a bot repeats; neither is evidence that something broke.
// What they say may tell only where, so the sides are not compared.
func TestOnlyTheCustomersWordsCount(t *testing.T) {
	r := NewReader(Default(), nil)
	in := said("call", "Hello, this is Ann. Yes. Thanks a lot, bye.")
	want := r.Read(in)
	for _, s := range []ingest.Speaker{ingest.SpeakerAgent, ingest.SpeakerBot, ingest.SpeakerSystem} {
		in.Turns = append(in.Turns, ingest.Turn{Speaker: s, Text: broken})
	}
	got := r.Read(in)
	for _, ms := range [][]Mention{got, want} {
		for i := range ms {
			m := ms[i]
			ms[i] = Mention{Ordinal: m.Ordinal, Confidence: m.Confidence, Mode: m.Mode, Quote: m.Quote, Vector: m.Vector}
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("other speakers changed the reading: %+v, want %+v", got, want)
	}
}

func TestNothingToRead(t *testing.T) {
	r := NewReader(Default(), shop())
	for _, in := range []ingest.Interaction{{}, said("review", ""), said("review", "?!", " \n"), said("review", "ok")} {
		if got := r.Read(in); len(got) != 0 {
			t.Errorf("%+v has mentions %+v", in.Turns, got)
		}
	}
}

func TestWithoutAMapOnlyKindsAreKnown(t *testing.T) {
	got := NewReader(Default(), nil).Read(said("review", broken))
	if got[0].From != nil || got[0].To != nil {
		t.Errorf("touchpoints %v, %v without a map", got[0].From, got[0].To)
	}
	if got[0].ToKind.Known() == 0 {
		t.Error("no kinds")
	}
}

// Whatever the customer says: spans, distributions and order hold.
func TestReadKeepsItsPromises(t *testing.T) {
	r := NewReader(Default(), shop())
	pieces := strings.Fields(broken + " they called chat told nobody [EMAIL_1] XXXX $5 … \n 🤷 héllo . ! nothing promised letter transferred twice")
	rapid.Check(t, func(t *rapid.T) {
		var turns []string
		for range rapid.IntRange(1, 4).Draw(t, "turns") {
			turns = append(turns, strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 90).Draw(t, "words"), " "))
		}
		in := said("chat", turns...)
		last := 1.0
		for i, m := range r.Read(in) {
			checkMention(t, in, m)
			if m.Ordinal != i || m.Confidence > last || m.Confidence < leastConfidence {
				t.Fatalf("mention %d has ordinal %d and confidence %v after %v", i, m.Ordinal, m.Confidence, last)
			}
			last = m.Confidence
		}
	})
}

// Turns of any bytes are read without a panic, and what is quoted stands in them.
func FuzzRead(f *testing.F) {
	for _, text := range []string{broken, "", "\xff\xfe told me \x1f no record", "On Mon, Jo wrote:\n> the store told me", "[EMAIL:k7f3q2] said <b>ready</b>\n\n--\nJo", strings.Repeat("x", 300)} {
		f.Add(text, "They sent me to the branch.", "Hello, returns desk.")
	}
	r := NewReader(Default(), shop())
	f.Fuzz(func(t *testing.T, first, second, agent string) {
		for _, source := range []string{"review", "call"} {
			in := said(source, first, second)
			in.Turns = append(in.Turns, ingest.Turn{Speaker: ingest.SpeakerAgent, Text: agent})
			for _, m := range r.Read(in) {
				checkMention(t, in, m)
			}
		}
	})
}

// failer is what tests of all kinds have to fail with.
type failer interface{ Fatalf(string, ...any) }

func checkMention(t failer, in ingest.Interaction, m Mention) {
	turn := in.Turns[m.Quote.Turn]
	if turn.Speaker != ingest.SpeakerCustomer || turn.Text[m.Quote.Start:m.Quote.End] != m.Quote.Text {
		t.Fatalf("quote %+v is not the customer's words", m.Quote)
	}
	if n := len(strings.Fields(m.Quote.Text)); n < minQuote || n > maxQuote {
		t.Fatalf("a quote of %d words: %q", n, m.Quote.Text)
	}
	for _, d := range []journey.Distribution{m.From, m.To, m.FromKind, m.ToKind, m.Mode} {
		sum := 0.0
		for _, p := range d {
			sum += p.P
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Fatalf("%v sums to %v", d, sum)
		}
	}
	if m.Confidence < LeastRead {
		if m.Vector != nil || m.FromKind.Known() != 0 || m.Mode.Known() != 0 || m.SeamConfidence != 0 {
			t.Fatalf("a mention of confidence %.3f claims %+v", m.Confidence, m)
		}
		return
	}
	if m.SeamConfidence <= 0 || m.SeamConfidence >= 1 {
		t.Fatalf("seam confidence %v", m.SeamConfidence)
	}
	checkUnit(t, m.Vector)
}

func checkUnit(t failer, v []float32) {
	square := 0.0
	for _, x := range v {
		square += float64(x) * float64(x)
	}
	if len(v) != VectorSize || square != 0 && math.Abs(square-1) > 1e-3 {
		t.Fatalf("a vector of %d numbers and squared length %v", len(v), square)
	}
}

func TestConcurrentReadsAgree(t *testing.T) {
	r := NewReader(Default(), shop())
	texts := []string{broken, "Thanks, all fine.", strings.Repeat("They told me to call the branch. ", 20)}
	want := make([][]Mention, len(texts))
	for i, text := range texts {
		want[i] = r.Read(said("review", text))
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for i := range 30 {
				if got := r.Read(said("review", texts[i%len(texts)])); !reflect.DeepEqual(got, want[i%len(texts)]) {
					t.Errorf("text %d reads differently in another goroutine", i%len(texts))
				}
			}
		})
	}
	wait.Wait()
}

func TestALongTextMayTellOfSeveralBreaks(t *testing.T) {
	filler := strings.Repeat("It was a sunny day and we had a nice walk. ", 8)
	got := NewReader(Default(), nil).Read(said("ticket", broken+" "+filler+"Then customer service told me the courier has it and the courier told me the warehouse has it, and each sends me back to the other."))
	if len(got) < 2 {
		t.Fatalf("%d mentions, want 2 or more", len(got))
	}
	if d := got[0].Quote.Start - got[1].Quote.Start; d > -200 && d < 200 {
		t.Errorf("the two quotes are only %d bytes apart", d)
	}
}

func TestVector(t *testing.T) {
	m := Default()
	checkUnit(t, m.Vector("my order was not at the pickup desk"))
	dot := func(a, b string) float64 {
		x, y, sum := m.Vector(a), m.Vector(b), 0.0
		for i := range x {
			sum += float64(x[i]) * float64(y[i])
		}
		return sum
	}
	alike := dot("the store had no record of my order", "the shop could not find my order")
	far := dot("the store had no record of my order", "they reported the debt to the credit bureau")
	if alike <= far {
		t.Errorf("similar wording %.2f, different wording %.2f", alike, far)
	}
	if same, other := dot("my Brixley stroller came broken", "about the Brixley stroller"), dot("my Brixley stroller came broken", "about the Tamsin kettle"); same <= other {
		t.Errorf("a name that training never saw: %.2f for the same, %.2f for another", same, other)
	}
	for _, x := range m.Vector("") {
		if x != 0 {
			t.Fatal("no words must give the zero vector")
		}
	}
}

func BenchmarkRead(b *testing.B) {
	r := NewReader(Default(), shop())
	in := said("review", strings.Repeat(broken+" ", 4)[:640])
	b.ReportAllocs()
	for b.Loop() {
		r.Read(in)
	}
}
