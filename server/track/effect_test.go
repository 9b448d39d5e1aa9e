package track_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/track"
)

var fixDay = measure.DayOf(shipped)

// place is a steady stream: complaints and volume a week at one location through one source.
type place struct {
	source, location string
	weekly           func(week int) (complaints, volume int)
}

// steady has so many complaints a week before the fix, and so many from its second week on.
func steady(before, after, volume int) func(int) (int, int) {
	return func(week int) (int, int) {
		if week > 0 {
			return after, volume
		}
		return before, volume
	}
}

// daily spreads weeks over days, from so many weeks before the fix to so many after it.
func daily(before, after int, places ...place) []track.Row {
	var rows []track.Row
	for w := -before; w <= after; w++ {
		for _, p := range places {
			complaints, volume := p.weekly(w)
			for d := range 7 {
				rows = append(rows, track.Row{
					Day: fixDay + measure.Day(7*w+d), Source: p.source, Channel: p.source, Location: p.location,
					Complaints: (complaints + d) / 7, Volume: (volume + d) / 7,
				})
			}
		}
	}
	return rows
}

// nowAfter is a morning, so many full weeks after the week that is left out.
func nowAfter(weeks int) time.Time {
	return (fixDay + measure.Day(7*(weeks+1))).Start().Add(8 * time.Hour)
}

func effect(rows []track.Row, weeks int) track.Effect {
	return track.EffectOf(track.Fix{ShippedAt: shipped}, rows, track.DefaultOptions, nowAfter(weeks))
}

