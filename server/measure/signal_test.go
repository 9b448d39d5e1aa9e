package measure_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// many returns complaints of n customers over the sources in turn.
func many(n int, sources ...string) []complaint {
	out := make([]complaint, n)
	for i := range out {
		out[i] = complaint{day: i % 7, customer: fmt.Sprint("c", i), account: fmt.Sprint("a", i), location: "s", source: sources[i%len(sources)]}
	}
	return out
}

func TestSignalStrength(t *testing.T) {
	for _, tc := range []struct {
		name       string
		complaints []complaint
		want       measure.Strength
	}{
		{"many voices of several sources", many(20, "call", "chat"), measure.Strong},
		{"one source alone is never strong", many(20, "call"), measure.Moderate},
		{"some voices", many(8, "call", "chat"), measure.Moderate},
		{"hardly any", many(3, "call", "chat"), measure.Weak},
	} {
		t.Run(tc.name, func(t *testing.T) {
			seam := newWorld(t, tc.complaints...).read(6, 7).Signal[0]
			if seam.Name != measure.AspectSeam || seam.Strength != tc.want {
				t.Errorf("%s is %s (%s), want %s", seam.Name, seam.Strength, seam.Reason, tc.want)
			}
			for _, s := range seam.SubScores {
				if s.Score < 0 || s.Score > 1 {
					t.Errorf("sub-score %s is %v", s.Name, s.Score)
				}
			}
		})
	}
}

func TestSignalIsMixedWhereMembersDisagree(t *testing.T) {
	w := newWorld(t, many(20, "call", "chat")...)
	members := w.cluster.Members
	for i, mode := range journey.FailureModes {
		for j := i; j < len(members); j += len(journey.FailureModes) {
			members[j].Mode = journey.Certain(string(mode), 0.95)
		}
	}
	w.cluster = together(t, members)
	signal := w.read(6, 7).Signal
	if signal[0].Strength != measure.Strong || signal[1].Strength != measure.Mixed {
		t.Errorf("seam %s, mode %s; want strong at the seam, mixed on the mode", signal[0].Strength, signal[1].Strength)
	}
	if !strings.Contains(signal[1].Reason, "20 voices from 2 sources") {
		t.Errorf("reason %q", signal[1].Reason)
	}
}

// A form started and then a call within a day bear a complaint out, and so does telling it again
// through another channel.
func TestBehaviourBearsOut(t *testing.T) {
	w := newWorld(t,
		complaint{day: 2, customer: "ann", account: "a1"},
		complaint{day: 2, customer: "bob", account: "a2"},
		complaint{day: 2, customer: "cem", account: "a3"},
		complaint{day: 2},
	)
	w.SetRecord(record("r1", "a1", "abandoned", "notice", 1, usd(1))) // the day before
	w.SetRecord(record("r2", "a2", "abandoned", "notice", 0, usd(1))) // two days before
	w.SetRecord(record("r3", "a3", "abandoned", "till", 2, usd(1)))   // another step
	r := w.read(6, 7)
	if len(r.Borne) != 1 || r.Borne[0] != r.Interactions[0].ID {
		t.Errorf("borne out: %v", r.Borne)
	}
	for _, s := range r.Signal[0].SubScores {
		if s.Name == "corroboration" && s.Score != 1.0/3 { // of those who say who they are
			t.Errorf("corroboration %v, want a third", s.Score)
		}
	}
	if !strings.Contains(r.Signal[0].Reason, "1 of 3 borne out by what they did") {
		t.Errorf("reason %q", r.Signal[0].Reason)
	}
}

func TestWhatWouldRaiseASignal(t *testing.T) {
	for _, tc := range []struct {
		complaints []complaint
		want       string
	}{
		{many(20, "call", "chat"), ""},
		{many(20, "call"), "a second source that tells of it"},
		{many(8, "call", "chat"), "8 more voices"},
		{many(3, "call"), "1 more voice; a second source that tells of it"},
	} {
		if got := newWorld(t, tc.complaints...).read(6, 7).Signal[0]; got.Raise != tc.want {
			t.Errorf("%s: %q would raise it, want %q", got.Reason, got.Raise, tc.want)
		}
	}
}

// Hints count what quotes speak of. They name no cause that nobody speaks of, are never strong, and
// say where complaints gather.
func TestCauseHintsCountWords(t *testing.T) {
	list := many(20, "call", "chat")
	for i := range list {
		list[i].quote = fmt.Sprintf("their system number%c showed no record of it", 'a'+i)
	}
	list[3].quote, list[4].quote = "the app froze on the upload page for me", "it was a bad afternoon for all of us there"
	r := newWorld(t, list...).read(6, 7)
	if len(r.Hints) != 2 || r.Hints[0].Cause != measure.CauseSystemSync || r.Hints[0].Quotes != len(r.Hints[0].Mentions) || r.Hints[1].Quotes != 1 {
		t.Fatalf("hints %+v", r.Hints)
	}
	cause := r.Signal[2]
	if cause.Name != measure.AspectCause || cause.Value != string(measure.CauseSystemSync) || cause.Strength == measure.Strong || cause.Raise == "" {
		t.Errorf("cause %+v", cause)
	}
	if r.Summary != "strong and consistent on where it breaks and how it breaks; "+string(cause.Strength)+" on the likely cause" {
		t.Errorf("summary %q", r.Summary)
	}
	silent := newWorld(t, many(6, "call")...).read(6, 7)
	if len(silent.Hints) != 0 || silent.Signal[2].Value != "" || silent.Signal[2].Strength != measure.Weak {
		t.Errorf("nobody speaks of a cause, and still %+v", silent.Signal[2])
	}
}
