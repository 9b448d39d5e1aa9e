package journey

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func weights() *rapid.Generator[map[string]float64] {
	key := rapid.SampledFrom([]string{"", "a", "b", "c", "chat", "desk"})
	return rapid.MapOfN(key, rapid.Float64Range(-1, 1e6), 0, 6)
}

func sum(d Distribution) (s float64) {
	for _, p := range d {
		s += p.P
	}
	return s
}

func TestStated(t *testing.T) {
	d := Stated("b", 0.9, []string{"a", "b", "c"})
	for key, want := range map[string]float64{"b": 0.9, "a": 0.1 / 3, "c": 0.1 / 3, Unknown: 0.1 / 3} {
		if math.Abs(d.Of(key)-want) > 1e-12 {
			t.Errorf("%q has %v of %v, want %v", key, d.Of(key), d, want)
		}
	}
	if d := Stated("b", 0.9, nil); math.Abs(d.Of("b")-0.9) > 1e-12 || math.Abs(d.Of(Unknown)-0.1) > 1e-12 {
		t.Errorf("nothing else there is: %v", d)
	}
	if d := Stated(Unknown, 0.9, []string{"a"}); d.Known() != 0 {
		t.Errorf("nothing is stated: %v", d)
	}
}

func TestDistributionProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := weights().Draw(t, "weights")
		d := NewDistribution(w)
		if math.Abs(sum(d)-1) > 1e-9 {
			t.Fatalf("%v sums to %v", d, sum(d))
		}
		if !slices.IsSortedFunc(d, func(a, b Probability) int { return strings.Compare(a.Key, b.Key) }) {
			t.Fatalf("%v is not sorted", d)
		}
		top, p := d.Top()
		known, pk := d.TopKnown()
		for i, q := range d {
			if i > 0 && d[i-1].Key == q.Key || q.P <= 0 || d.Of(q.Key) != q.P || q.P > p || q.Key != Unknown && q.P > pk {
				t.Fatalf("%v: %q at %d, top %q %v, known %q %v", d, q.Key, i, top, p, known, pk)
			}
		}
		if math.Abs(d.Known()+d.Of(Unknown)-1) > 1e-12 || d.Of("absent") != 0 {
			t.Fatalf("%v: known %v, unknown %v", d, d.Known(), d.Of(Unknown))
		}
		for a, wa := range w {
			for b, wb := range w {
				if wa > 0 && wb > 0 && wa < wb && d.Of(a) > d.Of(b) {
					t.Fatalf("%v does not keep the order of %v", d, w)
				}
			}
		}
	})
}

func TestDistributionIsTheSameWhateverTheMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := weights().Draw(t, "weights")
		copied := make(map[string]float64, 64)
		for k, v := range w {
			copied[k] = v
		}
		if !slices.Equal(NewDistribution(w), NewDistribution(copied)) {
			t.Fatalf("%v gives two distributions", w)
		}
	})
}

func TestDistributionEdges(t *testing.T) {
	var none Distribution
	if key, p := none.Top(); key != Unknown || p != 1 || none.Of(Unknown) != 1 || none.Known() != 0 {
		t.Errorf("nothing known: %q %v, %v", key, p, none.Of(Unknown))
	}
	if key, p := none.TopKnown(); key != Unknown || p != 0 {
		t.Errorf("nothing known: %q %v", key, p)
	}
	tie := NewDistribution(map[string]float64{"b": 1, "a": 1})
	if key, _ := tie.Top(); key != "a" {
		t.Errorf("the tie went to %q", key)
	}
	if d := Certain("a", 0.9); math.Abs(d.Of("a")-0.9) > 1e-12 || math.Abs(d.Of(Unknown)-0.1) > 1e-12 {
		t.Errorf("got %v", d)
	}
	if d := Certain("a", 1); len(d) != 1 || d.Of("a") != 1 {
		t.Errorf("got %v", d)
	}
	if d := NewDistribution(map[string]float64{"a": math.NaN(), "b": -1}); !slices.Equal(d, Distribution{{Unknown, 1}}) {
		t.Errorf("got %v", d)
	}
}

