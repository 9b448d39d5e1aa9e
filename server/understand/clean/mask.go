package clean

import (
	"slices"
	"strings"

	"github.com/throughline-cx/throughline/server/ingest"
)

// Blank stands for what Mask leaves out, between two line breaks. It is no character of texts.
const Blank = '\x1f'

// Mask returns an interaction in whose customer turns everything is blanked that Spans leaves
// out: what is found in the rest stands at the same bytes as in the interaction that was
// given. That one is not changed; it comes back itself when nothing is left out. No sentence
// reaches across a line break, and nothing that has a Blank in it may be quoted.
func Mask(in ingest.Interaction) ingest.Interaction {
	var spans []Span
	copied := false
	for i, turn := range in.Turns {
		if turn.Speaker != ingest.SpeakerCustomer || !suspect(turn.Text) {
			continue
		}
		spans = Spans(spans[:0], turn.Text)
		if len(spans) == 1 && spans[0] == (Span{0, len(turn.Text)}) {
			continue
		}
		if !copied {
			in.Turns, copied = slices.Clone(in.Turns), true
		}
		in.Turns[i].Text = masked(turn.Text, spans)
	}
	return in
}

func masked(text string, spans []Span) string {
	var out strings.Builder
	out.Grow(len(text))
	blank := func(n int) {
		for i := range n {
			if i == 0 || i == n-1 {
				out.WriteByte('\n')
			} else {
				out.WriteByte(Blank)
			}
		}
	}
	for _, s := range spans {
		blank(s.Start - out.Len())
		out.WriteString(text[s.Start:s.End])
	}
	blank(len(text) - out.Len())
	return out.String()
}
