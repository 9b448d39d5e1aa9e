package measure_test

import (
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/measure"
)

func gap(r measure.Reading, code string) string {
	for _, g := range r.Coverage {
		if g.Code == code {
			return g.Note
		}
	}
	return ""
}

func TestGapsSayWhatIsMissing(t *testing.T) {
	w := newWorld(t,
		complaint{customer: "ann", account: "a1", location: "s1"},
		complaint{customer: "", account: "", location: "s1"},
		complaint{customer: "", account: "a2", location: ""},
		complaint{customer: "dan", account: "a3", location: "s1"},
	)
	r := w.read(0, 7)
	for code, want := range map[string]string{
		measure.GapNoCustomer: "2 of 4 complaints name no customer (50 %)",
		measure.GapNoAccount:  "1 of 4 complaints name no account (25 %)",
		measure.GapNoLocation: "1 of 4 complaints name no location (25 %)",
		measure.GapUnvalued:   "3 of 3 affected accounts have no known annual value",
	} {
		if got := gap(r, code); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	if silent := gap(r, measure.GapSourceSilent); silent != "" {
		t.Errorf("one call is no rhythm: %q", silent)
	}
}

func TestGapsOfSources(t *testing.T) {
	w := newWorld(t, many(10, "call")...)
	volume := func(source string, from, to, each int) {
		for d := from; d < to; d++ {
			w.AddVolume(measure.Volume{Day: measure.DayOf(monday) + measure.Day(d), Source: source, Interactions: each})
		}
	}
	volume("call", 0, 21, 10)
	volume("chat", 0, 11, 10)  // stops after the eleventh day
	volume("survey", 0, 21, 9) // talks all the time, never of this
	volume("fax", 0, 1, 1)     // too rare to be missed
	r := w.read(20, 21)
	if note := gap(r, measure.GapSourceSilent); note != "chat is silent since 2026-03-12: quiet is not fixed" {
		t.Errorf("silent: %q", note)
	}
	var unheard []string
	for _, g := range r.Coverage {
		if g.Code == measure.GapSourceUnheard {
			unheard = append(unheard, g.Note)
		}
	}
	if len(unheard) != 1 || !strings.Contains(unheard[0], "survey, though 189 interactions") {
		t.Errorf("unheard: %q", unheard)
	}
}

func TestGapsWithoutDenominators(t *testing.T) {
	w := newWorld(t, complaint{customer: "ann"})
	facts := measure.NewFacts()
	in, _ := w.Interaction(group.Derive("interaction", "ext-000"))
	facts.AddInteraction(in)
	w.Facts = facts
	if note := gap(w.read(0, 7), measure.GapNoDenominators); note == "" {
		t.Error("missing volume is not said")
	}
}

func TestVolumesAddUp(t *testing.T) {
	facts := measure.NewFacts()
	for _, v := range []measure.Volume{{Day: 2, Source: "chat", Interactions: 1}, {Day: 1, Source: "call", Interactions: 2}, {Day: 2, Source: "chat", Interactions: 3}, {Day: 2, Source: "call", Interactions: 1}} {
		facts.AddVolume(v)
	}
	want := []measure.Volume{{Day: 1, Source: "call", Interactions: 2}, {Day: 2, Source: "call", Interactions: 1}, {Day: 2, Source: "chat", Interactions: 4}}
	got := facts.Volumes()
	if len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("volumes %v, want %v", got, want)
	}
}
