package measure_test

import (
	"slices"
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

// TestGapsOfLanguages: what is not read is named by source, channel and language.
func TestGapsOfLanguages(t *testing.T) {
	w := newWorld(t, many(10, "call")...)
	volume := func(day int, source, channel, language string, n int) {
		w.AddVolume(measure.Volume{Day: measure.DayOf(monday) + measure.Day(day), Source: source, Channel: channel, Language: language, Interactions: n})
	}
	volume(0, "chat", "web", "es", 2)
	volume(1, "chat", "web", "es", 1)
	volume(1, "chat", "app", "fr-CA", 1)
	volume(1, "chat", "web", "en-GB", 5)
	volume(1, "chat", "web", "und", 1)
	volume(1, "ticket", "", "de", 1)
	volume(-9, "survey", "web", "es", 7) // before the window
	volume(1, "survey", "web", "en", 7)
	var notes []string
	for _, g := range w.read(6, 7).Coverage {
		if g.Code == measure.GapUnread {
			notes = append(notes, g.Note)
		}
	}
	want := []string{
		"4 of 10 interactions of chat cannot be read for their language (app fr-CA 1, web es 3): what breaks there is not counted",
		"1 of 1 interaction of ticket cannot be read for their language (unnamed channel de 1): what breaks there is not counted",
	}
	if !slices.Equal(notes, want) {
		t.Errorf("got %q\nwant %q", notes, want)
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
