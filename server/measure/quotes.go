package measure

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

// maxQuotes is how many quotes a reading shows.
const maxQuotes = 5

// Quote is a customer's exact words and where they stand.
type Quote struct {
	MentionID    uuid.UUID `json:"mention_id"`
	SourceSystem string    `json:"source_system"`
	ExternalID   string    `json:"external_id"` // of the interaction
	Source       string    `json:"source"`
	Channel      string    `json:"channel"`
	LocationID   string    `json:"location_id,omitempty"`
	Location     string    `json:"location,omitempty"` // its name
	OccurredAt   time.Time `json:"occurred_at"`
	Turn         int       `json:"turn"`  // index into the interaction's turns
	Start        int       `json:"start"` // byte offset into the turn's text
	End          int       `json:"end"`   // byte offset past the last byte
	Text         string    `json:"text"`
}

// quotes returns the words that tell the break best and differ most in where they come from:
// each next one is from a source, a location and a week that are heard least so far; among
// equals the member that tells the seam most surely speaks.
func quotes(c *group.Cluster, seam journey.Seam, facts *Facts, w Window) []Quote {
	candidates := candidateQuotes(c, seam, facts, w)
	var out []Quote
	for len(out) < maxQuotes && len(candidates) > 0 {
		best := 0
		for i := range candidates {
			if repeats(candidates[i], out) < repeats(candidates[best], out) {
				best = i
			}
		}
		out = append(out, candidates[best])
		candidates = slices.Delete(candidates, best, best+1)
	}
	return out
}

// repeats counts how often the quotes already chosen share a quote's source, place or week.
func repeats(q Quote, chosen []Quote) int {
	n := 0
	for _, c := range chosen {
		if c.Source == q.Source {
			n++
		}
		if c.LocationID == q.LocationID {
			n++
		}
		if DayOf(c.OccurredAt).Week() == DayOf(q.OccurredAt).Week() {
			n++
		}
	}
	return n
}

// candidateQuotes returns one quote for each distinct wording in the window, the surest first.
func candidateQuotes(c *group.Cluster, seam journey.Seam, facts *Facts, w Window) []Quote {
	type candidate struct {
		Quote
		sure float64
	}
	var list []candidate
	for i := range c.Members {
		m := &c.Members[i]
		in, ok := facts.Interaction(m.InteractionID)
		if !ok || !w.Contains(m.OccurredAt) || m.Quote.Text == "" {
			continue
		}
		list = append(list, candidate{quoteOf(m, in, facts), m.Confidence * m.From.Of(seam.From) * m.To.Of(seam.To)})
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.sure, a.sure), a.OccurredAt.Compare(b.OccurredAt), cmp.Compare(a.ExternalID, b.ExternalID))
	})
	var out []Quote
	said := map[string]bool{}
	for _, q := range list {
		wording := strings.ToLower(strings.Join(strings.Fields(q.Text), " "))
		if !said[wording] {
			said[wording] = true
			out = append(out, q.Quote)
		}
	}
	return out
}

func quoteOf(m *group.Member, in Interaction, facts *Facts) Quote {
	location, _ := facts.Location(in.LocationID)
	return Quote{
		MentionID: m.ID, SourceSystem: m.SourceSystem, ExternalID: m.ExternalID,
		Source: in.Source, Channel: in.Channel, LocationID: in.LocationID, Location: location.Name, OccurredAt: m.OccurredAt,
		Turn: m.Quote.Turn, Start: m.Quote.Start, End: m.Quote.End, Text: m.Quote.Text,
	}
}
