package understand

import (
	"strings"
	"testing"
)

func quoteOf(t *testing.T, sentence int, turns ...string) (Quote, bool) {
	t.Helper()
	in := said("chat", turns...)
	s := newScan(Default())
	s.read(in, nil)
	return s.quote(in, sentence)
}

func TestQuote(t *testing.T) {
	for _, c := range []struct {
		name     string
		turns    []string
		sentence int
		want     string
		ok       bool
	}{
		{"a whole sentence", []string{"Hello there. The store had no record of my order. Bye."}, 1, "The store had no record of my order.", true},
		{"a short one takes in its neighbour", []string{"The app said it was ready. It wasn't."}, 1, "The app said it was ready. It wasn't.", true},
		{"never across turns", []string{"The app said ready.", "It wasn't."}, 1, "It wasn't.", true},
		{"one word is no quote", []string{"Hello.", "Nothing."}, 1, "Nothing.", false},
		{"punctuation around it stays", []string{`So: "they never had it on file at all!"`}, 0, `So: "they never had it on file at all!"`, true},
	} {
		q, ok := quoteOf(t, c.sentence, c.turns...)
		if q.Text != c.want || ok != c.ok {
			t.Errorf("%s: %q, %v, want %q, %v", c.name, q.Text, ok, c.want, c.ok)
		}
		if c.turns[q.Turn][q.Start:q.End] != q.Text {
			t.Errorf("%s: %q does not stand at its offsets", c.name, q.Text)
		}
	}
}

func TestALongQuoteIsCutAfterAWord(t *testing.T) {
	text := strings.Repeat("XXXX - ", 100) + "called the store"
	q, ok := quoteOf(t, 0, text)
	if n := len(strings.Fields(q.Text)); !ok || n > maxQuote {
		t.Errorf("a quote of %d words", n)
	}
	if strings.HasSuffix(q.Text, " ") {
		t.Errorf("quote %q ends in a blank", q.Text)
	}
}

func TestWordsLength(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{{"one two three", 2, "one two"}, {"one two", 2, "one two"}, {"one", 5, "one"}, {"a\u00a0b c", 2, "a\u00a0b"}, {"", 3, ""}} {
		if got := c.text[:wordsLength(c.text, c.n)]; got != c.want {
			t.Errorf("%d words of %q are %q, want %q", c.n, c.text, got, c.want)
		}
	}
}
