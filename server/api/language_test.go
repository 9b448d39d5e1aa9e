package api

import (
	"testing"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

const spanishComplaint = "En la web ponía que estaba listo para recoger y en la tienda no sabían nada."

// TestLanguageIsToldAtTheDoor: a declared language is believed, any other told from the
// customer's own words, and what is not read says so.
func TestLanguageIsToldAtTheDoor(t *testing.T) {
	f := newFixture(t)
	english := "The website said that it was ready and the desk knew nothing."
	for name, c := range map[string]struct {
		declared, text, want string
		unsupported          bool
	}{
		"english":             {"", english, "en", false},
		"spanish":             {"", spanishComplaint, "es", true},
		"too short to tell":   {"", "4471?", "und", false},
		"declared":            {"EN_gb", spanishComplaint, "en-GB", false},
		"declared otherwise":  {"fr", english, "fr", true},
		"declared as unknown": {"und", spanishComplaint, "es", true},
	} {
		item := interaction(name, c.text)
		item.Language, item.UnsupportedLanguage = c.declared, true // what is pushed of the latter is ignored
		pushed := f.push(item).GetResults()[0]
		got := call(t, f.ingestion.GetInteraction, &v1.GetInteractionRequest{Name: pushed.GetName()})
		if got.GetLanguage() != c.want || got.GetUnsupportedLanguage() != c.unsupported {
			t.Errorf("%s: %q, unsupported %v", name, got.GetLanguage(), got.GetUnsupportedLanguage())
		}
		if again := f.push(item).GetResults()[0]; again.GetStatus() != v1.PushStatus_PUSH_STATUS_DUPLICATE {
			t.Errorf("%s, pushed again: %v", name, again)
		}
	}
}

// retold is a break as an agent or a bot may tell it.
const retold = "I see the problem: the website took your claim on Sunday, the phone line had no record of it, and the branch sent you back to the website. You had to tell the whole story three times."

// TestOnlyCustomersWordsBecomeMentions runs the whole pipeline, the model included: the same
// words are a mention when a customer says them in a language that is read, and in no other case.
func TestOnlyCustomersWordsBecomeMentions(t *testing.T) {
	p := newPipeline(newFixture(t))
	p.understanding.Given = nil // the model reads
	current := call(t, p.journeys.GetJourneyMap, &v1.GetJourneyMapRequest{Name: mapName})
	current.Touchpoints = []*v1.Touchpoint{
		{Id: "website", Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_WEB}},
		{Id: "phone_line", Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_PHONE}},
		{Id: "branch", Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_STORE}},
	}
	call(t, p.journeys.UpdateJourneyMap, &v1.UpdateJourneyMapRequest{JourneyMap: current})
	mine := "The website took my claim on Sunday, the phone line had no record of it, and the branch sent me back to the website. I had to tell the whole story three times."
	item := func(id string, language string, turns ...*v1.Turn) *v1.Interaction {
		in := interaction(id, "")
		in.Language, in.Turns = language, turns
		return in
	}
	say := func(speaker v1.Speaker, text string) *v1.Turn { return &v1.Turn{Speaker: speaker, Text: text} }
	asks := say(v1.Speaker_SPEAKER_CUSTOMER, "Hello, I would like to change my address please.")
	thanks := say(v1.Speaker_SPEAKER_CUSTOMER, "Thank you, bye.")
	pushed := p.push(
		item("customer", "", say(v1.Speaker_SPEAKER_AGENT, "Good morning, claims."), say(v1.Speaker_SPEAKER_CUSTOMER, mine)),
		item("agent", "", asks, say(v1.Speaker_SPEAKER_AGENT, retold), thanks),
		item("bot", "", asks, say(v1.Speaker_SPEAKER_BOT, retold), thanks),
		item("system", "", asks, say(v1.Speaker_SPEAKER_SYSTEM, retold), thanks),
		item("agent alone", "", say(v1.Speaker_SPEAKER_AGENT, retold)),
		item("declared spanish", "es", say(v1.Speaker_SPEAKER_CUSTOMER, mine)),
		item("spanish", "", say(v1.Speaker_SPEAKER_CUSTOMER, spanishComplaint+" "+spanishComplaint)),
	)
	if n := pushed.GetCounts().GetAccepted(); n != 7 {
		t.Fatalf("%d were accepted: %v", n, pushed)
	}
	p.settle()
	mentions := 0
	for _, c := range call(t, p.clusters.ListClusters, &v1.ListClustersRequest{Parent: parent}).GetClusters() {
		for _, m := range call(t, p.clusters.ListMentions, &v1.ListMentionsRequest{Parent: c.GetName()}).GetMentions() {
			mentions++
			if m.GetQuote().GetExternalId() != "customer" || m.GetQuote().GetTurn() != 1 {
				t.Errorf("a mention in %q: %q", m.GetQuote().GetExternalId(), m.GetQuote().GetText())
			}
		}
	}
	if mentions == 0 {
		t.Error("what the customer said is no mention")
	}
}