func TestVerdicts(t *testing.T) {
	silent := func(from int) func(int) (int, int) {
		return func(w int) (int, int) {
			if w >= from {
				return 0, 0
			}
			return 20, 400
		}
	}
	trend := func(perWeek float64) func(int) (int, int) {
		return func(w int) (int, int) { return int(math.Round(40 * math.Exp(perWeek*float64(w)))), 1000 }
	}
	for name, c := range map[string]struct {
		places  []place
		before  int
		after   int
		verdict track.Verdict
		method  track.Method
		says    string
	}{
		"fell to a third":       {[]place{{"call", "", steady(30, 10, 600)}}, 20, 8, track.Worked, track.MethodTrend, "80 complaints in the 8 weeks from 2026-05-20, 248.4 expected from the 20 weeks before, their trend and the volume: ratio 0.32"},
		"fell with the volume":  {[]place{{"call", "", func(w int) (int, int) { return 30 - 10*min(max(w, 0), 1), 600 - 200*min(max(w, 0), 1) }}}, 20, 8, track.CoverageLost, track.MethodTrend, "quiet is not fixed: source call: 380.0 interactions a week after it, 570.0 before the fix"},
		"doubled":               {[]place{{"call", "", steady(20, 40, 600)}}, 20, 8, track.Worse, track.MethodTrend, "ratio 2."},
		"nothing changed":       {[]place{{"call", "", steady(30, 30, 600)}}, 20, 8, track.NoEffectSeen, track.MethodTrend, "A halving would show, and none does"},
		"declining before":      {[]place{{"call", "", trend(-0.06)}}, 20, 8, track.NoEffectSeen, track.MethodTrend, "ratio 1.0"},
		"growth slowed":         {[]place{{"call", "", func(w int) (int, int) { return int(40 * math.Exp(0.08*float64(min(w, 0)))), 1000 }}}, 20, 8, track.NoEffectSeen, track.MethodTrend, "The rate itself did not fall"},
		"decline ended":         {[]place{{"call", "", func(w int) (int, int) { return int(40 * math.Exp(-0.08*float64(min(w, 0)))), 1000 }}}, 20, 8, track.NoEffectSeen, track.MethodTrend, "The rate itself did not rise"},
		"one source silent":     {[]place{{"call", "", steady(20, 18, 400)}, {"survey", "", silent(3)}}, 20, 8, track.CoverageLost, track.MethodTrend, "source survey: "},
		"silent for a week":     {[]place{{"call", "", func(w int) (int, int) { return 20 - 20*boolInt(w == 3), 400 - 400*boolInt(w == 3) }}}, 20, 8, track.CoverageLost, track.MethodTrend, "in the week from 2026-06-03"},
		"silent lately":         {[]place{{"call", "", func(w int) (int, int) { return 20 - 10*boolInt(w > 6), 400 - 200*boolInt(w > 6) }}}, 20, 8, track.CoverageLost, track.MethodTrend, "in the last two weeks"},
		"a silent one unheeded": {[]place{{"call", "", steady(30, 10, 600)}, {"app", "", func(w int) (int, int) { return 0, 400 - 400*boolInt(w > 0) }}}, 20, 8, track.CoverageLost, track.MethodTrend, "all sources together"},
		"few, and fewer":        {[]place{{"call", "", func(w int) (int, int) { return 2 * boolInt(w < 0), 600 }}}, 20, 8, track.Worked, track.MethodTrend, "0 complaints in the 8 weeks"},
		"hardly any":            {[]place{{"call", "", func(w int) (int, int) { return boolInt(w == -9 || w == -3 || w == 4), 600 }}}, 20, 8, track.NotEnough, track.MethodConditional, "by volume from the 2 complaints before"},
		"none at all":           {[]place{{"call", "", steady(0, 0, 600)}}, 20, 8, track.NotEnough, track.MethodConditional, "0 complaints"},
		"volume unknown":        {[]place{{"call", "", steady(0, 0, 0)}}, 20, 8, track.NotEnough, track.MethodNone, "0 weeks with known volume before the fix; at least 4 are needed"},
		"hardly any before":     {[]place{{"call", "", steady(30, 10, 600)}}, 3, 8, track.NotEnough, track.MethodNone, "3 weeks with known volume before the fix"},
		"hardly any after":      {[]place{{"call", "", steady(30, 10, 600)}}, 20, 1, track.NotEnough, track.MethodNone, "1 week with known volume after the fix; at least 2 are needed, on 2026-06-03 at the soonest. Not enough data until 2026-06-03"},
		"shipped just now":      {[]place{{"call", "", steady(30, 10, 600)}}, 20, 0, track.NotEnough, track.MethodNone, "0 weeks with known volume after"},
	} {
		got := effect(daily(c.before, c.after, c.places...), c.after)
		if got.Verdict != c.verdict || got.Method != c.method || !strings.Contains(got.Reason, c.says) {
			t.Errorf("%s: %s by %q: %s %v", name, got.Verdict, got.Method, got.Reason, got.Notes)
		}
		if (got.Verdict == track.CoverageLost) != (len(got.CoverageLost) > 0) {
			t.Errorf("%s: %v", name, got.CoverageLost)
		}
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestWindows(t *testing.T) {
	rows := daily(30, 20, place{"call", "", steady(20, 10, 400)})
	for name, c := range map[string]struct {
		options track.Options
		weeks   int // after the fix's week
		want    string
	}{
		"default":            {track.DefaultOptions, 3, "2025-12-24 2026-05-12 | 2026-05-13 2026-05-19 | 2026-05-20 2026-06-09 false"},
		"full":               {track.DefaultOptions, 12, "2025-12-24 2026-05-12 | 2026-05-13 2026-05-19 | 2026-05-20 2026-07-14 true"},
		"lag":                {track.Options{BeforeWeeks: 10, AfterWeeks: 4, LagDays: 17}, 4, "2026-03-04 2026-05-12 | 2026-05-13 2026-05-29 | 2026-05-30 2026-06-12 false"},
		"nonsense is bound":  {track.Options{BeforeWeeks: -1, AfterWeeks: 0, LagDays: -3}, 4, "2026-04-15 2026-05-12 | 2026-05-13 2026-05-19 | 2026-05-20 2026-06-02 true"},
		"data begins inside": {track.Options{BeforeWeeks: 50, AfterWeeks: 8, LagDays: 7}, 2, "2025-10-15 2026-05-12 | 2026-05-13 2026-05-19 | 2026-05-20 2026-06-02 false"},
	} {
		e := track.EffectOf(track.Fix{ShippedAt: shipped}, rows, c.options, nowAfter(c.weeks))
		w := e.Windows
		got := strings.Join([]string{
			w.Before.First().String() + " " + w.Before.Last.String(), w.LeftOut.First().String() + " " + w.LeftOut.Last.String(),
			w.After.First().String() + " " + w.After.Last.String(),
		}, " | ") + map[bool]string{true: " true", false: " false"}[e.Complete]
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestLagIsLeftOut has complaints about journeys before the fix come in for three weeks.
func TestLagIsLeftOut(t *testing.T) {
	rows := daily(20, 12, place{"call", "", func(w int) (int, int) { return 30 - 20*boolInt(w > 2), 600 }})
	now := nowAfter(12)
	lagged := track.EffectOf(track.Fix{ShippedAt: shipped}, rows, track.Options{BeforeWeeks: 20, AfterWeeks: 8, LagDays: 21}, now)
	blind := track.EffectOf(track.Fix{ShippedAt: shipped}, rows, track.DefaultOptions, now)
	if lagged.Rate.Ratio >= 0.4 || blind.Rate.Ratio <= 0.45 {
		t.Errorf("with the lag %v, without %v", lagged.Rate, blind.Rate)
	}
}

// TestEnoughOn goes on at the present pace: on the day that is named a halving shows, a week
// before it does not.
func TestEnoughOn(t *testing.T) {
	rows := daily(20, 8, place{"call", "", func(w int) (int, int) { return (6 + 6*(w&1)) >> boolInt(w > 0), 600 }})
	early := effect(rows, 0)
	if early.EnoughOn == nil {
		t.Fatal(early.Reason)
	}
	weeks := int(*early.EnoughOn-fixDay)/7 - 1
	if weeks < 3 || weeks > 8 {
		t.Fatalf("%d weeks: %s", weeks, early.Reason)
	}
	if e := effect(rows, weeks+1); e.Verdict != track.Worked {
		t.Errorf("after %d weeks: %s %s", weeks+1, e.Verdict, e.Reason)
	}
	if e := effect(rows, weeks-2); e.Verdict != track.NotEnough || e.EnoughOn == nil {
		t.Errorf("after %d weeks: %s %s", weeks-2, e.Verdict, e.Reason)
	}
	never := effect(daily(20, 3, place{"call", "", func(w int) (int, int) { return boolInt(w%4 == 0), 600 }}), 3)
	if never.Verdict != track.NotEnough || never.EnoughOn != nil || !strings.Contains(never.Reason, "Even a halving cannot show") {
		t.Errorf("%s %v %s", never.Verdict, never.EnoughOn, never.Reason)
	}
}

// TestScope ships to two of five stores while complaints halve everywhere.
func TestScope(t *testing.T) {
	at := func(location string, from, to int) place { return place{"call", location, steady(from, to, 300)} }
	rows := daily(20, 8, at("a", 21, 7), at("b", 21, 7), at("c", 21, 14), at("d", 21, 14), at("e", 21, 14), place{"call", "", steady(50, 0, 300)})
	f := track.Fix{ShippedAt: shipped, Locations: []string{"a", "b"}}
	e := track.EffectOf(f, rows, track.DefaultOptions, nowAfter(8))
	if e.Method != track.MethodControl || e.Verdict != track.Worked || math.Abs(e.Rate.Ratio-0.5) > 0.03 || math.Abs(e.Plain-0.33) > 0.03 {
		t.Errorf("%+v", e)
	}
	if e.Control == nil || e.Control.Locations != 3 || e.Control.Before.Complaints != 3*21*20 || e.After.Complaints != 2*7*8 {
		t.Errorf("%+v", e)
	}
	if !strings.Contains(e.Reason, "by the 3 locations without the fix in the same weeks") {
		t.Error(e.Reason)
	}
	all := track.EffectOf(track.Fix{ShippedAt: shipped}, rows, track.DefaultOptions, nowAfter(8))
	if all.Control != nil || all.Method != track.MethodTrend || all.After.Complaints != (2*7+3*14)*8 {
		t.Errorf("%+v", all)
	}
	lone := track.EffectOf(f, daily(20, 8, at("a", 21, 7), at("c", 0, 0)), track.DefaultOptions, nowAfter(8))
	if lone.Method != track.MethodTrend || len(lone.Notes) != 1 || !strings.Contains(lone.Notes[0], "too little to serve as a control") {
		t.Errorf("%+v", lone)
	}
	onPhone := track.Fix{ShippedAt: shipped, Channels: []string{"phone"}}
	two := daily(20, 8, place{"phone", "", steady(21, 7, 300)}, place{"chat", "", steady(21, 21, 300)})
	if e := track.EffectOf(onPhone, two, track.DefaultOptions, nowAfter(8)); e.Verdict != track.Worked || e.Before.Complaints != 21*20 {
		t.Errorf("%+v", e)
	}
}

func TestNotes(t *testing.T) {
	fresh := daily(20, 8, place{"call", "", steady(21, 21, 300)}, place{"app", "", func(w int) (int, int) { return 35 * boolInt(w > 0), 140 * boolInt(w > 0) }})
	if e := effect(fresh, 8); e.Verdict != track.NoEffectSeen || !slices.Contains(e.Notes, "280 complaints from sources or channels not heard before the fix left out") {
		t.Errorf("%s %v", e.Reason, e.Notes)
	}
	began := daily(20, 8, place{"call", "", func(w int) (int, int) { return 28 * boolInt(w > -9 && w < 1), 600 }})
	if e := effect(began, 8); e.Verdict != track.Worked || e.Baseline != 8 || !slices.Contains(e.Notes, "12 weeks before the break began, or silent, left out") {
		t.Errorf("%s %v", e.Reason, e.Notes)
	}
	surge := daily(20, 8, place{"call", "", func(w int) (int, int) { return 14 + 28*boolInt(w > -4 && w < 1), 600 }})
	if e := effect(surge, 8); e.Verdict == track.Worked || e.Baseline != 16 || e.Plain > 0.6 || len(e.Notes) != 1 || !strings.Contains(e.Notes[0], "a surge may pass by itself") {
		t.Errorf("%s %v", e.Reason, e.Notes)
	}
	surgeThere := daily(20, 8, place{"call", "a", func(w int) (int, int) { return 14 + 28*boolInt(w > -4 && w < 1), 600 }}, place{"call", "b", steady(28, 28, 600)})
	there := track.EffectOf(track.Fix{ShippedAt: shipped, Locations: []string{"a"}}, surgeThere, track.DefaultOptions, nowAfter(8))
	if there.Method != track.MethodControl || there.Verdict == track.Worked || there.Baseline != 16 || len(there.Notes) != 1 {
		t.Errorf("%+v", there)
	}
}

// TestMixOfSources moves volume from a source that complains much to one that complains little.
func TestMixOfSources(t *testing.T) {
	rows := daily(20, 8, place{"call", "", func(w int) (int, int) { return 70 - 14*boolInt(w > 0), 350 - 70*boolInt(w > 0) }},
		place{"survey", "", func(w int) (int, int) { return 7 + boolInt(w > 0), 1400 + 140*boolInt(w > 0) }})
	if e := effect(rows, 8); e.Verdict != track.NoEffectSeen || math.Abs(e.Rate.Ratio-1) > 0.05 || math.Abs(e.Plain-1) > 0.05 {
		t.Errorf("%s: %s; plain %.2f", e.Verdict, e.Reason, e.Plain)
	}
}

// TestEffectProperties holds for any series.
func TestEffectProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 5))
		s := series{ratio: pick(r, 0.2, 1, 3), trend: pick(r, -0.1, 0, 0.1), silent: pick(r, 0, 0, 2), control: pick(r, 0, 1.0)}.any(r)
		s.perWeek, s.before, s.after = pick(r, 0.2, 2, 30), pick(r, 2, 5, 12), pick(r, 0, 2, 9)
		rows, now := s.rows(r)
		e := track.EffectOf(s.fix(), rows, track.DefaultOptions, now)
		switch {
		case e.Reason == "" || e.Verdict == "":
			t.Fatalf("%+v", e)
		case e.Method == track.MethodNone:
			if e.Verdict != track.NotEnough || e.Rate != (track.Interval{}) {
				t.Fatalf("%+v", e)
			}
		case !(0 <= e.Rate.Low && e.Rate.Low <= e.Rate.High && e.Rate.High <= track.MaxRatio && e.Dispersion >= 1 && e.Expected >= 0 && e.Plain >= 0):
			t.Fatalf("%+v", e) // NaN among them
		case e.Verdict == track.Worked && (e.Rate.High >= 1 || len(e.CoverageLost) > 0), e.Verdict == track.Worse && e.Rate.Low <= 1:
			t.Fatalf("%+v", e)
		}
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		if again := track.EffectOf(s.fix(), rows, track.DefaultOptions, now); !reflect.DeepEqual(e, again) {
			t.Fatalf("the order of rows matters:\n%+v\n%+v", e, again)
		}
	})
}

