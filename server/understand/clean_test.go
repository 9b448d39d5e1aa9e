package understand

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/understand/clean"
)

// answered is a mail whose customer says nothing of a break; the answer below it does.
const answered = "Hi,\n\nCould you send me a copy of my card?\n\nKind regards,\nMaria Lopez\n\nOn Tue, Mar 3, 2026 at 4:05 PM Support wrote:\n> " + told + "\n> " + told

// TestQuotedMessagesAreNoMentions: what a customer answers, or what stands around their words,
// is neither read nor quoted.
func TestQuotedMessagesAreNoMentions(t *testing.T) {
	r := NewReader(Default(), shop())
	for _, m := range r.Read(said("ticket", answered)) {
		if m.Confidence >= 0.5 {
			t.Errorf("confidence %.2f in %q", m.Confidence, m.Quote.Text)
		}
	}
	plain := r.Read(said("ticket", broken))
	for name, text := range map[string]string{
		"mail":  "Hi,\n\n" + broken + "\n\nKind regards,\nMaria Lopez\nHead of Sales\n\nSent from my iPhone\n\nOn Tue, Mar 3, 2026 at 4:05 PM Support wrote:\n> All is well.\n> Bye.",
		"HTML":  "<div>Hello,</div><div>" + broken + "</div><div>Regards,<br>Maria</div>",
		"plain": broken,
	} {
		got := r.Read(said("ticket", text))
		if len(got) != len(plain) || got[0].Confidence != plain[0].Confidence {
			t.Errorf("%s: read as %d mentions, as %d without what stands around", name, len(got), len(plain))
			continue
		}
		for i, m := range got {
			if m.Quote.Text != plain[i].Quote.Text || text[m.Quote.Start:m.Quote.End] != m.Quote.Text {
				t.Errorf("%s: %q does not stand at %d, or is not %q", name, m.Quote.Text, m.Quote.Start, plain[i].Quote.Text)
			}
		}
	}
}

// TestQuotesAreTheCustomersWords mixes complaints with what mail programs add: every quote is
// exact, and in the customer's own words.
func TestQuotesAreTheCustomersWords(t *testing.T) {
	r := NewReader(Default(), shop())
	pieces := []string{
		"The app said ready for pickup.", "The desk had no record.", "They sent me back.", "Why?", "Nobody knew!", "Hi,", "Regards,", "Maria", "\n", "\n\n", " ",
		"> quoted", "> they sent you back", "On Tue, Mar 3, 2026 at 4:05 PM X wrote:", "Sent from my iPhone", "<p>", "</p>", "<br>", "<b>", "</b>", "&nbsp;", "-- ", "é", "\x1f",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 25).Draw(t, "pieces"), rapid.SampledFrom([]string{"", "\n", " "}).Draw(t, "between"))
		spans := clean.Spans(nil, text)
		for _, m := range r.Read(said("ticket", text)) {
			if text[m.Quote.Start:m.Quote.End] != m.Quote.Text {
				t.Fatalf("%q is not in %q at %d", m.Quote.Text, text, m.Quote.Start)
			}
			last := 0
			for _, s := range spans {
				if m.Quote.Start < s.End && s.Start < m.Quote.End {
					if last > 0 && strings.TrimSpace(text[last:s.Start]) != "" {
						t.Fatalf("%q reaches over %q", m.Quote.Text, text[last:s.Start])
					}
					last = s.End
				}
			}
			if last == 0 {
				t.Fatalf("%q is not the customer's: %q", m.Quote.Text, text)
			}
		}
	})
}
