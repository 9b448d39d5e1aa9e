package assist

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/understand"
)

// complaint is what the customer of most tests says, and what a careful reader makes of it.
const complaint = "The app told me my order was ready for pickup. I drove to the store and the lady at the pickup desk had no record of my order at all."

func said() Said {
	return Said{
		FromKind: "app", ToKind: "store", FailureMode: "state_mismatch", Located: "both", Confidence: 0.95,
		Quote: "the lady at the pickup desk had no record of my order", FromWords: "The app", ToWords: "the pickup desk",
	}
}

// told is an interaction in which the customer speaks, and an agent after that.
func told(text string) ingest.Interaction {
	return ingest.Interaction{ExternalID: "x", Source: "chat", Channel: "chat", Turns: []ingest.Turn{
		{Speaker: ingest.SpeakerCustomer, Text: text},
		{Speaker: ingest.SpeakerAgent, Text: "The agent says that the courier never had the parcel."},
	}}
}

const key = "sk-not-to-be-seen"

// fixture is an Assistant whose endpoint a test plays.
type fixture struct {
	*Assistant
	t      *testing.T
	keeper *Memory
	local  *understand.Reader
	now    time.Time
}

// newFixture returns one whose endpoint answers with h. change may alter the settings.
func newFixture(t *testing.T, h http.HandlerFunc, change ...func(*Settings)) *fixture {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	s := Settings{
		BaseURL: server.URL + "/v1", Model: "labels-1", APIKey: key, Mode: ModeGate, From: 0.05, To: 1,
		Timeout: 10 * time.Second, Concurrency: 4,
	}
	for _, c := range change {
		c(&s)
	}
	f := &fixture{t: t, keeper: &Memory{}, local: understand.NewReader(understand.Default(), nil), now: time.Date(2026, 11, 25, 23, 0, 0, 0, time.UTC)}
	var err error
	f.Assistant, err = New(Options{Settings: s, Keeper: f.keeper, Clock: func() time.Time { return f.now }})
	if err != nil {
		t.Fatal(err)
	}
	f.client.pause = time.Microsecond
	return f
}

func (f *fixture) read(in ingest.Interaction) Reading {
	return f.Read(f.t.Context(), "acme", f.local, in)
}

// stands fails the test unless the local reading stands, for the given reason.
func (f *fixture) stands(in ingest.Interaction, why Outcome) {
	f.t.Helper()
	got := f.read(in)
	if got.Outcome != why {
		f.t.Errorf("outcome %s, want %s", got.Outcome, why)
	}
	if data(f.t, got.Mentions) != data(f.t, f.local.Read(in)) {
		f.t.Errorf("after %s the mentions are not the local ones: %+v", got.Outcome, got.Mentions)
	}
}

func data(t *testing.T, v any) string {
	t.Helper()
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// answers is an endpoint that always says the same.
func answers(t *testing.T, mentions ...Said) http.HandlerFunc {
	return content(data(t, Answer{Mentions: append([]Said{}, mentions...)}))
}

// content is an endpoint whose model always writes the same.
func content(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { reply200(w, text, 100) }
}

func reply200(w http.ResponseWriter, text string, tokens int64) {
	_ = json.NewEncoder(w).Encode(map[string]any{
		"choices": []any{map[string]any{"finish_reason": "stop", "message": map[string]any{"content": text}}},
		"usage":   map[string]any{"total_tokens": tokens},
	})
}

// status is an endpoint that always fails.
func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		http.Error(w, "the endpoint repeats "+key+" and "+complaint, code)
	}
}

// counting counts the calls of a handler.
func counting(n *int, h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { *n++; h(w, r) }
}

// without is words of a keeper that is out of reach.
type without struct{ Keeper }

func (without) AssistAnswer(context.Context, string, string) ([]byte, error) {
	return nil, context.DeadlineExceeded
}

func repeated(s string, n int) string { return strings.Repeat(s, n) }
