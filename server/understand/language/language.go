package language

import (
	"strings"

	bcp47 "golang.org/x/text/language"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/understand/clean"
)

// Of returns the language of an interaction's customer as a BCP 47 tag: the one that was
// declared, where it names a language, else the one that the customer's own words are in;
// Undetermined where they do not tell. What agents, bots and systems say does not count, nor
// do quoted messages and signatures.
func Of(in ingest.Interaction) string {
	if tag := Declared(in.Language); tag != "" {
		return tag
	}
	var t tally
	var spans []clean.Span
	for _, turn := range in.Turns {
		if t.full() {
			break
		}
		if turn.Speaker != ingest.SpeakerCustomer {
			continue
		}
		spans = clean.Spans(spans[:0], turn.Text)
		for _, s := range spans {
			t.read(turn.Text[s.Start:s.End])
		}
	}
	return t.language()
}

// Declared returns a BCP 47 tag in its canonical form ("es-MX" for "ES_mx"), or "" where it
// is malformed or names no language, as "und" and "mul" do.
func Declared(tag string) string {
	if tag == "" || tag == English {
		return tag
	}
	parsed, err := bcp47.Parse(tag)
	if err != nil {
		return ""
	}
	base, _, _ := parsed.Raw()
	switch base.String() {
	case Undetermined, "mul", "mis", "zxx": // not known, several, one without a code, none
		return ""
	}
	return parsed.String()
}

// Supported reports whether the model reads a language that Of returned. Undetermined is read
// as English: most such texts are a few words of it.
func Supported(tag string) bool {
	base, _, _ := strings.Cut(tag, "-")
	return base == English || base == Undetermined || base == ""
}
