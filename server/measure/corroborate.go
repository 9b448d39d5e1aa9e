package measure

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/journey"
)

// borneWithin is how long before a complaint behaviour bears it out: a form started, then a call
// within a day.
const borneWithin = 24 * time.Hour

// corroborated returns the complaints that behaviour bears out, in their order: in the day before,
// the account's commercial record passed a side of the seam, or the same voice told of the break
// through another channel.
func corroborated(complaints []Interaction, seam journey.Seam, facts *Facts) []uuid.UUID {
	var out []uuid.UUID
	earlier := map[string][]Interaction{} // by voice
	for _, in := range complaints {       // by time
		who := voiceKey(in)
		if who == "" {
			continue
		}
		if passed(in, seam, facts) || toldBefore(in, earlier[who]) {
			out = append(out, in.ID)
		}
		earlier[who] = append(earlier[who], in)
	}
	return out
}

// voiceKey names whose an interaction is; empty when nobody knows.
func voiceKey(in Interaction) string {
	switch {
	case in.CustomerID != "":
		return "customer " + in.CustomerID
	case in.AccountID != "":
		return "account " + in.AccountID
	}
	return ""
}

// passed reports whether a record of the complaint's account passed the seam in the day before.
func passed(in Interaction, seam journey.Seam, facts *Facts) bool {
	if in.AccountID == "" {
		return false
	}
	for _, r := range facts.Records(in.AccountID) {
		if touches(r, seam) && dayBefore(r.OccurredAt, in.OccurredAt) {
			return true
		}
	}
	return false
}

func toldBefore(in Interaction, earlier []Interaction) bool {
	for _, e := range earlier {
		if e.Channel != in.Channel && dayBefore(e.OccurredAt, in.OccurredAt) {
			return true
		}
	}
	return false
}

// dayBefore reports whether the first instant is the second, or lies in the day before it.
func dayBefore(first, second time.Time) bool {
	ago := second.Sub(first)
	return 0 <= ago && ago <= borneWithin
}

// identified is how many complaints say whose they are.
func (r *Reading) identified() int { return len(r.Interactions) - r.UnidentifiedVoices }

// borneScore is the share that behaviour bears out of the complaints that say whose they are.
func (r *Reading) borneScore() float64 {
	return float64(len(r.Borne)) / float64(max(r.identified(), 1))
}

func (r *Reading) borneWords() string {
	if r.identified() == 0 {
		return ""
	}
	return fmt.Sprintf(", %d of %d borne out by what they did the day before", len(r.Borne), r.identified())
}
