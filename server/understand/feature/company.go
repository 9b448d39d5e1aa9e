package feature

import (
	"slices"

	"github.com/throughline-cx/throughline/server/ingest"
)

// company is what the customer's counterparts in an interaction tell about where it happens:
// who they are, and which touchpoints they name. Their words are context for the two sides
// and nothing else: they are never a complaint, and never quoted.
type company struct {
	speakers [3]bool // agent, bot, system spoke
	first    []Class // kinds of touchpoints named in the first turn, where a counterpart says who answers
	named    []Class // kinds of touchpoints named in any turn, each once
	text     *Text   // scratch
}

// mostHeard is how many bytes of a counterpart's turn are read: they say who they are at its beginning.
const mostHeard = 400

// reset forgets everything.
func (c *company) reset() {
	c.speakers = [3]bool{}
	c.first, c.named = c.first[:0], c.named[:0]
}

// hear takes in what a counterpart says.
func (c *company) hear(turn ingest.Turn, extra *Lexicon) {
	place := slices.Index([]ingest.Speaker{ingest.SpeakerAgent, ingest.SpeakerBot, ingest.SpeakerSystem}, turn.Speaker)
	if place < 0 {
		return
	}
	greeting := c.speakers == [3]bool{}
	c.speakers[place] = true
	if c.text == nil {
		c.text = &Text{}
	}
	t := c.text
	t.clear()
	text := turn.Text
	if len(text) > mostHeard {
		text = text[:mostHeard]
	}
	t.tokenize(text)
	if len(t.tokens) == 0 {
		return
	}
	t.cut(0, text, 0)
	t.classify(extra)
	for _, m := range t.Mentions {
		if greeting && !slices.Contains(c.first, m.class) {
			c.first = append(c.first, m.class)
		}
		if !slices.Contains(c.named, m.class) {
			c.named = append(c.named, m.class)
		}
	}
}

// company adds what the counterparts tell about a candidate.
func (b *sideBuilder) company(c *company, class Class) {
	for i, spoke := range c.speakers {
		if spoke {
			b.own(30, uint64(i))
		}
	}
	if slices.Contains(c.first, class) {
		b.both(31, 0)
	}
	if slices.Contains(c.named, class) {
		b.both(32, 0)
	}
}
