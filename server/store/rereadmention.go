package store

import (
	"encoding/json"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand"
)

// rereadMention is the JSON of one mention in reread_interactions.mentions.
type rereadMention struct {
	Ordinal        int                 `json:"ordinal"`
	Confidence     float64             `json:"confidence"`
	SeamConfidence float64             `json:"seam_confidence"`
	Distributions  storedDistributions `json:"distributions"`
	Located        journey.Located     `json:"located"`
	Turn           int                 `json:"turn"`
	Start          int                 `json:"start"`
	End            int                 `json:"end"`
	Quote          string              `json:"quote"`
	Vector         []float32           `json:"vector"`
	Model          string              `json:"model"`
	Assistant      string              `json:"assistant,omitempty"`
	Prompt         string              `json:"prompt,omitempty"`
}

// encodeReread returns what was found in one interaction as a JSON list.
func encodeReread(found []understand.Mention) (string, error) {
	out := make([]rereadMention, len(found))
	for i, m := range found {
		out[i] = rereadMention{
			Ordinal: m.Ordinal, Confidence: m.Confidence, SeamConfidence: m.SeamConfidence,
			Distributions: distributionsOf(m), Located: m.Located,
			Turn: m.Quote.Turn, Start: m.Quote.Start, End: m.Quote.End, Quote: m.Quote.Text,
			Vector: m.Vector, Model: m.Model, Assistant: m.Assistant.Model, Prompt: m.Assistant.Prompt,
		}
	}
	data, err := json.Marshal(out)
	return string(data), err
}

// decodeReread reads what encodeReread wrote.
func decodeReread(data []byte) ([]understand.Mention, error) {
	var stored []rereadMention
	if err := json.Unmarshal(data, &stored); err != nil {
		return nil, err
	}
	out := make([]understand.Mention, len(stored))
	for i, m := range stored {
		out[i] = understand.Mention{
			Ordinal: m.Ordinal, Confidence: m.Confidence, SeamConfidence: m.SeamConfidence,
			Located: m.Located,
			Quote:   understand.Quote{Turn: m.Turn, Start: m.Start, End: m.End, Text: m.Quote},
			Vector:  m.Vector, Model: m.Model, Assistant: understand.Assistant{Model: m.Assistant, Prompt: m.Prompt},
		}
		m.Distributions.give(&out[i])
	}
	return out, nil
}
