package feature

import (
	"slices"
	"testing"
)

func TestWordGramsCountsAndOrder(t *testing.T) {
	text := read("one two three four")
	if got := len(text.WordGrams(0, nil)); got != 4+3+2 {
		t.Errorf("%d n-grams, want 9", got)
	}
	if slices.Equal(read("store app").WordGrams(0, nil), read("app store").WordGrams(0, nil)) {
		t.Error("the order of words makes no difference")
	}
}

func TestGramsDoNotCrossSentences(t *testing.T) {
	whole, cut := read("one two three"), read("one two. three")
	a, b := whole.WordGrams(0, nil), append(cut.WordGrams(0, nil), cut.WordGrams(1, nil)...)
	if len(a) != 6 || len(b) != 4 {
		t.Errorf("%d and %d n-grams, want 6 and 4", len(a), len(b))
	}
}

// A story goes on across a full stop, but not across a long digression.
func TestClassGramsCrossSentences(t *testing.T) {
	near := read("The app said ready. The store refused.")
	far := read("The app said ready. It is a lovely big blue thing that is nice, large, round and very very shiny. The store refused.")
	if a, b := len(near.ClassGrams(1, nil)), len(far.ClassGrams(2, nil)); a <= b {
		t.Errorf("%d class n-grams close by, %d far off", a, b)
	}
}

func TestCharGrams(t *testing.T) {
	for text, want := range map[string]int{"a": 1, "ab": 2 + 1, "abc": 3 + 2 + 1, "a b": 2, "": 0} {
		if got := len(read(text).CharGrams(nil)); got != want {
			t.Errorf("%q has %d character n-grams, want %d", text, got, want)
		}
	}
}

func TestWindowCuesTellDirectionlessFacts(t *testing.T) {
	text := read("The app said ready. The store said no record.")
	a := text.WindowCues(0, 1, nil)
	b := text.WindowCues(0, 2, nil)
	if pair := cue(3, uint64(classApp)<<8|uint64(classStore)); slices.Contains(a, pair) || !slices.Contains(b, pair) {
		t.Error("the pair of app and store must be a cue of both sentences and of neither alone")
	}
	if two := cue(8, 2); !slices.Contains(b, two) {
		t.Error("two sentences in which a touchpoint speaks are not counted")
	}
}

func TestSides(t *testing.T) {
	text := read("The app said ready. The store had no record of it.")
	got := text.Sides(1, nil)
	if len(got) != SideCandidates {
		t.Fatalf("%d candidates, want %d", len(got), SideCandidates)
	}
	for i, keys := range got {
		slices.Sort(keys)
		if len(slices.Compact(slices.Clone(keys))) != len(keys) {
			t.Errorf("candidate %d has repeated keys", i)
		}
	}
	if len(got[classStore-1]) <= len(got[classDelivery-1]) {
		t.Error("a kind that is named has no more features than one that is not")
	}
}

func TestRoots(t *testing.T) {
	same := [][2]string{{"collect", "collection"}, {"collected", "collect"}, {"returns", "returned"}, {"pick up", "pickup"}}
	for _, p := range same {
		a, b := Roots(p[0]), Roots(p[1])
		if !slices.Contains(a, b[len(b)-1]) {
			t.Errorf("%q and %q share no root", p[0], p[1])
		}
	}
	if a, b := Roots("till"), Roots("desk"); a[0] == b[0] {
		t.Error("till and desk have one root")
	}
	if got := Roots("the in of"); len(got) != 0 {
		t.Errorf("hollow words have roots %v", got)
	}
}