func TestDisplacement(t *testing.T) {
	f := track.Fix{ShippedAt: shipped, Seam: journey.Seam{From: "notice", To: "desk"}}
	n := func(title, from, to string, before, after int) track.Neighbour {
		return track.Neighbour{Title: title, Seam: journey.Seam{From: from, To: to}, Rows: daily(20, 8, place{"call", "", steady(before, after, 700)})}
	}
	rose, same := n("Queue at the desk", "line", "desk", 7, 21), n("Shop to helpline", "shop", "line", 14, 14)
	born := n("Desk to helpline", "desk", "line", 0, 3)
	far := n("Courier to helpline", "courier", "line", 7, 21)
	got := track.DisplacementOf(f, shopMap, []track.Neighbour{same, born, far, rose}, track.DefaultOptions, nowAfter(8))
	if got.Watched != 3 || len(got.Moved) != 2 || got.Moved[0].Title != rose.Title || got.Moved[1].Title != born.Title {
		t.Fatalf("%+v", got)
	}
	if m := got.Moved[1]; m.Rate.Ratio != track.MaxRatio || !strings.HasSuffix(got.Reason, "Desk to helpline (24 heard, 0.0 expected, ratio without bound, 95 % interval from 18.89 on)") {
		t.Errorf("%+v", got)
	}
	if m := got.Moved[0]; m.Why != "passes Pickup desk" || m.Heard != 168 || m.Rate.Low < 1.8 || !strings.HasPrefix(got.Reason, "complaints may have moved to Queue at the desk (168 heard, 54.9 expected, ratio 3.06") {
		t.Errorf("%+v", got)
	}
	none := track.DisplacementOf(f, shopMap, []track.Neighbour{same, far}, track.DefaultOptions, nowAfter(8))
	if none.Watched != 1 || len(none.Moved) != 0 || none.Reason != "no sign that complaints moved: 1 neighbour watched" {
		t.Errorf("%+v", none)
	}
	if early := track.DisplacementOf(f, shopMap, []track.Neighbour{rose}, track.DefaultOptions, nowAfter(1)); early.Watched != 0 {
		t.Errorf("%+v", early)
	}
}

// TestDisplacementByChance watches ten neighbours that nothing happens to.
func TestDisplacementByChance(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	f := track.Fix{ShippedAt: shipped, Seam: journey.Seam{From: "notice", To: "desk"}}
	alarms := 0
	const fixes = 60
	for range fixes {
		var neighbours []track.Neighbour
		for range 10 {
			s := series{ratio: 1}.any(r)
			s.before, s.after = 20, 8
			rows, _ := s.rows(r)
			neighbours = append(neighbours, track.Neighbour{Seam: f.Seam, Rows: rows})
		}
		alarms += boolInt(len(track.DisplacementOf(f, shopMap, neighbours, track.DefaultOptions, nowAfter(8)).Moved) > 0)
	}
	t.Logf("%d of %d fixes seem to have moved complaints to one of ten neighbours", alarms, fixes)
	if alarms > fixes/10 {
		t.Errorf("%d of %d fixes seem to have moved complaints to one of ten neighbours", alarms, fixes)
	}
}
