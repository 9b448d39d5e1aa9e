package redact

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func one(r *Redactor, text string) Redacted { return r.Texts([]string{text})[0] }

func TestPseudonymIsStable(t *testing.T) {
	r := New([]byte("tenant a"))
	same := [][]string{
		{"write to Jo.Smith@example.com", "mail JO.SMITH@EXAMPLE.COM now", "it is jo dot smith at example dot com"},
		{"call 415-555-0142", "call me at (415) 555-0142", "call 1-415-555-0142", "phone four one five five five five oh one four two"},
		{"card 4111 1111 1111 1111", "card 4111-1111-1111-1111", "card 4111111111111111"},
		{"claim CLM-2026-00412", "claim number CLM 2026 00412"},
		{"I am Mrs Priya Smith", "my name is priya smith", "Mrs PRIYA SMITH"},
		{"IBAN DE89 3704 0044 0532 0130 00", "IBAN DE89370400440532013000"},
	}
	for _, texts := range same {
		first := one(r, texts[0])
		if len(first.Spans) != 1 {
			t.Fatalf("%q: %d spans", texts[0], len(first.Spans))
		}
		for _, text := range texts[1:] {
			got := one(r, text)
			if len(got.Spans) != 1 || got.Spans[0].Pseudonym != first.Spans[0].Pseudonym {
				t.Errorf("%q became %q, %q became %q", texts[0], first.Text, text, got.Text)
			}
		}
		if other := one(New([]byte("tenant b")), texts[0]); other.Spans[0].Pseudonym == first.Spans[0].Pseudonym {
			t.Errorf("%q has the same pseudonym under two keys", texts[0])
		}
	}
}

func TestTypesDoNotShareAPseudonym(t *testing.T) {
	r := New([]byte("k"))
	phone, id := one(r, "call 4155550142"), one(r, "order 4155550142")
	if phone.Spans[0].Type != Phone || id.Spans[0].Type != ID || phone.Spans[0].Pseudonym == id.Spans[0].Pseudonym {
		t.Errorf("got %q and %q", phone.Text, id.Text)
	}
}

func TestTokenAt(t *testing.T) {
	for text, want := range map[string]string{
		"[EMAIL:k7f3q2] x": "EMAIL", "[CREDIT_CARD:abcdef]": "CREDIT_CARD",
		"[EMAIL:k7f3q]": "", "[EMAIL:K7F3Q2]": "", "[EMAIL_1]": "", "[EMAIL:k7f3q9]": "", "[E:k7f3q2]": "", "EMAIL:k7f3q2]": "", "[EMAIL:k7f3q2": "", "[": "", "": "",
	} {
		typ, end, ok := TokenAt(text, 0)
		if typ != want || ok != (want != "") || ok && text[:end] != "["+want+":"+text[len(want)+2:end] {
			t.Errorf("TokenAt(%q) = %q, %d, %v", text, typ, end, ok)
		}
	}
	if _, _, ok := TokenAt("[EMAIL:k7f3q2]", -1); ok {
		t.Error("found a token before the text")
	}
}

func TestOffsets(t *testing.T) {
	const text = "é: call 415-555-0142 or jo@example.com!"
	out := one(New([]byte("k")), text)
	if len(out.Spans) != 2 {
		t.Fatalf("%q", out.Text)
	}
	phone, mail := out.Spans[0], out.Spans[1]
	at := func(s string) int { return strings.Index(text, s) }
	for _, c := range []struct{ start, end, from, to int }{
		{0, len(out.Text), 0, len(text)},
		{phone.OutStart + 2, phone.OutStart + 5, at("415"), at("415") + 12},
		{phone.OutStart, phone.OutEnd, at("415"), at("415") + 12},
		{phone.OutEnd, phone.OutEnd + 4, at(" or "), at(" or ") + 4},
		{4, phone.OutStart + 1, 4, at("415") + 12},
		{mail.OutEnd - 1, len(out.Text), at("jo@"), len(text)},
		{4, 4, 4, 4},
	} {
		if from, to := out.ToOriginal(c.start, c.end); from != c.from || to != c.to {
			t.Errorf("ToOriginal(%d, %d) = %d, %d, want %d, %d", c.start, c.end, from, to, c.from, c.to)
		}
	}
	if from, to := out.FromOriginal(at("555"), at("555")+3); from != phone.OutStart || to != phone.OutEnd {
		t.Errorf("FromOriginal = %d, %d, want %d, %d", from, to, phone.OutStart, phone.OutEnd)
	}
}

// fragments are drawn together to texts in which the rules meet each other.
var fragments = append(strings.Fields(`call me at my name is this Mr. Dr account order # number claim on the John Smith-Miller Priya O'Brien Chase Bank
	415-555-0142 (415) 5550142 +49 30 901820 4111 1111 4471902 AC-4471902 DE89 3704 0044 0532 0130 00 jo@example.com at dot com
	one two three four five six seven double 12 High Street Apt 4B IL 62704 P.O. Box [EMAIL:k7f3q2] [NAME:abcdef] XXXX $1,200.50 2026-03-02 14:30 15%
	Regards, Thanks, was is Hi , . ? ! - / é 名前 ß JOHN SMITH`), "\n", " ", "'s", "\u00a0", "–", "0", "(", "@", "\n\n")

