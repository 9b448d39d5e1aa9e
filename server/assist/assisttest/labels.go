// Package assisttest is a language model's endpoint for tests: one that answers from labels, as
// a careful reader would, and ones that misbehave.
package assisttest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/throughline-cx/throughline/server/assist"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/redact"
)

// Label is an interaction, redacted as the endpoint will see it, and the answer that its label
// gives.
type Label struct {
	Interaction ingest.Interaction
	Answer      assist.Answer
}

// row is a line of a file of labelled interactions. Lists hold every answer that is right.
type row struct {
	ExternalID string        `json:"external_id"`
	Source     string        `json:"source"`
	Channel    string        `json:"channel"`
	Turns      []ingest.Turn `json:"turns"`
	Gold       struct {
		Break     bool                  `json:"break"`
		From      []journey.Kind        `json:"from"`
		To        []journey.Kind        `json:"to"`
		Mode      []journey.FailureMode `json:"mode"`
		Located   []journey.Located     `json:"located"`
		Quotes    []string              `json:"quotes"`
		FromWords string                `json:"from_words"`
		ToWords   string                `json:"to_words"`
	} `json:"gold"`
}

// ReadLabels reads a file of labelled interactions, one JSON object a line, and redacts them
// with r. A broken handoff whose quote stands in no customer turn is an error.
func ReadLabels(file io.Reader, r *redact.Redactor) ([]Label, error) {
	var out []Label
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		var l row
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		label, err := l.label(r)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		out = append(out, label)
	}
	return out, lines.Err()
}

func (l row) label(r *redact.Redactor) (Label, error) {
	given := ingest.Interaction{ExternalID: l.ExternalID, Source: l.Source, Channel: l.Channel, Turns: l.Turns}
	clean, redacted := ingest.Redact(r, given)
	out := Label{Interaction: clean}
	if !l.Gold.Break {
		out.Answer.Mentions = []assist.Said{}
		return out, nil
	}
	said := assist.Said{
		FromKind: first(l.Gold.From, journey.KindUnknown), ToKind: first(l.Gold.To, journey.KindUnknown),
		FailureMode: first(l.Gold.Mode, journey.ModeContextLost), Located: first(l.Gold.Located, journey.LocatedNone),
		Quote:     clear(given, redacted, first(l.Gold.Quotes, "")),
		FromWords: clear(given, redacted, l.Gold.FromWords), ToWords: clear(given, redacted, l.Gold.ToWords),
		Confidence: 0.95,
	}
	if said.Quote == "" {
		return Label{}, fmt.Errorf("interaction %s: the quote stands in no customer turn", l.ExternalID)
	}
	out.Answer.Mentions = []assist.Said{said}
	return out, nil
}

func first[V any](values []V, fallback V) V {
	if len(values) > 0 {
		return values[0]
	}
	return fallback
}

// clear returns how words of a customer read when they are redacted; nothing when the customer
// does not say them.
func clear(given ingest.Interaction, redacted []redact.Redacted, words string) string {
	for i, t := range given.Turns {
		at := strings.Index(t.Text, words)
		if t.Speaker != ingest.SpeakerCustomer || words == "" || at < 0 {
			continue
		}
		from, to := redacted[i].FromOriginal(at, at+len(words))
		return redacted[i].Text[from:to]
	}
	return ""
}
