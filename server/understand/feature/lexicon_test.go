package feature

import (
	"slices"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/journey"
)

// Which class a phrase has must not depend on the order of a map.
func TestNoPhraseHasTwoClasses(t *testing.T) {
	seen := map[uint64]Class{}
	for class, phrases := range lexiconWords {
		for phrase := range strings.SplitSeq(phrases, ",") {
			h, _, n := phraseHash(strings.TrimSpace(phrase))
			if n == 0 {
				t.Errorf("class %d has an empty phrase", class)
			}
			if before, ok := seen[h]; ok && before != class {
				t.Errorf("%q is in classes %d and %d", strings.TrimSpace(phrase), before, class)
			}
			seen[h] = class
		}
	}
}

func TestMentionsOfTouchpoints(t *testing.T) {
	for _, c := range []struct {
		text string
		want []journey.Kind
	}{
		{"The website said ready but the store had nothing", []journey.Kind{"web", "store"}},
		{"customer service sent me to the fraud department", []journey.Kind{"phone", "backoffice"}},
		{"two stores and three emails", []journey.Kind{"store", "message"}},
		{"the live chat promised, the courier denied", []journey.Kind{"chat", "delivery"}},
		{"lovely weather", nil},
	} {
		var got []journey.Kind
		for _, m := range read(c.text).Mentions {
			got = append(got, m.Kind)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q names %v, want %v", c.text, got, c.want)
		}
	}
}

func TestATenantsOwnWords(t *testing.T) {
	own := NewLexicon()
	own.Add("Repair hub", []journey.Kind{journey.KindPartner}, 3)
	own.Add("shop", []journey.Kind{journey.KindPartner}, 4)
	own.Add("shop", []journey.Kind{journey.KindPartner}, 5)
	own.Add("portal", []journey.Kind{journey.KindApp, journey.KindWeb}, 6)
	own.Add("   ", []journey.Kind{journey.KindApp}, 7)
	own.Add("kindless", nil, 8)
	var text Text
	text.Fill(customer("The repair hubs sent me to the shop, the portal did not, kindless"), own)
	want := []struct {
		kind   journey.Kind
		labels []int
	}{{"partner", []int{3}}, {"partner", []int{4, 5}}, {"web", []int{6}}}
	if len(text.Mentions) != len(want) {
		t.Fatalf("%d mentions, want %d: %+v", len(text.Mentions), len(want), text.Mentions)
	}
	for i, w := range want {
		if m := text.Mentions[i]; m.Kind != w.kind || !slices.Equal(m.Labels, w.labels) {
			t.Errorf("mention %d is %s %v, want %s %v", i, m.Kind, m.Labels, w.kind, w.labels)
		}
	}
}

func TestClassKind(t *testing.T) {
	for i, k := range journey.Kinds {
		if got := Class(i + 1).Kind(); got != k {
			t.Errorf("class %d has kind %q, want %q", i+1, got, k)
		}
	}
	if classSay.Kind() != "" || classNone.Kind() != "" {
		t.Error("a class that names no touchpoint has a kind")
	}
}
