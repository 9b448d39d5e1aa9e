package story

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-cx/throughline/server/route"
)

// lineOf writes a story in one line.
func lineOf(s Story, m route.Message) string {
	parts := []string{plural(m.Affected.Customers, "customer")}
	if n := m.Stuck.LocationCount; n > 0 {
		parts = append(parts, plural(n, "location"))
	}
	if amount := largest(m.Exposure); amount != "" {
		parts = append(parts, amount)
	}
	counts := " · " + strings.Join(parts, ", ")
	lead := leadOf(s)
	room := MaxLine - len("Test: ") - utf8.RuneCountInString(lead+counts)
	return lead + Cut(s.Headline(), max(room, 20)) + counts
}

// leadOf is what a line begins with: what is asked, or the state.
func leadOf(s Story) string {
	if s.Ask == nil {
		return capital(s.Badge) + ": "
	}
	by := ""
	if !s.Ask.Deadline.IsZero() {
		by = " by " + s.Ask.Deadline.Format("2 Jan 15:04 UTC")
	}
	switch {
	case s.Ask.Must && s.Ask.Occasion == route.OccasionReminder:
		return "Reminder, please answer" + by + ": "
	case s.Ask.Must:
		return "Please answer" + by + ": "
	case s.Ask.Occasion == route.OccasionDigest:
		return "Digest, first of all " + s.Badge + ": "
	case s.Ask.Occasion == route.OccasionRenewals:
		return "Renewals exposed: "
	case s.Ask.Occasion == route.OccasionUnreachable:
		return "A destination is out of use, and did not take this: "
	case s.Ask.Occasion == route.OccasionAnswered:
		return "Answered: "
	}
	return "Asked: "
}

// Cut returns text in at most so many characters: what is longer ends early, at a word where one
// ends in its later half, with an ellipsis.
func Cut(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	if most <= 1 {
		return strings.Repeat("…", max(most, 0))
	}
	runes := []rune(text)[:most-1]
	kept := string(runes)
	if space := strings.LastIndexByte(kept, ' '); space > len(kept)/2 {
		kept = kept[:space]
	}
	return strings.TrimRight(kept, " ") + "…"
}

// clean makes every string one line without characters that steer a terminal or turn the
// direction of reading.
func (s Story) clean() Story {
	for _, text := range []*string{&s.Badge, &s.Notice, &s.Seam, &s.Title, &s.Summary, &s.Reader} {
		*text = oneLine(*text)
	}
	s.Line = Cut(oneLine(s.Line), MaxLine)
	if s.Ask != nil {
		s.Ask.Text = oneLine(s.Ask.Text)
		cleanItems(s.Ask.Items)
	}
	for _, part := range s.Sections {
		cleanItems(part.Items)
	}
	return s
}

func cleanItems(items []Item) {
	for i := range items {
		item := &items[i]
		item.Lead, item.Text = oneLine(item.Lead), oneLine(item.Text)
		for j := range item.Below {
			item.Below[j] = oneLine(item.Below[j])
		}
	}
}

// oneLine returns text with each run of white space as one blank, and without control and
// direction characters. Blanks at its ends stay: what it is joined with may follow right after.
func oneLine(text string) string {
	var out strings.Builder
	blank := false
	for _, r := range strings.ToValidUTF8(text, "�") {
		switch {
		case unicode.IsSpace(r):
			blank = true
			continue
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			continue
		}
		if blank {
			out.WriteByte(' ')
			blank = false
		}
		out.WriteRune(r)
	}
	if blank {
		out.WriteByte(' ')
	}
	return out.String()
}
