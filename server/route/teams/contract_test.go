package teams_test

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// hush stands for the signature in a workflow's address; it must never come back in a reason.
const hush = "hush-6f1d"

// workflow takes cards as a workflow of Power Automate does, and checks each by the schema that
// Microsoft publishes for Adaptive Cards.
type workflow struct {
	*httptest.Server
	schema *jsonschema.Schema
	mu     sync.Mutex
	cards  []map[string]any
	wrong  []string // what is wrong with what came
	fault  http.HandlerFunc
}

func newWorkflow(t testing.TB) *workflow {
	w := &workflow{schema: cardSchema(t)}
	w.Server = httptest.NewServer(w)
	t.Cleanup(w.Close)
	return w
}

// address is where the workflow takes cards.
func (w *workflow) address() string {
	return w.URL + "/workflows/0123/triggers/manual/paths/invoke?api-version=1&sig=" + hush
}

func cardSchema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	f, err := os.Open("testdata/schema/adaptive-card-1.5.0.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	document, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("adaptive-card.json", document); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("adaptive-card.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (w *workflow) got() ([]map[string]any, []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cards, w.wrong
}

func (w *workflow) forget() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cards, w.wrong = nil, nil
}

func (w *workflow) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if w.fault != nil {
		w.fault(rw, r)
		return
	}
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	card, wrong := w.check(body)
	switch {
	case err != nil || r.Method != http.MethodPost || media != "application/json":
		wrong = append(wrong, "no POST of JSON")
	case r.URL.Query().Get("sig") != hush:
		rw.WriteHeader(http.StatusUnauthorized)
		return
	case len(body) > 28<<10:
		rw.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	if wrong != nil {
		w.wrong = append(w.wrong, wrong...)
		rw.WriteHeader(http.StatusBadRequest)
		return
	}
	w.cards = append(w.cards, card)
	rw.WriteHeader(http.StatusAccepted)
}

// check returns the card in a message, and what is wrong with it.
func (w *workflow) check(body []byte) (map[string]any, []string) {
	var m struct {
		Type        string
		Attachments []struct {
			ContentType string
			ContentURL  any
			Content     map[string]any
		}
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, []string{err.Error()}
	}
	if m.Type != "message" || len(m.Attachments) != 1 || m.Attachments[0].ContentType != "application/vnd.microsoft.card.adaptive" || m.Attachments[0].ContentURL != nil {
		return nil, []string{"no message with one card"}
	}
	card := m.Attachments[0].Content
	plain := map[string]any{}
	for name, v := range card {
		if name != "msteams" { // Teams adds this one to the schema
			plain[name] = v
		}
	}
	var wrong []string
	if err := w.schema.Validate(plain); err != nil {
		wrong = append(wrong, err.Error())
	}
	if card["version"] != "1.4" {
		wrong = append(wrong, "Teams shows cards up to version 1.4 everywhere")
	}
	walk(card, func(o map[string]any) {
		switch o["type"] {
		case "TextBlock", "FactSet": // their texts are Markdown
			wrong = append(wrong, "a "+o["type"].(string)+" has markup")
		case "Action.OpenUrl":
			if u, err := url.Parse(o["url"].(string)); err != nil || u.Scheme != "https" {
				wrong = append(wrong, "no https address")
			}
		case "RichTextBlock":
			if len(o["inlines"].([]any)) == 0 {
				wrong = append(wrong, "a paragraph without words")
			}
		}
	})
	return card, wrong
}

// walk calls f with every object.
func walk(v any, f func(map[string]any)) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			walk(e, f)
		}
	case map[string]any:
		f(v)
		for _, e := range v {
			walk(e, f)
		}
	}
}

// wordsOf are the words of a card, run after run.
func wordsOf(card map[string]any) string {
	var all []string
	var collect func(any)
	collect = func(v any) { // in order, which walk's maps do not keep
		o, ok := v.(map[string]any)
		if !ok {
			return
		}
		if text, ok := o["text"].(string); ok {
			all = append(all, text)
		}
		for _, list := range []string{"body", "items", "inlines"} {
			l, _ := o[list].([]any)
			for _, e := range l {
				collect(e)
			}
		}
	}
	collect(card)
	return strings.Join(all, "\n")
}

// TestContractRefuses proves that the workflow finds what is wrong, so that what it takes means
// something.
func TestContractRefuses(t *testing.T) {
	message := func(card string) string {
		return `{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","contentUrl":null,"content":` + card + `}]}`
	}
	body := func(element string) string {
		return message(`{"type":"AdaptiveCard","version":"1.4","body":[` + element + `]}`)
	}
	good := `{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"x"}]}`
	for name, test := range map[string]struct {
		body string
		want int
	}{
		"good":            {body(good), 202},
		"no json":         {"{", 400},
		"no message":      {`{"type":"AdaptiveCard"}`, 400},
		"unknown element": {body(`{"type":"Shout","text":"x"}`), 400},
		"unknown field":   {body(`{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"x","colour":"red"}]}`), 400},
		"unknown size":    {body(`{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"x","size":"huge"}]}`), 400},
		"no text":         {body(`{"type":"RichTextBlock","inlines":[{"type":"TextRun"}]}`), 400},
		"markup":          {body(`{"type":"TextBlock","text":"x"}`), 400},
		"newer card":      {message(`{"type":"AdaptiveCard","version":"1.6","body":[` + good + `]}`), 400},
		"bad style":       {body(`{"type":"Container","style":"red","items":[]}`), 400},
		"bad link":        {message(`{"type":"AdaptiveCard","version":"1.4","body":[` + good + `],"actions":[{"type":"Action.OpenUrl","title":"x","url":"javascript:alert(1)"}]}`), 400},
		"too large":       {body(strings.Repeat(good+",", 500) + good), 413},
	} {
		w := newWorkflow(t)
		resp, err := http.Post(w.address(), "application/json", strings.NewReader(test.body))
		if err != nil {
			t.Fatal(err)
		}
		if resp.Body.Close(); resp.StatusCode != test.want {
			_, wrong := w.got()
			t.Errorf("%s: %d (%v), want %d", name, resp.StatusCode, wrong, test.want)
		}
	}
}
