package understand

import (
	"math"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
)

func givenFor(text, quote string) GivenMention {
	at := strings.Index(text, quote)
	return GivenMention{Confidence: 1, FromKind: "app", ToKind: "store", FromTouchpoint: "ready_notice", ToTouchpoint: "pickup_desk",
		FailureMode: "state_mismatch", Located: "both", Quote: quote, Start: at, End: at + len(quote)}
}

func TestGiven(t *testing.T) {
	r := NewReader(Default(), shop())
	got, err := r.Given(said("review", broken), []GivenMention{givenFor(broken, "had no record of my order")})
	if err != nil {
		t.Fatal(err)
	}
	m := got[0]
	if m.From.Of("ready_notice") != givenCertainty || m.To.Of("pickup_desk") != givenCertainty || math.Abs(m.Mode.Of("state_mismatch")-givenCertainty) > 1e-12 {
		t.Errorf("from %v to %v mode %v", m.From, m.To, m.Mode)
	}
	for _, d := range []journey.Distribution{m.From, m.To, m.FromKind, m.ToKind, m.Mode} {
		left := d[0].P // all others have the same
		for _, p := range d {
			if math.Abs(p.P-givenCertainty) > 1e-12 && math.Abs(p.P-left) > 1e-12 {
				t.Errorf("%v does not leave a little everywhere else", d)
			}
		}
	}
	if m.Quote.Text != "had no record of my order" || m.Ordinal != 0 {
		t.Errorf("quote %+v, ordinal %d", m.Quote, m.Ordinal)
	}
	checkUnit(t, m.Vector)
}

func TestGivenWithoutSidesIsUnknown(t *testing.T) {
	g := givenFor(broken, "had no record")
	g.FromKind, g.ToKind, g.FromTouchpoint, g.ToTouchpoint, g.FailureMode, g.Located = "unknown", "", "", "", "", ""
	got, err := NewReader(Default(), shop()).Given(said("review", broken), []GivenMention{g})
	if err != nil {
		t.Fatal(err)
	}
	m := got[0]
	for _, d := range []journey.Distribution{m.From, m.To, m.FromKind, m.ToKind, m.Mode} {
		if d.Known() != 0 {
			t.Errorf("%v should be all unknown", d)
		}
	}
	if m.Located != journey.LocatedNone {
		t.Errorf("located %q, want none", m.Located)
	}
}

func TestGivenThatIsWrong(t *testing.T) {
	in := said("review", broken)
	in.Turns = append(in.Turns, ingest.Turn{Speaker: ingest.SpeakerAgent, Text: broken})
	for name, c := range map[string]struct {
		change func(*GivenMention)
		want   string
	}{
		"confidence":  {func(g *GivenMention) { g.Confidence = 1.5 }, "confidence: 1.5 must be between 0 and 1"},
		"touchpoint":  {func(g *GivenMention) { g.ToTouchpoint = "moon" }, `to_touchpoint: touchpoint "moon" is not in the journey map`},
		"kind":        {func(g *GivenMention) { g.FromKind = "fax" }, `from_kind: "fax" is no kind`},
		"mode":        {func(g *GivenMention) { g.FailureMode = "sad" }, `failure_mode: "sad" is no failure mode`},
		"located":     {func(g *GivenMention) { g.Located = "three" }, `located: "three" must be both, one or none`},
		"turn":        {func(g *GivenMention) { g.Turn = 9 }, "turn: 9 is not one of the interaction's 2 turns"},
		"speaker":     {func(g *GivenMention) { g.Turn = 1 }, "turn: turn 1 is the agent's"},
		"span":        {func(g *GivenMention) { g.End = 10000 }, "are no span of a turn"},
		"empty span":  {func(g *GivenMention) { g.End = g.Start }, "are no span of a turn"},
		"other words": {func(g *GivenMention) { g.Start, g.End = g.Start+1, g.End+1 }, "quote: bytes"},
	} {
		g := givenFor(broken, "had no record")
		c.change(&g)
		_, err := NewReader(Default(), shop()).Given(in, []GivenMention{g})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), `"x1": mentions[0].`) {
			t.Errorf("%s: error %v, want one that names the mention and says %q", name, err, c.want)
		}
	}
}
