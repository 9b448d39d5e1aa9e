package assist

import (
	_ "embed" // the instructions
	"encoding/json"
	"strings"

	"github.com/throughline-cx/throughline/server/journey"
)

// PromptVersion names the words and the schema of the question, and the rules by which its
// answer is read. Raise it with any change of them: it is part of every mention's provenance,
// and answers that were kept under another version are not used.
const PromptVersion = "1"

//go:embed prompt.txt
var instructions string

// schema is the JSON schema of an answer, in the strict subset that endpoints can enforce: every
// property required, no other allowed.
var schema = mustMarshal(map[string]any{
	"type": "object", "additionalProperties": false, "required": []string{"mentions"},
	"properties": map[string]any{"mentions": map[string]any{"type": "array", "items": map[string]any{
		"type": "object", "additionalProperties": false,
		"required": []string{"from_kind", "to_kind", "failure_mode", "located", "quote", "from_words", "to_words", "confidence"},
		"properties": map[string]any{
			"from_kind": oneOf(sideKinds), "to_kind": oneOf(sideKinds),
			"failure_mode": oneOf(journey.FailureModes), "located": oneOf(locatedValues),
			"quote": text, "from_words": text, "to_words": text,
			"confidence": map[string]any{"type": "number"},
		},
	}}},
})

var (
	text          = map[string]any{"type": "string"}
	sideKinds     = append([]journey.Kind{journey.KindUnknown}, journey.Kinds...)
	locatedValues = []journey.Located{journey.LocatedBoth, journey.LocatedOne, journey.LocatedNone}
)

func oneOf[V ~string](values []V) map[string]any {
	return map[string]any{"type": "string", "enum": values}
}

func mustMarshal(v any) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // only for values that JSON does not know
	}
	return data
}

// question is the body of a request to the endpoint.
type question struct {
	Model       string         `json:"model"`
	Temperature float64        `json:"temperature"`
	MaxTokens   int            `json:"max_completion_tokens"`
	Messages    []message      `json:"messages"`
	Format      responseFormat `json:"response_format"`
}

type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

type responseFormat struct {
	Type   string       `json:"type"`
	Schema schemaFormat `json:"json_schema"`
}

type schemaFormat struct {
	Name   string          `json:"name"`
	Strict bool            `json:"strict"`
	Schema json.RawMessage `json:"schema"`
}

// mostAnswerTokens is room for the longest answer that is used, and for a model that thinks a
// little before it answers.
const mostAnswerTokens = 4000

// ask returns the request about an interaction, which shown has put into JSON. Nothing but the
// text between the two tags depends on the interaction.
func ask(model, interaction string) question {
	return question{
		Model: model, Temperature: 0, MaxTokens: mostAnswerTokens,
		Messages: []message{
			{Role: "system", Content: strings.TrimSpace(instructions)},
			{Role: "user", Content: openTag + interaction + closeTag},
		},
		Format: responseFormat{Type: "json_schema", Schema: schemaFormat{Name: "broken_handoffs", Strict: true, Schema: schema}},
	}
}

const (
	openTag  = "<interaction>\n"
	closeTag = "\n</interaction>"
)
