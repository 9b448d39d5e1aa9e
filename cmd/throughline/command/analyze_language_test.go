package command

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestAnalyzeSaysWhatItDoesNotRead: a text in another language has a line of its own, without
// mentions and with the language; a line of English says nothing of it.
func TestAnalyzeSaysWhatItDoesNotRead(t *testing.T) {
	line := func(id, declared, text string) string {
		data, err := json.Marshal(map[string]any{
			"external_id": id, "source": "review", "language": declared, "turns": []map[string]string{{"speaker": "customer", "text": text}},
		})
		if err != nil {
			t.Fatal(err)
		}
		return string(data) + "\n"
	}
	english := "The app said ready for pickup. I drove to the store and the desk had no record of my order. They sent me back to the website."
	spanish := "La app decía que estaba listo. Fui a la tienda y en el mostrador no constaba mi pedido. Me mandaron otra vez a la web."
	r := run(t, line("a", "", english)+line("b", "", spanish)+line("c", "fr-CA", english)+line("d", "en", spanish)+line("e", "und", "ok"), "analyze")
	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	if len(lines) != 5 {
		t.Fatalf("%d lines, %s", len(lines), r.out)
	}
	for i, want := range []string{"", `{"external_id":"b","mentions":[],"language":"es","unsupported_language":true}`,
		`{"external_id":"c","mentions":[],"language":"fr-CA","unsupported_language":true}`, "", `{"external_id":"e","mentions":[]}`} {
		switch {
		case want != "" && lines[i] != want:
			t.Errorf("got %s, want %s", lines[i], want)
		case want == "" && strings.Contains(lines[i], "unsupported"):
			t.Errorf("read, and said not to be: %s", lines[i])
		}
	}
	if !strings.Contains(lines[0], `"quote"`) {
		t.Errorf("nothing was found in %s", lines[0])
	}
}
