package measure

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

// maxQuotes is how many quotes a reading shows.
const maxQuotes = 3

// Quote is a customer's exact words and where they stand.
type Quote struct {
	MentionID     uuid.UUID `json:"mention_id"`
	InteractionID uuid.UUID `json:"interaction_id"`
	SourceSystem  string    `json:"source_system"`
	ExternalID    string    `json:"external_id"` // of the interaction
	Source        string    `json:"source"`
	Channel       string    `json:"channel"`
	LocationID    string    `json:"location_id,omitempty"`
	Location      string    `json:"location,omitempty"` // its name
	OccurredAt    time.Time `json:"occurred_at"`
	Turn          int       `json:"turn"`  // index into the interaction's turns
	Start         int       `json:"start"` // byte offset into the turn's text
	End           int       `json:"end"`   // byte offset past the last byte
	Text          string    `json:"text"`
}

// speaker is a member of a cluster that could be quoted.
type speaker struct {
	Quote
	member  *group.Member
	in      Interaction
	phrase  *phrase
	telling float64 // how well its words tell the break, 0 to 1
}

// quotes returns the words that tell the break well and differ most in where they come from.
//
// Those that tell it half as well as the best or better come first. Among them each next one is
// of a source, a location, a week and a person that are heard least so far; among equals the most
// telling one speaks. Of texts in nearly the same words only one is quoted: distinct are the most
// telling speakers of each wording, in that order.
func quotes(distinct []*speaker) []Quote {
	candidates := slices.Clone(distinct)
	if len(candidates) == 0 {
		return nil
	}
	bar := candidates[0].telling / 2
	var chosen []*speaker
	for len(chosen) < maxQuotes && len(candidates) > 0 {
		best := 0
		for i, s := range candidates {
			if s.telling >= bar && repeats(s, chosen) < repeats(candidates[best], chosen) {
				best = i
			}
		}
		chosen = append(chosen, candidates[best])
		candidates = slices.Delete(candidates, best, best+1)
	}
	var out []Quote
	for _, s := range chosen {
		out = append(out, s.Quote)
	}
	return out
}

// repeats counts how often the speakers already chosen share one's source, place, week or person.
func repeats(s *speaker, chosen []*speaker) int {
	n := 0
	for _, c := range chosen {
		for _, same := range []bool{
			c.Source == s.Source, c.LocationID == s.LocationID, sameVoice(c.in, s.in),
			DayOf(c.OccurredAt).Week() == DayOf(s.OccurredAt).Week(),
		} {
			if same {
				n++
			}
		}
	}
	return n
}

// distinctWordings returns the most telling speaker of each wording, the most telling first, of
// speakers in that order. Of interactions that are alike one speaks; nil when none is.
func distinctWordings(speakers []*speaker, alike map[uuid.UUID]uuid.UUID) []*speaker {
	var out []*speaker
	said, heard := make(map[uint64]bool, len(speakers)), make(map[uuid.UUID]bool, len(speakers))
	for _, s := range speakers {
		origin := s.InteractionID
		if first, ok := alike[origin]; ok {
			origin = first
		}
		if !said[s.phrase.plain] && !heard[origin] {
			said[s.phrase.plain], heard[origin] = true, true
			out = append(out, s)
		}
	}
	return out
}

// speakers returns the members of a cluster that can be quoted in the window, the most telling
// first.
func (r *Reading) speakers(c *group.Cluster, facts *Facts, only Filter) []*speaker {
	var out []*speaker
	for i := range c.Members {
		m := &c.Members[i]
		in, ok := facts.Interaction(m.InteractionID)
		if !ok || !only.Counts(in, facts) || !r.Window.Contains(in.OccurredAt) || m.Quote.Text == "" {
			continue
		}
		p := facts.phrase(m.Quote.Text)
		out = append(out, &speaker{quoteOf(m, in, facts), m, in, p, r.telling(m, p)})
	}
	slices.SortStableFunc(out, func(a, b *speaker) int {
		return cmp.Or(cmp.Compare(b.telling, a.telling), a.OccurredAt.Compare(b.OccurredAt), cmp.Compare(a.ExternalID, b.ExternalID))
	})
	return out
}

// telling says how well a member's words tell the cluster's break, 0 to 1: sure, both sides
// named, of this seam and this mode, and short.
func (r *Reading) telling(m *group.Member, p *phrase) float64 {
	return m.Confidence * r.agrees(m) * (1 + m.Mode.Of(string(r.Mode))) / 2 * located(m.Located) * p.brief
}

// agrees returns the mass that a member gives the cluster's seam, in either direction where
// customers are sent back and forth.
func (r *Reading) agrees(m *group.Member) float64 {
	mass := m.From.Of(r.Seam.From) * m.To.Of(r.Seam.To)
	if r.Bounced && r.Seam.From != r.Seam.To {
		mass += m.From.Of(r.Seam.To) * m.To.Of(r.Seam.From)
	}
	return mass
}

func located(l journey.Located) float64 {
	switch l {
	case journey.LocatedBoth:
		return 1
	case journey.LocatedOne:
		return 0.7
	default:
		return 0.4
	}
}

func quoteOf(m *group.Member, in Interaction, facts *Facts) Quote {
	location, _ := facts.Location(in.LocationID)
	return Quote{
		MentionID: m.ID, InteractionID: m.InteractionID, SourceSystem: m.SourceSystem, ExternalID: m.ExternalID,
		Source: in.Source, Channel: in.Channel, LocationID: in.LocationID, Location: location.Name, OccurredAt: in.OccurredAt,
		Turn: m.Quote.Turn, Start: m.Quote.Start, End: m.Quote.End, Text: m.Quote.Text,
	}
}
