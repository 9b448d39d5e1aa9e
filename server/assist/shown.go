package assist

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/throughline-cx/throughline/server/ingest"
)

// Shown is an interaction as the language model sees it. Neither ids nor attributes are sent.
type Shown struct {
	Source  string      `json:"source"`
	Channel string      `json:"channel"`
	Turns   []ShownTurn `json:"turns"`
}

// ShownTurn is one of its turns.
type ShownTurn struct {
	Turn    int            `json:"turn"`
	Speaker ingest.Speaker `json:"speaker"`
	Text    string         `json:"text"`
}

// show writes an interaction as JSON. It holds no "<", ">" or "&", which JSON writes as escapes
// here: no text can close the tag that it stands in.
func show(in ingest.Interaction) string {
	shown := Shown{Source: in.Source, Channel: in.Channel, Turns: make([]ShownTurn, len(in.Turns))}
	for i, t := range in.Turns {
		shown.Turns[i] = ShownTurn{Turn: i, Speaker: t.Speaker, Text: t.Text}
	}
	return string(mustMarshal(shown))
}

// contentHash names an answer: the same model, asked the same in the same words.
func contentHash(model, interaction string) string {
	h := sha256.New()
	for _, part := range []string{PromptVersion, model, interaction} {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}
