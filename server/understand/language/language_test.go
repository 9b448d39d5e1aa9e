package language

import (
	"testing"

	"github.com/throughline-cx/throughline/server/ingest"
)

const (
	inSpanish = "En la web ponía que estaba listo para recoger y en la tienda no sabían nada."
	inEnglish = "The website said that it was ready and the store knew nothing about it."
)

func turns(pairs ...string) ingest.Interaction {
	var in ingest.Interaction
	for i := 0; i < len(pairs); i += 2 {
		in.Turns = append(in.Turns, ingest.Turn{Speaker: ingest.Speaker(pairs[i]), Text: pairs[i+1]})
	}
	return in
}

func TestOf(t *testing.T) {
	declared := func(tag string, in ingest.Interaction) ingest.Interaction {
		in.Language = tag
		return in
	}
	for name, c := range map[string]struct {
		in   ingest.Interaction
		want string
	}{
		"customer":                  {turns("customer", inSpanish), "es"},
		"agent is not heard":        {turns("agent", inSpanish, "customer", inEnglish, "bot", inSpanish, "system", inSpanish), "en"},
		"agent in English":          {turns("agent", inEnglish, "customer", inSpanish), "es"},
		"several turns":             {turns("customer", "Hola", "agent", inEnglish, "customer", "nadie me llama"), "es"},
		"no customer":               {turns("agent", inSpanish), Undetermined},
		"quoted answer":             {turns("customer", inEnglish+"\n\nOn 3 March, Support wrote:\n> "+inSpanish+"\n> "+inSpanish), "en"},
		"declared":                  {declared("es-MX", turns("customer", inEnglish)), "es-MX"},
		"declared, as systems do":   {declared("EN_us", turns("customer", inSpanish)), "en-US"},
		"declared without language": {declared("und", turns("customer", inSpanish)), "es"},
		"declared, but malformed":   {declared("english!", turns("customer", inSpanish)), "es"},
		"declared, but unknown":     {declared("xx", turns("customer", inSpanish)), "es"},
		"the first words tell":      {turns("customer", inSpanish+" "+inSpanish+" "+inSpanish+" "+inSpanish+" "+inSpanish+" "+inSpanish, "customer", inEnglish), "es"},
	} {
		if got := Of(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		again := c.in
		again.Language = Of(c.in)
		if got := Of(again); got != c.want {
			t.Errorf("%s, stored and read again: %q, want %q", name, got, c.want)
		}
	}
}

func TestSupported(t *testing.T) {
	for tag, want := range map[string]bool{"": true, "en": true, "en-GB": true, "und": true, "es": false, "es-MX": false, "enm": false, "zh-Hant": false} {
		if Supported(tag) != want {
			t.Errorf("%q: %v", tag, !want)
		}
	}
}

func TestIdentifyLeavesOut(t *testing.T) {
	for _, text := range []string{
		"", "   ", "4471", "!!!", "[NAME:k7f3q2] [EMAIL:k7f3q2]", "https://la.tienda.es/de/los/pedidos", "nadie@tienda.es", "#nadie @nadie", "\xff\xfe", "🙂🙂🙂",
		"Los Angeles", "EL PASO TX", "Zzyzx Qwrt",
	} {
		if got := Identify(text); got != Undetermined {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// FuzzIdentify wants an answer of the closed set to any bytes, and the same one twice.
func FuzzIdentify(f *testing.F) {
	for _, s := range []string{inSpanish, inEnglish, "網站", "[EMAIL:", "a.b", "x://y", "'’'", "\xff", "İıſK"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Identify(text)
		if got == "" || len(got) > 3 || got != Identify(text) {
			t.Fatalf("%q: %q", text, got)
		}
	})
}
