package measure_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// hear tells facts of so many interactions of a source on each of some days after monday.
func hear(f *measure.Facts, source string, from, to, each int) {
	for d := from; d < to; d++ {
		f.AddVolume(measure.Volume{Day: measure.DayOf(monday) + measure.Day(d), Source: source, Channel: source, Interactions: each})
	}
}

func TestCoverageStatuses(t *testing.T) {
	f := measure.NewFacts()
	hear(f, "steady", 0, 84, 10)
	hear(f, "thin", 0, 70, 10)
	hear(f, "thin", 70, 84, 3)
	hear(f, "silent", 0, 80, 10)
	hear(f, "long silent", 0, 30, 10)
	hear(f, "new", 78, 84, 10)
	hear(f, "rare", 0, 1, 1)
	hear(f, "rare", 40, 41, 1)
	last := measure.DayOf(monday) + 83
	got := map[string]measure.Stream{}
	for _, s := range f.Coverage(last) {
		got[s.Source] = s
		if s.Note == "" || !strings.Contains(s.Note, s.Source) {
			t.Errorf("%s: note %q", s.Source, s.Note)
		}
	}
	for source, want := range map[string]measure.CoverageStatus{
		"steady": measure.CoverageSteady, "thin": measure.CoverageThin, "silent": measure.CoverageSilent,
		"long silent": measure.CoverageSilent, "new": measure.CoverageNew, "rare": measure.CoverageRare,
	} {
		if got[source].Status != want {
			t.Errorf("%s is %s: %s", source, got[source].Status, got[source].Note)
		}
	}
	if s := got["thin"]; s.Heard != 42 || s.Expected != 140 {
		t.Errorf("thin: %+v", s)
	}
	if s := got["silent"]; s.LastHeard != last-4 || s.FirstHeard != last-83 {
		t.Errorf("silent: %+v", s)
	}
	hear(f, "silent", 83, 84, 1) // it talks again, so it is only thin or steady
	if slices.ContainsFunc(f.Coverage(last), func(s measure.Stream) bool { return s.Source == "silent" && s.Status == measure.CoverageSilent }) {
		t.Error("what came in since is not in the coverage")
	}
}

// A rhythm of the week is no silence: a source that rests on weekends is heard as usual on a Sunday.
func TestWeekendsAreNoSilence(t *testing.T) {
	f := measure.NewFacts()
	for d := range 84 {
		if d%7 < 5 {
			hear(f, "call", d, d+1, 40)
		}
	}
	for d := 77; d < 84; d++ { // each day of the last week, a Monday first
		for _, s := range f.Coverage(measure.DayOf(monday) + measure.Day(d)) {
			if s.Status != measure.CoverageSteady {
				t.Errorf("day %d: %s", d, s.Note)
			}
		}
	}
}

// Sources that go on as they are must hardly ever be called thin or silent, and those that are gone
// must be found.
func TestCoverageSimulation(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 41))
	const n = 600
	wrong, found := 0, 0
	for range n {
		mean, alpha := []float64{1, 3, 10, 40}[r.IntN(4)], []float64{0, 0.05, 0.2}[r.IntN(3)]
		f, gone := measure.NewFacts(), measure.NewFacts()
		noise := 1.0
		for d := range 98 {
			if d%7 == 0 && alpha > 0 {
				noise = distuv.Gamma{Alpha: 1 / alpha, Beta: 1 / alpha, Src: r}.Rand()
			}
			each := int(distuv.Poisson{Lambda: mean * noise * []float64{1.3, 1.2, 1, 1, 1.1, 0.8, 0.6}[d%7], Src: r}.Rand())
			hear(f, "call", d, d+1, each)
			if d < 84 {
				hear(gone, "call", d, d+1, each)
			}
		}
		last := measure.DayOf(monday) + 97
		if s := f.Coverage(last)[0]; s.Status == measure.CoverageThin || s.Status == measure.CoverageSilent {
			wrong++
		}
		if s := gone.Coverage(last)[0]; s.Status == measure.CoverageSilent {
			found++
		}
	}
	t.Logf("%.1f %% of %d steady sources are called thin or silent; %.1f %% of those silent for two weeks are found", 100*float64(wrong)/n, n, 100*float64(found)/n)
	if wrong > n/50 || found < n*9/10 {
		t.Errorf("%d of %d steady sources are called thin or silent, %d silent ones are found", wrong, n, found)
	}
}

