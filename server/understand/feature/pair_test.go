package feature

import (
	"slices"
	"testing"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
)

func pairOf(from, to journey.Kind) int {
	at := func(k journey.Kind) int { return slices.Index(journey.Kinds, k) }
	return at(from)*SideCandidates + at(to)
}

func pairs(text string) [][]Key {
	var t Text
	t.Fill(ingest.Interaction{Source: "review", Turns: []ingest.Turn{{Speaker: ingest.SpeakerCustomer, Text: text}}}, nil)
	return t.Pairs(0, nil)
}

func TestPairsTellWhichSideIsNamedFirst(t *testing.T) {
	a := pairs("the app said ready, the store had nothing")
	b := pairs("the store had nothing, the app said ready")
	forth, back := pairOf(journey.KindApp, journey.KindStore), pairOf(journey.KindStore, journey.KindApp)
	if slices.Equal(a[forth], a[back]) {
		t.Error("the two directions of one text look alike")
	}
	if slices.Equal(a[forth], b[forth]) {
		t.Error("the order of the text makes no difference")
	}
	if len(a) != PairCount {
		t.Errorf("%d pairs", len(a))
	}
}

func TestPairsOfUnnamedKindsSaySo(t *testing.T) {
	p := pairs("the app said ready")
	none, one := p[pairOf(journey.KindStore, journey.KindWeb)], p[pairOf(journey.KindApp, journey.KindWeb)]
	if len(none) != 1 || len(one) != 1 || none[0] == one[0] {
		t.Errorf("none named %v, one named %v", none, one)
	}
}

func TestPairsOfOneKindCountItsMentions(t *testing.T) {
	once := pairs("the agent was rude")[pairOf(journey.KindPhone, journey.KindPhone)]
	twice := pairs("one agent passed me to another agent")[pairOf(journey.KindPhone, journey.KindPhone)]
	if slices.Equal(once, twice) {
		t.Error("from agent to agent looks like one agent")
	}
}

func TestCounterpartsTellOnlyWhereItHappens(t *testing.T) {
	said := func(agent string) *Text {
		var text Text
		text.Fill(ingest.Interaction{Source: "call", Turns: []ingest.Turn{
			{Speaker: ingest.SpeakerAgent, Text: agent},
			{Speaker: ingest.SpeakerCustomer, Text: "I told all of this before and nobody knows."},
		}}, nil)
		return &text
	}
	desk, plain := said("Returns desk at the store, how can I help?"), said("Good morning.")
	if len(desk.Mentions) != 0 || len(desk.Sentences) != 1 {
		t.Errorf("an agent's words were read: %v", desk.Mentions)
	}
	store := slices.Index(journey.Kinds, journey.KindStore)
	if slices.Equal(desk.Sides(0, nil)[store], plain.Sides(0, nil)[store]) {
		t.Error("who answers tells nothing of the sides")
	}
	if !slices.Equal(desk.WordGrams(0, nil), plain.WordGrams(0, nil)) {
		t.Error("an agent's words changed what the customer says")
	}
}
