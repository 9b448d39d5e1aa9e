package understand

import (
	"testing"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand/feature"
)

// pairOf is a joint distribution that is certain of one pair of kinds.
func pairOf(from, to journey.Kind) *joint {
	var j joint
	j[kindIndex(from)][kindIndex(to)] = 1
	return &j
}

func kindIndex(kind journey.Kind) int {
	for i, k := range journey.Kinds {
		if k == kind {
			return i
		}
	}
	return len(journey.Kinds)
}

func resolved(m *journey.Map, text string, j *joint) (from, to journey.Distribution) {
	r := newResolver(m)
	var t feature.Text
	t.Fill(said("review", text), r.words())
	return r.resolve(&t, 0, j)
}

func TestResolvePicksTheTouchpointThatIsNamed(t *testing.T) {
	for text, want := range map[string]string{
		"the app said yes, the refund desk said no":   "returns_desk",
		"the app said yes, the return person said no": "returns_desk",
		"the app said yes, at the collection point":   "pickup_desk",
		"the app said yes, when I went to pick up":    "pickup_desk",
	} {
		_, to := resolved(shop(), text, pairOf("app", "store"))
		if got, _ := to.Top(); got != want {
			t.Errorf("%q goes to %v, want %s on top", text, to, want)
		}
	}
}

func TestResolveFollowsTheMapsSeams(t *testing.T) {
	from, to := resolved(shop(), "they said yes and then no", pairOf("message", "store"))
	if got, _ := to.Top(); got != "pickup_desk" {
		t.Errorf("from the notice to %v, want the desk that the map's seam leads to", to)
	}
	if from.Of("ready_notice") != 1 {
		t.Errorf("from %v, want the only touchpoint of that kind", from)
	}
}

func TestResolveKeepsWhatNothingTellsApartSpread(t *testing.T) {
	m := &journey.Map{Touchpoints: []journey.Touchpoint{
		{ID: "site", Name: "Website", Kinds: []journey.Kind{"web"}},
		{ID: "till", Name: "Till", Kinds: []journey.Kind{"store"}},
		{ID: "returns", Name: "Returns desk", Kinds: []journey.Kind{"store"}},
	}, Seams: []journey.OwnedSeam{{Seam: journey.Seam{From: "site", To: "till"}}}}
	_, to := resolved(m, "the website said yes and the shop said no", pairOf("web", "store"))
	if to.Of("returns") < 0.3 || to.Of("till") <= to.Of("returns") {
		t.Errorf("to %v, want the listed seam ahead, the other desk well possible", to)
	}
	_, to = resolved(m, "The website said yes. The shop said no. It is about what I returned.", pairOf("web", "store"))
	if got, _ := to.Top(); got != "returns" {
		t.Errorf("to %v, want the desk whose word the customer says", to)
	}
}

func TestResolveKeepsMassOfKindsTheMapLacks(t *testing.T) {
	from, to := resolved(shop(), "the courier came", pairOf("delivery", "store"))
	if from.Of(journey.Unknown) != 1 {
		t.Errorf("from %v, want all unknown: the map has no courier", from)
	}
	if to.Known() != 1 {
		t.Errorf("to %v, want all known", to)
	}
	from, to = resolved(shop(), "somebody", pairOf(journey.KindUnknown, journey.KindUnknown))
	if from.Known() != 0 || to.Known() != 0 {
		t.Errorf("from %v to %v, want unknown", from, to)
	}
}

func TestResolveWithAnEmptyMap(t *testing.T) {
	from, to := resolved(&journey.Map{}, "the app said no", pairOf("app", "store"))
	if from.Known() != 0 || to.Known() != 0 {
		t.Errorf("from %v to %v, want unknown", from, to)
	}
}

func TestLocated(t *testing.T) {
	known, unknown := journey.Certain("app", 0.9), journey.Certain("app", 0.3)
	for _, c := range []struct {
		from, to journey.Distribution
		want     journey.Located
	}{{known, known, journey.LocatedBoth}, {known, unknown, journey.LocatedOne}, {unknown, known, journey.LocatedOne}, {nil, nil, journey.LocatedNone}} {
		if got := located(c.from, c.to); got != c.want {
			t.Errorf("located(%v, %v) is %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestSeamConfidenceGrowsWithTheBestPair(t *testing.T) {
	temper := temperature{Seam: 1, Shift: -0.5}
	sure, unsure := pairOf("app", "store"), &joint{}
	unsure[0][0], unsure[1][1], unsure[2][2] = 0.4, 0.3, 0.3
	if a, b := sure.confidence(temper), unsure.confidence(temper); a <= b || a >= 1 || b <= 0 {
		t.Errorf("confidence %v when sure, %v when not", a, b)
	}
}
