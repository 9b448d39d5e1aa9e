package understand

import (
	"encoding/json"
	"math"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand/language"
)

// Original maps a span of a turn's redacted text to the span of the text as it came from
// which it was made. A span that cuts through a redaction token covers all of the original.
type Original func(turn, start, end int) (from, to int)

// EncodeAnalysis returns the line that analyze prints for an interaction, without a line
// break. given is the interaction as it came, original maps spans of the text that was read
// back into it; a nil original means that nothing was redacted. Mentions keep their order. A
// language that is not read is named: given.Language, or else what language.Of makes of it.
//
// explanations are printed with their mentions; nil leaves them out.
func EncodeAnalysis(given ingest.Interaction, mentions []Mention, explanations []Explanation, original Original) ([]byte, error) {
	line := GivenLine{ExternalID: given.ExternalID, Mentions: make([]GivenMention, 0, len(mentions))}
	if spoken := language.Of(given); !language.Supported(spoken) {
		line.Language, line.Unsupported = spoken, true
	}
	for i, m := range mentions {
		start, end := m.Quote.Start, m.Quote.End
		if original != nil {
			start, end = original(m.Quote.Turn, start, end)
		}
		line.Mentions = append(line.Mentions, GivenMention{
			Confidence:     round(m.Confidence),
			FromKind:       topKind(m.FromKind),
			ToKind:         topKind(m.ToKind),
			FromTouchpoint: topOf(m.From),
			ToTouchpoint:   topOf(m.To),
			FailureMode:    topOf(m.Mode),
			Located:        string(m.Located),
			SeamConfidence: round(m.SeamConfidence),
			Quote:          given.Turns[m.Quote.Turn].Text[start:end],
			Turn:           m.Quote.Turn,
			Start:          start,
			End:            end,
		})
		if explanations != nil {
			line.Mentions[i].Explanation = explanations[i].in(given, original)
		}
	}
	return json.Marshal(line)
}

// round keeps four digits: more would claim more than a model knows.
func round(p float64) float64 { return math.Round(p*1e4) / 1e4 }

func topOf(d journey.Distribution) string {
	key, _ := d.Top()
	return key
}

func topKind(d journey.Distribution) string {
	if key := topOf(d); key != journey.Unknown {
		return key
	}
	return string(journey.KindUnknown)
}