// hearWeeks tells facts of what a source brings in each of some weeks, spread over its days from Sunday back.
func hearWeeks(f *measure.Facts, weeks ...int) {
	for w, n := range weeks {
		for i := range n {
			hear(f, "store", 7*w+(6+3*i)%7, 7*w+(6+3*i)%7+1, 1)
		}
	}
}

// Of little that is expected, little can be missing: 1 of 9 is no chance where the weeks were alike,
// and may be one where they were not.
func TestFewAreThinToo(t *testing.T) {
	for name, c := range map[string]struct {
		weeks []int
		want  measure.CoverageStatus
	}{
		"1 of 9, weeks alike":           {[]int{4, 5, 4, 5, 4, 5, 4, 5, 0, 1}, measure.CoverageThin},
		"2 of 9, weeks alike":           {[]int{4, 5, 4, 5, 4, 5, 4, 5, 1, 1}, measure.CoverageSteady},
		"1 of 9, two weeks are known":   {[]int{4, 5, 0, 1}, measure.CoverageSteady},
		"1 of 9, but weeks come and go": {[]int{0, 12, 1, 0, 14, 0, 9, 0, 0, 1}, measure.CoverageSteady},
		"6 of 9":                        {[]int{4, 5, 4, 5, 4, 5, 4, 5, 3, 3}, measure.CoverageSteady},
		"4 of 20":                       {[]int{10, 10, 9, 11, 10, 10, 8, 12, 2, 2}, measure.CoverageThin},
	} {
		f := measure.NewFacts()
		hearWeeks(f, c.weeks...)
		if s := f.Coverage(measure.DayOf(monday) + measure.Day(7*len(c.weeks)-1))[0]; s.Status != c.want {
			t.Errorf("%s: %s, want %s: %s", name, s.Status, c.want, s.Note)
		}
	}
}

// Whatever a source brought before, fewer now are never less thin than more.
func TestFewerAreNeverLessThin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.SliceOfN(rapid.IntRange(0, 40), 8, 8).Draw(t, "before")
		more := rapid.IntRange(1, 60).Draw(t, "more")
		fewer := rapid.IntRange(1, more).Draw(t, "fewer")
		status := func(now int) measure.CoverageStatus {
			f := measure.NewFacts()
			hearWeeks(f, append(slices.Clone(before), now/2, now-now/2)...)
			return f.Coverage(measure.DayOf(monday) + 69)[0].Status
		}
		if status(more) == measure.CoverageThin && status(fewer) == measure.CoverageSteady {
			t.Fatalf("after %v, %d are thin and %d are steady", before, more, fewer)
		}
	})
}

// Of sources that bring a fifth of what they did, even those of little are mostly found.
func TestThinSourcesAreFound(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for _, c := range []struct {
		mean  float64 // a day
		least int     // in percent
	}{{0.65, 30}, {1, 65}, {3, 97}, {10, 99}} {
		found := 0
		const n = 300
		for range n {
			f := measure.NewFacts()
			hear(f, "call", 0, 1, 1)
			for d := range 70 {
				mean := c.mean
				if d >= 56 {
					mean /= 5
				}
				hear(f, "call", d, d+1, int(distuv.Poisson{Lambda: mean, Src: r}.Rand()))
			}
			if s := f.Coverage(measure.DayOf(monday) + 69)[0]; s.Status == measure.CoverageThin || s.Status == measure.CoverageSilent {
				found++
			}
		}
		t.Logf("%.2f a day, then a fifth of it: %.0f %% of %d are found", c.mean, 100*float64(found)/n, n)
		if found*100 < c.least*n {
			t.Errorf("%.2f a day: %d of %d are found, want %d %%", c.mean, found, n, c.least)
		}
	}
}

var touchpoints = map[string]journey.Touchpoint{
	"desk":   {ID: "desk", Kinds: []journey.Kind{journey.KindStore}},
	"notice": {ID: "notice", Kinds: []journey.Kind{journey.KindMessage, journey.KindApp}},
	"claims": {ID: "claims", Kinds: []journey.Kind{journey.KindBackoffice}},
}