func valid() *Map {
	return &Map{
		Teams: []string{"digital", "store_ops"},
		Touchpoints: []Touchpoint{
			{ID: "app", Kinds: []Kind{KindApp, KindWeb}, Team: "digital"},
			{ID: "desk", Name: "Pickup desk", Kinds: []Kind{KindStore}},
		},
		Journeys: []Journey{{ID: "collect", Touchpoints: []string{"app", "desk"}}},
		Seams:    []OwnedSeam{{Seam: Seam{"app", "desk"}, Accountable: "digital", Contributing: "store_ops"}, {Seam: Seam{"desk", "app"}}},
	}
}

func TestMapValidate(t *testing.T) {
	for _, c := range []struct {
		want   string // field and reason
		change func(*Map)
	}{
		{"", func(m *Map) {}},
		{"", func(m *Map) { *m = Map{} }},
		{"teams[2] MALFORMED", func(m *Map) { m.Teams = append(m.Teams, "Store Ops") }},
		{"teams[2] MALFORMED", func(m *Map) { m.Teams = append(m.Teams, "a"+strings.Repeat("b", 63)) }},
		{"teams[2] MISSING", func(m *Map) { m.Teams = append(m.Teams, "") }},
		{"teams[2] REPEATED", func(m *Map) { m.Teams = append(m.Teams, "digital") }},
		{"touchpoints[1].id REPEATED", func(m *Map) { m.Touchpoints[1].ID = "app"; m.Journeys, m.Seams = nil, nil }},
		{"touchpoints[2].id MISSING", func(m *Map) { m.Touchpoints = append(m.Touchpoints, Touchpoint{Kinds: []Kind{KindChat}}) }},
		{"touchpoints[0].kinds MISSING", func(m *Map) { m.Touchpoints[0].Kinds = nil }},
		{"touchpoints[0].kinds[1] UNKNOWN_VALUE", func(m *Map) { m.Touchpoints[0].Kinds[1] = "fax" }},
		{"touchpoints[1].kinds[0] UNKNOWN_VALUE", func(m *Map) { m.Touchpoints[1].Kinds[0] = KindUnknown }},
		{"touchpoints[1].team UNKNOWN_VALUE", func(m *Map) { m.Touchpoints[1].Team = "nobody" }},
		{"journeys[0].id MISSING", func(m *Map) { m.Journeys[0].ID = "" }},
		{"journeys[0].touchpoints[1] UNKNOWN_VALUE", func(m *Map) { m.Journeys[0].Touchpoints[1] = "gone" }},
		{"seams[0].from UNKNOWN_VALUE", func(m *Map) { m.Seams[0].From = "gone" }},
		{"seams[0].to UNKNOWN_VALUE", func(m *Map) { m.Seams[0].To = "" }},
		{"seams[1] REPEATED", func(m *Map) { m.Seams[1].Seam = m.Seams[0].Seam }},
		{"seams[0].accountable UNKNOWN_VALUE", func(m *Map) { m.Seams[0].Accountable = "x" }},
		{"", func(m *Map) {
			m.Seams[1] = m.Seams[0]
			m.Seams[0].EffectiveUntil, m.Seams[1].EffectiveFrom = "2026-05-31", "2026-06-01"
		}},
		{"seams[1] REPEATED", func(m *Map) {
			m.Seams[1] = m.Seams[0]
			m.Seams[0].EffectiveUntil, m.Seams[1].EffectiveFrom = "2026-06-01", "2026-06-01"
		}},
		{"seams[0].effective_from MALFORMED", func(m *Map) { m.Seams[0].EffectiveFrom = "1 May" }},
		{"seams[0].effective_until OUT_OF_RANGE", func(m *Map) { m.Seams[0].Span = Span{"2026-06-02", "2026-06-01"} }},
		{"touchpoints[0].tenures[0].team MISSING", func(m *Map) { m.Touchpoints[0].Tenures = []Tenure{{}} }},
		{"touchpoints[0].tenures[0].team UNKNOWN_VALUE", func(m *Map) { m.Touchpoints[0].Tenures = []Tenure{{Team: "gone"}} }},
		{"touchpoints[0].tenures[1] REPEATED", func(m *Map) {
			m.Touchpoints[0].Tenures = []Tenure{{"digital", Span{EffectiveUntil: "2026-05-31"}}, {"store_ops", Span{EffectiveFrom: "2026-05-01"}}}
		}},
		{"seams[1].contributing UNKNOWN_VALUE", func(m *Map) { m.Seams[1].Contributing = "x" }},
	} {
		m := valid()
		c.change(m)
		var got []string
		for _, v := range m.Validate() {
			got = append(got, v.Field+" "+v.Reason)
			if v.Description == "" {
				t.Errorf("%s is not explained", v.Field)
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestMapLookups(t *testing.T) {
	m := valid()
	if p, ok := m.Touchpoint("desk"); !ok || p.Name != "Pickup desk" {
		t.Errorf("got %+v, %v", p, ok)
	}
	if _, ok := m.Touchpoint("gone"); ok {
		t.Error("found a touchpoint that is not there")
	}
	for id, want := range map[string]string{"desk": "Pickup desk", "app": "app", "gone": "gone"} {
		if got := m.TouchpointName(id); got != want {
			t.Errorf("the name of %s is %q, want %q", id, got, want)
		}
	}
	if s, ok := m.OwnersOn(Seam{"app", "desk"}, "2026-05-01"); !ok || s.Accountable != "digital" {
		t.Errorf("got %+v, %v", s, ok)
	}
	if _, ok := m.OwnersOn(Seam{"desk", "desk"}, "2026-05-01"); ok {
		t.Error("found a seam that is not there")
	}
}

func TestClosedSets(t *testing.T) {
	for _, k := range Kinds {
		if !ValidKind(k) {
			t.Errorf("%q is no kind", k)
		}
	}
	for _, m := range FailureModes {
		if !ValidFailureMode(m) {
			t.Errorf("%q is no failure mode", m)
		}
	}
	if ValidKind(KindUnknown) || ValidKind("") || ValidFailureMode("") || ValidFailureMode("unknown") {
		t.Error("what is unknown counts as known")
	}
}

func TestParseYAML(t *testing.T) {
	for document, want := range map[string]string{
		"":                              "",
		"teams: [a]":                    "",
		"teams: [A]":                    `teams[0]: "A" must be`,
		"team: [a]":                     "field team not found",
		"teams: 7":                      "cannot unmarshal",
		"touchpoints: [{id: a}]":        "touchpoints[0].kinds: at least one kind is needed",
		"seams: [{from: a, too: b}]":    "field too not found",
		"teams: [":                      "journey map: yaml",
		"seams: [{from: a, to: b}]":     `seams[0].from: touchpoint "a" is not defined`,
		"teams: [a]\n---\nteams: [b]":   "must hold one document",
		"teams: [a, a]\njourneys: [{}]": "journeys[0].id: is missing",
	} {
		_, err := ParseYAML([]byte(document))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", document, err, want)
		}
	}
}

func TestDemoMaps(t *testing.T) {
	for _, tenant := range []string{"retail", "insurance", "bank"} {
		m, err := ParseYAML(demoMap(t, tenant))
		if err != nil || len(m.Touchpoints) < 5 {
			t.Errorf("%s: %v", tenant, err)
		}
	}
}

func demoMap(tb testing.TB, tenant string) []byte {
	data, err := os.ReadFile(filepath.Join("../../demo", tenant, "journey.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func FuzzParseYAML(f *testing.F) {
	f.Add(demoMap(f, "retail"))
	for _, s := range []string{"", "teams: [a]", "touchpoints: [{id: a, kinds: [web], aliases: [x]}]", "seams: [{from: a, to: b}]", "a: &a [*a]", "- 1", "teams: {a: 1}", "\x00", "? {"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ParseYAML(data)
		if (m == nil) == (err == nil) {
			t.Fatalf("got %v and %v", m, err)
		}
		if m != nil && len(m.Validate()) > 0 {
			t.Errorf("accepted %+v, which is wrong", m)
		}
	})
}
