package assisttest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/throughline-cx/throughline/server/assist"
)

// Endpoint is an OpenAI-compatible endpoint. It checks that each request is of the one shape
// that assist may send, whatever the interaction says, and answers 400 to any other.
type Endpoint struct {
	Answer func(assist.Shown) assist.Answer // what the model says
	Key    string                           // that requests must bring; empty wants none

	mu       sync.Mutex
	requests int
	system   string // of the first request
	wrong    []string
}

// Labelled returns an endpoint that answers from labels, and says of any other interaction that
// nothing broke in it.
func Labelled(labels []Label) *Endpoint {
	known := make(map[string]assist.Answer, len(labels))
	for _, l := range labels {
		shown := assist.Shown{Source: l.Interaction.Source, Channel: l.Interaction.Channel}
		for i, t := range l.Interaction.Turns {
			shown.Turns = append(shown.Turns, assist.ShownTurn{Turn: i, Speaker: t.Speaker, Text: t.Text})
		}
		known[key(shown)] = l.Answer
	}
	return &Endpoint{Answer: func(s assist.Shown) assist.Answer {
		if a, ok := known[key(s)]; ok {
			return a
		}
		return assist.Answer{Mentions: []assist.Said{}}
	}}
}

func key(s assist.Shown) string {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // texts always marshal
	}
	return string(data)
}

// Requests returns how many requests came, and what was wrong with those of another shape.
func (e *Endpoint) Requests() (n int, wrong []string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.requests, append([]string(nil), e.wrong...)
}

// request is what the endpoint reads of a request; nothing else may be in it.
type request struct {
	Model       string   `json:"model"`
	Temperature *float64 `json:"temperature"`
	MaxTokens   int      `json:"max_completion_tokens"`
	Messages    []struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	} `json:"messages"`
	Format struct {
		Type   string `json:"type"`
		Schema struct {
			Name   string          `json:"name"`
			Strict bool            `json:"strict"`
			Schema json.RawMessage `json:"schema"`
		} `json:"json_schema"`
	} `json:"response_format"`
}

// ServeHTTP answers one request.
func (e *Endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	shown, err := e.read(r)
	e.mu.Lock()
	e.requests++
	if err != nil {
		e.wrong = append(e.wrong, err.Error())
	}
	e.mu.Unlock()
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	content, err := json.Marshal(e.Answer(shown))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	Reply(w, string(content), 100)
}

// read takes a request apart, and fails when it is not as it should be.
func (e *Endpoint) read(r *http.Request) (assist.Shown, error) {
	var q request
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(&q); err != nil {
		return assist.Shown{}, err
	}
	switch {
	case r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/chat/completions"):
		return assist.Shown{}, fmt.Errorf("%s %s", r.Method, r.URL.Path)
	case e.Key != "" && r.Header.Get("Authorization") != "Bearer "+e.Key:
		return assist.Shown{}, fmt.Errorf("the key is missing or wrong")
	case q.Temperature == nil || *q.Temperature != 0:
		return assist.Shown{}, fmt.Errorf("temperature is not 0")
	case q.Format.Type != "json_schema" || !q.Format.Schema.Strict || !strings.Contains(string(q.Format.Schema.Schema), `"additionalProperties":false`):
		return assist.Shown{}, fmt.Errorf("the format is not a strict schema")
	case len(q.Messages) != 2 || q.Messages[0].Role != "system" || q.Messages[1].Role != "user":
		return assist.Shown{}, fmt.Errorf("the messages are not one of the system and one of the user")
	case e.Key != "" && strings.Contains(q.Messages[0].Content+q.Messages[1].Content, e.Key):
		return assist.Shown{}, fmt.Errorf("a message holds the key")
	}
	if err := e.sameInstructions(q.Messages[0].Content); err != nil {
		return assist.Shown{}, err
	}
	return shownIn(q.Messages[1].Content)
}

// sameInstructions fails when the instructions are not those of the first request.
func (e *Endpoint) sameInstructions(system string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.system == "" {
		e.system = system
	}
	if system != e.system || system == "" {
		return fmt.Errorf("the instructions changed")
	}
	return nil
}

// shownIn reads the interaction of a user's message, which holds two tags and one JSON object.
func shownIn(content string) (assist.Shown, error) {
	var s assist.Shown
	inside, opened := strings.CutPrefix(content, "<interaction>\n")
	inside, closed := strings.CutSuffix(inside, "\n</interaction>")
	if !opened || !closed || strings.ContainsAny(inside, "<>\n") {
		return s, fmt.Errorf("the interaction does not stand alone between its tags")
	}
	d := json.NewDecoder(strings.NewReader(inside))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return s, err
	}
	if d.More() {
		return s, fmt.Errorf("something follows the interaction")
	}
	return s, nil
}

// Reply writes a completion with the given content.
func Reply(w http.ResponseWriter, content string, tokens int64) {
	w.Header().Set("Content-Type", "application/json")
	err := json.NewEncoder(w).Encode(map[string]any{
		"choices": []any{map[string]any{"finish_reason": "stop", "message": map[string]any{"role": "assistant", "content": content}}},
		"usage":   map[string]any{"total_tokens": tokens},
	})
	if err != nil {
		panic(http.ErrAbortHandler) // the client has gone
	}
}