func TestWhoListensWhere(t *testing.T) {
	for _, c := range []struct {
		touchpoint, source, channel string
		want                        bool
	}{
		{"desk", "store_feedback", "store", true}, {"desk", "ticket", "email", false}, {"desk", "", "counter", true},
		{"notice", "ticket", "email", true}, {"notice", "call", "phone", false}, {"claims", "call", "phone", false},
	} {
		if got := measure.Hears(touchpoints[c.touchpoint], c.source, c.channel); got != c.want {
			t.Errorf("%s through %s by %s: %v", c.touchpoint, c.source, c.channel, got)
		}
	}
}

// side is the map with the kinds by which sides are listened to.
var sides = &journey.Map{Touchpoints: []journey.Touchpoint{
	{ID: "notice", Name: "Ready notice", Kinds: []journey.Kind{journey.KindMessage}},
	{ID: "desk", Name: "Pickup desk", Kinds: []journey.Kind{journey.KindStore}},
}}

// Where the store stops telling, a reading says that it understates and may point at the wrong owner,
// and what the count might be stands beside it.
func TestThinlyHeardSide(t *testing.T) {
	read := func(storeUntil int) measure.Reading {
		list := many(20, "ticket", "ticket", "store_feedback")
		for i := range list {
			list[i].day += 70
		}
		w := newWorld(t, list...)
		hear(w.Facts, "ticket", 0, 84, 20)
		hear(w.Facts, "store_feedback", 0, storeUntil, 10)
		return measure.Read(w.cluster, w.Facts, sides, measure.Window{Last: measure.DayOf(monday) + 83, Days: 21}, options, monday.AddDate(0, 0, 83))
	}
	told := func(r measure.Reading, code string) string {
		for _, g := range r.Coverage {
			if g.Code == code {
				return g.Note
			}
		}
		return ""
	}
	heard := read(84)
	if note := told(heard, measure.GapSideThin); note != "" || heard.Adjusted != nil {
		t.Errorf("all are heard, and still %q and %+v", note, heard.Adjusted)
	}
	silent := read(72)
	if note := told(silent, measure.GapSideThin); !strings.Contains(note, "Pickup desk is thinly heard") || !strings.Contains(note, "wrong one") {
		t.Errorf("the store fell silent, and the side says %q", note)
	}
	if note := told(silent, measure.GapSourceSilent); !strings.Contains(note, "store_feedback") {
		t.Errorf("the store fell silent, and the source says %q", note)
	}
	a := silent.Adjusted
	if a == nil || a.Interactions != len(silent.Interactions) || a.Low < a.Interactions || a.High <= a.Low || a.Missing < 60 {
		t.Fatalf("adjusted %+v", a)
	}
	never := read(0)
	if note := told(never, measure.GapSideThin); note == "" && len(never.Sources) == 1 {
		t.Errorf("no store was ever heard, and nothing is said: %v", never.Coverage)
	}
}

// The range beside a count must hold what the count would have been.
func TestAdjustedHoldsTheTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(55, 89))
	const n = 200
	inside := 0
	for range n {
		var list []complaint
		truth := 0
		rate := []float64{0.02, 0.05}[r.IntN(2)]
		until := 56 + r.IntN(14) + 7
		facts := measure.NewFacts()
		for d := range 84 {
			for _, source := range []string{"ticket", "store_feedback"} {
				others := int(distuv.Poisson{Lambda: 40, Src: r}.Rand())
				complaints := int(distuv.Poisson{Lambda: 40 * rate, Src: r}.Rand())
				if d >= 84-21 {
					truth += complaints
				}
				if source == "store_feedback" && d >= until {
					continue
				}
				hear(facts, source, d, d+1, others)
				for range complaints {
					if d >= 84-21 {
						list = append(list, complaint{day: d, source: source})
					} else {
						hear(facts, source, d, d+1, 1)
					}
				}
			}
		}
		w := newWorld(t, list...)
		for _, v := range facts.Volumes() {
			w.AddVolume(v)
		}
		read := measure.Read(w.cluster, w.Facts, sides, measure.Window{Last: measure.DayOf(monday) + 83, Days: 21}, options, monday.AddDate(0, 0, 83))
		if a := read.Adjusted; a != nil && a.Low <= truth && truth <= a.High {
			inside++
		}
	}
	t.Logf("%.1f %% of %d adjusted ranges hold the true count", 100*float64(inside)/n, n)
	if inside < n*9/10 {
		t.Errorf("%d of %d adjusted ranges hold the true count", inside, n)
	}
}
