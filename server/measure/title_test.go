package measure_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// saying returns complaints that quote these texts.
func saying(quotes ...string) []complaint {
	out := make([]complaint, len(quotes))
	for i, q := range quotes {
		out[i] = complaint{customer: fmt.Sprint("c", i), quote: q}
	}
	return out
}

// about is a cluster whose members say these things.
func about(t *testing.T, quotes ...string) world { return newWorld(t, saying(quotes...)...) }

// title reads the title of a cluster beside others.
func (w world) title(m *journey.Map, others ...*group.Cluster) string {
	w.LearnWords(append([]*group.Cluster{w.cluster}, others...))
	return measure.Read(w.cluster, w.Facts, m, measure.Window{Last: measure.DayOf(monday), Days: 7}, options, monday).Title
}

func TestTitleNamesTheThing(t *testing.T) {
	others := about(t, "The account was locked again.", "They closed my account for nothing.", "Where is my account gone?", "I opened an account.")
	others.cluster.ID = group.Derive("cluster", "other")
	for _, tc := range []struct {
		name, want string
		quotes     []string
	}{
		{"what most name", "Ready notice → Pickup desk: order not found",
			[]string{"The man could not see my order anywhere.", "They had no order in my account.", "He typed the order in twice.", "Nothing came up."}},
		{"as they write it", "Ready notice → Pickup desk: vouchers not found",
			[]string{"They would not take the vouchers.", "None of my vouchers came up.", "What vouchers, she said; the vouchers are gone."}},
		{"a name of two words", "Ready notice → Pickup desk: gift card not found",
			[]string{"It said the gift card was empty.", "My gift card did not scan.", "Nobody could read a gift card there."}},
		{"what others name as much is not theirs", "Ready notice → Pickup desk: unknown there",
			[]string{"It was not in my account.", "The account showed it.", "Look at the account, I said."}},
		{"no thing is named", "Ready notice → Pickup desk: unknown there", []string{"Not here, sorry.", "Never heard of it."}},
		{"one story told thrice is told once", "Ready notice → Pickup desk: unknown there",
			[]string{"I came in for the pram and nobody knew of it, 12.", "I came in for the pram and nobody knew of it, 77.", "Nobody had heard of me."}},
	} {
		w := about(t, tc.quotes...)
		if got := w.title(shopMap, others.cluster); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
		slices.Reverse(tc.quotes)
		if again := about(t, tc.quotes...).title(shopMap, others.cluster); again != tc.want {
			t.Errorf("%s, in another order: %q", tc.name, again)
		}
	}
}

func TestTitleSaysHow(t *testing.T) {
	for mode, want := range map[journey.FailureMode]string{
		journey.ModeContextLost:        "Ready notice → Pickup desk: told all over again",
		journey.ModeBounced:            "Ready notice ⇄ Pickup desk: sent back and forth",
		journey.ModeStateMismatch:      "Ready notice → Pickup desk: unknown there",
		journey.ModeDeadEnd:            "Ready notice → Pickup desk: dead end",
		journey.ModeConflictingAnswers: "Ready notice → Pickup desk: different answers",
		journey.ModePromiseDropped:     "Ready notice → Pickup desk: promise not kept",
		journey.ModeLostBetween:        "Ready notice → Pickup desk: lost on the way",
	} {
		members := about(t, "Nope.", "No.").cluster.Members
		for i := range members {
			members[i].Mode = journey.Certain(string(mode), 0.95)
		}
		s := group.NewState()
		s.Step(members)
		w := world{measure.NewFacts(), s.Clusters()[0]}
		if got := w.title(shopMap); got != want {
			t.Errorf("%s: %q, want %q", mode, got, want)
		}
	}
}

// Whatever the map calls its touchpoints, a title stays a line.
func TestTitleStaysShort(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.StringMatching(`[A-Z][a-zé]{2,9}(( |, | or |-)[a-zé]{2,12}){0,6}`)
		m := &journey.Map{Touchpoints: []journey.Touchpoint{{ID: "notice", Name: name.Draw(rt, "from")}, {ID: "desk", Name: name.Draw(rt, "to")}}}
		got := about(t, "They lost the reservation.", "My reservation was gone.").title(m)
		if utf8.RuneCountInString(got) > 70 || !strings.Contains(got, ": ") || !utf8.ValidString(got) {
			rt.Fatalf("%q has %d characters", got, utf8.RuneCountInString(got))
		}
	})
}

// What facts learn follows from the clusters, not from what they learnt before.
func TestLearnWordsForgets(t *testing.T) {
	kept := about(t, "The pram was not there.", "Nobody knew the pram.", "Where is my account?", "They had no account.")
	gone := about(t, "The account was closed.", "My account is locked.", "An account, they said.")
	gone.cluster.ID = group.Derive("cluster", "gone")
	before := kept.title(shopMap)
	if beside := kept.title(shopMap, gone.cluster); beside != "Ready notice → Pickup desk: pram not found" {
		t.Errorf("beside a cluster about accounts: %q", beside)
	}
	if after := kept.title(shopMap); after != before {
		t.Errorf("the other cluster is gone, and the title is %q, not %q", after, before)
	}
}

// A title that a person gave goes before the made one.
func TestTitleGivenByAPerson(t *testing.T) {
	w := about(t, "They lost the reservation.", "My reservation was gone.")
	w.cluster.Title = "Prams that nobody has"
	if got := w.title(shopMap); got != w.cluster.Title {
		t.Errorf("%q, want %q", got, w.cluster.Title)
	}
}
