package understand

import (
	"testing"

	"github.com/throughline-cx/throughline/server/ingest"
)

// told is a break as each counterpart may tell it: none of them is the customer.
const told = "I see the problem: the website took your claim on Sunday, the phone line had no record of it, and the branch sent you back to the website. You had to tell the whole story three times."

// conversation is an interaction whose turns are pairs of speaker and text.
func conversation(source string, pairs ...string) ingest.Interaction {
	in := ingest.Interaction{ExternalID: "x1", Source: source, Channel: source}
	for i := 0; i < len(pairs); i += 2 {
		in.Turns = append(in.Turns, ingest.Turn{Speaker: ingest.Speaker(pairs[i]), Text: pairs[i+1]})
	}
	return in
}

// TestABreakThatOthersTell proves that what an agent, a bot or a system says is never a
// mention: the same words are one when the customer says them.
func TestABreakThatOthersTell(t *testing.T) {
	r := NewReader(Default(), shop())
	for _, speaker := range []string{"agent", "bot", "system"} {
		for name, in := range map[string]ingest.Interaction{
			"alone":      conversation("call", speaker, told),
			"in a call":  conversation("call", speaker, "Good morning, claims.", "customer", "Hello, I would like to change my address please.", speaker, told, "customer", "Thank you, bye."),
			"in a chat":  conversation("chat", "customer", "Hi, what time do you open on Saturday?", speaker, told, "customer", "Great, thanks."),
			"first":      conversation("chat", speaker, told, "customer", "Could you send me a copy of my card?"),
			"many times": conversation("call", speaker, told, speaker, told, "customer", "Can you tell me my balance?", speaker, told),
		} {
			for _, m := range r.Read(in) {
				if m.Confidence >= 0.5 {
					t.Errorf("%s, %s: confidence %.2f in %q", speaker, name, m.Confidence, m.Quote.Text)
				}
				if in.Turns[m.Quote.Turn].Speaker != ingest.SpeakerCustomer {
					t.Errorf("%s, %s: turn %d is quoted", speaker, name, m.Quote.Turn)
				}
			}
		}
	}
	mine := "The website took my claim on Sunday, the phone line had no record of it, and the branch sent me back to the website. I had to tell the whole story three times."
	if got := r.Read(conversation("call", "agent", "Good morning, claims.", "customer", mine)); len(got) == 0 || got[0].Confidence < 0.5 {
		t.Errorf("the customer's own words are no break: %+v", got)
	}
}

// TestOtherLanguagesAreNotScored proves that a model of English says nothing of them.
func TestOtherLanguagesAreNotScored(t *testing.T) {
	r := NewReader(Default(), shop())
	spanish := "La web aceptó mi reclamación, por teléfono no tenían nada and the store sent me back to the website. Tuve que contarlo todo otra vez."
	if got := r.Read(said("review", spanish)); got != nil {
		t.Errorf("Spanish: %+v", got)
	}
	in := said("review", broken)
	in.Language = "fr-CA"
	if got := r.Read(in); got != nil {
		t.Errorf("declared French: %+v", got)
	}
	in.Language = "en-GB"
	if got := r.Read(in); len(got) == 0 || got[0].Confidence < 0.5 {
		t.Errorf("declared English: %+v", got)
	}
}
