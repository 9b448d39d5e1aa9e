package clean_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/understand/clean"
)

// check fails unless the spans of a text are ordered, apart, inside the text, on rune
// boundaries and not white space.
func check(t interface{ Fatalf(string, ...any) }, text string) {
	end, valid := -1, utf8.ValidString(text)
	for _, s := range clean.Spans(nil, text) {
		if s.Start <= end || s.End <= s.Start || s.End > len(text) {
			t.Fatalf("span %v after %d in %d bytes: %q", s, end, len(text), text)
		}
		if valid && !utf8.ValidString(text[s.Start:s.End]) {
			t.Fatalf("span %v cuts a rune of %q", s, text)
		}
		if strings.TrimSpace(text[s.Start:s.End]) == "" {
			t.Fatalf("span %v of %q is blank", s, text)
		}
		end = s.End
	}
}

// pieces are what messages are made of, good and bad.
var pieces = []string{
	"Hi,", "Regards,", "Maria Lopez", "--", "-- ", "\n", "\n\n", "\r\n", " ", "> quoted", "On Tue, Mar 3, 2026 at 4:05 PM X wrote:",
	"-----Original Message-----", "From: a", "To: b", "Subject: c", "Sent from my iPhone", "<p>", "</p>", "<br/>", "<b>", "</b>", "<style>", "</style>",
	"<!--", "-->", "<blockquote", "&nbsp;", "&", "<", ">", "This email is confidential", "intended recipient", "the store had nothing", "é", "日本", "\xff", "\x00",
}

func TestSpansProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		check(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "pieces"), rapid.SampledFrom([]string{"", "\n", " "}).Draw(t, "between")))
	})
}

func FuzzSpans(f *testing.F) {
	for _, p := range pieces {
		f.Add(p + "\n" + p)
	}
	f.Add(strings.Join(pieces, "\n"))
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}

// TestSpansTakeLinearTime reads the longest turns there are, of what is hardest to read;
// anything worse than linear in them would take a minute.
func TestSpansTakeLinearTime(t *testing.T) {
	for _, p := range []string{
		"\n", "> q\n", "To: b\n", "From: a\nTo: b\n\n", "--\n", "-- \n", "- Original Message -\n", "Regards,\n", "<a ", "<style>", "<!--", "&nbsp;", "<b>x",
		"On 3:04 X wrote:\n", "Sent from my iPhone wrote: On 2026 ", "-----Original Message-----", "This email\n\n", "--", "\xff",
	} {
		text := strings.Repeat(p, ingest.MaxTurnText/len(p))
		began := time.Now()
		check(t, text)
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("a turn of %q took %v", p, took)
		}
	}
}

// TestSpansKeepQuotes reads every labelled text that the model learns from: no quote in which
// a customer tells of a break may be cut or left out.
func TestSpansKeepQuotes(t *testing.T) {
	quotes, texts, whole := 0, 0, 0
	for _, row := range labelled(t) {
		for _, turn := range row.Turns {
			if turn.Speaker != "customer" || strings.TrimSpace(turn.Text) == "" {
				continue
			}
			texts++
			spans := clean.Spans(nil, turn.Text)
			if len(spans) == 1 && spans[0] == (clean.Span{Start: 0, End: len(turn.Text)}) {
				whole++
				continue
			}
			for _, q := range row.Gold.Quotes {
				at := strings.Index(turn.Text, q)
				if at < 0 {
					continue
				}
				quotes++
				if !within(spans, at, at+len(q)) {
					t.Errorf("%s: %q is cut: %q", row.ExternalID, q, turn.Text)
				}
			}
		}
	}
	t.Logf("%d of %d turns come back whole; %d quotes in the others", whole, texts, quotes)
	if texts < 1000 || float64(whole) < 0.9*float64(texts) {
		t.Errorf("%d of %d turns come back whole", whole, texts)
	}
}

func within(spans []clean.Span, start, end int) bool {
	for _, s := range spans {
		if s.Start <= start && end <= s.End {
			return true
		}
	}
	return false
}

type labelledRow struct {
	ExternalID string `json:"external_id"`
	Turns      []struct{ Speaker, Text string }
	Gold       struct{ Quotes []string }
}

func labelled(t *testing.T) []labelledRow {
	var out []labelledRow
	files, err := filepath.Glob("../../../training/data/*.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var row labelledRow
			if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
				t.Fatal(err)
			}
			out = append(out, row)
		}
		if lines.Err() != nil {
			t.Fatal(lines.Err())
		}
	}
	return out
}

func BenchmarkSpans(b *testing.B) {
	plain := strings.Repeat("the website took my claim and the phone line had never heard of it. ", 5)
	for name, text := range map[string]string{
		"plain": plain,
		"mail":  "Hi,\n\n" + plain + "\n\nKind regards,\nMaria\n\nSent from my iPhone\n\nOn Tue, Mar 3, 2026 at 4:05 PM Support wrote:\n> We have passed it on.\n> Bye.",
		"html":  "<p>Hi,</p><p>" + plain + "</p><p>Kind regards,<br>Maria</p>",
	} {
		b.Run(name, func(b *testing.B) {
			var spans []clean.Span
			for b.Loop() {
				spans = clean.Spans(spans[:0], text)
			}
		})
	}
}