func text() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for _, f := range rapid.SliceOfN(rapid.SampledFrom(fragments), 6, 30).Draw(t, "fragments") {
			b.WriteString(f)
			if rapid.IntRange(0, 4).Draw(t, "space") > 0 {
				b.WriteByte(' ')
			}
		}
		return b.String()
	})
}

func TestProperties(t *testing.T) {
	r := New([]byte("k"))
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(text(), 1, 3).Draw(t, "texts")
		outs := r.Texts(texts)
		again := make([]string, len(outs))
		for i, out := range outs {
			check(t, texts[i], out)
			again[i] = out.Text
		}
		for i, out := range r.Texts(again) {
			if out.Text != again[i] {
				t.Fatalf("redacted %q to %q, and that to %q", texts, again[i], out.Text)
			}
		}
	})
}

type failer interface {
	Fatalf(format string, args ...any)
}

// check fails unless out is a consistent redaction of the text.
func check(t failer, text string, out Redacted) {
	if utf8.ValidString(text) && !utf8.ValidString(out.Text) {
		t.Fatalf("%q became %q, which is not UTF-8", text, out.Text)
	}
	at, outAt := 0, 0
	for _, s := range out.Spans {
		if s.Start < at || s.End <= s.Start || text[at:s.Start] != out.Text[outAt:s.OutStart] {
			t.Fatalf("%q became %q with the span %+v", text, out.Text, s)
		}
		typ, end, ok := TokenAt(out.Text, s.OutStart)
		if !ok || typ != s.Type || end != s.OutEnd || !strings.HasSuffix(out.Text[:end], s.Pseudonym+"]") {
			t.Fatalf("%q became %q without a token at %+v", text, out.Text, s)
		}
		if from, to := out.ToOriginal(s.OutStart, s.OutEnd); from != s.Start || to != s.End {
			t.Fatalf("%q: token %+v maps to %d, %d", text, s, from, to)
		}
		if value := text[s.Start:s.End]; s.Type != Name && s.Type != Address && len(value) > 6 && containsWord(out.Text, value) {
			t.Fatalf("%q became %q, which still holds %q", text, out.Text, value)
		}
		at, outAt = s.End, s.OutEnd
	}
	if text[at:] != out.Text[outAt:] {
		t.Fatalf("%q became %q", text, out.Text)
	}
	checkOffsets(t, text, out)
}

// containsWord reports whether value is one word with digits that stands in text and is no
// amount there.
func containsWord(text, value string) bool {
	if !oneWord(value) || !strings.ContainsAny(value, "0123456789") {
		return false
	}
	d := document{text: text}
	d.split()
	for i := range d.words {
		if d.free(i) && d.of(i) == value && !d.counts(i, i) {
			return true
		}
	}
	return false
}

// checkOffsets fails unless every span maps back to one that covers it, both ways.
func checkOffsets(t failer, text string, out Redacted) {
	for start := 0; start <= len(text); start += 3 {
		for end := start; end <= len(text); end += 7 {
			from, to := out.FromOriginal(start, end)
			if back, last := out.ToOriginal(from, to); from > to || to > len(out.Text) || back > start || last < end && start != end {
				t.Fatalf("%q: %d-%d maps to %d-%d and back to %d-%d", text, start, end, from, to, back, last)
			}
		}
	}
}

func FuzzTexts(f *testing.F) {
	for _, c := range cases {
		texts, _ := unmark(c)
		f.Add(texts[0])
	}
	for _, s := range []string{"", "\xff415-555-0142\xfe", "jo@\xc3.com", "[EMAIL:k7f3q2", strings.Repeat("1 ", 90), "İstanbul'da Mr. Ǆ ’s"} {
		f.Add(s)
	}
	r := New([]byte("k"))
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 400 {
			text = text[:400]
		}
		out := one(r, text)
		check(t, text, out)
		if again := one(r, out.Text); again.Text != out.Text {
			t.Errorf("redacted %q to %q, and that to %q", text, out.Text, again.Text)
		}
	})
}

// TestLongTexts proves that the work grows with the length of a text and not faster: each of
// these would take minutes with a rule that looks back over all of it.
func TestLongTexts(t *testing.T) {
	r := New([]byte("k"))
	for _, s := range []string{"1 ", "a.", "@", "a@b.c ", "one ", "Mr. ", "A-", "4111 ", "06 12 34 56 78, ", "John ", "order ", "12 A ", "[", "x@x", "Regards,\n", "A. ", "van der ", "Flat 3, ", "12, ", "Name: ", "Order A-", "1.1.", "Elm, IL 60601 ", "said Bo and "} {
		text := strings.Repeat(s, 64<<10/len(s))
		if out := one(r, text); len(out.Text) == 0 {
			t.Errorf("%q became empty", s)
		}
	}
}
