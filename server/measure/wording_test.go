package measure

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func wordingOf(quotes ...string) wording {
	var w wording
	for _, q := range quotes {
		w.add(q)
	}
	return w
}

func TestResemblance(t *testing.T) {
	const told = "They texted me that order 4419 is ready, and the desk couldn't find it at all."
	for _, tc := range []struct {
		name, other string
		from, to    float64
	}{
		{"the same", told, 1, 1},
		{"other figures, case and punctuation", "they texted me that order 17 is ready and the desk couldn’t find it at all", 1, 1},
		{"one word misspelt", "They texted me that order 4419 is reddy, and the desk couldn't find it at all.", 0.5, 0.9},
		{"the same story in other words", "Got a message about my order, went there, and nobody knew of it.", 0, 0.1},
		{"nothing", "", 0, 0},
	} {
		a, b := wordingOf(told), wordingOf(tc.other)
		if got := a.resemblance(b); got < tc.from || got > tc.to || got != b.resemblance(a) {
			t.Errorf("%s: %.2f, want %.1f to %.1f, the same both ways", tc.name, got, tc.from, tc.to)
		}
	}
}

func TestShortQuotesAreCompared(t *testing.T) {
	a, b := wordingOf("Not here."), wordingOf("not here", "")
	if a.resemblance(b) != 1 || a.said != b.said || a.words != 2 {
		t.Errorf("%+v and %+v differ", a, b)
	}
	if two := wordingOf("Not here.", "Nor there, not at all, never."); two.said != "" || two.words != 8 {
		t.Errorf("two quotes: %+v", two)
	}
}

// sentence draws a text of n words out of so many.
func sentence(t *rapid.T, n, of int) string {
	out := ""
	for range n {
		out += fmt.Sprintf("word%c%c ", 'a'+rune(rapid.IntRange(0, of-1).Draw(t, "word")/26), 'a'+rune(rapid.IntRange(0, min(of, 26)-1).Draw(t, "letter")))
	}
	return out
}

// Leaders come first, follow nobody, and are near-copies of whom they lead; texts that are the
// same have the same leader.
func TestLeaders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []wording
		for range rapid.IntRange(1, 30).Draw(t, "texts") {
			if n := len(list); n > 0 && rapid.Bool().Draw(t, "again") {
				list = append(list, list[rapid.IntRange(0, n-1).Draw(t, "which")])
				continue
			}
			list = append(list, wordingOf(sentence(t, rapid.IntRange(1, 14).Draw(t, "words"), 40)))
		}
		lead := leaders(list)
		for i, l := range lead {
			if l > i || lead[l] != l {
				t.Fatalf("%d is led by %d, which is led by %d", i, l, lead[l])
			}
			if l != i && list[i].resemblance(list[l]) < alikeFrom {
				t.Fatalf("%d and its leader %d have a resemblance of %.2f", i, l, list[i].resemblance(list[l]))
			}
			for j := range i {
				if list[j].resemblance(list[i]) == 1 && lead[j] != l {
					t.Fatalf("%d and %d are the same, and led by %d and %d", i, j, lead[i], lead[j])
				}
			}
		}
	})
}

// Near-copies are found though each text is compared with few others.
func TestLeadersFindNearCopies(t *testing.T) {
	missed, tried := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		list := []wording{wordingOf(sentence(t, 16, 676)), wordingOf(sentence(t, 16, 676))}
		text := sentence(t, 20, 676)
		list = append(list, wordingOf(text), wordingOf(text+" and one word more"))
		tried++
		if leaders(list)[3] != 2 {
			missed++
		}
	})
	if missed > 0 {
		t.Errorf("%d of %d near-copies are missed", missed, tried)
	}
}

func BenchmarkLeaders(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		list := make([]wording, n)
		for i := range list {
			for w := range 20 {
				list[i].add(fmt.Sprintf("they %x said %x to %x", mix(uint64(i*w)), mix(uint64(i+w)), i%7))
			}
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				leaders(list)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/text")
		})
	}
}
